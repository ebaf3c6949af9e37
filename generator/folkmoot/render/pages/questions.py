"""What the site asks of whoever proposes a record: a question for each key that somebody new can answer.

Which keys there are, what each takes and which are needed is read from the JSON Schema of the record; here stands how
one asks for it. What a schema has and no form asks for is named with the reason, so that nothing is forgotten.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from folkmoot.render.schemas.kinds import KINDS
from folkmoot.render.schemas.published import published
from folkmoot.render.wording.tongue import N_


class Question(NamedTuple):
    """One question: its key from the record's root (`location.city`), and what kind of answer the schema takes.

    `label` and `help` are English, for the catalogues. `rows` are what each item of a list is asked; `options` are
    the words that can be chosen from, `usual` those that count where nothing is said.
    """

    key: str
    kind: str
    label: str
    help: str = ""
    needed: bool = False
    options: tuple[str, ...] = ()
    usual: tuple[str, ...] = ()
    rows: tuple["Question", ...] = ()


_LABELS: Mapping[str, tuple[str, str]] = {
    "member.name": (N_("Your name"), N_("What you want to be called.")),
    "member.joined": (N_("Member since"), ""),
    "member.pronouns": (N_("Pronouns"), N_("For example she/her.")),
    "member.github": (N_("GitHub login"), N_("Without @. What you do there then counts as yours.")),
    "member.languages": (N_("Languages you speak"), N_("Best first, with commas between them.")),
    "member.location.city": (N_("Town"), ""),
    "member.location.country": (N_("Country"), ""),
    "member.timezone": (N_("Time zone"), N_("For example Europe/Rome.")),
    "member.skills": (N_("What you can do"), N_("What people can ask you about, with commas between.")),
    "member.interests": (N_("What you would like to do or learn"), N_("With commas between.")),
    "member.bio": (N_("About you"), N_("A few sentences, in Markdown if you like.")),
    "member.bio_language": (N_("Language of what you wrote about yourself"), ""),
    "member.links": (N_("Elsewhere on the web"), ""),
    "member.links.label": (N_("What it is called"), N_("For example Blog or Mastodon.")),
    "member.links.url": (N_("Address"), ""),
    "member.feeds": (N_("Your feeds"), N_("RSS, Atom or JSON. The planet shows what you publish there.")),
    "member.feeds.url": (N_("Address of the feed"), N_("RSS, Atom or JSON.")),
    "member.feeds.title": (N_("What to call it"), N_("Left out, it is called what it calls itself.")),
    "member.feeds.language": (N_("Language most of it is written in"), ""),
    "member.roles": (N_("What you do in the community"), N_("For example host or moderator, with commas between.")),
    "member.available_for": (N_("What you like to be asked for"), N_("For example mentoring, with commas between.")),
    "member.invited_by": (N_("Who brought you"), N_("The name of a member.")),
    "member.consent.profile": (
        N_("My profile"),
        N_("Pronouns, place, languages, skills, interests, what I can be asked for, my text and roles."),
    ),
    "member.consent.photo": (N_("My picture"), N_("Once there is one.")),
    "member.consent.attendance": (N_("Where I was"), N_("The events that I took part in.")),
    "member.consent.ties": (N_("Whom I met"), N_("Where the other person agreed too.")),
    "member.visibility": (N_("Whether you are on the site"), ""),
    "event.title": (N_("What it is called"), ""),
    "event.kind": (N_("What sort of event it is"), ""),
    "event.start": (N_("Begins"), N_("Leave the time out while it is open. Of a series, the first date.")),
    "event.end": (N_("Ends"), N_("The time is enough where it ends on the same day.")),
    "event.date_precision": (N_("How much of the date is announced"), ""),
    "event.timezone": (N_("Time zone"), N_("Left out, that of the place or the community.")),
    "event.place": (N_("Place"), N_("A new place? Say where in the text below.")),
    "event.online": (N_("Address online"), N_("Where to take part from elsewhere.")),
    "event.recurrence.rule": (N_("How it repeats"), ""),
    "event.status": (N_("Whether it takes place"), ""),
    "event.hosts": (N_("Who invites"), N_("The names of members, with commas between.")),
    "event.rsvp": (N_("Address for sign-up"), ""),
    "event.call_for_papers.url": (N_("Where to propose a talk"), ""),
    "event.call_for_papers.opens": (N_("Talks can be proposed from"), ""),
    "event.call_for_papers.closes": (N_("Last day to propose a talk"), ""),
    "event.project": (N_("The project it is about"), ""),
    "event.language": (N_("Language it is held in"), N_("Left out, the main one of the community.")),
    "event.topics": (N_("What it is about"), N_("With commas between.")),
    "event.agenda": (N_("What it serves"), ""),
    "event.summary": (N_("In one sentence"), N_("For lists.")),
    "event.speakers": (N_("Who speaks"), ""),
    "event.speakers.member": (N_("Name of a member"), ""),
    "event.speakers.name": (N_("Or the name of somebody else"), ""),
    "event.speakers.url": (N_("Their page"), ""),
    "event.speakers.talk": (N_("What they speak about"), ""),
    "event.text": (N_("What one should know"), N_("What happens, what to bring; in Markdown if you like.")),
    "project.title": (N_("What it is called"), ""),
    "project.status": (N_("Where it stands"), ""),
    "project.leads": (N_("Who answers for it"), N_("The names of members, with commas between.")),
    "project.contributors": (N_("Who takes part"), N_("The names of members, with commas between.")),
    "project.repositories": (N_("Git repositories"), N_("As owner/name at GitHub, or addresses, with commas between.")),
    "project.help_wanted": (N_("What waits for help"), ""),
    "project.help_wanted.title": (N_("What is to be done"), ""),
    "project.help_wanted.skills": (N_("What it takes"), N_("With commas between.")),
    "project.help_wanted.url": (N_("Where it is discussed"), ""),
    "project.started": (N_("The day it began"), ""),
    "project.quarter": (N_("Joint project of the quarter"), N_("For example 2026-Q2.")),
    "project.links": (N_("Its pages elsewhere"), ""),
    "project.links.label": (N_("What it is called"), ""),
    "project.links.url": (N_("Address"), ""),
    "project.language": (N_("Language it is described in"), N_("Left out, the main one of the community.")),
    "project.topics": (N_("What it is about"), N_("With commas between.")),
    "project.agenda": (N_("What it serves"), ""),
    "project.summary": (N_("In one sentence"), N_("For lists.")),
    "project.text": (N_("What we want to make, and why"), N_("In Markdown if you like.")),
}  # fmt: skip
"""What each question is called, and what helps to answer it."""

CHOICES: Mapping[str, str] = {
    "member.visibility.public": N_("Yes, with what I agree to"),
    "member.visibility.name": N_("With nothing but my name"),
    "member.visibility.hidden": N_("No; the file stays readable in the repository"),
    "event.status.confirmed": N_("it takes place"),
    "event.status.tentative": N_("it is not settled"),
    "event.status.cancelled": N_("it does not take place"),
    "event.date_precision.minute": N_("the day and the time"),
    "event.date_precision.day": N_("only the day"),
    "event.date_precision.month": N_("only the month"),
}
"""What can be chosen from, where the words of the lists do not say it."""

FIRST: Mapping[str, tuple[str, ...]] = {
    "member": ("name", "github", "languages", "location.city", "location.country", "skills", "interests", "bio"),
    "event": ("title", "kind", "start", "end", "place", "online", "hosts", "summary", "text"),
    "project": ("title", "status", "summary", "leads", "text", "help_wanted"),
}
"""What is asked first; all else stands under “More”."""

UNASKED: Mapping[str, str] = {
    "member.github_id": "nobody knows theirs, and the login is enough to begin",
    "member.photo": "a picture is a file of its own",
    "member.status": "who joins takes part",
    "member.formerly": "a new file had no other name",
    "event.recurrence.exceptions": "what is dropped or moved is known later",
    "event.occurrences": "nothing has been held yet",
    "event.sequence": "nothing has been announced yet",
    "event.formerly": "a new file had no other name",
    "event.attendees": "nobody has come yet",
    "event.attendance": "nobody has come yet",
    "event.recap": "nothing has happened yet",
    "event.photos": "nothing has happened yet",
    "event.recordings": "nothing has happened yet",
    "event.results": "nobody has won yet",
    "project.outcome": "nothing has come of it yet",
    "project.formerly": "a new file had no other name",
}
"""The keys that no form asks for, and why."""

_LIKE = {
    "address": ("event", "rsvp"),
    "country": ("member", "location.country"),
    "language": ("event", "language"),
    "login": ("member", "github"),
    "moment": ("event", "start"),
    "quarter": ("project", "quarter"),
    "record": ("event", "place"),
    "day": ("member", "joined"),
    "text": ("member", "bio"),
    "zone": ("event", "timezone"),
}
"""Kinds of answers, each by a key that takes such: another that takes the same is asked for in the same way."""

_PLURALS = {"language": "languages", "record": "members", "line": "words"}
_PLACED = {"event.place": "place", "event.project": "project"}
"""Which records a name stands for that is no member's."""


