"""What the columns say of tables that tell scopes apart: of derive/scopes.sql, ties.sql and so on."""

INNER = {
    "all_carrying",
    "all_closeness",
    "all_groups",
    "all_habits",
    "all_layers",
    "all_scopes",
    "all_spells",
    "all_standing",
    "all_ties",
    "all_welcomes",
    "all_yearly",
    "hub_spells",
    "team_spells",
}
"""Views from which the others are made, and which may change."""

_ACTOR = "A member's slug; for others `github:<id>`, `login:<login>` or `hash:<hash>`."
_SCOPE = "Empty for the hub as a whole, else `project/<slug>`, `team/<slug>` or `language/<tag>`."
_ENDING = "The last day of a period."

COLUMNS: dict[str, dict[str, str]] = {
    "scopes": {
        "scope": _SCOPE,
        "kind": "`hub`, `project`, `team` or `language`.",
        "name": "The slug, or the language's tag; empty for the hub.",
    },
    "days": {
        "scope": _SCOPE,
        "actor": _ACTOR,
        "kind": "What they did, as in `activity`.",
        "day": "On which day, where the community is.",
        "acts": "How many rows of `activity` that is.",
        "weight": "The sum of their weights.",
    },
    "contribution_kinds": {
        "kind": "A kind of doing that gives something, as in `activity`.",
        "part": "`commits`, `discussions`, `events`, `writing` or `others`.",
        "form": "`posts`, `comments`, `events`, `commits` or `others`.",
    },
    "yearly": {
        "scope": _SCOPE,
        "ending": _ENDING,
        "series": "A part of `contribution_kinds`, or `everything`.",
        "actor": _ACTOR,
        "weight": "The sum of the weights of what they did.",
    },
    "ties": {
        "scope": _SCOPE,
        "a": _ACTOR,
        "b": "The other one, whose name comes later.",
        "day": "On which day, where the community is.",
        "points": "How much that weighs.",
        "told": "Whether the two may be named.",
    },
    "closeness": {
        "scope": _SCOPE,
        "ending": _ENDING,
        "people": "How many did anything.",
        "pairs": "How many two of them did something together.",
        "tied": "How many of them did something together with anybody.",
        "people_but_founders": "How many of them are no founders.",
        "pairs_but_founders": "How many of the pairs are without a founder.",
    },
    "ways_to_carry": {
        "scope": _SCOPE,
        "ending": _ENDING,
        "actor": _ACTOR,
        "way": "`hosts`, `speaks`, `writes`, `answers`, `welcomes` or `invites`.",
    },
    "carrying": {
        "scope": _SCOPE,
        "ending": "The last day.",
        "people": "How many contributed.",
        "acts": "How many single contributions there were.",
        "acts_of_founders": "How many of these were founders'.",
        "came": "How many joined in the year before, of whom it is known who brought them.",
        "came_by_founders": "How many of these founders brought.",
    },
    "spells": {
        "scope": _SCOPE,
        "actor": _ACTOR,
        "first": "The first day on which they belonged to it.",
        "last": "The last one; NULL while they do.",
    },
    "moves": {
        "scope": _SCOPE,
        "actor": _ACTOR,
        "move": "`joined`, `left` or `returned`.",
        "day": "On which day, where the community is.",
    },
    "standing": {
        "scope": _SCOPE,
        "actor": _ACTOR,
        "since": "The day on which they came, or came back.",
        "part": "`active`, `quiet`, `dormant`, `gone` or `never active`.",
        "first": "The first day on which it was so.",
        "last": "The last one; NULL while it is so.",
    },
    "habits": {
        "scope": _SCOPE,
        "ending": _ENDING,
        "actor": _ACTOR,
        "since": "The day of their first contribution.",
        "part": "`newcomers`, `returning`, `regular`, `occasional` or `one-off`.",
        "weight": "How many single acts there were in twelve months.",
        "layer": "`core`, `regular` or `casual`.",
    },
    "welcomes": {
        "scope": _SCOPE,
        "actor": _ACTOR,
        "kind": "`discussions`, `issues` or `pulls`.",
        "thread": "`discussions/<source>/<id>`, `issues/<source>/<id>` or `pulls/<source>/<id>`.",
        "url": "Where it is.",
        "day": "The day on which it was opened, where the community is.",
        "created": "When it was opened.",
        "first_response": "When another human first commented; NULL where nobody did.",
        "closed": "When it was closed; NULL where it is open.",
    },
    "project_quarters": {
        "scope": "Empty for the hub as a whole, else `language/<tag>`.",
        "thread": "`projects/<slug>`.",
        "quarter": "Such as `2026-Q2`.",
        "day": "The first day of a quarter that the file names, else that on which the project started.",
    },
}
"""By table and column."""
