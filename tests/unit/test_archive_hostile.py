"""What is no archive's is not kept on its branch, wherever a part has it from, and is read through no link."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.load.archive import load_archive
from folkmoot.load.archive_files import archive_files
from folkmoot.load.bookmarks import load_bookmarks
from folkmoot.load.visits import load_visits
from folkmoot.model.harvest import Visit
from support.hubs import COMMUNITY, minimal_hub, write
from support.repositories import Repository

FOLDER = ".folkmoot/archive"
BLOG = "entries/blog/2026.jsonl"
LINE = '{"id":"a","first_seen":"2026-01-01T00:00:00Z","published":"2026-01-01T00:00:00Z","source":"blog","title":"A","url":"https://a.example/"}\n'


class Parts:
    """A hub whose archive has one post, and a folder of parts that somebody else filled."""

    def __init__(self, folder: Path) -> None:
        self.origin, self.hub, self.folder = folder / "hub.git", folder / "hub", folder / "parts"
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.origin)], check=True)
        Repository(self.hub).git("remote", "add", "origin", "../hub.git")
        minimal_hub(self.hub, **{"content/community.yml": f"{COMMUNITY}archive_dir: {FOLDER}\n"})
        assert self.archive("restore").exit_code == 0
        write(self.hub, f"{FOLDER}/{BLOG}", LINE)
        assert self.archive("keep").exit_code == 0
        self.before = self.git("ls-tree", "-r", "archive")

    def archive(self, *words: str | Path) -> Result:
        result = CliRunner().invoke(main, ["archive", *map(str, words), "--hub", str(self.hub)])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def git(self, *words: str, given: bytes = b"") -> str:
        return os.fsdecode(
            subprocess.run(["git", *words], cwd=self.origin, input=given, capture_output=True, check=True).stdout
        ).strip()

    def tree(self, path: str, mode: str, content: bytes) -> str:
        """A tree with one file, written as git itself would refuse to write it."""
        kind, name = "commit" if mode == "160000" else "blob", "1" * 40
        if kind == "blob":
            name = self.git("hash-object", "-w", "--stdin", given=content)
        for part in reversed(path.split("/")):
            row = f"{mode} {part}".encode() + b"\0" + bytes.fromhex(name)
            name, mode = self.git("hash-object", "-t", "tree", "--literally", "-w", "--stdin", given=row), "40000"
        return name

    def part(self, path: str, mode: str = "100644", content: bytes = b"x\n") -> None:
        """A part that brings this file, as its bundle."""
        mine = "GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x".split()
        words = ["env", *mine, "git", "commit-tree", "-m", "x", self.tree(path, mode, content)]
        commit = subprocess.run(words, cwd=self.origin, capture_output=True, check=True, text=True).stdout.strip()
        self.git("update-ref", "refs/heads/part", commit)
        self.folder.mkdir(exist_ok=True)
        self.git("bundle", "create", "--quiet", str(self.folder / "archive.bundle"), "refs/heads/part")
        self.git("update-ref", "-d", "refs/heads/part")


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("entries/blog/2025.jsonl", "120000"),
        ("entries/blog/2025.jsonl", "160000"),
        ("entries/blog/2025.jsonl", "100755"),
        ("pictures/blog/x.webp", "120000"),
        ("entries", "120000"),
        ("../content/about.md", "100644"),
        ("entries/../../../members/eve.yml", "100644"),
        ("entries/.git/config", "100644"),
        (".git/hooks/post-checkout", "100755"),
        (".gitattributes", "100644"),
        ("entries/.gitattributes", "100644"),
        (".github/workflows/own.yml", "100644"),
        ("entries/blog/a\n::add-mask::b.jsonl", "100644"),
        ("content/about.md", "100644"),
        ("unknown", "100644"),
        ("entries/blog/run.sh", "100644"),
    ],
)
def test_what_is_no_file_of_an_archive_stops_the_part_in_words(parts: Parts, path: str, mode: str) -> None:
    parts.part(path, mode, b"/etc/passwd")
    hub = sorted(one for one in parts.hub.rglob("*") if ".git" not in one.parts)
    result = parts.archive("keep", parts.folder)
    assert result.exit_code == 1, result.output
    assert "which is nothing of an archive" in result.output
    assert "\n::" not in result.output
    assert parts.git("ls-tree", "-r", "archive") == parts.before
    assert sorted(one for one in parts.hub.rglob("*") if ".git" not in one.parts) == hub


def test_a_part_with_a_file_of_ten_megabytes_is_kept(parts: Parts) -> None:
    row = '{"excerpt":"%s","id":"b%d","first_seen":"2025-01-01T00:00:00Z","published":"2025-01-01T00:00:00Z","source":"blog","title":"B","url":"https://b.example/"}\n'
    parts.part("entries/blog/2025.jsonl", content="".join(row % ("la " * 5000, n) for n in range(700)).encode())
    assert parts.archive("keep", parts.folder).output == "Kept: 700 posts.\n"
    assert parts.git("cat-file", "-s", "archive:entries/blog/2025.jsonl") > "10000000"
    harvest, problems = load_archive(parts.hub / FOLDER, parts.hub)
    assert (len(harvest.entries), problems) == (701, [])


def test_what_parts_remember_comes_from_files_of_known_names_alone(parts: Parts, tmp_path: Path) -> None:
    secret = write(tmp_path, "secret/visits.json", '{"blog": {"etag": "hunter2"}}')
    write(parts.folder, "one/Visits.json", "{}")
    write(parts.folder, "one/run.py", "raise SystemExit")
    write(parts.folder, "one/members.json/x", "{}")
    write(parts.folder, "one/bookmarks.json", "[" * 10_000_000)
    write(parts.folder, "one/visits.json", '{"../x": {}, "blog": {"etag": "a"}}')
    (parts.folder / "one/visits-1-of-2.json").symlink_to(secret)
    (parts.folder / "linked").symlink_to(secret.parent)
    result = parts.archive("keep", parts.folder)
    assert result.exit_code == 0, result.output
    cache = parts.hub / ".folkmoot/cache"
    assert sorted(path.name for path in cache.iterdir()) == ["bookmarks.json", "visits.json"]
    assert not any(path.is_symlink() for path in cache.iterdir())
    assert load_visits(parts.hub) == {"blog": Visit(etag="a")}
    assert load_bookmarks(parts.hub) == {}


def test_a_bundle_that_is_a_link_is_none(parts: Parts, tmp_path: Path) -> None:
    parts.part("entries/blog/2025.jsonl", content=LINE.encode())
    (parts.folder / "archive.bundle").rename(tmp_path / "elsewhere")
    (parts.folder / "archive.bundle").symlink_to(tmp_path / "elsewhere")
    assert parts.archive("keep", parts.folder).output == "Nothing new was collected.\n"


@pytest.mark.parametrize("link", [FOLDER, ".folkmoot"])
def test_an_archives_folder_that_a_proposal_made_a_link_is_not_written_to(
    parts: Parts, tmp_path: Path, link: str
) -> None:
    other = Repository(tmp_path / "other")
    other.commit(files={"mine.txt": "mine", "archive/mine.txt": "mine"})
    shutil.rmtree(parts.hub / link)
    (parts.hub / link).symlink_to("../../other" if link == FOLDER else "../other")
    subprocess.run(["git", "add", "--force", link], cwd=parts.hub, check=True)
    for what in ("restore", "keep"):
        result = parts.archive(what)
        assert (result.exit_code, "kept with the hub’s own files" in result.output) == (2, True), result.output
    assert other.git("status", "--porcelain", "--branch") == "## main\n"


@pytest.mark.parametrize("path", [BLOG, "entries/blog", "entries"])
def test_no_link_in_an_archive_is_read(tmp_path: Path, path: str) -> None:
    """Not even one that leads to a file that would be fit, let alone one that leads to a secret."""
    write(tmp_path / "elsewhere", BLOG, LINE)
    there = tmp_path / "archive" / path
    there.parent.mkdir(parents=True)
    there.symlink_to(tmp_path / "elsewhere" / path)
    harvest, problems = load_archive(tmp_path / "archive", tmp_path)
    assert harvest.entries == ()
    assert [(one.path, one.message) for one in problems] == [
        (f"archive/{path}", "this is a link, and only files are read")
    ]
    assert archive_files(tmp_path / "archive", "entries") == []
