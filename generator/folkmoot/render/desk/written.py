"""The desk as texts: Markdown for a terminal or a repository, a page that needs nothing beside it, and tables."""

import csv
import io
from collections.abc import Iterable, Iterator

from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Row, Sheet
from folkmoot.render.github_markdown import plain
from folkmoot.render.reports.markdown import linked, lists, section
from folkmoot.render.reports.page import framed

_HEADS = ("day", "when", "title", "url", "kind", "agenda", "language", "by", "state", "where", "source")
_LISTED = ("list", "called", "day", "title", "url", "more")


def as_markdown(canvas: Canvas, sheet: Sheet) -> str:
    """The desk as Markdown. What comes from files or from elsewhere is plain text in it."""
    return "\n\n".join(_pieces(canvas, sheet)) + "\n"


def _pieces(canvas: Canvas, sheet: Sheet) -> Iterator[str]:
    say = canvas.say
    yield f"# {plain(sheet.title)}\n\n{sheet.opening}"
    if sheet.is_private:
        yield say("This names people: keep it to those who look after the community.")
    for one in sheet.sections:
        yield section(one.title, lists(canvas, one.parts))
    if not sheet.sections:
        yield say("Nothing just now.")
    if sheet.weeks:
        weeks = [f"### {plain(week.title)}\n\n{_table(canvas, week.rows)}" for week in sheet.weeks]
        yield section(say("The next weeks"), "\n\n".join(weeks))
    yield section(say("Where this comes from"), "\n".join(f"- {one}" for one in sheet.sources))


def _table(canvas: Canvas, rows: Iterable[Row]) -> str:
    heads = heads_of(canvas)
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for one in rows:
        cells = (one.agenda, one.language, one.by, one.state)
        title = linked(one.title, one.url)
        lines.append(f"| {one.when} | {title} | {plain(one.kind)} | {' | '.join(map(plain, cells))} |")
    return "\n".join(lines)


def heads_of(canvas: Canvas) -> list[str]:
    """What the columns of the calendar are called."""
    say = canvas.say
    return [
        say("When"),
        say("What"),
        say("Kind"),
        say("It is about"),
        say("Language"),
        say("Who"),
        say("Where it stands"),
    ]


def as_page(canvas: Canvas, sheet: Sheet) -> str:
    """The desk as one HTML file."""
    return canvas.standalone("desk.html", sheet=sheet, heads=heads_of(canvas), **framed(canvas))


def lists_as_csv(sheet: Sheet) -> str:
    """A row for each line of the lists; a list without lines, such as that no meetup is planned, has one of its own."""
    rows = [
        (part.kind, part.title, str(item.day or ""), item.title, item.url, item.more)
        for one in sheet.sections
        for part in one.parts
        for item in part.items
    ]
    rows += [
        (part.kind, part.title, "", "", "", "")
        for one in sheet.sections
        for part in one.parts
        if part.number and not part.items
    ]
    return _csv(_LISTED, rows)


def calendar_as_csv(sheet: Sheet) -> str:
    """A row for each line of the calendar."""
    rows = [[str(one.day or ""), *map(str, one[1:])] for week in sheet.weeks for one in week.rows]
    return _csv(_HEADS, rows)


def _csv(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as spreadsheets read it: no cell is taken for a formula (OWASP: CSV injection)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return text.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
