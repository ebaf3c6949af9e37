"""What `folkmoot report` does: read the hub, count its last week, month or quarter, and say it in words."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from folkmoot.derive.outbox import outbox_of, still_to_propose
from folkmoot.derive.propose import proposed
from folkmoot.derive.reporting import reported, scopes
from folkmoot.draft import SAID, opened, read
from folkmoot.errors import WrongUse
from folkmoot.load.checkouts import refuse_public
from folkmoot.load.ledger import LEDGER, ledger_text, load_ledger
from folkmoot.load.private_folder import load_private
from folkmoot.load.proposals import proposal_kinds
from folkmoot.model.artifact import Artifact
from folkmoot.model.period import PeriodKind, complete
from folkmoot.model.private_folder import unread_letter
from folkmoot.model.problem import Problem, holds_error
from folkmoot.publish import tree
from folkmoot.render.canvas import Canvas
from folkmoot.render.configured import site_address
from folkmoot.render.reports.document import as_json
from folkmoot.render.reports.markdown import as_markdown, in_parts
from folkmoot.render.reports.page import as_page
from folkmoot.render.reports.private import private_files
from folkmoot.render.reports.telling import Told, told
from folkmoot.render.wording.tongue import language_asked
from folkmoot.text import closest, excerpt, one_line

_NAMED = 12
"""How many scopes are named where one is not known."""


class Request(NamedTuple):
    """What a report needs to know.

    `now` is aware; the last `kind` of period that is over by then is told. `archive` is None for the folder that
    content/community.yml names, `scope` is "" for the whole hub, and `language` "" for its main one. `private` is the
    folder for what names people, None where nobody asks for that.
    """

    root: Path
    now: dt.datetime
    kind: PeriodKind
    archive: Path | None = None
    scope: str = ""
    language: str = ""
    private: Path | None = None


class Outcome(NamedTuple):
    """The report in its forms, by the names of their files; none where the hub has errors. They may be public.

    `title` is that of the report, and `parts` are its Markdown without anything left out, in texts that each fit into a
    comment at GitHub. What names people is in `private` alone, for the folder that was asked for; `untold` says what is
    missing there.
    """

    files: dict[str, str]
    problems: list[Problem]
    title: str = ""
    parts: Sequence[str] = ()
    private: Mapping[str, str] = {}
    untold: Sequence[str] = ()


def report(request: Request) -> Outcome:
    """Makes the report. Raises `WrongUse` where there is no hub, and for a scope or language that it does not have."""
    if request.private:
        refuse_public(request.root, request.private)
    reading = read(request.root, request.archive, SAID, ahead=True)
    if holds_error(reading.problems):
        return Outcome({}, reading.problems)
    language = language_asked(reading.community, request.language)
    with opened(reading, request.now, request.kind) as (hub, warehouse, uncomputed):
        _refuse_unknown(request.scope, scopes(warehouse))
        periods = complete(request.kind, hub.today)
        canvas = Canvas(hub, language, site_address(request.root))
        found = reported(hub, warehouse, periods, request.scope)
        words = told(canvas, found)
        private: tuple[dict[str, str], list[str]] = {}, []
        if request.private:
            whole = told(canvas, reported(hub, warehouse, periods)) if request.scope else words
            private = _private(canvas, warehouse, whole, request.private)
    files = {
        "report.md": as_markdown(canvas, words),
        "report.html": as_page(canvas, words),
        "report.json": as_json(canvas, found, words),
    }
    return Outcome(files, [*reading.problems, *uncomputed], words.title, in_parts(canvas, words), *private)


def _private(
    canvas: Canvas, warehouse: duckdb.DuckDBPyConnection, whole: Told, folder: Path
) -> tuple[dict[str, str], list[str]]:
    """The private report and the ledger with what it tells, and the kinds of proposals that cannot be computed.

    `whole` is the public report of the hub as a whole: proposals are made for no part of it.
    """
    private, faults = load_private(folder)
    try:
        ledger = load_ledger(folder)
    except OSError as error:
        shut = error.filename or folder / LEDGER
        raise WrongUse(f"{shut} cannot be read: {error.strerror}", "check its permissions") from None
    lost = unread_letter(faults)
    kinds = [] if lost else proposal_kinds()
    found, untold = proposed(warehouse, kinds, canvas.hub.withheld)
    proposals = still_to_propose(canvas.hub, outbox_of(canvas.hub, private.outbox), found)
    files = private_files(canvas, whole, kinds, proposals, ledger)
    new: dict[tuple[str, ...], dt.date] = {one.key: canvas.hub.today for one in proposals if one.key not in ledger}
    return {**files, LEDGER: ledger_text({**ledger, **new})}, [*untold, *filter(None, [lost])]


def _refuse_unknown(scope: str, known: tuple[str, ...]) -> None:
    if not scope or scope in known:
        return
    meant = closest(scope, known)
    named = ", ".join(known[:_NAMED]) + (f" and {len(known) - _NAMED:,} more" if len(known) > _NAMED else "")
    choices = f"choose one of {named}" if known else "this hub has no projects, teams or other languages"
    hint = f"did you mean {meant}? else {choices}" if meant else choices
    raise WrongUse(f"there is nothing to tell of “{_short(scope)}”", hint)


def _short(written: str) -> str:
    return excerpt(one_line(written), 80)


def written(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Writes the files into a folder, each whole or not at all; says where they are."""
    for name, text in files.items():
        tree.write(folder, Artifact(name, text.encode("utf-8", "replace")))
    return [folder / name for name in files]
