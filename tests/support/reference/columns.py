"""What the columns of the tables say, for docs/reference/metrics.md."""

from support.reference import making, scoping

INNER = (
    {
        "answered_threads",
        "conversations",
        "dated_doings",
        "doings",
        "done",
        "empty_words",
        "everything_given",
        "human_remarks",
        "human_work",
        "knowing",
        "logins",
        "presence",
        "remarks",
        "titles",
        "told_remarks",
        "tongues",
        "repositories",
        "voices",
    }
    | making.INNER
    | scoping.INNER
)
"""Views from which the others are made, and which may change."""

OWN_WORDS = {
    "posts": "One row a post.",
    "entries": "One row an entry of a feed, as the archive holds it, without its excerpt.",
    "discussions": "One row a GitHub Discussion, as the archive holds it; `threads` is easier to count on.",
    "comments": "One row a comment or reply in a discussion, as the archive holds it.",
    "issues": "One row an issue at GitHub, as the archive holds it.",
    "issue_comments": "One row a comment on an issue, as the archive holds it.",
    "pulls": "One row a pull request at GitHub, as the archive holds it.",
    "pull_comments": "One row a comment on a pull request, as the archive holds it.",
    "reviews": "One row a review of a pull request, as the archive holds it.",
    "releases": "One row a release at GitHub, as the archive holds it.",
    "departures": "One row a departure of a member, as the archive holds it; `absences` is easier to count on.",
    "work": "One row for what one person gave to one repository in one month and kind, as the archive holds it.",
}
"""What tables hold of which derive/facts.sql says nothing."""

_ACTOR = "A member's slug; for others `github:<id>`, `login:<login>` or `hash:<hash>`."
_CONTRIBUTION = "The kind in the words of all-contributors, such as `talk` or `mentoring`."
_THREAD = "What it belongs to, such as `events/lantern-walk`, `discussions/<source>/<id>`; empty where nothing."
_AGENDA = "`applied` (what we make), `external` (the topic in the world), `internal` (ourselves); several, or none."
_SOURCE = "The source's folder in the archive."
_PROJECT = "The slug of the project it was done for, or empty."
_SPOKEN = "One of the hub's languages, or empty."
_SCOPE = "Empty for the hub as a whole, else `project/<slug>`, `team/<slug>` or `language/<tag>`."
_TOPICS = "Its topics, as its file says."
_LOGIN = "The login as GitHub shows it; empty for a deleted account."
_ACCOUNT = "GitHub's number for the account; 0 where it is not known."
_BOT = "Whether a program wrote it."

_OPENED = {
    "source": _SOURCE,
    "id": "GitHub's own.",
    "number": "Its number in the repository.",
    "url": "Where it is.",
    "title": "Its title.",
    "author": _LOGIN,
    "author_id": _ACCOUNT,
    "bot": _BOT,
    "published": "When it was opened.",
    "updated": "When something last changed in it.",
    "closed": "When it was closed; NULL where it is open.",
    "reactions": "How many reactions it has.",
}
_SAID = {
    "source": _SOURCE,
    "id": "GitHub's own.",
    "author": _LOGIN,
    "author_id": _ACCOUNT,
    "bot": _BOT,
    "created": "When it was written.",
}

