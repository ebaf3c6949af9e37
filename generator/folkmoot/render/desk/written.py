"""What is told at the desk as texts: Markdown for a terminal or a repository, a page of its own, and tables."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.sheet import Sheet, Table
from folkmoot.render.github_markdown import plain
from folkmoot.render.reports.markdown import linked, lists, section
from folkmoot.render.reports.page import framed

_LISTED = ("list", "called", "day", "title", "url", "more")


def written(canvas: Canvas, sheet: Sheet) -> dict[str, bytes]:
    """The sheet by the names of its files: Markdown, a page, its lists as CSV, and each of its tables."""
    texts = {
        f"{sheet.name}.md": _as_markdown(canvas, sheet),
        f"{sheet.name}.html": canvas.standalone("desk.html", sheet=sheet, **framed(canvas)),
        f"{sheet.name}.csv": _lists_as_csv(sheet),
        **{f"{one.name}.csv": _table_as_csv(one) for one in sheet.tables},
    }
    return {name: text.encode() for name, text in texts.items()}


def _as_markdown(canvas: Canvas, sheet: Sheet) -> str:
    """What comes from files or from elsewhere is plain text in it."""
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
    for table in sheet.tables:
        if table.shown and table.groups:
            groups = [f"### {plain(one.title)}\n\n{_lines(table, one.rows)}" for one in table.groups]
            yield section(table.title, "\n\n".join(groups))
    yield section(say("Where this comes from"), "\n".join(f"- {one}" for one in sheet.sources))


def _lines(table: Table, rows: Iterable[Mapping[str, str]]) -> str:
    lines = [f"| {' | '.join(one.title for one in table.shown)} |", f"|{' --- |' * len(table.shown)}"]
    for row in rows:
        cells = [
            linked(row["title"], row["url"]) if one.name == "title" else plain(row[one.name]) for one in table.shown
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _lists_as_csv(sheet: Sheet) -> str:
    """A row for each line of the lists; a list without lines, such as that no meetup is planned, has one of its own."""
    parts = [part for one in sheet.sections for part in one.parts]
    rows = [
        (part.kind, part.title, str(item.day or ""), item.title, item.url, item.more)
        for part in parts
        for item in part.items
    ]
    rows += [(part.kind, part.title, "", "", "", "") for part in parts if part.number and not part.items]
    return _csv(_LISTED, rows)


def _table_as_csv(table: Table) -> str:
    names = [one.name for one in table.columns]
    return _csv(names, ([row[name] for name in names] for one in table.groups for row in one.rows))


def _csv(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table as spreadsheets read it: no cell is taken for a formula (OWASP: CSV injection)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return text.getvalue()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
