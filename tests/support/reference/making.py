"""What the columns of the tables in derive/making.sql say."""

INNER = {"all_agenda_parts", "all_rising"}
"""Views from which the others are made, and which may change."""

_ACTOR = "A member's slug; for others `github:<id>`, `login:<login>` or `hash:<hash>`."
_SCOPE = "Empty for the hub as a whole, else `project/<slug>`, `team/<slug>` or `language/<tag>`."

COLUMNS: dict[str, dict[str, str]] = {
    "mentions": {
        "day": "The day on which it was published.",
        "title": "Its title.",
        "url": "Where it is.",
        "language": "One of the hub's languages, or empty.",
    },
    "reacted": {
        "scope": _SCOPE,
        "kind": "`threads` or `comments`.",
        "id": "A comment's own at GitHub; empty for a thread.",
        "actor": "Who wrote it, or empty.",
        "thread": "The thread, or that which the comment belongs to.",
        "url": "Where the thread is.",
        "project": "The slug of the project in whose repository it is, or empty.",
        "language": "The language of who wrote it, where it is one of the hub's, or empty.",
        "day": "The day on which it was written.",
        "reactions": "How many reactions it has.",
    },
    "agenda_parts": {
        "scope": _SCOPE,
        "period": "As in `periods`.",
        "stretch": "`period` or `lately`, see above.",
        "agenda": "`applied`, `external` or `internal`.",
        "sixths": "How many sixths of an item are of it.",
        "items": "How many items there are, of all agendas.",
    },
    "first_answers": {
        "scope": _SCOPE,
        "thread": "The thread, as in `threads`.",
        "actor": _ACTOR,
        "day": "The day of the response.",
        "url": "Where to see it.",
    },
    "rising": {
        "scope": _SCOPE,
        "ending": "The last day of the active days that are looked at.",
        "actor": _ACTOR,
        "days": "On how many of them they contributed.",
        "usual": "On how many they would have at their earlier pace.",
    },
}
"""By table and column."""
