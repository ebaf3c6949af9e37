"""Folders of files: whole or not at all, only what changed, nothing stale, and nothing that is not ours."""

import os
from pathlib import Path

import pytest

from folkmoot.errors import FolkmootError, WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.publish.mirroring import mirror
from folkmoot.publish.tree import held, refuse_source, workshop, write, write_new

SIGN = "z/sign.css"


def files(**contents: str) -> list[Artifact]:
    return [Artifact(path.replace("__", "/"), content.encode()) for path, content in contents.items()]


def test_a_mirrored_folder_holds_exactly_these_files(tmp_path: Path) -> None:
    assert mirror(tmp_path / "site", files(index="1", a__b__c="2")) == 2
    assert held(tmp_path / "site") == {"a/b/c": b"2", "index": b"1"}
    assert mirror(tmp_path / "site", files(index="1", d="3")) == 1
    assert held(tmp_path / "site") == {"d": b"3", "index": b"1"}
    assert not (tmp_path / "site/a").exists(), "folders that are left empty go too"


def test_right_bytes_are_not_touched(tmp_path: Path) -> None:
    mirror(tmp_path, files(a="1", b="2"))
    os.utime(tmp_path / "a", ns=(1, 1))
    os.utime(tmp_path / "b", ns=(1, 1))
    assert mirror(tmp_path, files(a="1", b="3")) == 1
    assert (tmp_path / "a").stat().st_mtime_ns == 1
    assert (tmp_path / "b").stat().st_mtime_ns > 1


def test_files_are_readable_for_whoever_serves_them(tmp_path: Path) -> None:
    write(tmp_path, Artifact("a/b", b"1"))
    assert (tmp_path / "a/b").stat().st_mode & 0o777 == 0o644


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(tmp_path: Path) -> None:
    mirror(tmp_path, files(a__b__c="1", d="2"))
    mirror(tmp_path, files(a="3", d__e="4"))
    assert held(tmp_path) == {"a": b"3", "d/e": b"4"}


def test_a_file_that_would_be_anothers_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(FolkmootError, match=r"^a/b would be a file and a folder$") as raised:
        mirror(tmp_path, files(a__b="1", a__b__c="2", z="3"))
    assert raised.value.hint
    assert held(tmp_path) == {}


def test_a_folder_that_no_build_made_is_never_emptied(tmp_path: Path) -> None:
    write(tmp_path, Artifact("thesis.md", b"years of work"))
    with pytest.raises(WrongUse, match="holds files that Folkmoot did not write") as raised:
        mirror(tmp_path, files(index="1", z__sign="2"), sign=SIGN)
    assert "name another folder" in raised.value.hint
    assert held(tmp_path) == {"thesis.md": b"years of work"}


def test_a_folder_with_the_sign_is_ours_and_an_empty_one_may_be(tmp_path: Path) -> None:
    wanted = [*files(index="1"), Artifact(SIGN, b"2")]
    assert mirror(tmp_path / "new", wanted, sign=SIGN) == 2
    (tmp_path / "empty").mkdir()
    assert mirror(tmp_path / "empty", wanted, sign=SIGN) == 2
    assert mirror(tmp_path / "empty", wanted, sign=SIGN) == 0


def test_a_build_that_breaks_off_does_not_lock_out_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [*files(a="1", b="2"), Artifact(SIGN, b"3")]
    replace = os.replace
    written: list[str] = []

    def full(half: str, target: str) -> None:
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        written.append(target)
        replace(half, target)

    with monkeypatch.context() as context:
        context.setattr(os, "replace", full)
        with pytest.raises(FolkmootError, match=r"b cannot be written: No space left on device") as raised:
            mirror(tmp_path, wanted, sign=SIGN)
    assert "check the disk" in raised.value.hint
    assert sorted(held(tmp_path)) == ["a", SIGN], "no half-written file is left"
    assert mirror(tmp_path, wanted, sign=SIGN) == 1


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("x")
    with pytest.raises(WrongUse, match="site is a file") as raised:
        mirror(tmp_path / "site", files(a="1"))
    assert raised.value.hint == "name a folder"


def test_a_name_that_no_disk_can_hold_is_told(tmp_path: Path) -> None:
    with pytest.raises(FolkmootError, match="File name too long"):
        mirror(tmp_path / ("x" * 300), files(a="1"), sign=SIGN)
    with pytest.raises(FolkmootError, match="File name too long"):
        write(tmp_path, Artifact("x" * 300, b"1"))


def test_what_cannot_be_removed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mirror(tmp_path, files(a="1", b="2"))

    def refused(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "unlink", refused)
    with pytest.raises(FolkmootError, match="b cannot be removed: Permission denied"):
        mirror(tmp_path, files(a="1"))


