"""Where somebody proposes to add themselves, an event, a project or a feed: forms for whom git means nothing.

A page holds the questions, in its language; propose.js checks the answers against the record's JSON Schema and makes
the file of them. Nothing is sent by the page: whoever filled it in opens GitHub's form for a new file, or sends the
text. Without JavaScript there is a file to copy instead.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from folkmoot.model.member import SHOWN_BY_CONSENT
from folkmoot.model.reserved import unusable
from folkmoot.model.zones import LIKELY_ZONES
from folkmoot.render.asking.forms import FORMS, Form
from folkmoot.render.asking.questions import Question, questions
from folkmoot.render.asking.words import AVATARS, CHOICES, VOUCHED
from folkmoot.render.canvas import Canvas
from folkmoot.render.forge import edit_address, new_file_address
from folkmoot.render.page import Page
from folkmoot.render.pages.welcoming import address_for_post, who_answers
from folkmoot.render.proposals.taken import taken_address
from folkmoot.render.schemas.kinds import FOLDER
from folkmoot.render.wording.tongue import N_

LONGEST = 6000
"""So many characters an address may have that a text stands in: GitHub refuses longer ones at about 8,000."""

_TONGUES = 20
"""So many languages are offered, those that most members speak; all others can be written."""

_SLUG, _TEXT = "fm-file-name", "fm-file-text"
"""What stands in the address of a new file for its name and its text, which propose.js puts there."""


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
        forms=[(one.name, canvas.say(one.title), canvas.say(one.told)) for one in FORMS.values()],
        **_about(canvas),
    )
    for name, form in FORMS.items():
        yield _feed(canvas, form) if name == "feed" else _page(canvas, form)


def _about(canvas: Canvas) -> dict[str, Any]:
    """What every page of them tells: who answers, and where a text is sent."""
    return {**who_answers(canvas)._asdict(), "post": address_for_post(canvas)}


def _agreement(canvas: Canvas, one: Question) -> Question:
    """What somebody may agree to, in words that say all that the hub then shows."""
    if one.key == "consent.photo" and canvas.community.profile.sources.github_avatars:
        return one._replace(words=one.words._replace(help=AVATARS))
    return one


def _page(canvas: Canvas, form: Form) -> Page:
    asked = questions(form.name)
    first = list(_in_order(asked, form.first))
    if form.name == "member" and canvas.community.profile.policies.membership == "vouched":
        (brought,) = _in_order(asked, ("invited_by",))
        first.append(brought._replace(needed=True, words=brought.words._replace(help=VOUCHED)))
    agreements = [_agreement(canvas, one) for one in asked if one.kind == "agreement"]
    shown = {one.key for one in (*first, *agreements)}
    begun = template(canvas, form, [*first, *agreements])
    profile = canvas.community.profile
    name = canvas.say("your-name") if form.name == "member" else canvas.say("its-name")
    path = form.files.path(name)
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
        new=new_file_address(profile, form.files.path(_SLUG), _TEXT),
        plain=plain if len(plain) <= LONGEST else new_file_address(profile, path),
        schema=f"{FOLDER}{form.name}.json",
        shown_by_consent=SHOWN_BY_CONSENT["profile"],
        unusable=unusable(form.family),
        **_about(canvas),
        **_answers(canvas, form.name),
    )


def _feed(canvas: Canvas, form: Form) -> Page:
    rows = next(one for one in questions("member") if one.key == "feeds").rows
    return canvas.page(
        "propose_feed.html",
        "propose/feed/",
        canvas.say(form.title),
        description=canvas.say("With a form, without git: %(what)s", what=canvas.say(form.told)),
        hide=(),
        form=form,
        first=[one._replace(key=f"feeds.0.{one.key}") for one in rows],
        schema=f"{FOLDER}member.json",
        **_about(canvas),
        **_answers(canvas, "member"),
    )


def _answers(canvas: Canvas, name: str) -> dict[str, Any]:
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
        "zones": LIKELY_ZONES,
        "here": canvas.language,
        "main": canvas.languages[0],
        "prefix": canvas.prefix if community.profile.pages_in_every_language else "",
        "taken": taken_address(name),
        "edit": edit_address(community.profile),
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
        note = canvas.say(one.words.label) + (f" – {canvas.say(one.words.help)}" if one.words.help else "")
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
    text = next((canvas.say(one.words.label) for one in questions(form.name) if one.key == "text"), "")
    return "".join(f"{line}\n" for line in ("---", *lines, "---", "", f"<!-- {text} -->"))


def _begun(canvas: Canvas, one: Question) -> str:
    if one.kind in ("words", "members", "languages"):
        return "[]"
    return str(canvas.hub.today) if one.kind == "agreement" else ""
