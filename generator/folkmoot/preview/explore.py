"""A hub's figures in a browser on this machine, each opening into the activities behind it; nothing is written."""

import re
import threading

import duckdb

from folkmoot.derive.measure import MOST_BEHIND, behind
from folkmoot.derive.reporting import titles
from folkmoot.draft import Opened
from folkmoot.model.activity import Figure, Measured
from folkmoot.preview.desk import Answer
from folkmoot.preview.server import Server
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports.exploring import contents_page, figure_page, metric_page, missing_page, threads_of
from folkmoot.text import one_line

HOST = "127.0.0.1"
"""Nobody but whoever sits at this machine sees what is behind the figures."""

_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class Explorer:
    """Answers with pages; what it answers with is the hub as it was when it was opened."""

    base = "/"

    def __init__(self, canvas: Canvas, warehouse: duckdb.DuckDBPyConnection) -> None:
        self._canvas, self._warehouse = canvas, warehouse
        self._measured = {one.metric.name: one for one in canvas.hub.measured}
        self._turn = threading.Lock()
        """A connection answers one question at a time."""

    def answer(self, address: str) -> Answer:
        """The page at an address: "" for the contents, metrics/<name>/[<scope>/], figures/<name>/<number>/."""
        family, _, rest = address.removesuffix("/").partition("/")
        name, _, which = rest.partition("/")
        if not address:
            return _html(contents_page(self._canvas))
        measured = self._measured.get(name)
        if measured and family == "metrics" and which in ("", *measured.scopes):
            return _html(metric_page(self._canvas, measured, which))
        if measured and family == "figures" and _NUMBER.fullmatch(which) and int(which) < len(measured.figures):
            return self._behind(measured, measured.figures[int(which)])
        return _html(missing_page(self._canvas, self._canvas.say("There is nothing here.")), 404)

    def waits_for_change(self, address: str, seen: str, patience: float) -> bool:  # noqa: ARG002 (as a desk does)
        """Never: what is shown stays as it is."""
        return False

    def _behind(self, measured: Measured, figure: Figure) -> Answer:
        try:
            with self._turn:
                found = behind(self._warehouse, measured.metric, figure)
                named = titles(self._warehouse, threads_of(found))
        except ValueError as reason:
            return _html(missing_page(self._canvas, one_line(str(reason))), 500)
        return _html(figure_page(self._canvas, measured, figure, found, named, MOST_BEHIND))


def serving(opened: Opened, language: str, site_url: str, port: int) -> Server:
    """A server of a hub that was opened, which nobody started yet; raises `WrongUse` where nothing can listen there."""
    return Server(HOST, port, Explorer(Canvas(opened.hub, language, site_url), opened.warehouse))


def _html(text: str, status: int = 200) -> Answer:
    return Answer(status, "text/html; charset=utf-8", text.encode("utf-8", "replace"))
