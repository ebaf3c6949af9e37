"""The private report: what names people goes into the folder that was named, and nowhere else."""

import json
import subprocess
from pathlib import Path

import pytest

from folkmoot.errors import WrongUse
from folkmoot.load.checkouts import refuse_public
from support.building import folkmoot
from support.hubs import minimal_hub, write

AT = ("--at", "2026-06-15")
NAMES = ["proposed.jsonl", "report-private.html", "report-private.json", "report-private.md"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    hub = minimal_hub(tmp_path / "checkout/hub", **{"members/bo-ek.yml": "name: Bo Ek\njoined: 2026-06-12\n"})
    write(hub, "members/cy-ek.yml", "name: Cy Ek\njoined: 2026-06-12\nvisibility: hidden\n")
    subprocess.run(["git", "init", "-q", str(tmp_path / "checkout")], check=True)
    return hub


def test_proposals_are_written_there_and_nothing_of_them_elsewhere(root: Path, tmp_path: Path) -> None:
    private, public = tmp_path / "notes/private", tmp_path / "public"
    private.mkdir(parents=True)
    said = folkmoot("report", *AT, "--to", str(public), "--private", str(private), cwd=root, GITHUB_STEP_SUMMARY="")
    assert said.returncode == 0, said.stderr
    assert sorted(one.name for one in private.iterdir()) == NAMES
    told = (private / "report-private.md").read_text("utf-8")
    assert "### Say welcome to Bo Ek\n" in told
    assert "A draft:\n" in told
    assert "Say welcome to Bo Ek" in (private / "report-private.html").read_text("utf-8")
    assert said.stdout.split() == [
        *(str(public / f"report.{ending}") for ending in ("md", "html", "json")),
        *(str(private / name) for name in ("report-private.md", "report-private.html", "report-private.json")),
        str(private / "proposed.jsonl"),
    ]
    for one in public.iterdir():
        assert "Say welcome" not in one.read_text("utf-8")
    assert not any("Cy Ek" in one.read_text("utf-8") for one in private.iterdir())
    alone = folkmoot("report", *AT, "--private", str(private), cwd=root, GITHUB_STEP_SUMMARY="")
    assert alone.stdout == (public / "report.md").read_text("utf-8")


def test_one_page_says_how_it_goes_and_what_to_do_of_the_whole_hub(root: Path, tmp_path: Path) -> None:
    write(root, "content/projects/lamp.md", "---\ntitle: The lamp\nstatus: active\n---\n")
    private = tmp_path / "notes"
    private.mkdir()
    of = ("--of", "project/lamp")
    said = folkmoot("report", *AT, *of, "--private", str(private), cwd=root, GITHUB_STEP_SUMMARY="")
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("# The lamp: May 2026\n")
    told = (private / "report-private.md").read_text("utf-8")
    assert "| Contributors: everybody | 1 |" in told.partition("## At a glance")[2].partition("\n## ")[0]
    assert "### Find a date for the next meeting" in told
    assert "No meetup is planned" not in told, "it is said already, with a draft"
    assert "At a glance" in (page := (private / "report-private.html").read_text("utf-8"))
    assert "Find a date for the next meeting" in page


def test_what_was_proposed_before_is_told_without_a_draft(root: Path, tmp_path: Path) -> None:
    private = tmp_path / "notes"
    private.mkdir()

    def drafts(day: str) -> tuple[bool, str]:
        said = folkmoot("report", "--at", day, "--private", str(private), cwd=root, GITHUB_STEP_SUMMARY="")
        assert said.returncode == 0, said.stderr
        told = json.loads((private / "report-private.json").read_text("utf-8"))["proposals"]
        welcome = next(one for one in told if one["kind"] == "welcome")
        assert [one["subject"] for one in welcome["about"]] == ["bo-ek"]
        return bool(welcome["draft"]), welcome["about"][0]["proposed_on"]

    assert drafts("2026-06-15") == (True, "")
    assert drafts("2026-06-15") == (True, "")
    (private / "proposed.jsonl").write_text(
        (private / "proposed.jsonl").read_text("utf-8") + "nonsense\n[1]\n", "utf-8"
    )
    assert drafts("2026-06-16") == (False, "2026-06-15")
    assert drafts("2026-06-17") == (False, "2026-06-15")
    told = (private / "report-private.md").read_text("utf-8")
    assert "\n- **Say welcome to Bo Ek** Bo Ek joined on 12 June 2026, and nobody has answered yet. Proposed on" in told
    assert "### Say welcome" not in told
    page = (private / "report-private.html").read_text("utf-8")
    assert "<li><strong>Say welcome to Bo Ek</strong> Bo Ek joined" in page


@pytest.mark.parametrize(
    "where", ["checkout/hub/notes", "checkout/notes", "elsewhere/../checkout/hub", "link", "link/below"]
)
def test_a_folder_in_the_checkout_is_refused_also_behind_links(root: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / "checkout/there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "checkout/there", target_is_directory=True)
    said = folkmoot("report", *AT, "--private", str(tmp_path / where), cwd=root, GITHUB_STEP_SUMMARY="")
    assert said.returncode == 2
    assert said.stdout == ""
    assert "which may be public" in said.stderr
    assert not [*tmp_path.rglob("report-private*"), *tmp_path.rglob("proposed.jsonl")]


NAMED = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


def test_another_working_tree_of_the_repository_is_refused_without_git_too(root: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "-C", tmp_path / "checkout", *NAMED, "commit", "-q", "--allow-empty", "-m", "x"], check=True)
    subprocess.run(["git", "-C", tmp_path / "checkout", "worktree", "add", "-q", tmp_path / "tree"], check=True)
    for where in ("tree/notes", "checkout/notes"):
        with pytest.raises(WrongUse, match="which may be public"):
            refuse_public(root, tmp_path / where)
    subprocess.run(["git", "init", "-q", tmp_path / "ours"], check=True)
    refuse_public(root, tmp_path / "ours/notes")


def test_a_folder_in_a_hub_without_a_repository_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "checkout/.git").rename(tmp_path / "elsewhere")
    with pytest.raises(WrongUse, match="which may be public"):
        refuse_public(root, root / "notes")
    refuse_public(root, tmp_path / "checkout/notes")


