"""A site whose pages two processes write is the one that a single process writes."""

import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.publish.tree import held
from support.hubs import minimal_hub

_BUILT = """
import sys
import datetime as dt
from pathlib import Path
from folkmoot import beside, build
began = []
fork = beside.os.fork
beside.os.fork = lambda: began.append(True) or fork()
beside.os.sched_getaffinity = lambda _: (0, 1)
build._WORTH = {worth}
{more}
now = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
done = build.build(build.Request(Path(sys.argv[1]), Path(sys.argv[2]), now))
sys.stdout.write(f"{{len(began)}} {{done.pages}} {{done.written}}")
"""
"""What a process of its own does: beside the threads of a test's there is no second one."""

_ENDED = "build.pickle.dumps = lambda _: beside.os._exit(1)"


def built(hub: Path, site: Path, worth: int, more: str = "") -> list[int]:
    """Whether a second process began, how many pages there are, and how many files were written."""
    command = [sys.executable, "-c", _BUILT.format(worth=worth, more=more), str(hub), str(site)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return [int(number) for number in said.split()]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
@pytest.mark.parametrize("more", ["", _ENDED], ids=["both work", "one is ended"])
def test_two_processes_write_what_one_writes(tmp_path: Path, more: str) -> None:
    people = {
        f"members/m{number}.yml": f"name: Member {number}\njoined: 2024-01-1{number}\nskills: [lamps]\n"
        for number in range(7)
    }
    settings = "site_name: Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"
    hub = minimal_hub(tmp_path / "hub", **{"mkdocs.yml": settings, **people})
    alone, pages, files = built(hub, tmp_path / "one", 1_000)
    assert alone == 0
    began, told, written = built(hub, tmp_path / "two", 1, more)
    assert (began, told) == (1, pages)
    assert written == files or more, "what was written by a process that was ended is right, and not counted"
    assert held(tmp_path / "two") == held(tmp_path / "one")
    assert built(hub, tmp_path / "two", 1, more) == [1, pages, 0]
