"""A report as Markdown for GitHub: an issue, a comment, or the summary of a workflow's run.

Whatever comes from files or from elsewhere is plain text in it: see `render.github_markdown`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from folkmoot.render.canvas import Canvas
from folkmoot.render.github_markdown import plain, quoted
from folkmoot.render.reports.telling import Item, Part, Row, Told
from folkmoot.text import excerpt

ROOM = 60_000
"""How many characters are written at most: a comment at GitHub holds 65,536."""

_LONGEST = 120
"""How many characters of a title are told."""

_STEERING = re.compile(r"[\s<>()\\\"'`|*_\[\]]")


class Piece(NamedTuple):
    """A part of the text, and what it is called: where there is no room, the one with the highest `rank` goes first."""

    rank: int
    name: str
    text: str


def as_markdown(canvas: Canvas, told: Told) -> str:
    """The report, the most important first; what there is no room for is left out, and the last sentence says what."""
    return fitted(canvas, _pieces(canvas, told))


def in_parts(canvas: Canvas, told: Told) -> tuple[str, ...]:
    """The same without anything left out: as many texts as that takes, none longer than `ROOM`, each of whole parts.

    A part that is longer than that goes on in the next text, from a line on.
    """
    return packed(piece.text for piece in _pieces(canvas, told))


def packed(pieces: Iterable[str]) -> tuple[str, ...]:
    """Pieces of Markdown as texts of at most `ROOM` characters; a piece that is longer itself is cut, at a line."""
    texts = [""]
    for piece in (part for whole in pieces for part in _cut(whole)):
        if texts[-1] and len(texts[-1]) + len(piece) + 3 > ROOM:
            texts.append("")
        texts[-1] += f"\n{piece}\n" if texts[-1] else f"{piece}\n"
    return tuple(texts)


def _cut(piece: str) -> Iterator[str]:
    while len(piece) > ROOM - 3:
        end = piece.rfind("\n", 0, ROOM - 3)
        end = end if end > 0 else ROOM - 3
        yield piece[:end]
        piece = piece[end:].removeprefix("\n")
    yield piece


def fitted(canvas: Canvas, found: Iterable[Piece]) -> str:
    """The pieces as one text, as many of them as there is `ROOM` for; it ends with what is left out."""
    pieces = list(found)
    left: list[str] = []
    while sum(len(one.text) + 2 for one in pieces) > ROOM - 1_000:
        last = max(pieces, key=lambda one: one.rank)
        pieces.remove(last)
        left.insert(0, last.name)
    texts = [one.text for one in pieces]
    if left:
        texts.append(canvas.say("Left out for want of room: %(names)s.", names=plain(canvas.phrases.listed(left))))
    return "\n\n".join(texts) + "\n"


def _pieces(canvas: Canvas, told: Told) -> Iterator[Piece]:
    say = canvas.say
    yield Piece(0, "", f"# {plain(told.title)}\n\n{plain(told.opening)}")
    yield from glance(canvas, told)
    yield needing(canvas, told.needs)
    happened = say("What happened")
    yield Piece(3, happened, section(happened, lists(canvas, told.happened) or say("Nothing that is written down.")))
    unknown = say("What could not be collected")
    newest = [f"- {plain(one.title)}: {plain(one.more)}" for one in told.newest]
    heading = [say("The newest that was collected:"), "\n".join(newest)] if newest else []
    if told.unknown or newest:
        yield Piece(2, unknown, section(unknown, "\n\n".join([*map(plain, told.unknown), *heading])))
    for rank, group in enumerate(told.groups, start=4):
        parts = [_table(canvas, told, group.known)] if group.known else []
        if group.unknown:
            names = canvas.phrases.listed(group.unknown)
            parts.append(plain(say("Too few to say, or not known: %(names)s.", names=names)))
        yield Piece(rank, group.title, section(group.title, "\n\n".join(parts)))
    counted = say("What is counted, and how")
    same = say("The same figures month by month")
    link = [f"[{same}]({_address(told.pulse)})"] if told.pulse else []
    yield Piece(99, counted, section(counted, "\n\n".join([*link, _definitions(told)])))


def glance(canvas: Canvas, told: Told) -> Iterator[Piece]:
    """The figures that say most, if there are any."""
    if told.headlines:
        yield Piece(0, "", section(canvas.say("At a glance"), _table(canvas, told, told.headlines)))


def needing(canvas: Canvas, needs: Iterable[Part]) -> Piece:
    """What needs a hand."""
    title = canvas.say("What needs a hand")
    return Piece(1, title, section(title, lists(canvas, needs) or canvas.say("Nothing just now.")))


def section(title: str, text: str) -> str:
    """A part of the text below its heading; `title` is plain text, `text` Markdown."""
    return f"## {plain(title)}\n\n{text}"


def _table(canvas: Canvas, told: Told, rows: Iterable[Row]) -> str:
    heads = ["", plain(told.now), plain(told.before), canvas.say("Change"), canvas.say("How sure it is")]
    lines = [f"| {' | '.join(heads)} |", "| --- | ---: | ---: | ---: | --- |"]
    for one in rows:
        cells = [plain(excerpt(one.title, _LONGEST)), one.now, one.before, one.change, one.sure]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def lists(canvas: Canvas, parts: Iterable[Part]) -> str:
    """Lists below their headings; those of nothing are left out."""
    return "\n\n".join(_part(canvas, one) for one in parts if one.number)


def _part(canvas: Canvas, part: Part) -> str:
    number = f" ({canvas.phrases.number(part.number)})" if part.items or part.left_out else ""
    lines = [f"**{plain(part.title)}**{number}"]
    items = [f"- {_item(one)}" for one in part.items]
    if part.left_out:
        more = canvas.tongue.words.ngettext("and %(num)s more", "and %(num)s more", part.left_out)
        items.append(f"- {more % {'num': canvas.phrases.number(part.left_out)}}")
    return "\n\n".join([*lines, "\n".join(items)] if items else lines)


def _item(one: Item) -> str:
    title = linked(one.title, one.url)
    return f"{title} – {plain(one.more)}" if one.more else title


def linked(words: str, url: str) -> str:
    """Words from elsewhere as a link, where there is an address."""
    shown = quoted(excerpt(words, _LONGEST))
    return f"[{shown}]({_address(url)})" if url else shown


def _address(url: str) -> str:
    """An address within a link's brackets: what could end it, or begin something else, is written in per cent."""
    return _STEERING.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)


def _definitions(told: Told) -> str:
    vitals = [one for group in told.groups for one in group.vitals]
    return "\n".join(
        f"- **{plain(one.title)}**: {plain(' '.join(filter(None, (one.definition, one.caveat))))}" for one in vitals
    )
