"""Commands that print what comes from the hub's files: a runner of GitHub Actions obeys nothing of it.

A runner takes lines that begin with `::` for commands, and what follows `##[` anywhere, wherever they come from. They
are switched off while such a command runs (docs.github.com, "Workflow commands for GitHub Actions", "Stopping and
starting workflow commands"), and what was printed is put into the step's summary as well.
"""

import os
import secrets
import stat
import sys
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

import click

from folkmoot.cli.console import tell_error
from folkmoot.cli.runner import is_runner, step_summary
from folkmoot.errors import FolkmootError

MOST_BYTES = 1 << 20
"""What the summary of a step may hold, by GitHub's limit: a longer one is not shown at all."""

_CUT = "\n\n(The rest stands in the log of this step.)\n"


class Guarded(click.Command):
    """A command of which a runner obeys nothing; what it printed is added to the summary below `heading`."""

    def __init__(self, *arguments: Any, heading: str = "", **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.heading = heading

    def invoke(self, context: click.Context) -> object:
        """Runs the command; errors are told here, since what they say comes from the files, too."""
        if not is_runner():
            return super().invoke(context)
        with _guarded(self.heading):
            try:
                return super().invoke(context)
            except FolkmootError as error:
                context.exit(tell_error(error))
            except click.ClickException as error:
                error.show()
                context.exit(error.exit_code)
            except (click.exceptions.Exit, click.Abort):
                raise
            except Exception:  # noqa: BLE001 what Python would print of it is obeyed, too
                click.echo(traceback.format_exc(), err=True)
                context.exit(1)


class _Twice(StringIO):
    """Prints what it is told, and remembers it."""

    def __init__(self, printed: TextIO) -> None:
        super().__init__()
        self._printed = printed

    def write(self, text: str) -> int:
        text = text.encode("utf-8", "backslashreplace").decode()  # names of files may be any bytes
        self._printed.write(text)
        return super().write(text)

    def flush(self) -> None:
        self._printed.flush()


@contextmanager
def unobeyed(stream: TextIO, unread: TextIO | None = None) -> Iterator[_Twice]:
    """A runner obeys nothing of what is printed meanwhile: both streams in one, as they come, since it reads both.

    Where it does not read what is printed, that goes into `unread` as it is.
    """
    said = _Twice(stream)
    stop = secrets.token_hex(16)
    click.echo(f"::stop-commands::{stop}", stream)
    try:
        with redirect_stdout(unread or said), redirect_stderr(said):
            yield said
    finally:
        printed = said.getvalue()
        click.echo(f"{'' if printed.endswith(chr(10)) or not printed else chr(10)}::{stop}::", stream)


def _is_file(stream: TextIO) -> bool:
    """Whether what is printed goes into a file, such as the summary of a job, and not into the log."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # no file of the system at all, as in tests
        return False


@contextmanager
def _guarded(heading: str) -> Iterator[None]:
    with ExitStack() as ending:
        if heading and (summary := step_summary()):
            ending.callback(lambda: _add(summary, heading, said.getvalue()))
        said = ending.enter_context(unobeyed(sys.stderr, sys.stdout) if _is_file(sys.stdout) else unobeyed(sys.stdout))
        yield


def _add(summary: Path, heading: str, printed: str) -> None:
    """Adds what was printed, as a block of code: indented, so that nothing in it ends the block."""
    from folkmoot.publish.journal import add

    lines = "\n".join(f"    {line}" for line in printed.splitlines())
    text = f"## {heading}\n\n{lines}\n"
    room = MOST_BYTES - (summary.stat().st_size if summary.exists() else 0) - len(_CUT.encode())
    if len(content := text.encode("utf-8", "replace")) > room:
        text = content[: max(room, 0)].decode("utf-8", "ignore") + _CUT
    if room >= 0:
        add(summary, text)
