"""What several commands are asked in the same words."""

import datetime as dt
import os
from pathlib import Path

import click

from folkmoot.model.moment import instant

HUB = click.option(
    "--hub",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The hub's folder. Default: the current folder.",
)
AT = click.option(
    "--at",
    metavar="TIME",
    default="",
    help="Work as if it were this moment, such as 2026-06-15. Default: SOURCE_DATE_EPOCH if it is set, else now.",
)
ARCHIVE = click.option(
    "--archive",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of what was collected. Default: archive_dir in content/community.yml.",
)


def moment(at: str) -> dt.datetime:
    """The aware moment that a command works at: what `--at` says, else SOURCE_DATE_EPOCH, else the clock.

    Raises `WrongUse` where what is said is no moment.
    """
    return instant(at, os.environ.get("SOURCE_DATE_EPOCH", ""), lambda: dt.datetime.now(dt.UTC))
