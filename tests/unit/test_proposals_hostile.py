"""Proposals that mean harm, checked and commented on the stage: nothing obeys them, and nobody is called by them."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from support.bad_input import Linked
from support.github.server import GitHub
from support.stage.events import proposed, ran
from support.stage.hubs import HUB, PLACED, commit, new_hub_at, proposal, sample_hub_at
from support.stage.running import Stage
from support.stage.told import Run

BO = "name: Bo Ek\njoined: 2026-01-31\ngithub: bo\n"
EVIL = (
    "@zoe @officina/all #1 [x](https://evil.example) ![x](https://evil.example/x) --> <b>x</b> | :lamp: $(touch gone) "
    "`touch gone` \"; touch gone; \" '; touch gone; ' ##[add-mask]Ada ::set-output name=a::b %0A::debug::x"
)
LINES = f"{EVIL}\n::set-output name=x::y\n::add-mask::Ada\n::stop-commands::x\n# Big\n- [ ] all\n```\n{EVIL}"
TOLD = {"error", "warning", "notice", "stop-commands"}
"""What a runner may obey: that problems are shown beside their lines, and that nothing is obeyed for a while."""

LIVE = ("@zoe", "@officina", "[x](", "![x](", "<b>", " #1 ", "\n# Big", "\n::", "\n- [ ]", ":lamp:")
"""What GitHub would make something of."""


@pytest.fixture
def stage(github: GitHub, tmp_path: Path) -> Stage:
    return Stage(tmp_path, github)


class Told:
    """What became of a proposal by bo: the check's run, the one that comments, and all comments."""

    def __init__(self, stage: Stage, number: int) -> None:
        self.check = stage.run("check.yml", proposed(stage.github, HUB, number))
        assert self.check.at_github
        self.comment = stage.run("comment.yml", ran(stage.github, self.check.at_github))
        pulls = stage.github.repository(HUB).parts["pulls"]
        self.comments = {
            one.facts["number"]: [
                str(stage.github.view.fact(said, "body")) for said in stage.github.view.parts(one, "comments")
            ]
            for one in pulls
        }
        self.mine = "".join(self.comments[number])

    @property
    def runs(self) -> list[Run]:
        return [self.check, self.comment]

    @property
    def everything(self) -> str:
        """All that somebody can see of it: logs, summaries, the comment and what was uploaded, as far as it is text."""
        shown = [step.said + step.summary for run in self.runs for job in run.jobs for step in job.steps]
        kept = self.check.at_github.artifacts if self.check.at_github else []
        return "".join([*shown, self.mine, *(text for one in kept for text in texts(one.content))])

    def is_harmless(self, stage: Stage) -> None:
        obeyed = {one.name for run in self.runs for job in run.jobs for step in job.steps for one in step.commands}
        assert obeyed <= TOLD
        assert not list(stage.folder.rglob("gone"))
        for markdown in (self.mine, self.check.summary, self.comment.summary):
            shown = outside_code(markdown)
            assert not [live for live in LIVE if live in shown]
        assert "-->" not in outside_code(self.mine).partition("\n")[2]


def outside_code(markdown: str) -> str:
    """The Markdown without its blocks and spans of code (CommonMark 4.4, 4.5 and 6.1)."""
    blocks = re.sub(r"(?ms)^(`{3,})text\n.*?^\1$", "", markdown)
    plain = re.sub(r"(?m)^ {4}.*$", "", blocks)
    return re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", plain)


def texts(kept: bytes) -> list[str]:
    """The texts of an artifact, which is a zip file or, where its upload said `archive: false`, one page."""
    if not zipfile.is_zipfile(io.BytesIO(kept)):
        return [kept.decode("utf-8", "replace")]
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        return [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]


def told(
    stage: Stage,
    tmp_path: Path,
    files: Mapping[str, str | Linked | None],
    branch: str = "add-bo",
    title: str = "Add me",
) -> Told:
    github = stage.github
    new_hub_at(github, tmp_path, ("bo",))
    commit(github, "bo/hub", branch, title, "bo", dict(files))
    return Told(stage, proposal(github, "bo", branch, title=title, body=LINES))


@pytest.mark.parametrize(
    "branch",
    [
        "$(touch${IFS}gone)",
        '";touch${IFS}gone;"',
        "`touch${IFS}gone`",
        "-->@zoe",
        "a&head=bo%3Amain&state=closed#x%2F%2E%2E%2F",
        "--help",
        "${{github.token}}",
        "é\u202e",
    ],
)
def test_a_branch_of_any_name_is_checked_and_its_own_proposal_told(stage: Stage, tmp_path: Path, branch: str) -> None:
    new_hub_at(stage.github, tmp_path, ("bo",))
    for name, text in (("other", BO.replace("Ek", "Ax")), (branch, BO)):
        commit(stage.github, "bo/hub", name, LINES, "bo", {"members/bo-ek.yml": text})
    other, number = proposal(stage.github, "bo", "other"), proposal(stage.github, "bo", branch, title=EVIL)
    found = Told(stage, number)
    assert [run.failed for run in found.runs] == [[], []]
    found.is_harmless(stage)
    assert "Bo Ek joins" in found.mine
    assert found.comments[other] == []