def test_links_in_the_folder_are_replaced_and_what_they_lead_to_is_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    mirror(outside, files(a="1", kept="2"))
    site = tmp_path / "site"
    site.mkdir()
    (site / "folder").symlink_to(outside)
    (site / "file").symlink_to(outside / "a")
    (site / "stale").symlink_to(outside)
    mirror(site, files(folder__a="1", file="1"))
    assert held(site) == {"file": b"1", "folder/a": b"1"}, "held() does not look behind links"
    assert held(outside) == {"a": b"1", "kept": b"2"}
    assert not (site / "stale").is_symlink()


@pytest.mark.parametrize("path", ["/etc/passwd", "../a", "a/../../b", "a//b", "./a", "", "a/", "a\\b", "a\0b", ".."])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(FolkmootError, match="is no path inside a folder"):
        write(tmp_path, Artifact(path, b"1"))
    with pytest.raises(FolkmootError, match="is no path inside a folder"):
        write_new(tmp_path / "new", [Artifact("fine", b"1"), Artifact(path, b"1")])
    assert held(tmp_path) == {}


def test_writing_says_whether_the_bytes_were_other_ones(tmp_path: Path) -> None:
    assert write(tmp_path, Artifact("a", b"1"), durable=True)
    assert not write(tmp_path, Artifact("a", b"1"), durable=True)
    assert write(tmp_path, Artifact("a", b"2"), durable=True)
    assert held(tmp_path) == {"a": b"2"}


def test_new_files_are_written_only_where_none_are(tmp_path: Path) -> None:
    write_new(tmp_path, files(a="1", b__c="2"))
    with pytest.raises(WrongUse, match=r"already holds a, b/c") as raised:
        write_new(tmp_path, files(z="0", a="3", b__c="4"))
    assert "choose an empty folder" in raised.value.hint
    assert held(tmp_path) == {"a": b"1", "b/c": b"2"}


def test_new_files_do_not_take_the_place_of_what_would_be_their_folder(tmp_path: Path) -> None:
    write(tmp_path, Artifact("notes", b"mine"))
    (tmp_path / "linked").symlink_to(tmp_path / "nowhere")
    with pytest.raises(WrongUse, match=r"already holds linked, notes"):
        write_new(tmp_path, files(notes__a="1", linked__b="2", c="3"))
    assert held(tmp_path) == {"notes": b"mine"}
    assert (tmp_path / "linked").is_symlink()


def test_what_starts_with_a_dot_at_the_top_stays(tmp_path: Path) -> None:
    for path in (".git/config", ".nojekyll", ".fm-half"):
        write(tmp_path, Artifact(path, b"1"))
    assert mirror(tmp_path, [*files(b__c="2"), Artifact(SIGN, b"3")], sign=SIGN) == 2
    write(tmp_path, Artifact("b/.stale", b"1"))
    mirror(tmp_path, [Artifact(SIGN, b"3")], sign=SIGN)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == [
        ".git/config",
        ".nojekyll",
        SIGN,
    ]
    assert ".git/config" not in held(tmp_path)


def test_pages_are_written_after_what_they_show_and_old_files_go_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mirror(tmp_path, [*files(old="1"), Artifact(SIGN, b"1")], sign=SIGN)
    seen: list[str] = []
    replace = os.replace

    def noted(half: str, target: str) -> None:
        assert (tmp_path / "old").exists()
        seen.append(Path(target).relative_to(tmp_path).as_posix())
        replace(half, target)

    monkeypatch.setattr(os, "replace", noted)
    mirror(tmp_path, [Artifact(path, b"2") for path in ("a.html", "b.css", SIGN, "c/index.html", "d.png")], sign=SIGN)
    assert seen == [SIGN, "b.css", "d.png", "a.html", "c/index.html"]
    assert not (tmp_path / "old").exists()


def test_what_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, Artifact("a", b"1"))

    def broken(self: Path) -> bytes:
        raise OSError(5, "Input/output error", str(self))

    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(FolkmootError, match=r"a cannot be read: Input/output error"):
        held(tmp_path)


def test_a_workshop_is_private_and_gone_afterwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with workshop() as one, workshop() as two:
        assert one != two
        assert one.stat().st_mode & 0o777 == 0o700
        write(one, Artifact("a", b"1"))
    assert not one.exists()

    def full(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkdtemp", full)
    with pytest.raises(FolkmootError, match="no place for a temporary folder: No space left"), workshop():
        pass


def test_a_site_lies_beside_its_sources(tmp_path: Path) -> None:
    root = tmp_path / "hub"
    (root / "content").mkdir(parents=True)
    for fine in (root / "site", tmp_path / "www", root / "content-site", root / "build" / "content"):
        refuse_source(root, fine, ["content", tmp_path / "archive"])
    for wrong in (root, tmp_path, root / "content", root / "content/a", tmp_path / "archive/site"):
        with pytest.raises(WrongUse, match="hub"):
            refuse_source(root, wrong, ["content", tmp_path / "archive"])
    (tmp_path / "link").symlink_to(root / "content")
    with pytest.raises(WrongUse, match="in content"):
        refuse_source(root, tmp_path / "link/site", ["content"])
