"""`folkmoot check --fix`: what it says, which files it touches, and what it leaves alone."""

import datetime as dt
import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from folkmoot.cli import main
from folkmoot.contribute import mending
from folkmoot.contribute.mending import fix
from folkmoot.contribute.review import Reviewed, review
from folkmoot.errors import FolkmootError
from folkmoot.model.remedy import Rewrite
from folkmoot.publish import amending
from support.hubs import ADA, minimal_hub, write
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
BO = "name: Bo Ek\njoined: 2025-1-31\ntimezone: japan\n"
MENDED = "name: Bo Ek\njoined: 2025-01-31\ntimezone: Asia/Tokyo\n"
CY = "name: Cy Lo\njoined: 03/04/2025\n"
MKDOCS = "site_name: Test Moot\ndocs_dir: content\ntheme: {name: material}\nplugins: [folkmoot]\n"


def check(hub: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["check", "--hub", str(hub), "--at", "2026-06-15", *words], catch_exceptions=False)


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return minimal_hub(tmp_path / "hub", **{"mkdocs.yml": MKDOCS, "members/bo-ek.yml": BO, "members/cy-lo.yml": CY})


def test_each_mend_is_told_on_a_line_and_the_rest_as_usual(hub: Path) -> None:
    said = check(hub, "--fix")
    assert said.output.splitlines() == [
        "members/bo-ek.yml:2  joined: 2025-1-31 → 2025-01-31",
        "members/bo-ek.yml:3  timezone: japan → Asia/Tokyo",
        "2 things mended.",
        "members/cy-lo.yml:2:9: error: “joined” is not written as a day: 03/04/2025 [day]",
        "     2 | joined: 03/04/2025",
        "       |         ^^^^^^^^^^",
        "    write the day as year-month-day, for example 2026-03-14",
        "1 error",
    ]
    assert said.exit_code == 1
    assert (hub / "members/bo-ek.yml").read_text() == MENDED
    assert "Nothing was mended." in check(hub, "--fix").output


def test_what_can_be_mended_is_counted_where_it_is_not(hub: Path) -> None:
    said = check(hub)
    assert said.output.endswith("3 errors\n2 of these may be mended with --fix\n")
    assert (hub / "members/bo-ek.yml").read_text() == BO
    write(hub, "members/bo-ek.yml", MENDED)
    assert "--fix" not in check(hub).output


def test_programs_are_told_what_was_mended(hub: Path) -> None:
    assert "mended" not in json.loads(check(hub, "--format", "json").stdout)
    told = json.loads(check(hub, "--format", "json", "--fix").stdout)
    assert told["mended"][1] == {
        "path": "members/bo-ek.yml",
        "line": 3,
        "code": "zone-unknown",
        "key": "timezone",
        "before": "japan",
        "after": "Asia/Tokyo",
    }
    assert [one["path"] for one in told["problems"]] == ["members/cy-lo.yml"]
    assert json.loads(check(hub, "--format", "json", "--fix").stdout)["mended"] == []


def test_github_shows_what_was_mended(hub: Path) -> None:
    lines = check(hub, "--format", "github", "--fix").output.splitlines()
    assert lines[0].startswith("::error file=members/cy-lo.yml")
    assert lines[1:] == [*check_lines(), "1 error"]


def check_lines() -> list[str]:
    return [
        "members/bo-ek.yml:2  joined: 2025-1-31 → 2025-01-31",
        "members/bo-ek.yml:3  timezone: japan → Asia/Tokyo",
    ]