HARM: dict[str, dict[str, str | Linked | None]] = {
    "values": {"members/bo-ek.yml": f"name: {json.dumps(EVIL)}\njoined: {json.dumps(LINES)}\ngithub: bo\n"},
    "a name that is taken": {"members/bo-ek.yml": f"name: {json.dumps(EVIL[:79])}\njoined: 2026-01-31\ngithub: bo\n"},
    "keys": {"members/bo-ek.yml": f"{BO}{json.dumps(LINES)}: x\n{json.dumps(EVIL)}: y\n"},
    "no YAML": {"members/bo-ek.yml": f"{BO}\n{LINES}\n  {EVIL}\n"},
    "names of files": {f"members/{EVIL.replace('/', '+')[:180]}.yml": BO, "members/a\n::add-mask::x\n.yml": BO},
    "names of folders": {"content/a\n::add-mask::x\n/b.md": "# B\n", "events/@zoe --> [x](y)/b.md": "# B\n"},
    "a title": {
        "events/walk.md": f"---\ntitle: {json.dumps(EVIL[:120])}\nkind: chat\nstart: 2026-05\nhosts: [zoa]\n---\n"
    },
    "links on a page": {"content/about.md": f"# Us\n\n[x](<nowhere::add-mask::{EVIL}>) ![y](a.png)\n\n::add-mask::x\n"},
    "the community": {
        "content/community.yml": f"{PLACED}archive_dir: x\n{json.dumps(LINES)}: y\n".replace(
            "archive_dir: .folkmoot/archive\n", ""
        )
    },
    "the archive's folder": {
        "content/community.yml": PLACED.replace(".folkmoot/archive", '".folkmoot/x##[add-mask]Ada @zoe"')
    },
    "settings": {
        "mkdocs.yml": f"site_name: {json.dumps(LINES)}\n{json.dumps(LINES)}: x\nplugins: [{json.dumps(EVIL)}]\n"
    },
}


@pytest.mark.parametrize("files", HARM.values(), ids=HARM)
def test_what_a_fork_writes_is_obeyed_nowhere_and_calls_nobody(
    stage: Stage, tmp_path: Path, files: dict[str, str | Linked | None]
) -> None:
    found = told(stage, tmp_path, files, title=EVIL)
    assert found.comment.failed == []
    found.is_harmless(stage)
    assert len(found.comments) == 1


def test_a_file_of_ten_megabytes_is_told_in_few_words(stage: Stage, tmp_path: Path) -> None:
    text = f"{BO}bio: {'la ' * 3_500_000}\n"
    files = {"members/bo-ek.yml": text, "events/x.md": text, "content/x.md": text}
    found = told(stage, tmp_path, files)
    assert found.check.step("Review it").outcome == "failure"
    assert "members/bo-ek.yml" in found.mine
    assert len(found.everything) < 100_000
    found.is_harmless(stage)


SECRET = "hunter2-of-this-machine"
LINKS = {
    "a person": ["members/bo-ek.yml"],
    "an event, a page and a photo": ["events/x.md", "content/about.md", "content/bo.webp"],
    "the community": ["content/community.yml"],
    "the settings": ["mkdocs.yml"],
    "what is asked, shown and counted": [
        ".github/ISSUE_TEMPLATE/member.yml",
        "overrides/main.html",
        "metrics/own.sql",
        ".folkmoot/cache/visits.json",
    ],
    "what is handed over": ["review/review.json", "preview.html", "site/index.html", "site/stray.txt"],
}
FOLDERS = {
    "what the hub is of": ["members", "events", "content/photos", "content/places"],
    "what is handed over": ["review", "site"],
    "what is collected": [".folkmoot/archive", ".folkmoot/cache"],
    "what is collected, and all beside it": [".folkmoot"],
}


@pytest.mark.parametrize("paths", LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("to", ["secret", ".git/config"])
def test_no_link_brings_a_file_of_the_machine_to_light(stage: Stage, tmp_path: Path, paths: list[str], to: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"name: {SECRET}\ntimezone: Europe/Rome\n")
    leads = {path: str(secret) if to == "secret" else "../" * path.count("/") + to for path in paths}
    found = told(stage, tmp_path, {"members/bo-ek.yml": BO, **{path: Linked(there) for path, there in leads.items()}})
    assert SECRET not in found.everything
    assert "repositoryformatversion" not in found.everything
    assert secret.read_text().startswith(f"name: {SECRET}")
    found.is_harmless(stage)


@pytest.mark.parametrize("paths", FOLDERS.values(), ids=FOLDERS)
def test_no_linked_folder_is_read_or_written_to(stage: Stage, tmp_path: Path, paths: list[str]) -> None:
    there = tmp_path / "there"
    there.mkdir()
    names = ["bo-ek.yml", "index.html", "review.json", "visits.json", "x.md"]
    for name in names:
        (there / name).write_text(SECRET)
    found = told(stage, tmp_path, {path: Linked(str(there)) for path in paths})
    assert SECRET not in found.everything
    assert sorted(one.name for one in there.rglob("*")) == names
    assert {one.read_text() for one in there.iterdir()} == {SECRET}


def test_a_link_in_an_archive_that_is_kept_with_the_files_is_not_read(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f'{{"{SECRET}": 1}}\n{SECRET}\n')
    sample_hub_at(stage.github, tmp_path, ("bo",))
    files = {
        f"archive/{path}": Linked(str(tmp_path / "secret")) for path in ("entries/blog/2026.jsonl", "pictures/a/b.webp")
    }
    commit(stage.github, "bo/hub", "add-bo", "Add Bo", "bo", {"members/bo-ek.yml": BO, **files})
    found = Told(stage, proposal(stage.github, "bo", "add-bo"))
    assert SECRET not in found.everything
    assert "archive/entries/blog/2026.jsonl" in found.check.summary
