"""What `folkmoot collect` says: what came of it in few lines, what to change in which file, and by its exit code."""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.cli.collected import progress
from folkmoot.cli.options import shard
from folkmoot.collect.github import session
from folkmoot.errors import WrongUse
from folkmoot.model.harvest import Source
from folkmoot.refresh import shard_of
from support.feed_site import Page, Site, feed_site, rss
from support.github.faults import too_heavy
from support.github.server import GitHub
from support.hubs import minimal_hub, write

FARED: tuple[Literal["read", "failed", "waiting"], ...] = ("read", "failed", "waiting", "read")
PROFILE = "name: Test Moot\nsources:\n  feeds:\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with feed_site() as served:
        yield served


def hub(tmp_path: Path, site: Site, *paths: str) -> Path:
    feeds = "".join(f"    - url: {site.url(path)}\n      title: Feed {path}\n" for path in paths)
    root = minimal_hub(tmp_path)
    write(root, "content/community.yml", PROFILE + feeds)
    return root


def collect(root: Path, site: Site, *words: str, day: int = 15) -> Result:
    at = f"2026-06-{day}T09:00:00Z"
    arguments = ["collect", "--hub", str(root), "--at", at, "--allow-host", site.host, *words]
    return CliRunner().invoke(main, arguments)


def test_failures_are_grouped_by_reason_and_moves_say_what_to_write_where(tmp_path: Path, site: Site) -> None:
    paths = [f"/{number}" for number in range(8)]
    site.pages |= {"/well": Page(rss("one")), "/busy": Page(status=503), "/new": Page(rss("two"))}
    site.pages["/old"] = Page(b"", 301, {"Location": "/new"})
    root = hub(tmp_path, site, *paths, "/well", "/busy", "/old", "/mine")
    write(root, "members/ada-rossi.yml", f"name: Ada Rossi\njoined: 2025-01-01\nfeeds:\n  - url: {site.url('/mine')}\n")
    site.pages["/mine"] = Page(b"", 308, {"Location": "/new?mine"})
    site.pages["/new?mine"] = Page(rss("three"))
    said = collect(root, site)
    assert said.exit_code == 0
    assert said.output == (
        "Not read this time; what was collected before is kept:\n"
        "    is not there (404): Feed /0, Feed /1, Feed /2, Feed /3, Feed /4 and 3 more\n"
        "    asks to come back later (503): Feed /busy\n"
        "Found at another address; write that one in the file that names the source:\n"
        f"    content/community.yml: {site.url('/old')} → {site.url('/new')}\n"
        f"    members/ada-rossi.yml: {site.url('/mine')} → {site.url('/new?mine')}\n"
        "3 sources read, 9 failed; 3 new entries.\n"
    )
    again = collect(root, site)
    assert "9 sources were not asked again yet, since they failed; --only with its address asks one" in again.output
    assert again.output.endswith("3 sources read, 0 failed, 9 waiting; nothing new.\n")


@pytest.mark.parametrize("name", ["Feed /b", "{url}/b", "{url}/b/", "127-0-0-1-{port}-b"])
def test_one_source_is_asked_by_its_address_or_title(tmp_path: Path, site: Site, name: str) -> None:
    root = hub(tmp_path, site, "/a", "/b")
    site.pages |= {"/a": Page(rss("one")), "/b": Page(rss("two"))}
    called = name.format(url=site.url(""), port=site.host.rpartition(":")[2])
    assert collect(root, site, "--only", called).output == "1 source read, 0 failed; 1 new entry.\n"


