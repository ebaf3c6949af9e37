"""The process that reads what strangers wrote: it has little memory, knows no secret, and never outlives anybody."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from folkmoot.collect import confined
from folkmoot.collect.confined import Confined, line_of
from folkmoot.collect.documents import NoFeed
from folkmoot.collect.parsers import Parsers
from folkmoot.collect.resizing import Resizer
from folkmoot.collect.runtime import Over, RunTime
from support.feed_site import rss

posix = pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")

STARTING = """
import sys, time
from folkmoot.collect import confined
from folkmoot.collect.confined import Confined
confined._START = "{start}"
one = Confined("x")
print(one._process.pid, flush=True)
time.sleep(60)
"""
HANGING = (
    "from folkmoot.collect import confined; confined.begin({memory}, {line}); import re; re.match('(a+)+b', 'a' * 60)"
)
"""What no other thread of the process could end, since it lets none run."""


def is_running(process: int) -> bool:
    """Whether it runs; one that ended, and that nobody asked about yet, does not."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except ProcessLookupError:
        return False
    except OSError:
        return True


def ends(process: int, seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while is_running(process) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_running(process)


@posix
def test_it_has_little_memory_and_no_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    told = tmp_path / "told"
    look = f"import os, resource as r; open({str(told)!r}, 'w').write(str((r.getrlimit(r.RLIMIT_AS), os.environ)))"
    monkeypatch.setattr(confined, "_START", re.sub("from {module}.*", look, confined._START))
    one = Confined("x")
    assert one.told(b"", b"", line_of, 30) is None
    one.end()
    assert f"({768 << 20}, {768 << 20})" in told.read_text()
    assert "secret" not in told.read_text()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere it ends a minute later")
@pytest.mark.parametrize("wait", [0, 1.5])
def test_it_ends_with_who_started_it_even_while_it_hangs(wait: float) -> None:
    command = [sys.executable, "-c", STARTING.format(start=HANGING)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        process = int(running.stdout.readline())
        assert is_running(process)
        time.sleep(wait)
        running.kill()
    assert ends(process)


@posix
def test_it_does_not_hear_what_is_meant_for_others() -> None:
    one = Confined("folkmoot.collect.documents")
    assert os.getpgid(one._process.pid) != os.getpgid(0)
    one.end()
    assert one._process.returncode == -signal.SIGKILL


def test_what_hangs_is_over_with_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "_START", "import time; time.sleep(60)")
    run = RunTime()
    began = time.monotonic()
    with Parsers(60, run) as parsers, Resizer(60, run) as resizer:
        timer = threading.Timer(0.3, run.end)
        timer.start()
        with pytest.raises(Over):
            parsers.read(rss("one"), "", "https://blog.example/")
        for _ in range(2):
            with pytest.raises(Over):
                resizer.small(b"", is_portrait=True)
        timer.join()
    assert time.monotonic() - began < 30


def test_documents_that_hang_do_not_wait_for_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four of them meet in forgiving readers; were there one, the fourth would come after the third was given up."""
    monkeypatch.setattr("folkmoot.collect.parsers._IMPATIENT_AFTER", 0.05)
    meeting = threading.Barrier(4)

    class Hanging(Confined):
        def told(self, *_: object) -> None:
            meeting.wait(20)

    monkeypatch.setattr("folkmoot.collect.parsers.Confined", Hanging)
    monkeypatch.setattr(confined, "_START", "")
    with Parsers() as parsers:
        given_up: list[str] = []

        def read(number: int) -> None:
            with pytest.raises(NoFeed) as reason:
                parsers._answer(parsers._forgiving, b"", b"", f"https://blog-{number}.example/")
            given_up.append(str(reason.value))

        threads = [threading.Thread(target=read, args=(number,)) for number in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert given_up == ["takes more than 15 seconds or too much memory to read"] * 4


def test_there_are_no_more_readers_than_needed_while_they_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for others is no reason for one more: only that nobody's document is done with is."""
    monkeypatch.setattr("folkmoot.collect.parsers._IMPATIENT_AFTER", 2.0)
    made = []

    class Answering(Confined):
        def __init__(self, *_: object) -> None:
            made.append(self)

        def told(self, *_: object) -> bytes:  # type: ignore[override]
            time.sleep(0.1)
            return b"{}"

        def end(self) -> None:
            pass

        def kill(self) -> None:
            pass

    monkeypatch.setattr("folkmoot.collect.parsers.Confined", Answering)
    with Parsers() as parsers:

        def read() -> None:
            assert parsers._answer(parsers._forgiving, b"", b"", "") == {}

        threads = [threading.Thread(target=read) for _ in range(30)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    assert len(made) == 1


def test_a_site_of_many_documents_that_hang_gets_less_and_less_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Confined, "told", lambda *_: None)
    monkeypatch.setattr(confined, "_START", "")
    reasons = []
    with Parsers(15) as parsers:
        for host in ("a.ill.example", "b.ill.example", "ill.example", "c.ill.example", "d.ill.example", "other.test"):
            with pytest.raises(NoFeed) as reason:
                parsers.read(rss("one"), "", f"https://{host}/feed")
            reasons.append(str(reason.value).split()[3])
    assert reasons == ["15", "7.5", "3.75", "2", "2", "15"]
