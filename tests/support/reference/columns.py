"""What the columns of the tables say, for docs/reference/metrics.md."""

INNER = {"conversations", "doings", "human_comments", "human_work", "voices"}
"""Views from which the others are made, and which may change."""

OWN_WORDS = {
    "posts": "One row a post.",
    "entries": "One row an entry of a feed, as the archive holds it, without its excerpt.",
    "discussions": "One row a GitHub Discussion, as the archive holds it; `threads` is easier to count on.",
    "comments": "One row a comment or reply in a discussion, as the archive holds it.",
    "work": "One row for what one person gave to one repository in one month and kind, as the archive holds it.",
}
"""What tables hold of which derive/facts.sql says nothing."""

_THREAD = "What it belongs to, such as `events/lantern-walk`, `discussions/<source>/<id>`; empty where nothing."
_AGENDA = "`applied` (what we make), `external` (the topic in the world), `internal` (ourselves); several, or none."
_SOURCE = "The source's folder in the archive."
_LOGIN = "The login as GitHub shows it; empty for a deleted account."
_ACCOUNT = "GitHub's number for the account; 0 where it is not known."
_BOT = "Whether a program wrote it."

COLUMNS: dict[str, dict[str, str]] = {
    "params": {
        "now": "The moment at which everything is counted: the start of the community's day.",
        "active_days": "As `thresholds` in `content/community.yml` says; so are the three below.",
        "gone_days": "Gone is who did nothing for so many days.",
        "newcomer_days": "Newcomers joined within so many days.",
    },
    "members": {
        "slug": "The name of the member's file, which is also their `actor`.",
        "joined": "When they joined.",
        "founder": "Whether `founders` in `content/community.yml` names them.",
        "status": "`active`, `away` or `alumni`.",
    },
    "events": {
        "thread": "`events/<slug>`, of a series with `#` and its day.",
        "slug": "The name of the event's file.",
        "kind": "`meeting`, `barcamp`, `workshop` and so on.",
        "status": "`confirmed`, `tentative` or `cancelled`.",
        "happened": "When it starts; a day or month without a time counts from midnight.",
        "held": "Whether it took place, and somebody wrote that down.",
        "attendance": "How many came; NULL where nobody said.",
        "agenda": _AGENDA,
        "hosts": "The members who invited.",
        "speakers": "The members who spoke.",
        "attendees": "The members who came and agreed to be named.",
    },
    "posts": {
        "thread": "`posts/<slug>`.",
        "slug": "The name of the post's file.",
        "published": "When it was published.",
        "agenda": _AGENDA,
        "authors": "The members who wrote it.",
    },
    "projects": {
        "thread": "`projects/<slug>`.",
        "slug": "The name of the project's file.",
        "status": "`idea`, `active`, `paused`, `finished` or `abandoned`.",
        "started": "When it began.",
        "agenda": _AGENDA,
    },
    "sources": {
        "slug": _SOURCE,
        "kind": "`entries`, `discussions` or `work`.",
        "owner": "The member whose own it is, or empty.",
        "project": "The project whose repository it is, or empty.",
    },
    "agendas": {
        "category": "The category's name, as `agendas` in `content/community.yml` says.",
        "agenda": "`applied`, `external` or `internal`.",
    },
    "accounts": {
        "login": "In lower case; empty for a deleted account.",
        "id": _ACCOUNT,
        "actor": "Whom it belongs to.",
    },
    "activity": {
        "actor": "A member's slug, or `github:<id>`, `login:<login>` or `hash:<hash>` for others.",
        "kind": "What they did; see above.",
        "happened": "When.",
        "thread": _THREAD,
        "target": "The actor whom it answers, or empty.",
        "with": "The members with whom it was done. A word of SQL: write it in double quotes.",
        "agenda": _AGENDA,
        "weight": "How many single acts the row stands for: a month's commits are one row.",
        "source": "`members`, `events`, `posts`, or the source's folder in the archive.",
        "url": "Where to see it, or empty.",
    },
    "threads": {
        "thread": "`discussions/<source>/<id>`.",
        "source": _SOURCE,
        "title": "The discussion's title.",
        "url": "Where it is.",
        "category": "Its category at GitHub.",
        "agenda": _AGENDA,
        "asker": "Who opened it.",
        "answerable": "Whether its category has accepted answers.",
        "created": "When it was opened.",
        "first_response": "When another human first commented.",
        "responses": "How many comments other humans made.",
        "answered": "When an answer was accepted; NULL where none was.",
        "closed": "When it was closed; NULL where it is open.",
    },
    "periods": {
        "period": "The month, such as `2026-05`, or empty.",
        "since": "The first moment that belongs to it.",
        "until": "The first moment that no longer does.",
    },
    "entries": {
        "source": _SOURCE,
        "id": "The entry's own, within its source.",
        "url": "Where it can be read.",
        "title": "Its title in plain text.",
        "author": "The author's name as the feed tells it.",
        "language": "Its language, or empty.",
        "published": "When it was published, frozen when it was first seen.",
        "first_seen": "When it was first collected.",
        "edited": "When its title, text or address was seen to have changed; NULL where they never did.",
        "tags": "Its tags.",
    },
    "discussions": {
        "source": _SOURCE,
        "id": "GitHub's own.",
        "number": "Its number in the repository.",
        "url": "Where it is.",
        "title": "Its title.",
        "category": "Its category's name.",
        "answerable": "Whether the category has accepted answers.",
        "author": _LOGIN,
        "author_id": _ACCOUNT,
        "bot": _BOT,
        "published": "When it was opened.",
        "updated": "When something last changed in it.",
        "closed": "When it was closed.",
        "answered": "When an answer was accepted.",
        "reactions": "How many reactions it has.",
    },
    "comments": {
        "source": _SOURCE,
        "discussion": "The `id` of its discussion.",
        "id": "GitHub's own.",
        "author": _LOGIN,
        "author_id": _ACCOUNT,
        "bot": _BOT,
        "created": "When it was written.",
        "answer": "Whether it is the accepted answer.",
        "reply_to": "The `id` of the comment it replies to, or empty.",
    },
    "work": {
        "source": _SOURCE,
        "id": "The row's own.",
        "who": "`github:<id>`, `login:<login>` or `hash:<hash>`.",
        "login": "The login, where it is known.",
        "published": "The first day of the month.",
        "kind": "`code`, `docs`, `translation` or `design`, told by the names of the files.",
        "commits": "How many commits.",
        "first": "The day of the first.",
        "last": "The day of the last.",
    },
}
"""By table and column."""
COLUMNS["contributions"] = COLUMNS["activity"]
