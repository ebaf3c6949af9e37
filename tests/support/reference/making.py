"""What the columns of the tables in derive/making.sql say."""

INNER = {"all_agenda_parts", "all_daytimes", "all_rising"}
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
    "daytimes": {
        "scope": _SCOPE,
        "day": "The day.",
        "part": "`night`, `morning`, `afternoon` or `evening`.",
        "acts": "How many rows of `activity` that is.",
    },
    "tagged": {
        "actor": "The member whose entry it is.",
        "day": "The day on which it was published.",
        "url": "Where it is.",
        "language": "One of the hub's languages, or empty.",
        "tag": "The tag, as the entry has it.",
    },
    "topic_days": {
        "scope": _SCOPE,
        "actor": "Who spoke about it, or empty.",
        "day": "The day.",
        "thread": "What was about it: an event, a post, a project, a discussion, or an entry's address.",
        "url": "Where to see it, or empty.",
        "project": "The slug of the project it belongs to, or empty.",
        "language": "The language of what was about it, or empty.",
        "topic": "The topic, in lower case.",
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
