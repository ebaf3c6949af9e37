"""Contributor statistics: who is counted for what, and nobody's address or single commit kept."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from folkmoot import git
from folkmoot.collect.authors import Account, account_of, hashed, is_bot
from folkmoot.collect.history import History, read_history
from folkmoot.collect.kinds import kind_of_file
from folkmoot.model.harvest import Failure, Source, Work
from support.feed_site import Page, feed_site
from support.hubs import found, minimal_hub, write
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
SALT = "pinch"
ADA = "Ada Rossi <ada@example.org>"
BO = "Bo Ek <123+BoEk@users.noreply.github.com>"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "hub/repair-log")


def read(tmp_path: Path, url: str = "repair-log") -> History | Failure:
    source = Source("work", "repair-log-git", url)
    return read_history(source, tmp_path / "hub", tmp_path / "cache", SALT, NOW)


def work(tmp_path: Path, url: str = "repair-log") -> tuple[Work, ...]:
    result = read(tmp_path, url)
    assert isinstance(result, History), result
    return result.work


def commits(tmp_path: Path) -> dict[str, int]:
    counted: dict[str, int] = {}
    for one in work(tmp_path):
        counted[one.who] = counted.get(one.who, 0) + one.commits
    return counted


def test_work_is_told_by_person_month_and_kind(tmp_path: Path, repository: Repository) -> None:
    repository.commit(BO, "2026-05-03", files={"src/a.py": "1"})
    repository.commit(BO, "2026-05-20", files={"src/a.py": "2", "src/b.py": "1", "README.md": "1"})
    repository.commit(BO, "2026-05-21", files={"docs/a.md": "1"})
    repository.commit(BO, "2026-06-01", files={"src/a.py": "3"})
    code, docs, june = work(tmp_path)
    assert (code.who, code.login, code.published, code.kind) == ("github:123", "BoEk", "2026-05-01T00:00:00Z", "code")
    assert (code.commits, code.first, code.last) == (2, "2026-05-03", "2026-05-20")
    assert (docs.kind, docs.commits, docs.first) == ("docs", 1, "2026-05-21")
    assert (june.published, june.first, june.source) == ("2026-06-01T00:00:00Z", "2026-06-01", "repair-log-git")
    assert len({code.id, docs.id, june.id}) == 3


def test_who_translates_a_page_translates_and_who_writes_it_at_once_wrote_it(
    tmp_path: Path, repository: Repository
) -> None:
    repository.commit(BO, "2026-05-03", files={"events/walk.md": "1", "events/walk.fr.md": "1"})
    repository.commit(ADA, "2026-05-20", files={"events/walk.nl.md": "1"})
    assert {one.who: one.kind for one in work(tmp_path)} == {
        "github:123": "events",
        hashed("ada@example.org", SALT): "translation",
    }


def test_whoever_cannot_be_named_is_a_salted_hash_and_no_address_is_kept(
    tmp_path: Path, repository: Repository
) -> None:
    repository.commit("Ada Rossi <Ada@Example.org>")
    repository.commit(ADA)
    (one,) = work(tmp_path)
    assert (one.who, one.login, one.commits) == (hashed("ada@example.org", SALT), "", 2)
    assert "ada" not in str(one).lower()
    assert hashed("ada@example.org", "other") != one.who


def test_the_mailmap_joins_addresses_and_a_noreply_one_names_them_all(tmp_path: Path, repository: Repository) -> None:
    repository.commit("Bo <bo@old.example>", files={".mailmap": "Bo Ek <bo@new.example> <bo@old.example>\n"})
    repository.commit("Bo <bo@new.example>")
    assert commits(tmp_path) == {hashed("bo@new.example", SALT): 2}
    mailmap = "Bo Ek <bo@new.example> <bo@old.example>\nBo Ek <bo@new.example> <123+boek@users.noreply.github.com>\n"
    repository.commit("boek <123+boek@users.noreply.github.com>", files={".mailmap": mailmap})
    assert commits(tmp_path) == {"github:123": 3}


def test_people_are_never_joined_by_their_names(tmp_path: Path, repository: Repository) -> None:
    repository.commit("David <david@one.example>")
    repository.commit("David <david@two.example>")
    assert len(commits(tmp_path)) == 2


def test_co_authors_count_wherever_in_the_message_they_stand(tmp_path: Path, repository: Repository) -> None:
    mailmap = {".mailmap": "Eve <eve@new.example> <eve@old.example>\n"}
    early = (
        f"Solder\n\nCo-Authored-By: {BO}\nco-authored-by: Eve <EVE@old.example>\n\nThe end.\n\nSigned-off-by: x <y@z>"
    )
    repository.commit(ADA, message=early, files=mailmap)
    repository.commit(ADA, message=f"Again\n\nCo-authored-by: {ADA}\nCo-authored-by: {BO}\nCo-authored-by: {BO}")
    assert commits(tmp_path) == {
        hashed("ada@example.org", SALT): 2,
        "github:123": 2,
        hashed("eve@new.example", SALT): 1,
    }


def test_programs_are_left_out_but_not_those_they_worked_with(tmp_path: Path, repository: Repository) -> None:
    bot = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"
    repository.commit(bot, message=f"Bump\n\nCo-authored-by: {BO}")
    repository.commit("GitHub Actions <actions@github.com>")
    repository.commit(BO, message="Fix\n\nCo-authored-by: Helper <noreply@anthropic.com>")
    assert commits(tmp_path) == {"github:123": 2}


def test_merges_do_not_count(tmp_path: Path, repository: Repository) -> None:
    repository.commit(BO)
    repository.git("switch", "--quiet", "--create", "side")
    repository.commit(BO, files={"a": "1"})
    repository.git("switch", "--quiet", "main")
    repository.commit(BO, files={"b": "1"})
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    assert commits(tmp_path) == {"github:123": 3}


def test_clocks_that_were_wrong_do_not_make_history(tmp_path: Path, repository: Repository) -> None:
    for author in ("1970-01-01", "2099-01-01"):
        dates = {"GIT_AUTHOR_DATE": f"{author}T12:00:00Z", "GIT_COMMITTER_DATE": "2026-05-14T12:00:00Z"}
        repository.git("commit", "--quiet", "--allow-empty", "--author", BO, "--message", "x", **dates)
    repository.commit(BO, "2099-01-01")
    assert {(one.published[:7], one.last) for one in work(tmp_path)} == {
        ("2026-05", "2026-05-14"),
        ("2026-06", "2026-06-15"),
    }


def test_odd_names_messages_and_files_are_read(tmp_path: Path, repository: Repository) -> None:
    repository.git("config", "i18n.commitEncoding", "latin1")
    repository.commit(
        "Zoë\x01 <123+zoe@users.noreply.github.com>", message="x\n\n\x01\x1e diff --git", files={"a\nb": "1"}
    )
    assert commits(tmp_path) == {"github:123": 1}


def test_an_address_is_cloned_into_the_cache_and_read_again_from_there(tmp_path: Path, repository: Repository) -> None:
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.commit(BO, files={".mailmap": "", "docs/a.md": "1", "docs/b.md": "1"})
    url = repository.path.as_uri()
    before = work(tmp_path, url)
    repository.commit(BO, files={"docs/a.md": "2"})
    after = work(tmp_path, url)
    assert [(one.kind, one.commits) for one in (*before, *after)] == [("docs", 1), ("docs", 2)]
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["repair-log-git"]
    listed = git.run("rev-list", "--objects", "--missing=print", "HEAD", at=tmp_path / "cache/repair-log-git")
    assert sum(line.startswith(b"?") for line in listed.splitlines()) == 2, "contents were fetched beside .mailmap"


def test_a_shallow_clone_never_replaces_a_whole_history(tmp_path: Path, repository: Repository) -> None:
    repository.commit(BO)
    repository.commit(BO)
    shallow = tmp_path / "hub/shallow"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", repository.path.as_uri(), shallow], check=True)
    result = read(tmp_path, "shallow")
    assert isinstance(result, Failure)
    assert result.reason.startswith("is a shallow clone, whose history is cut off")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nowhere/at/all", "is no folder that exists; write owner/name"),
        ("shelf/lamp", "is a folder without a git repository; write owner/name"),
        (f"{'a' * 300}.x/b", "is no folder that exists"),
        ("plain", "is a folder without a git repository; write owner/name"),
        ("--upload-pack=x", "is no folder that exists"),
        ("ext::sh -c x", "is no folder that exists"),
        ("file:///nowhere", "does not exist, or is not a git repository"),
        ("https://127.0.0.1/x.git", "the host 127.0.0.1 is no public address"),
        ("http://169.254.169.254/x.git", "is no public address"),
        ("https://me:secret@example.org/x.git", "carries a user name or a password"),
        ("https://example.org:x/x.git", "is no valid web address"),
        ("https://example.org:6379/x.git", "asks for port 6379; only 80 and 443 are read"),
        ("ssh://git@127.0.0.1/x.git", "the host 127.0.0.1 is no public address"),
        ("git@localhost:x.git", "the host localhost is no public address"),
        ("empty", "has no commits yet"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(tmp_path: Path, url: str, words: str) -> None:
    Repository(tmp_path / "hub/empty")
    (tmp_path / "hub/plain").mkdir()
    (tmp_path / "hub/shelf/lamp").mkdir(parents=True)
    result = read(tmp_path, url)
    assert isinstance(result, Failure)
    assert words in result.reason


@pytest.mark.parametrize("url", ["../theirs", "inner/../../theirs", "linked"])
def test_files_name_no_other_repository_of_the_machine(tmp_path: Path, repository: Repository, url: str) -> None:
    Repository(tmp_path / "theirs").commit()
    (tmp_path / "hub/inner").mkdir()
    (tmp_path / "hub/linked").symlink_to(tmp_path / "theirs")
    result = read(tmp_path, url)
    assert isinstance(result, Failure)
    assert result.reason == "lies outside the hub's folder; write owner/name or an address, or put it inside"


def test_the_hubs_own_history_is_read(tmp_path: Path) -> None:
    Repository(tmp_path / "hub").commit(BO)
    assert [one.who for one in work(tmp_path, ".")] == ["github:123"]


@pytest.mark.parametrize(
    "written", ["git://example.org/x.git", "../theirs", "a/../../b", "..", "/srv/theirs", "~/theirs", r"C:\theirs"]
)
def test_what_is_never_read_is_refused_before_it_is_asked(tmp_path: Path, written: str) -> None:
    root = minimal_hub(tmp_path)
    write(root, "content/community.yml", f"name: Test Moot\nsources:\n  repositories: ['{written}']\n")
    (problem,) = found(root)
    assert problem.severity == "error"
    advice = "write owner/name, an address that starts with https:// or ssh://, or a folder inside the hub"
    assert advice in problem.hint


@pytest.mark.parametrize(
    "written",
    [
        "a/b",
        ".",
        "./a",
        "a b/c",
        "x/..y/...",
        "git@host.example:x.git",
        "ssh://git@host.example/x",
        "https://x.example/y",
    ],
)
def test_what_may_be_read_is_no_problem(tmp_path: Path, written: str) -> None:
    root = minimal_hub(tmp_path)
    write(root, "content/community.yml", f"name: Test Moot\nsources:\n  repositories: ['{written}']\n")
    # Whether a folder is there is another question.
    assert [one for one in found(root) if one.code != "repository-missing"] == []


def test_git_asks_the_address_that_was_looked_at_and_follows_no_redirect(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with feed_site() as site:
        asked_for = "/x.git/info/refs?service=git-upload-pack"
        site.pages[asked_for] = Page(b"", 302, {"Location": site.url("/inner.git/info/refs?service=git-upload-pack")})
        address = f"tools.example:{site.host.rpartition(':')[2]}"
        monkeypatch.setattr("folkmoot.collect.history.public_addresses", lambda *_: ["127.0.0.1"])
        source = Source("work", "tools-git", f"http://{address}/x.git")
        (tmp_path / "hub").mkdir()
        result = read_history(source, tmp_path / "hub", tmp_path / "cache", SALT, NOW, frozenset((address,)))
    assert isinstance(result, Failure)
    assert result.reason == "is at another address by now, to which its host redirects; write that one"
    assert [path for path, _ in site.asked] == [asked_for]


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("123+BoEk@users.noreply.github.com", Account("github:123", "BoEk")),
        ("BoEk@users.noreply.github.com", Account("login:boek", "BoEk")),
        ("boek@github.com", None),
        ("boek@users.noreply.github.com.evil.example", None),
        ("", None),
    ],
)
def test_addresses_that_give_an_account_away(address: str, account: Account | None) -> None:
    assert account_of(address) == account


@pytest.mark.parametrize(
    ("name", "address", "bot"),
    [
        ("renovate[bot]", "x@y.example", True),
        ("Renovate", "29139614+renovate[bot]@users.noreply.github.com", True),
        ("anything", "ACTION@github.com", True),
        ("Bot Ek", "bot@example.org", False),
    ],
)
def test_programs(name: str, address: str, bot: bool) -> None:
    assert is_bot(name, address) is bot


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (b"src/a.py", "code"),
        (b"README.md", "docs"),
        (b"docs/conf.py", "docs"),
        (b"src/locale/de/LC_MESSAGES/a.po", "translation"),
        (b"i18n/de.json", "translation"),
        (b"README.fr.md", "translation"),
        (b"content/about.pt-BR.md", "translation"),
        (b"events/lantern-walk.nl.md", "translation"),
        (b"content/community.fr.yml", "translation"),
        (b"docs/index.js.md", "docs"),
        (b"content/release.new.md", "docs"),
        (b"fr.md", "docs"),
        (b"values.us.yml", "code"),
        (b"logo.SVG", "design"),
        (b"a.mdx.py", "code"),
    ],
)
def test_kinds_of_work(path: bytes, kind: str) -> None:
    assert kind_of_file(path) == kind
