"""Where somebody proposes to add themselves, an event, a project or a feed: forms for whom git means nothing.

A page holds the questions, in its language; propose.js checks the answers against the record's JSON Schema and makes
the file of them. Nothing is sent by the page: whoever filled it in opens GitHub's form for a new file, or sends the
text. Without JavaScript there is a file to copy instead.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from folkmoot.render.canvas import Canvas
from folkmoot.render.forge import edit_address, new_file_address
from folkmoot.render.page import Page
from folkmoot.render.pages.questions import CHOICES, FIRST, Question, questions
from folkmoot.render.pages.welcoming import address_for_post, who_answers
from folkmoot.render.schemas.kinds import FOLDER
from folkmoot.render.wording.tongue import N_

LONGEST = 6000
"""So many characters an address may have that a text stands in: GitHub refuses longer ones at about 8,000."""

_TONGUES = 20
"""So many languages are offered, those that most members speak; all others can be written."""

_SLUG, _TEXT = "fm-file-name", "fm-file-text"
"""What stands in the address of a new file for its name and its text, which propose.js puts there."""


class Form(NamedTuple):
    """What can be proposed with a form of its own: its words, and the folder and ending of its file."""

    name: str
    title: str
    told: str
    folder: str
    ending: str


FORMS = (
    Form("member", N_("Add yourself"), N_("A page of your own among the members."), "members/", ".yml"),
    Form("event", N_("Propose an event"), N_("An evening, a workshop, a chat: once or often."), "events/", ".md"),
    Form("project", N_("Propose a project"), N_("Something to make together."), "content/projects/", ".md"),
)  # fmt: skip
FEED = Form("feed", N_("Add a feed"), N_("What you publish elsewhere, on our planet."), "members/", ".yml")

_WRONG: Mapping[str, str] = {
    "address": N_("Write the whole address: it starts with https:// and has no spaces."),
    "agreement": "",
    "choice": N_("Choose one of them."),
    "choices": N_("Choose from them."),
    "country": N_("Write the name of a country, or its two letters, such as IT."),
    "day": N_("Choose a day of the calendar."),
    "language": N_("Write the name of a language, or its tag, such as pt-BR."),
    "languages": N_("Write names of languages, or their tags such as pt-BR, with commas between them."),
    "line": N_("Write something on one line, of at most 200 characters."),
    "login": N_("Write the login alone: letters, digits and hyphens, without @."),
    "member": N_("Write the name of somebody who is a member here."),
    "members": N_("Write names of people who are members here, with commas between them."),
    "moment": N_("Choose a day of the calendar, and a time if it is known."),
    "place": N_("Choose one of them."),
    "project": N_("Choose one of them."),
    "quarter": N_("Write the year and the quarter, such as 2026-Q2."),
    "rows": N_("Fill this in, or remove it."),
    "rule": N_("Write a rule of at most 200 characters, such as FREQ=WEEKLY."),
    "text": N_("Write at most 100,000 characters."),
    "words": N_("Write words with commas between them, each of at most 60 characters."),
    "zone": N_("Write a time zone such as Europe/Rome."),
}
"""What is said where an answer of a kind is not right."""

_COMPLETED = {
    "name": "name",
    "github": "username",
    "location.city": "address-level2",
    "location.country": "country-name",
}
"""What browsers fill in by themselves (HTML, section 4.10.18.7)."""


def pages(canvas: Canvas) -> Iterator[Page]:
    """What one can propose, and a form for each."""
    yield canvas.page(
        "propose.html",
        "propose/",
        canvas.say("Propose something"),
        description=canvas.say("How to add yourself, an event, a project or a feed, without git"),
        hide=(),
        forms=[(one.name, canvas.say(one.title), canvas.say(one.told)) for one in (*FORMS, FEED)],
        **_about(canvas),
    )
    for form in FORMS:
        yield _page(canvas, form)
    yield _feed(canvas)


def _about(canvas: Canvas) -> dict[str, Any]:
    """What every page of them tells: who answers, and where a text is sent."""
    return {**who_answers(canvas)._asdict(), "post": address_for_post(canvas)}


def _page(canvas: Canvas, form: Form) -> Page:
    asked = questions(form.name)
    first = list(_in_order(asked, FIRST[form.name]))
    if form.name == "member" and canvas.community.profile.policies.membership == "vouched":
        first.append(next(one for one in asked if one.key == "invited_by")._replace(needed=True))
    agreements = [one for one in asked if one.kind == "agreement"]
    shown = {one.key for one in (*first, *agreements)}
    begun = template(canvas, form, [*first, *agreements])
    profile = canvas.community.profile
    name = canvas.say("your-name") if form.name == "member" else canvas.say("its-name")
    path = f"{form.folder}{name}{form.ending}"
    plain = new_file_address(profile, path, begun)
    return canvas.page(
        "propose_record.html",
        f"propose/{form.name}/",
        canvas.say(form.title),
        description=canvas.say("With a form, without git: %(what)s", what=canvas.say(form.told)),
        hide=(),
        form=form,
        first=first,
        more=[one for one in asked if one.key not in shown],
        agreements=agreements,
        begun=begun,
        path=path,
        new=new_file_address(profile, f"{form.folder}{_SLUG}{form.ending}", _TEXT),
        plain=plain if len(plain) <= LONGEST else new_file_address(profile, path),
        schema=f"{FOLDER}{form.name}.json",
        taken=f"api/v1/{form.name}s.json",
        **_about(canvas),
        **_answers(canvas),
    )


def _feed(canvas: Canvas) -> Page:
    profile = canvas.community.profile
    rows = next(one for one in questions("member") if one.key == "feeds").rows
    return canvas.page(
        "propose_feed.html",
        "propose/feed/",
        canvas.say(FEED.title),
        description=canvas.say("With a form, without git: %(what)s", what=canvas.say(FEED.told)),
        hide=(),
        form=FEED,
        first=[one._replace(key=f"feeds.0.{one.key}") for one in rows],
        edit=edit_address(profile),
        schema=f"{FOLDER}member.json",
        **_about(canvas),
        **_answers(canvas),
    )


def _answers(canvas: Canvas) -> dict[str, Any]:
    """What the questions are asked with: the words of the choices, what is wrong where, what can be chosen from."""
    community = canvas.community
    spoken = Counter(tag for one in canvas.visible if one.allows("profile") for tag in one.languages)
    tags = dict.fromkeys([*canvas.languages, *(tag for tag, _ in spoken.most_common(_TONGUES))])
    return {
        "wrong": {kind: canvas.say(words) if words else "" for kind, words in _WRONG.items()},
        "completed": _COMPLETED,
        "choice": lambda name, key, word: _word(canvas, name, key, word),
        "places": [(slug, place.name) for slug, place in community.places.items()],
        "projects": [(slug, one.title) for slug, one in community.projects.items() if one.status != "abandoned"],
        "tongues": [canvas.phrases.language(tag) for tag in tags],
        "longest": LONGEST,
        "here": canvas.language,
        "main": canvas.languages[0],
    }


def _word(canvas: Canvas, name: str, key: str, word: str) -> str:
    """How a word of a list is said to people."""
    said = CHOICES.get(f"{name}.{key}.{word}")
    return canvas.say(said) if said else canvas.phrases.known(word)


def _in_order(asked: Iterable[Question], keys: Iterable[str]) -> Iterator[Question]:
    by_key = {one.key: one for one in asked}
    return (by_key[key] for key in keys)


def template(canvas: Canvas, form: Form, asked: Iterable[Question]) -> str:
    """A file to fill in by hand: what is needed stands open, all else in comments, with a word on each."""
    lines: list[str] = []
    group = ""
    for one in asked:
        if one.key == "text":
            continue
        outer, _, inner = one.key.rpartition(".")
        note = canvas.say(one.label) + (f" – {canvas.say(one.help)}" if one.help else "")
        if one.options:
            note += f": {', '.join(one.options)}"
        lines.append(f"# {note}")
        # Who takes the sign away has a line that is right: no space is left in front of it.
        if outer and outer != group:
            lines.append(f"#{outer}:")
        group = outer
        sign = "" if one.needed else "#"
        lines.append(f"{sign}{'  ' * bool(outer)}{inner}: {_begun(canvas, one)}")
        lines += [f"#  {'- ' if not number else '  '}{row.key}: " for number, row in enumerate(one.rows) if row.needed]
    if form.name == "member":
        lines.insert(2, f"joined: {canvas.hub.today}")
        return "".join(f"{line}\n" for line in lines)
    text = next((canvas.say(one.label) for one in questions(form.name) if one.key == "text"), "")
    return "".join(f"{line}\n" for line in ("---", *lines, "---", "", f"<!-- {text} -->"))


def _begun(canvas: Canvas, one: Question) -> str:
    if one.kind in ("words", "members", "languages"):
        return "[]"
    return str(canvas.hub.today) if one.kind == "agreement" else ""