@cache
def schema(name: str) -> dict[str, Any]:
    """The published schema of a kind of file."""
    return published(next(kind for kind in KINDS if kind.name == name))


@cache
def questions(name: str) -> tuple[Question, ...]:
    """Every question about a record, in the order of its keys, the text below the front matter last."""
    found = tuple(_of(name, schema(name)))
    return (*found, _named(name, "text", "text")) if name != "member" else found


def _of(name: str, node: Mapping[str, Any], before: str = "", *, optional: bool = False) -> Iterator[Question]:
    """The questions about the keys of a record, or of one that stands inside it."""
    for short, inner in node["properties"].items():
        key = f"{before}{short}"
        if f"{name}.{key}" in UNASKED:
            continue
        needed = short in node.get("required", ()) and not optional
        if "properties" in inner and "items" not in inner:
            yield from _of(name, inner, f"{key}.", optional=True)
        elif "properties" in inner.get("items", ()):
            rows = tuple(
                one._replace(key=one.key.removeprefix(f"{key}.")) for one in _of(name, inner["items"], f"{key}.")
            )
            yield _named(name, key, "rows")._replace(rows=rows)
        else:
            kind, options = _taken(name, key, inner)
            usual = inner.get("default", ())
            usual = (usual,) if isinstance(usual, str) else tuple(usual)
            yield _named(name, key, kind)._replace(needed=needed, options=options, usual=usual)


def _named(name: str, key: str, kind: str) -> Question:
    return Question(key, kind, *_LABELS[f"{name}.{key}"])


def _taken(name: str, key: str, node: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The kind of answer that a key takes, and the words that can be chosen from."""
    if key.startswith("consent."):
        return "agreement", ()
    if key == "recurrence.rule":
        return "rule", ()
    if f"{name}.{key}" in _PLACED:
        return _PLACED[f"{name}.{key}"], ()
    if "items" in node:
        kind, options = _taken(name, f"{key}.", node["items"])
        return ("choices" if options else _PLURALS.get(kind, "words")), options
    words = node.get("enum") or next((one["enum"] for one in node.get("anyOf", ()) if "enum" in one), ())
    if words:
        return "choice", tuple(words)
    kind = next((kind for kind, like in _LIKE.items() if _pattern(*like) == node["pattern"]), "line")
    return ("member" if kind == "record" and not key.endswith(".") else kind), ()


@cache
def _pattern(name: str, key: str) -> str:
    node = schema(name)
    for part in key.split("."):
        node = node["properties"][part]
    return str(node["pattern"])
