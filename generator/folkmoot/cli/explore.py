"""`folkmoot explore`: a figure opens into the activities behind it, in a browser on this machine."""

import sys
import threading
from contextlib import suppress
from pathlib import Path

import click

from folkmoot.cli.console import tell_problems
from folkmoot.cli.options import ARCHIVE, AT, HUB, moment
from folkmoot.cli.stopping import stoppable
from folkmoot.model.problem import holds_error


@click.command()
@HUB
@AT
@ARCHIVE
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="The port to listen on.")
def explore(root: Path, at: str, archive: Path | None, port: int) -> None:
    """Show in a browser what stands behind each figure: who did what, when, and where to see it.

    Only this machine can ask for it. It shows the hub as it is when the command begins, and writes nothing. What it
    says can be private, such as who fell silent.
    """
    from folkmoot.draft import SAID, opened, read
    from folkmoot.preview.explore import serving
    from folkmoot.render.configured import site_address

    reading = read(root.absolute(), archive, SAID, ahead=True)
    if holds_error(reading.problems):
        tell_problems(reading.problems)
        click.echo("There is nothing to explore: mend these first.", err=True)
        sys.exit(1)
    with suppress(KeyboardInterrupt), opened(reading, moment(at)) as hub:
        server = serving(hub, reading.community.profile.languages[0], site_address(root), port)
        server.start()
        click.echo(f"Open {server.url}/ in your browser; Ctrl+C ends it.")
        over = threading.Event()
        with stoppable(over.set, "Stopped while it was answering."):
            over.wait()
            server.stop()
