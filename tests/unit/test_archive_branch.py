"""The archive's branch: restored, kept, joined with what others pushed, with real git all the way."""

import base64
import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.publish.origin import Origin, origin_of, tip_of
from support.hubs import COMMUNITY, minimal_hub, write
from support.repositories import Repository

FOLDER = ".folkmoot/archive"


def lines(*names: str, text: str = "") -> str:
    """Lines of an archive's file with these ids, one letter each, by which they are ordered."""
    days = {name: f"2026-01-{ord(name) - 96:02}" for name in sorted(names)}
    told = [{"id": name, "published": day, "source": "blog", "text": text} for name, day in days.items()]
    return "".join(f"{json.dumps(one, separators=(',', ':'))}\n" for one in told)


class World:
    """A repository, and machines that each have a clone of the hub in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.origin = folder, folder / "hub.git"
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))

    def git(self, *words: str, at: Path | None = None) -> str:
        done = subprocess.run(["git", *words], cwd=at or self.folder, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def machine(self, name: str) -> Path:
        hub = self.folder / name
        Repository(hub).git("remote", "add", "origin", "../hub.git")
        return minimal_hub(hub, **{"content/community.yml": f"{COMMUNITY}archive_dir: {FOLDER}\n"})

    def restored(self, name: str) -> Path:
        hub = self.machine(name)
        assert archive(hub, "restore").exit_code == 0
        return hub

    def messages(self) -> list[str]:
        return self.git("log", "--format=%s", "archive", at=self.origin).splitlines()

    def holds(self, path: str) -> str:
        return self.git("show", f"archive:{path}", at=self.origin) + "\n"

    def begun(self, **files: str) -> None:
        """The branch with what a first machine kept."""
        hub = self.restored("begun")
        for path, text in files.items():
            collected(hub, path, text)
        assert archive(hub, "keep").exit_code == 0


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def archive(hub: Path, *words: str | Path) -> Result:
    result = CliRunner().invoke(main, ["archive", *map(str, words), "--hub", str(hub)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def collected(hub: Path, path: str, text: str) -> None:
    write(hub, f"{FOLDER}/{path}", text)


BLOG = "entries/blog/2026.jsonl"


def test_the_first_run_makes_the_branch_and_the_next_one_finds_it(world: World) -> None:
    first = world.machine("first")
    assert archive(first, "restore").output == f"There is no archive yet; {first}/{FOLDER} begins one.\n"
    collected(first, BLOG, lines("a", "b", "c"))
    collected(first, "discussions/forum/2026.jsonl", lines("a"))
    assert archive(first, "keep").output == "Kept: 3 posts, 1 discussion.\n"
    second = world.restored("second")
    assert (second / FOLDER / BLOG).read_text() == lines("a", "b", "c")
    collected(second, BLOG, lines("a", "b", "c", "d"))
    archive(second, "keep")
    assert world.holds(BLOG) == lines("a", "b", "c", "d")
    assert world.messages() == ["1 post", "3 posts, 1 discussion"]


def test_an_archive_in_which_nothing_changed_that_means_something_is_not_committed(world: World) -> None:
    world.begun(**{BLOG: lines("a", "b")})
    hub = world.restored("other")
    collected(hub, BLOG, lines("b") + lines("a"))
    collected(hub, "notes.txt", "nobody's")
    assert archive(hub, "keep").output == "Nothing new was collected.\n"
    assert world.messages() == ["2 posts"]


def test_a_repository_that_does_not_answer_is_not_taken_for_an_empty_archive(world: World) -> None:
    hub = world.machine("first")
    world.origin.rename(world.folder / "gone.git")
    result = archive(hub, "restore")
    assert result.exit_code == 1
    assert result.output.startswith("error: ../hub.git ")
    assert not (hub / FOLDER).exists()


def test_a_password_in_the_address_is_not_told(world: World) -> None:
    hub = world.machine("first")
    world.git("remote", "set-url", "origin", "http://ada:secret@localhost:9/hub.git", at=hub)
    result = archive(hub, "restore")
    assert (result.exit_code, "secret" in result.output) == (1, False)
    assert result.output.startswith("error: http://localhost:9/hub.git ")


def test_a_branch_that_somebody_deleted_is_made_anew_whole(world: World) -> None:
    world.begun(**{BLOG: lines("a", "b")})
    hub = world.restored("hub")
    world.git("branch", "-D", "archive", at=world.origin)
    collected(hub, BLOG, lines("a", "b", "c"))
    archive(hub, "keep")
    assert world.holds(BLOG) == lines("a", "b", "c")
    assert world.messages() == ["3 posts"]


def test_two_machines_that_keep_at_once_lose_nothing_of_each_other(world: World) -> None:
    world.begun(**{BLOG: lines("b", "c"), "entries/log/2026.jsonl": lines("a")})
    one, two = world.restored("one"), world.restored("two")
    collected(one, BLOG, lines("b", "c", "d"))
    collected(one, "entries/log/2026.jsonl", lines("a", "b"))
    collected(two, BLOG, lines("a", "c"))  # b is gone
    collected(two, "entries/other/2026.jsonl", lines("a"))
    assert archive(one, "keep").exit_code == archive(two, "keep").exit_code == 0
    assert world.holds(BLOG) == lines("a", "c", "d")
    assert world.holds("entries/log/2026.jsonl") == lines("a", "b")
    assert world.holds("entries/other/2026.jsonl") == lines("a")
    assert world.messages() == ["2 posts", "2 posts", "3 posts"]
    assert (two / FOLDER / "entries/log/2026.jsonl").read_text() == lines("a", "b")
    assert archive(two, "keep").output == "Nothing new was collected.\n"


def test_a_branch_that_moves_on_between_looking_and_pushing_is_looked_at_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.begun(**{BLOG: lines("a")})
    slow, fast = world.restored("slow"), world.restored("fast")
    collected(slow, BLOG, lines("a", "c"))
    collected(fast, BLOG, lines("a", "b"))
    waiting = [fast]

    def looked(origin: Origin, ref: str) -> str:
        tip = tip_of(origin, ref)
        while waiting:
            archive(waiting.pop(), "keep")
        return tip

    monkeypatch.setattr("folkmoot.publish.branch.tip_of", looked)
    assert archive(slow, "keep").exit_code == 0
    assert world.holds(BLOG) == lines("a", "b", "c")
    assert len(world.messages()) == 3


def test_a_push_that_is_refused_is_told_and_loses_nothing(world: World) -> None:
    hub = world.restored("hub")
    collected(hub, BLOG, lines("a"))
    hook = write(world.origin, "hooks/pre-receive", "#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    result = archive(hub, "keep")
    assert (result.exit_code, world.git("branch", "--list", at=world.origin)) == (1, "")
    assert str(world.origin) in result.output
    hook.unlink()
    assert archive(hub, "keep").output == "Kept: 1 post.\n"


def test_what_is_changed_differently_is_what_was_kept_later_and_what_was_taken_away_stays_away(world: World) -> None:
    world.begun(**{BLOG: lines("a", "b"), "pictures/ada/1.webp": "old"})
    one, two = world.restored("one"), world.restored("two")
    (one / FOLDER / "pictures/ada/1.webp").unlink()
    collected(one, BLOG, lines("a", text="one"))
    collected(two, BLOG, lines("a", "b", text="two"))
    collected(two, "pictures/ada/1.webp", "new")
    archive(one, "keep")
    assert archive(two, "keep").exit_code == 0
    assert world.holds(BLOG) == lines("a", text="two")
    assert not (two / FOLDER / "pictures/ada/1.webp").exists()


def test_two_first_runs_with_salts_of_their_own_are_not_put_together(world: World) -> None:
    one, two = world.restored("one"), world.restored("two")
    collected(one, "identity-salt", "one\n")
    collected(two, "identity-salt", "two\n")
    collected(two, BLOG, lines("a"))
    archive(one, "keep")
    result = archive(two, "keep")
    assert (result.exit_code, world.holds("identity-salt")) == (1, "one\n")
    assert "collect again" in result.output


def test_the_parts_of_a_run_are_kept_together(world: World, tmp_path: Path) -> None:
    world.begun(**{BLOG: lines("a", "b"), "entries/log/2026.jsonl": lines("a")})
    shards = [world.restored(f"shard-{number}") for number in (1, 2, 3)]
    world.machine("late")
    collected(shards[0], BLOG, lines("a", "c"))
    (shards[1] / FOLDER / "entries/log/2026.jsonl").unlink()
    collected(shards[1], "discussions/forum/2026.jsonl", lines("a"))
    parts = tmp_path / "parts"
    said = [archive(hub, "keep", "--part", parts / hub.name).output for hub in shards]
    assert said == ["Kept: 1 post.\n", "Kept: 1 discussion.\n", "Nothing new was collected.\n"]
    assert world.messages() == ["3 posts"]
    keeper = world.restored("keeper")
    assert archive(keeper, "keep", parts).output == "Kept: 1 post, 1 discussion.\n"
    assert world.git("ls-tree", "-r", "--name-only", "archive", at=world.origin).splitlines() == [
        "discussions/forum/2026.jsonl",
        BLOG,
    ]
    assert world.holds(BLOG) == lines("a", "c")
    assert archive(world.restored("again"), "keep", parts).output == "Nothing new was collected.\n"


def test_what_parts_remember_of_the_sources_comes_once_they_are_kept(world: World, tmp_path: Path) -> None:
    hub, keeper = world.machine("hub"), world.machine("keeper")
    for one in (hub, keeper):
        write(one, ".folkmoot/cache/members.json", "{}")
        os.utime(one / ".folkmoot/cache/members.json", (0, 0))
        archive(one, "restore")
    write(hub, ".folkmoot/cache/visits-2-of-4.json", '{"blog": {}}')
    write(hub, ".folkmoot/cache/accounts/blog.json", "{}")
    part = tmp_path / "parts/2"
    archive(hub, "keep", "--part", part)
    assert [path.name for path in part.iterdir()] == ["visits-2-of-4.json"]
    write(part, "archive.bundle", "damaged")
    assert archive(keeper, "keep", tmp_path / "parts").exit_code == 1
    assert not (keeper / ".folkmoot/cache/visits-2-of-4.json").exists()
    (part / "archive.bundle").unlink()
    write(part, "Other.json", "{}")
    assert archive(keeper, "keep", tmp_path / "parts").exit_code == 0
    cache = sorted(path.name for path in (keeper / ".folkmoot/cache").iterdir())
    assert cache == ["members.json", "visits-2-of-4.json"]


def test_the_parts_of_a_first_run_begin_the_archive(world: World, tmp_path: Path) -> None:
    shards = [world.restored(f"shard-{number}") for number in (1, 2)]
    collected(shards[0], BLOG, lines("a"))
    collected(shards[1], "entries/log/2026.jsonl", lines("a"))
    for hub in shards:
        archive(hub, "keep", "--part", tmp_path / "parts" / hub.name)
    assert archive(world.restored("keeper"), "keep", tmp_path / "parts").output == "Kept: 2 posts.\n"
    assert world.messages() == ["2 posts"]


def test_a_squashed_branch_has_one_commit_with_what_was_kept_meanwhile(world: World) -> None:
    world.begun(**{BLOG: lines("a", "b")})
    forgetting, collecting, late = (world.restored(name) for name in ("forgetting", "collecting", "late"))
    collected(collecting, BLOG, lines("a", "b", "c"))
    archive(collecting, "keep")
    collected(forgetting, BLOG, lines("b"))
    assert archive(forgetting, "keep", "--squash").exit_code == 0
    assert world.holds(BLOG) == lines("b", "c")
    assert world.messages() == ["The archive without its history"]
    collected(late, BLOG, lines("a", "b", "d"))
    archive(late, "keep")
    assert world.holds(BLOG) == lines("b", "c", "d")
    assert world.messages() == ["1 post", "The archive without its history"]


def test_a_folder_is_brought_up_to_date_unless_it_holds_what_is_not_kept(world: World) -> None:
    world.begun(**{BLOG: lines("a")})
    one, two = world.restored("one"), world.restored("two")
    collected(one, BLOG, lines("a", "b"))
    archive(one, "keep")
    assert archive(two, "restore").exit_code == 0
    assert (two / FOLDER / BLOG).read_text() == lines("a", "b")
    collected(two, BLOG, lines("a", "b", "c"))
    refused = archive(two, "restore")
    assert (refused.exit_code, "not kept yet" in refused.output) == (2, True)
    assert (two / FOLDER / BLOG).read_text() == lines("a", "b", "c")


def test_folders_that_are_no_clone_of_the_branch_are_left_alone(world: World) -> None:
    hub = world.machine("hub")
    collected(hub, BLOG, lines("a"))
    assert "already holds files" in archive(hub, "restore").output
    assert "is no clone of the branch" in archive(hub, "keep").output
    write(hub, "content/community.yml", COMMUNITY)
    write(hub, "archive/entries/blog/2026.jsonl", lines("a"))
    world.git("add", "archive", at=hub)
    assert "kept with the hub’s own files" in archive(hub, "restore").output


def test_a_link_on_the_branch_is_no_link_in_the_folder(world: World) -> None:
    hub = world.restored("hub")
    (hub / FOLDER / "entries/blog").mkdir(parents=True)
    (hub / FOLDER / BLOG).symlink_to("/etc/passwd")
    archive(hub, "keep")
    restored = world.restored("other") / FOLDER / BLOG
    assert not restored.is_symlink()
    assert restored.read_text() == "/etc/passwd"


def test_a_file_that_is_no_part_is_refused_in_words(world: World, tmp_path: Path) -> None:
    hub = world.restored("hub")
    write(tmp_path, "part/archive.bundle", "not a bundle")
    result = archive(hub, "keep", tmp_path / "part")
    assert result.exit_code == 1
    assert result.output.startswith("error: ")


def test_the_token_is_told_to_the_server_alone_and_written_nowhere(world: World) -> None:
    hub = world.machine("hub")
    given = {"GITHUB_TOKEN": "a-token", "GITHUB_SERVER_URL": "https://ghe.example", "GIT_CONFIG_COUNT": "1"}
    secret = origin_of(hub, given).secret
    assert secret.keys() == {"GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_1", "GIT_CONFIG_VALUE_1"}
    assert secret["GIT_CONFIG_KEY_1"] == "http.https://ghe.example/.extraheader"
    word, _, basic = secret["GIT_CONFIG_VALUE_1"].rpartition(" ")
    assert (word, base64.b64decode(basic)) == ("AUTHORIZATION: basic", b"x-access-token:a-token")
    assert origin_of(hub, {}).secret == {}


def test_a_hub_that_comes_from_nowhere_is_told_so(world: World) -> None:
    hub = world.machine("hub")
    world.git("remote", "remove", "origin", at=hub)
    result = archive(hub, "restore")
    assert (result.exit_code, "no remote called origin" in result.output) == (2, True)


def test_a_runner_signs_as_githubs_own_program(world: World) -> None:
    assert origin_of(world.machine("hub"), {"GITHUB_ACTIONS": "true"}).identity[0] == "github-actions[bot]"
