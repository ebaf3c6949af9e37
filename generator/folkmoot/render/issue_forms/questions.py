"""What the forms at GitHub ask: some of the questions, how each is asked there, and how an answer is to be read."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from folkmoot.render.asking import forms, questions
from folkmoot.render.asking.words import CHOICES, VOUCHED
from folkmoot.render.wording.phrases import KNOWN
from folkmoot.render.wording.tongue import N_

Asked = Literal["input", "textarea", "dropdown", "checkboxes"]
Reading = Literal[
    "line", "text", "words", "links", "feeds", "tasks", "languages", "language", "country", "people", "person",
    "place", "choice", "choices", "consent", "body",
]  # fmt: skip
"""How an answer becomes a value: `words` stand between commas, `links`, `feeds` and `tasks` one below the other."""

_STATUS = "event.status."
WORDS = {**KNOWN, **{key.removeprefix(_STATUS): said for key, said in CHOICES.items() if key.startswith(_STATUS)}}
"""What the words that can be chosen are called in English."""

AGREED = N_("Yes, show it")


class Question(NamedTuple):
    """A field of a form. `key` is the dotted key that it fills, "" for the text below the keys.

    `label` and `hint` are English and translated later; `example` is shown in the empty field in every language.
    `words` can be chosen from; None stands for the hub's languages. `vouched` is asked only where newcomers need a
    voucher.
    """

    key: str
    asked: Asked
    reading: Reading
    label: str
    hint: str = ""
    example: str = ""
    needed: bool = False
    words: tuple[str, ...] | None = ()
    vouched: bool = False

    @property
    def id(self) -> str:
        """Its id in the form: letters, digits, hyphens and underscores."""
        return self.key.replace(".", "-") or "text"


class Asking(NamedTuple):
    """A form: its file's name, and the family of files that comes of it."""

    name: str
    title: str
    about: str
    family: str
    questions: tuple[Question, ...]

    @property
    def label(self) -> str:
        """The label of its issues, by which they are known, if the repository has it."""
        return f"folkmoot-{self.name}"


_KEYS: Mapping[str, str] = {
    "member": "name pronouns organisation languages location.city location.country skills interests bio bio_language"
    " links feeds available_for invited_by consent.profile consent.photo consent.attendance consent.ties",
    "event": "title kind start end timezone place online status hosts rsvp language topics agenda summary text",
    "project": "title status leads repositories help_wanted links language topics summary text",
}
"""Which of a record's keys are asked for there: who sends an issue, and when, is known; the rest can be added later."""

_ABOUT = {
    "member": N_("Become a member, or change what your page says."),
    "feed": N_("Your blog or podcast, for the planet. You need to be a member."),
}
"""What a form there is for, where it does something else than the site's: it changes a member's own file, too."""

_WAYS: Mapping[str, tuple[Asked, Reading]] = {
    "address": ("input", "line"),
    "agreement": ("checkboxes", "consent"),
    "choice": ("dropdown", "choice"),
    "choices": ("dropdown", "choices"),
    "country": ("input", "country"),
    "language": ("dropdown", "language"),
    "languages": ("input", "languages"),
    "line": ("input", "line"),
    "member": ("input", "person"),
    "members": ("input", "people"),
    "moment": ("input", "line"),
    "place": ("input", "place"),
    "text": ("textarea", "text"),
    "words": ("input", "words"),
    "zone": ("input", "line"),
}
"""How an answer of each kind is asked for, and read."""

_ROWS: Mapping[str, Reading] = {"links": "links", "feeds": "feeds", "help_wanted": "tasks"}
"""How lists are read, by their keys: they have no fields of their own for each item."""


def _of(one: questions.Question) -> Question:
    way: tuple[Asked, Reading] = ("textarea", _ROWS[one.key]) if one.kind == "rows" else _WAYS[one.kind]
    label, told, example, written = one.words
    field = Question(one.key, *way, label, written or told, example, one.needed, one.options)
    if one.key == "text":
        return field._replace(key="", reading="body")
    if one.key == "invited_by":
        return field._replace(hint=VOUCHED, needed=True, vouched=True)
    return field._replace(words=None) if one.kind == "language" else field


def _asked(name: str) -> Iterator[Question]:
    if name == "feed":
        (feeds,) = (one for one in questions.questions("member") if one.key == "feeds")
        return map(_of, feeds.rows)
    keys = _KEYS[name].split()
    return (_of(one) for one in questions.questions(name) if one.key in keys)


FORMS = {
    name: Asking(name, form.title, _ABOUT.get(name, form.told), form.family, tuple(_asked(name)))
    for name, form in forms.FORMS.items()
}
"""Every form by its file's name."""