def test_no_page_runs_scripts_and_both_say_that_people_are_named(root: Path, tmp_path: Path) -> None:
    private = tmp_path / "notes"
    private.mkdir()
    assert (
        folkmoot("report", *AT, "--private", str(private), "--to", str(tmp_path / "public"), cwd=root).returncode == 0
    )
    for page in (private / "report-private.html", tmp_path / "public/report.html"):
        assert """content="default-src 'none'; style-src 'unsafe-inline'">""" in page.read_text("utf-8")
    for file in private.glob("report-private.[mh]*"):
        assert "This names people" in file.read_text("utf-8")


def test_a_file_that_is_a_link_into_the_checkout_is_replaced(root: Path, tmp_path: Path) -> None:
    private, public = tmp_path / "notes", root / "report.md"
    private.mkdir()
    write(root, "report.md", "public\n")
    (private / "report-private.md").symlink_to(public)
    said = folkmoot("report", *AT, "--private", str(private), cwd=root, GITHUB_STEP_SUMMARY="")
    assert said.returncode == 0, said.stderr
    assert public.read_text("utf-8") == "public\n"
    assert "Bo Ek" in (private / "report-private.md").read_text("utf-8")


def test_a_folder_that_cannot_be_made_is_told(root: Path, tmp_path: Path) -> None:
    write(tmp_path, "file", "")
    said = folkmoot("report", *AT, "--private", str(tmp_path / "file/below"), cwd=root, GITHUB_STEP_SUMMARY="")
    assert said.returncode in (1, 2)
    assert "Traceback" not in said.stderr
    assert "cannot be" in said.stderr
