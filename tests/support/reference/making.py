"""What the columns of the tables in derive/making.sql say."""

INNER = {"all_agenda_parts"}
"""Views from which the others are made, and which may change."""

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
}
"""By table and column."""
