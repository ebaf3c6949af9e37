"""The letter of a month as a page below content/, for people to change: Markdown with links between files."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator

from folkmoot.model.base import Addressed
from folkmoot.model.digest import LETTERS, Digest
from folkmoot.render.canvas import Canvas
from folkmoot.render.wording.phrases import beginning
from folkmoot.text import excerpt, one_line

_MARKS = re.compile(r"[\\`*_\[\]{}<>#|~$^&]")
"""What could begin something in any dialect of Markdown; as a number it is itself (CommonMark 2.5)."""

_LONG = 200


def letter(canvas: Canvas, digest: Digest) -> str:
    """The letter in the canvas' language, as a draft. What others wrote stands in it to the letter."""
    say, month = canvas.say, canvas.phrases.month(digest.first)
    title = say("%(community)s in %(month)s", community=canvas.site_name, month=month)
    head = ["---", f"title: {json.dumps(title, ensure_ascii=False)}", "draft: true", "---"]
    opening = say("What happened with us in %(month)s, and what comes next.", month=_plain(month))
    parts = [*(f"## {heading}\n\n{text}" for heading, text in _sections(canvas, digest) if text)]
    joining = say("How to take part")
    join = f"[{joining}]({_way('content/join.md')})"
    return "\n".join(head) + "\n\n" + "\n\n".join([opening, *parts, join]) + "\n"


def _sections(canvas: Canvas, digest: Digest) -> Iterator[tuple[str, str]]:
    say, day = canvas.say, canvas.phrases.day
    yield (
        say("What took place"),
        _listed(
            f"{_link(one.title, one.event)} – {day(one.date)}{_more(beginning(one.gathering.recap))}"
            for one in digest.held
        ),
    )
    yield (
        say("What we wrote"),
        _listed(f"{_link(one.title, one)}{_more(one.summary or '')}" for one in digest.posts),
    )
    yield say("Who joined"), _listed(_link(one.name, one) for one in digest.joined)
    yield (
        say("What we began"),
        _listed(f"{_link(one.title, one)}{_more(one.summary or '')}" for one in digest.begun),
    )
    yield say("Said elsewhere"), _listed(_elsewhere(canvas, digest))
    yield (
        say("Where hands are wanted"),
        _listed(f"{_link(one.title, one)} – {_plain(wanted.title)}" for one, wanted in digest.wanted),
    )
    yield (
        say("What comes"),
        _listed(f"{_link(one.title, one.event)} – {canvas.phrases.when(one)}" for one in digest.ahead),
    )


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
