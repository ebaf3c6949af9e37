"""The letter of a month or a year as a page below content/, for people to change: Markdown with links between files."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator

from folkmoot.model.base import Addressed
from folkmoot.model.digest import LETTERS, Digest
from folkmoot.render.canvas import Canvas
from folkmoot.render.pages.history import dates_of_series
from folkmoot.render.wording.phrases import beginning
from folkmoot.text import excerpt, one_line

_MARKS = re.compile(r"[\\`*_\[\]{}<>#|~$^&]")
"""What could begin something in any dialect of Markdown; as a number it is itself (CommonMark 2.5)."""

_LONG = 200


def letter(canvas: Canvas, digest: Digest) -> str:
    """The letter in the canvas' language, as a draft. What others wrote stands in it to the letter."""
    say, span = canvas.say, digest.span
    month = span.name if span.is_year else canvas.phrases.month(span.first)
    title = say("%(community)s in %(month)s", community=canvas.site_name, month=month)
    head = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "draft: true", "---"]
    opening = say("What happened with us in %(month)s, and what comes next.", month=_plain(month))
    parts = [*(f"## {heading}\n\n{text}" for heading, text in _sections(canvas, digest) if text)]
    joining = say("How to take part")
    join = f"[{joining}]({_way('content/join.md')})"
    return "\n".join(head) + "\n\n" + "\n\n".join([opening, *parts, join]) + "\n"


def _sections(canvas: Canvas, digest: Digest) -> Iterator[tuple[str, str]]:
    say, day = canvas.say, canvas.phrases.day

    def listed(name: str, items: Iterable[str]) -> str:
        more = digest.left_out.get(name, 0)
        left = canvas.tongue.words.ngettext("and %(num)s more", "and %(num)s more", more) % {"num": more}
        return _listed([*items, *([left] if more else [])])

    if digest.span.is_year:
        yield say("The year in figures"), _listed(_figures(canvas, digest))
    yield (
        say("What took place"),
        listed(
            "held",
            (
                f"{_link(one.title, one.event)} – {day(one.date)}{_more(beginning(one.gathering.recap))}"
                for one in digest.held
            ),
        ),
    )
    yield (
        say("What we wrote"),
        listed("posts", (f"{_link(one.title, one)}{_more(one.summary or '')}" for one in digest.posts)),
    )
    yield say("Who joined"), listed("joined", (_link(one.name, one) for one in digest.joined))
    yield (
        say("What we began"),
        listed("begun", (f"{_link(one.title, one)}{_more(one.summary or '')}" for one in digest.begun)),
    )
    yield say("Said elsewhere"), _listed(_elsewhere(canvas, digest))
    yield (
        say("Where hands are wanted"),
        _listed(f"{_link(one.title, one)} – {_plain(wanted.title)}" for one, wanted in digest.wanted),
    )
    yield (
        say("What comes"),
        listed("ahead", (f"{_link(one.title, one.event)} – {canvas.phrases.when(one)}" for one in digest.ahead)),
    )


def _figures(canvas: Canvas, digest: Digest) -> Iterator[str]:
    """What stands in no list as a whole: how often people came together, and how many they were."""
    words, number = canvas.tongue.words, canvas.phrases.number
    span, series = digest.span, dates_of_series(canvas)
    dates = digest.dates + sum(span.first <= day < span.until for _, days in series for day in days)
    if dates:
        yield words.ngettext("We came together %(num)s time.", "We came together %(num)s times.", dates) % {
            "num": number(dates)
        }
    if digest.came:
        told = words.ngettext("%(num)s person came.", "%(num)s people came.", digest.came)
        yield told % {"num": number(digest.came)}
    joined = len(digest.joined) + digest.left_out.get("joined", 0)
    if joined:
        yield words.ngettext("%(num)s person joined.", "%(num)s people joined.", joined) % {"num": number(joined)}


def _elsewhere(canvas: Canvas, digest: Digest) -> Iterator[str]:
    if digest.entries:
        words = canvas.tongue.words.ngettext(
            "%(num)s entry on the planet", "%(num)s entries on the planet", digest.entries
        )
        yield f"[{words % {'num': canvas.phrases.number(digest.entries)}}]({_way('content/planet/index.md')})"
    if digest.discussions:
        words = canvas.tongue.words.ngettext("%(num)s new discussion", "%(num)s new discussions", digest.discussions)
        yield f"[{words % {'num': canvas.phrases.number(digest.discussions)}}]({_way('content/discussions/index.md')})"


def _listed(items: Iterable[str]) -> str:
    return "\n".join(f"- {one}" for one in items)


def _link(title: str, record: Addressed) -> str:
    return f"[{_plain(title)}]({_way(record.path)})"


def _way(path: str) -> str:
    """The way from a letter to a file of the hub."""
    return posixpath.relpath(path, f"content/{LETTERS}")


def _more(words: str) -> str:
    return f" – {_plain(words)}" if words else ""


def _plain(words: str) -> str:
    """Words of others on one line, to the letter."""
    return _MARKS.sub(lambda found: f"&#{ord(found[0])};", excerpt(one_line(words), _LONG))
