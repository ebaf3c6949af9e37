"""docs/reference/report.md, from the shapes of a report's JSON."""

from pathlib import Path

from folkmoot.render.api.shapes import Shape
from folkmoot.render.reports.document import VERSION, ReportDocument
from support.reference.api import inner, keys
from support.reference.markdown import joined

_OPENING = f"""\
# A report as JSON

`folkmoot report --to FOLDER` writes `report.json` beside the report that people read; [the maintainer's
guide](../maintainer.md#how-it-goes) tells how it is made. Its `version` is {VERSION}: keys are added within a version,
and nothing is removed, renamed or given another meaning. Keys that have nothing to say are left out; those marked
*always* are there."""


def page(_: Path) -> str:
    """The page."""
    parts: dict[type[Shape], None] = dict.fromkeys((ReportDocument, *inner(ReportDocument)))
    told = (joined([f"## {one.__name__}", " ".join((one.__doc__ or "").split()), keys(one)]) for one in parts)
    return joined([_OPENING, *told])