def test_only_files_of_the_change_are_mended(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    hub = minimal_hub(repository.path, **{"mkdocs.yml": MKDOCS, "members/bo-ek.yml": BO})
    repository.commit()
    write(hub, "members/dee.yml", BO.replace("Bo Ek", "Dee"))
    said = check(hub, "--fix", "--changed-since", "HEAD")
    assert "members/dee.yml:3  timezone: japan → Asia/Tokyo\n2 things mended.\n" in said.output
    assert (hub / "members/bo-ek.yml").read_text() == BO
    assert (hub / "members/dee.yml").read_text() == MENDED.replace("Bo Ek", "Dee")
    assert said.exit_code == 0


def test_a_change_that_others_have_to_follow_does_not_touch_their_files(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    bo = "name: Bo Ek\njoined: 2025-01-31\ninvited_by: ada-rossi\n"
    hub = minimal_hub(repository.path, **{"mkdocs.yml": MKDOCS, "members/bo-ek.yml": bo})
    repository.commit()
    (hub / "members/ada-rossi.yml").unlink()
    write(hub, "members/ada.yml", f"{ADA}formerly: [ada-rossi]\n")
    assert "--fix" not in check(hub, "--changed-since", "HEAD").output
    assert "may be mended with --fix" in check(hub).output
    check(hub, "--fix", "--changed-since", "HEAD")
    assert (hub / "members/bo-ek.yml").read_text() == bo
    assert "hosts: [ada-rossi]" in (hub / "events/meeting.md").read_text()
    check(hub, "--fix")
    assert (hub / "members/bo-ek.yml").read_text() == bo.replace("ada-rossi", "ada")
    assert "hosts: [ada]" in (hub / "events/meeting.md").read_text()


def test_a_file_gets_the_name_that_it_should_have(tmp_path: Path) -> None:
    names = ["members/Bo Ek.yaml", "members/zoë.yml", "events/Open-Day.markdown", "content/places/Hall.YML"]
    texts = [MENDED, "name: Zoë\njoined: 2025-01-31\n", "---\ntitle: O\nkind: chat\nstart: 2026-05\nplace: hall\n---\n"]
    files = dict(zip(names, [*texts, "name: Hall\naddress: 1 Road\n"], strict=True))
    hub = minimal_hub(tmp_path, **files)
    fixed = fix(hub, NOW)
    assert [one.told for one in fixed.mended] == [
        "content/places/Hall.YML → content/places/hall.yml",
        "events/Open-Day.markdown → events/open-day.md",
        "members/Bo Ek.yaml → members/bo-ek.yml",
        "members/zoë.yml → members/zoe.yml",
    ]
    assert fixed.left.problems == []
    assert sorted(path.name for path in (hub / "members").iterdir()) == ["ada-rossi.yml", "bo-ek.yml", "zoe.yml"]
    assert (hub / "members/bo-ek.yml").read_text() == MENDED


@pytest.mark.parametrize(
    "names",
    [
        *(("Ada Rossi.yml",), ("Bo Ek.yml", "bo_ek.yml"), ("Бо.yml",), ("bo-ek.txt",), ("bo-ek.md",), ("con.yml",)),
        *(("bo-ek (1).yml",), ("Copy of Ada Rossi.yml",), ("ada-rossi - copie.yml",), (".bo-ek.yml",)),
    ],
    ids=" and ".join,
)
def test_a_name_that_is_taken_or_not_sure_stays(tmp_path: Path, names: tuple[str, ...]) -> None:
    hub = minimal_hub(tmp_path, **{f"members/{name}": MENDED for name in names})
    before = sorted(path.name for path in (hub / "members").iterdir())
    assert fix(hub, NOW).mended == []
    assert sorted(path.name for path in (hub / "members").iterdir()) == before


def test_a_moved_file_is_mended_inside_too(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path, **{"members/Bo Ek.yaml": BO.replace("Bo Ek", "@Bo")})
    fixed = fix(hub, NOW)
    assert [one.told for one in fixed.mended] == [
        "members/Bo Ek.yaml → members/bo-ek.yml",
        'members/bo-ek.yml:1  name: @Bo → name: "@Bo"',
        "members/bo-ek.yml:2  joined: 2025-1-31 → 2025-01-31",
        "members/bo-ek.yml:3  timezone: japan → Asia/Tokyo",
    ]


def test_links_are_not_followed(tmp_path: Path) -> None:
    elsewhere = write(tmp_path, "elsewhere/community.yml", "name: M\ntimezone: japan\n")
    folder = write(tmp_path, "pages/about.md", "---\ntitle: @us\n---\n").parent
    hub = minimal_hub(tmp_path / "hub")
    for link, target in (("members/bo-ek.yml", elsewhere), ("content/more", folder)):
        (hub / link).symlink_to(target)
    assert fix(hub, NOW).mended == []
    assert (elsewhere.read_text(), (folder / "about.md").read_text()) == (
        "name: M\ntimezone: japan\n",
        "---\ntitle: @us\n---\n",
    )
    assert (hub / "members/bo-ek.yml").is_symlink()


def test_a_file_keeps_its_permissions_and_nothing_is_left_beside_it(hub: Path) -> None:
    file = hub / "members/bo-ek.yml"
    file.chmod(0o640)
    assert fix(hub, NOW).mended
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert not list(hub.rglob(".fm-*"))


def test_what_would_bring_another_problem_is_taken_back(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(hub, "members/dee.yml", "name: Dee\njoined: 2025-01-31\ntimezone: Mars/Rome\n")

    def worse(root: Path, now: dt.datetime) -> Reviewed:
        found = review(root, now)
        places = [one for one in found.problems if one.path == "members/dee.yml"]
        others = [one for one in found.problems if one not in places]
        return found._replace(problems=[*others, *(replace(one, remedy=Rewrite("X/Y")) for one in places)])

    monkeypatch.setattr(mending, "review", worse)
    fixed = fix(hub, NOW)
    assert {one.path for one in fixed.mended} == {"members/bo-ek.yml"}
    assert (hub / "members/bo-ek.yml").read_text() == MENDED
    assert (hub / "members/dee.yml").read_text().endswith("timezone: Mars/Rome\n")


def test_a_file_that_changes_meanwhile_is_not_overwritten(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = amending.amend

    def raced(root: Path, path: str, before: bytes, after: bytes) -> None:
        write(root, path, "name: Bo, just now\njoined: 2025-01-31\n")
        plain(root, path, before, after)

    monkeypatch.setattr(amending, "amend", raced)
    fixed = fix(hub, NOW)
    assert fixed.mended == []
    assert (hub / "members/bo-ek.yml").read_text() == "name: Bo, just now\njoined: 2025-01-31\n"
    assert fixed.left.notes == ["members/bo-ek.yml was changed by somebody else in the meantime"]


def test_one_that_cannot_be_written_is_noted_and_the_others_are(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(hub, "members/dee.yml", BO.replace("Bo Ek", "Dee"))
    plain = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "dee.yml":
            raise OSError(28, "No space left on device")
        return plain(self, target)

    monkeypatch.setattr(Path, "replace", full)
    said = check(hub, "--fix")
    assert "members/dee.yml cannot be written: No space left on device" in said.output
    assert (hub / "members/bo-ek.yml").read_text() == MENDED
    assert (hub / "members/dee.yml").read_text() == BO.replace("Bo Ek", "Dee")
    assert not list(hub.rglob(".fm-*"))


@pytest.mark.parametrize("named", ["Dee Vu", "'@dv'", "Dee-Vu", "lamp-lady", "Lamp Lady", "dee-v"])
def test_who_is_hidden_is_not_found_by_name_login_or_former_name(tmp_path: Path, named: str) -> None:
    dee = "name: Dee Vu\njoined: 2024-01-31\ngithub: dv\nvisibility: hidden\nformerly: [lamp-lady]\n"
    hub = minimal_hub(tmp_path, **{"members/dee-vu.yml": dee, "members/bo-ek.yml": f"{MENDED}invited_by: {named}\n"})
    fixed = fix(hub, NOW)
    assert fixed.mended == []
    assert not any(("dee-vu" in one.hint and named != "Dee Vu" and named != "Dee-Vu") for one in fixed.left.problems)


def test_a_login_that_two_would_have_is_not_given(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path, **{"members/bo-ek.yml": f"{MENDED}github: '@adarossi'\n"})
    assert ADA.endswith("github: adarossi\n")
    fixed = fix(hub, NOW)
    assert fixed.mended == []
    assert [one.code for one in fixed.left.problems] == ["format"]


def test_no_link_is_written_through_and_no_name_taken(tmp_path: Path) -> None:
    hub = minimal_hub(tmp_path / "hub")
    there = write(tmp_path, "elsewhere/bo.yml", "x")
    (hub / "members/bo.yml").symlink_to(there)
    (hub / "linked").symlink_to(there.parent)
    for path in ("members/bo.yml", "linked/bo.yml", "members"):
        with pytest.raises(FolkmootError, match="was changed by somebody else"):
            amending.amend(hub, path, b"x", b"y")
        with pytest.raises(FolkmootError):
            amending.rename(hub, path, "members/new.yml")
    with pytest.raises(FolkmootError):
        amending.rename(hub, "members/ada-rossi.yml", "events/meeting.md")
    assert there.read_text() == "x"
    assert (hub / "members/ada-rossi.yml").read_text() == ADA


def test_who_could_be_two_people_is_nobody(tmp_path: Path) -> None:
    hub = minimal_hub(
        tmp_path,
        **{
            "members/zoe.yml": "name: Zoe\njoined: 2024-01-31\ngithub: ada\n",
            "members/ada-rossi.yml": "name: Ada\njoined: 2024-01-31\n",
            "members/bo-ek.yml": f"{MENDED}invited_by: ada\nformerly: [bo-ek, b]\n",
        },
    )
    fixed = fix(hub, NOW)
    assert [one.told for one in fixed.mended] == ["members/bo-ek.yml:5  formerly.1: bo-ek (out: it is said already)"]
    assert [one.code for one in fixed.left.problems] == ["reference-missing"]


@pytest.mark.parametrize(("key", "value"), [("invited_by", "nobody"), ("name", "Dee Two")])
def test_what_brings_another_problem_or_leaves_its_own_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, value: str
) -> None:
    dee = "name: Dee\njoined: 2025-01-31\ninvited_by: ada-rossi\ntimezone: Mars/Rome\n"
    hub = minimal_hub(tmp_path, **{"members/dee.yml": dee})
    asked: list[Path] = []

    def misled(root: Path, now: dt.datetime) -> Reviewed:
        asked.append(root)
        found = review(root, now)
        if len(asked) > 1:
            return found
        wrong = [replace(one, keys=(key,), remedy=Rewrite(value)) for one in found.problems]
        return found._replace(problems=[one for one in wrong if one.path == "members/dee.yml"])

    monkeypatch.setattr(mending, "review", misled)
    assert fix(hub, NOW).mended == []
    assert (hub / "members/dee.yml").read_text() == dee


def test_a_pair_of_lines_around_code_goes_and_is_told_so(hub: Path) -> None:
    write(hub, "members/bo-ek.yml", "```yaml\nname: Bo Ek\njoined: 2025-01-31\nconsent:\nprofile: 2025-01-31\n```\n")
    write(hub, "members/cy-lo.yml", "name: Cy Lo\njoined: 2025-01-31\nskills:\n  -glue\n  -felt\nvisibility: name\n")
    assert check(hub, "--fix").output.splitlines()[:4] == [
        "members/bo-ek.yml:1  ```yaml (out)",
        "members/bo-ek.yml:4  profile → consent.profile",
        "members/cy-lo.yml:4  skills: -glue -felt → - glue - felt",
        "3 things mended.",
    ]


def test_a_list_is_not_read_out_of_names_that_nobody_has(hub: Path) -> None:
    chat = "---\ntitle: Chat\nkind: chat\nstart: 2026-05\nhosts: ada-rossi, nobody\n---\n"
    file = write(hub, "events/chat.md", chat)
    assert {one.path for one in fix(hub, NOW).mended} == {"members/bo-ek.yml"}
    assert file.read_text() == chat


def test_an_older_warning_that_names_somebody_by_a_former_name_is_no_reason_to_leave_a_file(tmp_path: Path) -> None:
    chat = (
        "---\ntitle: Chat\nkind: chat\nstart: 2026-05\nhosts: [bo-ek, tom]\n"
        "credits: [{member: tom, gave: [video, eventOrganizing]}]\n---\n"
    )
    hub = minimal_hub(
        tmp_path / "hub",
        **{
            "members/tom-ek.yml": "name: Tom Ek\njoined: 2025-01-31\nformerly: [tom]\n",
            "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-31\ngithub: bo-at-work\n",
            "events/chat.md": chat,
        },
    )
    assert [one.code for one in review(hub, NOW).problems] == ["reference-missing", "credit-twice"]
    done = fix(hub, NOW)
    assert [(one.before, one.after) for one in done.mended] == [("tom", "tom-ek")] * 2
    assert (hub / "events/chat.md").read_text() == chat.replace("tom", "tom-ek")
    assert [one.message for one in done.left.problems] == [
        "tom-ek stands below hosts, and gets credit for eventOrganizing by that"
    ]
    # A login is a name, too.
    write(hub, "events/chat.md", chat.replace("tom", "bo-at-work").replace("bo-ek, ", ""))
    assert len(fix(hub, NOW).mended) == 2