COLUMNS: dict[str, dict[str, str]] = {
    "params": {
        "now": "The moment at which everything is counted: the start of the community's day.",
        "active_days": "As `thresholds` in `content/community.yml` says; so are the three below.",
        "gone_days": "Gone is who did nothing for so many days.",
        "newcomer_days": "Newcomers joined within so many days.",
        "today": "The day of `now` where the community is.",
        "founded": "The day on which the community began; NULL where the hub does not say.",
        "languages": "The hub's languages, the main one first.",
    },
    "clocks": {
        "since": "When clocks began to be so far ahead.",
        "until": "When that ended.",
        "ahead": "How far they are ahead of UTC; less than nothing in the west.",
    },
    "members": {
        "slug": "The name of the member's file, which is also their `actor`.",
        "joined": "When they joined.",
        "founder": "Whether `founders` in `content/community.yml` names them.",
        "status": "`active`, `away` or `alumni`.",
        "language": "The first of their languages that is one of the hub's, or empty.",
        "languages": "The languages they speak, best first.",
        "skills": "What they can do.",
        "interests": "What they would like to do or learn.",
        "available_for": "What they like to be asked for.",
        "town": "The town and the country's two letters, such as `Lyon, FR`; or empty.",
        "invited_by": "The member who brought them, or empty.",
        "ties": "Whether they agreed to have told whom they met.",
        "roles": "What they do in the community, in their own words.",
        "organisation": "Whom they work for, as it is compared: without capitals; empty without consent.",
    },
    "terms": {
        "team": "The slug of the team.",
        "actor": "The member's slug.",
        "role": "`member`, or what the team's file says.",
        "since": "The first day.",
        "until": "The last day, past or planned; NULL where nobody planned one.",
    },
    "absences": {
        "actor": "The member's slug where their file is there, else `hash:<hash>`.",
        "joined": "When they had joined; NULL where their file did not say.",
        "began": "When they left; the day begins where the community is.",
        "ended": "When they came back; NULL where they did not.",
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
        "project": "The slug of the project it is about, or empty.",
        "title": "What it is called.",
        "language": "The language it is held in.",
        "topics": _TOPICS,
        "recap": "Whether somebody wrote down what happened.",
    },
    "posts": {
        "thread": "`posts/<slug>`.",
        "slug": "The name of the post's file.",
        "published": "When it was published.",
        "agenda": _AGENDA,
        "authors": "The members who wrote it.",
        "title": "Its headline.",
        "language": "The language it is written in.",
        "topics": _TOPICS,
    },
    "projects": {
        "thread": "`projects/<slug>`.",
        "slug": "The name of the project's file.",
        "status": "`idea`, `active`, `paused`, `finished` or `abandoned`.",
        "started": "When it began.",
        "agenda": _AGENDA,
        "title": "What it is called.",
        "language": "The language it is described in.",
        "topics": _TOPICS,
        "quarter": "The quarter whose joint project it is, such as `2026-Q2`, or empty.",
        "leads": "The members who answer for it.",
        "contributors": "The members whom its file names as taking part.",
    },
    "translations": {
        "thread": "`events/<slug>`, `posts/<slug>` or `projects/<slug>`.",
        "language": "A language in which something stands beside it.",
    },
    "sources": {
        "slug": _SOURCE,
        "kind": "`entries`, `discussions`, `issues`, `work` and so on.",
        "owner": "The member whose own it is, or empty.",
        "project": "The project whose repository it is, or empty.",
        "language": "The language most of it is written in, where the hub says so.",
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
        "project": _PROJECT,
        "language": _SPOKEN,
        "day": "The day of `happened` where the community is.",
    },
    "threads": {
        "thread": "`discussions/<source>/<id>`, `issues/<source>/<id>` or `pulls/<source>/<id>`.",
        "kind": "`discussions`, `issues` or `pulls`.",
        "source": _SOURCE,
        "title": "Its title.",
        "url": "Where it is.",
        "category": "A discussion's category at GitHub, else empty.",
        "agenda": _AGENDA,
        "asker": "Who opened it.",
        "answerable": "Whether its category has accepted answers.",
        "created": "When it was opened.",
        "first_response": "When another human first commented.",
        "responses": "How many comments and reviews other humans wrote.",
        "answered": "When an answer was accepted; NULL where none was.",
        "closed": "When it was closed; NULL where it is open.",
        "project": "The slug of the project in whose repository it is, or empty.",
        "language": "The language of who opened it, where it is one of the hub's, or empty.",
        "day": "The day of `created` where the community is.",
        "reactions": "How many reactions it has.",
    },
    "periods": {
        "period": "The month, such as `2026-05`, or what is said above.",
        "since": "The first moment that belongs to it.",
        "until": "The first moment that no longer does.",
        "first": "The first day that belongs to it.",
        "last": "The last one.",
    },
    "credits": {
        "actor": "The member's slug.",
        "contribution": _CONTRIBUTION,
        "happened": "When the event began or the post was published; NULL for projects and whole series.",
        "thread": _THREAD,
        "project": "The slug of the project it was given to, or empty.",
        "agenda": _AGENDA,
        "source": "`events`, `posts` or `projects`.",
    },
    "given": {
        "actor": _ACTOR,
        "contribution": _CONTRIBUTION,
        "project": "The slug of the project it was given to, or empty.",
        "number": "How many single acts.",
        "since": "The first day that is known (where the community is), or NULL.",
        "latest": "The last day that is known, or NULL.",
    },
    "contributor_groups": {
        "actor": _ACTOR,
        "since": "The day of their first contribution (where the community is).",
        "latest": "The day of their last one.",
        "part": "`newcomers`, `returning`, `regular`, `occasional` or `one-off`.",
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
        "reactions": "How many reactions it has.",
    },
    "issues": _OPENED | {"reason": "Why it was closed: `completed`, `not_planned`, `duplicate`, or empty."},
    "pulls": _OPENED
    | {"merged": "When it was merged; NULL where it was not.", "draft": "Whether it is not ready to be looked at."},
    "issue_comments": {"issue": "The `id` of its issue."} | _SAID,
    "pull_comments": {"pull": "The `id` of its pull request."} | _SAID,
    "reviews": {"pull": "The `id` of its pull request."}
    | _SAID
    | {"verdict": "`approved`, `changes_requested`, `commented` or `dismissed`."},
    "releases": {
        "source": _SOURCE,
        "id": "GitHub's own.",
        "url": "Where it is.",
        "title": "What it is called.",
        "tag": "The tag in the repository.",
        "author": _LOGIN,
        "author_id": _ACCOUNT,
        "published": "When it was published.",
        "updated": "When something last changed in it.",
        "preview": "Whether it is marked as not ready for everybody.",
    },
    "departures": {
        "source": "`members`.",
        "id": "The row's own.",
        "who": "`hash:<hash>`, made from the name of the member's file.",
        "published": "The day they left.",
        "joined": "The day they had joined; NULL where their file did not say.",
        "returned": "The day they came back; NULL where they did not.",
    },
    "work": {
        "source": _SOURCE,
        "id": "The row's own.",
        "who": "`github:<id>`, `login:<login>` or `hash:<hash>`.",
        "login": "The login, where it is known.",
        "published": "The first day of the month.",
        "kind": "`code`, `docs`, `translation`, `design` or `events`, told by the names of the files.",
        "commits": "How many commits.",
        "first": "The day of the first.",
        "last": "The day of the last.",
        "weeks": "Those with a commit, as `2026-W20` (ISO 8601); none where it was collected before these were told.",
        "added": "The lines added, 0 where nobody asks for them.",
        "removed": "The lines removed, 0 where nobody asks for them.",
    },
}
"""By table and column."""
COLUMNS["contributions"] = COLUMNS["activity"]
COLUMNS["frames"] = {key: scoping.COLUMNS["scopes"][key] for key in ("scope", "kind")} | COLUMNS["periods"]
COLUMNS["scoped"] = {"scope": _SCOPE} | COLUMNS["activity"]
COLUMNS["scoped_threads"] = {"scope": _SCOPE} | COLUMNS["threads"]
COLUMNS |= making.COLUMNS | scoping.COLUMNS
COLUMNS["scoped_events"] = (
    {"scope": _SCOPE} | COLUMNS["events"] | {"day": "The day of `happened` where the community is."}
)
