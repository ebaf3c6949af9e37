"""A second process that reads half of a large hub's files."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from folkmoot.load import second
from folkmoot.load.community import Loaded, load_community
from folkmoot.model.base import Written
from support.hubs import minimal_hub, write

_LOADED = """
import sys
from pathlib import Path
from folkmoot import beside
from folkmoot.load import second
from folkmoot.load.community import load_community
second.WORTH, began = 1, []
fork = beside.os.fork
beside.os.fork = lambda: began.append(True) or fork()
beside.os.sched_getaffinity = lambda _: (0, 1)
{more}
sys.path[:0] = sys.argv[2:]
from test_second import told
loaded = told(load_community(Path(sys.argv[1])))
sys.stdout.write(f"{{len(began)}} {{loaded}}")
"""
"""What a process of its own does: beside the threads of a test's there is no second one."""


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub with faults of many kinds, at places of both processes."""
    minimal_hub(tmp_path)
    for number in range(20):
        write(
            tmp_path,
            f"members/m{number:02}.yml",
            f"name: Member {number}\njoined: 2024-01-18\nskills: [a, '{number}']\n",
        )
        write(
            tmp_path, f"events/e{number:02}.md", f"---\ntitle: E{number}\nstart: 2026-01-01\n---\n\nWords {number}.\n"
        )
    for number in (3, 4):
        write(tmp_path, f"members/m{number:02}.yml", "name: [\n")
        write(tmp_path, f"events/e{number:02}.md", "---\ntitle: E\nstart: someday\n---\n")
        write(tmp_path, f"members/m1{number}.yml", "nme: Member\njoined: 2024-01-18\n")
        write(tmp_path, f"events/Big {number}.md", "---\ntitle: E\nstart: 2026-01-01\n---\n")
    return tmp_path


def _command(hub: Path, more: str) -> list[str]:
    here = Path(__file__).parent
    return [sys.executable, "-c", _LOADED.format(more=more), str(hub), str(here), str(here.parent)]


def loaded_beside(hub: Path, more: str = "") -> tuple[int, str]:
    """Whether a second process began, and what was read."""
    said = subprocess.run(_command(hub, more), capture_output=True, text=True, check=True, timeout=60).stdout
    began, _, loaded = said.partition(" ")
    return int(began), loaded


def told(loaded: Loaded) -> str:
    """All that was read, in an order of its own."""
    records = [
        (one.path, one.slug, one.text if isinstance(one, Written) else "", one) for one in loaded.community.records()
    ]
    return repr((records, sorted(loaded.community.unread), sorted(map(repr, loaded.problems))))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
@pytest.mark.parametrize(
    "more",
    [
        "",
        "second._read = lambda paths: iter([('x', object(), '')])",  # its answer is none
        "second._read = lambda paths: beside.os._exit(1)",  # it was ended
    ],
)
def test_two_processes_read_what_one_reads(hub: Path, more: str) -> None:
    began, loaded = loaded_beside(hub, more)
    assert began == 1
    assert loaded == told(load_community(hub))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
@pytest.mark.parametrize(
    "more",
    [
        "def none(): began.append(True); raise BlockingIOError(11, 'no more processes')\nbeside.os.fork = none",
        "def none(): began.append(True); raise OSError(24, 'no more files')\nbeside.os.pipe = none",
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)",
    ],
)
def test_where_there_can_be_no_second_process_one_reads_all(hub: Path, more: str) -> None:
    began, loaded = loaded_beside(hub, more)
    assert began == 1
    assert loaded == told(load_community(hub))


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
def test_the_second_process_spares_the_first_one_half_of_the_work(hub: Path) -> None:
    more = """
from folkmoot.load import records
whole, done = records.record_in, []
records.record_in = lambda *about: done.append(about[1]) or whole(*about)
loaded = told = load_community(Path(sys.argv[1]))
sys.stdout.write(f"{len(began)} {len(set(done))}")
sys.exit()
"""
    began, alone = loaded_beside(hub, more)
    assert began == 1
    assert int(alone) < len(list(hub.glob("*/*.*"))) - 8, "what cannot be read is read again, and nothing else"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="nothing here tells of other processes")
def test_who_is_killed_leaves_no_process_behind(hub: Path) -> None:
    """The second process has more to say than a pipe holds, and nobody listens any more."""
    more = """
import time
second._read = lambda paths: [("x", "y" * 1_000_000, "")] * 3
def documents(self):
    sys.stdout.write(f"1 {self._pid}")
    sys.stdout.flush()
    time.sleep(0.5)
    beside.os.kill(beside.os.getpid(), 9)
second.Second.documents = documents
"""
    done = subprocess.run(_command(hub, more), capture_output=True, text=True, check=False, timeout=60)
    pid = int(done.stdout.split()[1])
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "State:\tZ" in Path(f"/proc/{pid}/status").read_text():
            return
        time.sleep(0.05)
    os.kill(pid, 9)
    pytest.fail("the second process waits for ever")


def test_a_small_hub_is_read_by_one_process(hub: Path) -> None:
    assert second.WORTH > 100
    assert loaded_beside(hub, "second.WORTH = 100")[0] == 0


def test_a_process_with_threads_is_not_doubled(hub: Path) -> None:
    waiting = "import threading; done = threading.Event(); threading.Thread(target=done.wait, daemon=True).start()"
    assert loaded_beside(hub, waiting)[0] == 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
def test_what_breaks_off_leaves_no_process_behind(hub: Path) -> None:
    more = """
second.time = __import__("time")
second._read = lambda paths: second.time.sleep(60)
from folkmoot.load import family_files
def broken(*_): raise KeyboardInterrupt
family_files.record_at = broken
try:
    load_community(Path(sys.argv[1]))
except KeyboardInterrupt:
    try:
        beside.os.waitpid(-1, beside.os.WNOHANG)
    except ChildProcessError:
        sys.stdout.write("1 none")
    sys.exit()
"""
    assert loaded_beside(hub, more) == (1, "none")
