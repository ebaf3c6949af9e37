"""Answers into the values of a record: words between commas become lists, names become slugs, ticks become days."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from folkmoot.check import Actor
from folkmoot.contribute.countries import country_code
from folkmoot.contribute.importing.plain_text import in_markdown
from folkmoot.contribute.importing.values import Unknown, language_tag
from folkmoot.load.issue_forms import Answers, Form
from folkmoot.model.community import Community
from folkmoot.model.proposed import Remark
from folkmoot.render.issue_forms.documents import language_in, word_in
from folkmoot.render.issue_forms.questions import Asking, Question
from folkmoot.render.wording.tongue import catalogues
from folkmoot.text import excerpt, listed, one_line, sameness

_BULLET = re.compile(r"^\s*(?:[-*+•]\s+|\d+[.)]\s+)")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\((https?://[^\s()]+)\)")
_NOTHING = frozenset("-–—")
"""How people say that there is nothing, or nothing any more: a stroke alone."""
_ADDRESS = re.compile(r"https?://\S+")

Said = str | tuple[str, ...]


class Values(NamedTuple):
    """The values of a record by its keys, the Markdown below them, and what could not be taken.

    `gone` are the dotted keys that are to have no value, and those of agreements that are not given, `unticked`.
    """

    values: dict[str, Any]
    text: str
    remarks: list[Remark]
    gone: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()


class _Untaken(ValueError):
    """An answer says nothing that its key can hold; `str(error)` says why, `hint` what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def values_of(asking: Asking, form: Form, answers: Answers, community: Community, today: dt.date) -> Values:
    """What the answers to a form say of its record; `today` is the community's day, on which somebody agreed."""
    labels = labels_of(form)
    reader = _Reader(community, today)
    gone = []
    for question in asking.questions:
        said = answers.values.get(question.id)
        if not said:
            continue
        if said in _NOTHING and not question.needed:
            gone.append(question.key)
            continue
        try:
            reader.take(question, said, labels.get(question.id, question.label))
        except (_Untaken, Unknown) as fault:
            hint = fault.hint if isinstance(fault, _Untaken) else "write it otherwise, or leave it empty"
            reader.remarks.append(
                Remark(str(fault), hint, labels.get(question.id, question.label), code="not-understood")
            )
    unticked = tuple(question.key for question in asking.questions if question.id in answers.unticked)
    return Values(reader.values, reader.text, reader.remarks, tuple(gone), unticked)


def labels_of(form: Form) -> dict[str, str]:
    """What the hub's own form calls its fields."""
    return {field.id: field.label for field in form.fields}


class _Reader:
    def __init__(self, community: Community, today: dt.date) -> None:
        self._community = community
        self._today = today
        self.values: dict[str, Any] = {}
        self.text = ""
        self.remarks: list[Remark] = []

    def take(self, question: Question, said: Said, label: str) -> None:
        words = said if isinstance(said, str) else ", ".join(said)
        if question.reading == "body":
            self.text = f"{self.text}\n\n{words}".strip("\n")
        elif question.reading == "place":
            self._take_place(words, label)
        elif question.reading in ("choice", "choices"):
            chosen = [self._word(question, one) for one in ((said,) if isinstance(said, str) else said)]
            self._put(question.key, chosen if question.reading == "choices" else chosen[0])
        else:
            readers: Mapping[str, Callable[[str], Any]] = {
                "line": one_line,
                "text": str,
                "words": _words,
                "links": _links,
                "feeds": lambda text: [{"url": line} for line in _lines(text)],
                "tasks": lambda text: [{"title": line} for line in _lines(text)],
                "languages": lambda text: list(dict.fromkeys(map(language_tag, _words(text)))),
                "language": self._language,
                "country": _country,
                "people": lambda text: [self._person(word) for word in _words(text)],
                "person": self._person,
                "consent": lambda _: self._today.isoformat(),
            }
            self._put(question.key, readers[question.reading](words))

    def _put(self, key: str, value: Any) -> None:
        first, _, rest = key.partition(".")
        if rest:
            self.values.setdefault(first, {})[rest] = value
        else:
            self.values[first] = value

    def _word(self, question: Question, said: str) -> str:
        """The word of the formats that an option stands for, in the hub's language or any other."""
        for language in (self._community.profile.languages[0], *sorted(catalogues())):
            for word in question.words or ():
                if said in (word, word_in(word, language)):
                    return word
        raise _Untaken(
            f"“{excerpt(one_line(said), 80)}” means none of {listed(question.words or ())}", "choose another"
        )

    def _language(self, said: str) -> str:
        languages = self._community.profile.languages
        for language in (languages[0], *sorted(catalogues())):
            for tag in languages:
                if said in (tag, language_in(tag, language)):
                    return tag
        return language_tag(said)

    def _person(self, said: str) -> str:
        """The slug of a member who is named by it, by login or by name; who is hidden is found by the slug alone."""
        bare = said.removeprefix("@")
        members = self._community.members
        if bare in members:
            return bare
        shown = [one for one in members.values() if one.visibility != "hidden"]
        found = [one.slug for one in shown if Actor(bare).is_member(one)] or [
            one.slug for one in shown if sameness(one.name) == sameness(bare)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise _Untaken(f"several members are called “{excerpt(bare, 80)}”", f"write one of {listed(found)}")
        raise _Untaken(
            f"no member is called “{excerpt(bare, 80)}”", "write their name as the site does, or their GitHub login"
        )

    def _take_place(self, said: str, label: str) -> None:
        """A place that the hub has; the words of any other stand above the event's text."""
        for slug, place in self._community.places.items():
            if said == slug or sameness(said) in (sameness(place.name), sameness(place.address)):
                self.values["place"] = slug
                return
        self.text = f"{in_markdown(said)}\n\n{self.text}".strip("\n")
        self.remarks.append(
            Remark(
                "the site has no place of this name, so the words stand above the text",
                "a place can be added to content/places later",
                label,
                excerpt(said, 80),
                "warning",
                "place-unknown",
            )
        )


def _words(text: str) -> list[str]:
    found = (one_line(_BULLET.sub("", part)) for part in re.split(r"[,;،、\n]", text))
    return list(dict.fromkeys(word for word in found if word))


def _lines(text: str) -> list[str]:
    found = (one_line(_BULLET.sub("", line)) for line in text.split("\n"))
    return list(dict.fromkeys(line for line in found if line))


def _links(text: str) -> list[dict[str, str]]:
    return list(_linked(_lines(text)))


def _linked(lines: Iterable[str]) -> Iterator[dict[str, str]]:
    for line in lines:
        if found := _MARKDOWN_LINK.fullmatch(line):
            label, url = one_line(found[1]), found[2]
        elif (address := _ADDRESS.search(line)) and address.end() == len(line):
            label, url = line[: address.start()].rstrip(" :–—-"), address[0]
        else:
            raise _Untaken(f"there is no address in “{excerpt(line, 80)}”", "write it as Blog: https://ada.example")
        yield {"label": label or _host(url), "url": url}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or url).removeprefix("www.")
    except ValueError:
        return url


def _country(said: str) -> str:
    if code := country_code(said):
        return code
    raise _Untaken(
        f"no country is known as “{excerpt(said, 80)}”", "write it in English, or as two letters, such as IT"
    )