def test_without_a_token_nothing_failed_and_each_list_is_named(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    root = hub(tmp_path, site, "/a")
    write(
        root,
        "content/community.yml",
        f"{PROFILE}    - url: {site.url('/a')}\n  discussions: [org/lamp]\n  issues: [org/lamp, org/hub]\n",
    )
    said = collect(root, site)
    assert said.exit_code == 0
    assert "    no GITHUB_TOKEN is set; GitHub shows issues to programs with a token alone: " in said.output
    assert "alone: org/hub (below issues), org/lamp (below issues)\n" in said.output
    assert "alone: org/lamp (below discussions)\n" in said.output
    assert said.output.endswith("0 sources read, 1 failed, 3 not asked; nothing new.\n")


def test_who_names_no_source_is_told_how(tmp_path: Path, site: Site) -> None:
    root = hub(tmp_path, site, "/a")
    unknown = collect(root, site, "--only", "Zzz")
    assert unknown.exit_code == 2
    assert "no source is called Zzz" in unknown.output
    assert "name its address or title; to see those of all: folkmoot sources --all" in unknown.output
    assert "did you mean Feed /a?" in collect(root, site, "--only", "Fed /a").output


def test_quarantined_sources_are_a_count_alone(tmp_path: Path, site: Site) -> None:
    root = hub(tmp_path, site, "/gone", "/well")
    site.pages["/well"] = Page(rss("one"))
    collect(root, site)
    for month in ("07-20", "07-28"):
        said = CliRunner().invoke(
            main, ["collect", "--hub", str(root), "--at", f"2026-{month}", "--allow-host", site.host]
        )
    assert "1 source is in quarantine" in said.output
    assert "Feed /gone" not in said.output


def test_an_outage_ends_with_exit_code_1_and_keeps_nothing(tmp_path: Path, site: Site) -> None:
    paths = [f"/{number}" for number in range(5)]
    site.pages |= {path: Page(rss("one")) for path in paths}
    root = hub(tmp_path, site, *paths)
    assert collect(root, site).exit_code == 0
    before = {path: path.read_bytes() for path in (root / "archive").rglob("*.jsonl")}
    site.pages |= {path: Page(status=502) for path in paths[:4]} | {"/4": Page(rss("one", "new"))}
    said = collect(root, site, day=16)
    assert said.exit_code == 1
    assert "this machine's network is the likely cause: nothing was kept" in said.output
    assert said.output.endswith("1 source read, 4 failed; nothing kept.\n")
    assert {path: path.read_bytes() for path in (root / "archive").rglob("*.jsonl")} == before


def test_a_part_of_the_sources(tmp_path: Path, site: Site) -> None:
    paths = [f"/{number}" for number in range(9)]
    site.pages |= {path: Page(rss("one")) for path in paths}
    root = hub(tmp_path, site, *paths)
    # Which part a source is in follows from its address, and the port of this site is another one each time.
    port = site.host.rpartition(":")[2]
    parts = [shard_of(f"127-0-0-1-{port}-{number}", 2) for number in range(9)]
    read = [int(collect(root, site, "--shard", f"{part}/2").output.partition(" ")[0]) for part in (1, 2)]
    assert read == [parts.count(1), parts.count(2)]


@pytest.mark.parametrize(("written", "part"), [("", (1, 1)), ("1/1", (1, 1)), ("2/4", (2, 4)), (" 3 / 10 ", (3, 10))])
def test_parts_that_there_are(written: str, part: tuple[int, int]) -> None:
    assert shard(written) == part


@pytest.mark.parametrize(
    "written", ["0/4", "5/4", "0/0", "1", "1/", "/2", "a/b", "-1/2", "1/2/3", "1.5/2", "١/٢", "1/9999"]
)
def test_parts_that_there_are_not(tmp_path: Path, site: Site, written: str) -> None:
    with pytest.raises(WrongUse, match="--shard"):
        shard(written)
    said = collect(hub(tmp_path, site), site, "--shard", written)
    assert (said.exit_code, "Traceback" in said.output) == (2, False)


def test_signs_of_others_do_not_reach_the_terminal(tmp_path: Path, site: Site) -> None:
    site.pages |= {"/a": Page(b"", 302, {"Location": "x\x1b[2J://"})}
    assert "\x1b" not in collect(hub(tmp_path, site, "/a"), site).output


class Terminal(io.StringIO):
    """Where somebody watches."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_what_is_done_failing_and_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "160")
    with progress(4) as step:
        assert step is not None
        for fared in FARED:
            step(Source("entries", "a", "https://a.example/"), "[/red] \x1b[2Jis not there", fared)
    shown = terminal.getvalue()
    plainly = re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", shown)
    assert "4/4 1 failing, 1 waiting" in plainly.replace("  ", " ")
    assert "https://a.example/: [/red]" in plainly
    assert "\x1b[2J" not in shown


def test_elsewhere_nothing_is_shown_meanwhile() -> None:
    with progress(4) as step:
        assert step is None


def test_what_of_a_repository_is_left_as_it_was_is_told(
    github: GitHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = minimal_hub(tmp_path)
    write(root, "content/community.yml", "name: Test Moot\nsources:\n  issues: [officina/lamp, officina/kiln]\n")
    pulls = [{"by": "ada", "id": f"P{n}"} for n in range(3)]
    lamp, kiln = {"pulls": pulls, "without": ["issues"]}, {"without": ["issues"]}
    github.holds({"at": "2026-06-01", "repositories": {"officina/lamp": lamp, "officina/kiln": kiln}})
    github.faults.append(too_heavy("P1"))
    monkeypatch.setenv("GITHUB_TOKEN", "loopback")
    monkeypatch.setattr(session, "_PAUSES", (0.0,) * 3)
    monkeypatch.setattr(session, "_BETWEEN", 0.0)
    words = ["collect", "--hub", str(root), "--archive", str(root / "archive"), "--github-api", github.base_url]
    told = CliRunner().invoke(main, words)
    assert (
        "Read but for this, of which the archive keeps what it has:\n"
        "    its issues are switched off: officina/kiln (below issues), officina/lamp (below issues)\n"
        "    GitHub fails to tell pull request 2 (asked for again when all is read, once a week):"
        " officina/lamp (below issues)\n"
    ) in told.output
    assert "2 sources read, 0 failed; 2 new pull requests." in told.output
