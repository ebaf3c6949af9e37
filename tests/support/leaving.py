"""A hub of which somebody is a member who is hidden, and leaves."""

import datetime as dt
import json
from pathlib import Path

from click.testing import CliRunner

from folkmoot.build import draft
from folkmoot.cli import main
from folkmoot.load.archive import load_archive
from folkmoot.model.conversation import Discussion
from folkmoot.render.api.documents import api
from folkmoot.render.pages import pages_of
from folkmoot.turnover import refresh_turnover
from support.hubs import COMMUNITY, minimal_hub
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
TODAY = NOW.date()
DAY = "2026-05-01T08:00:00Z"
FILE = "members/quin.yml"
QUIN = "name: Quin Oakes\njoined: 2024-03-01\ngithub: QOakes\ngithub_id: 9\naccounts: [old-quin, github:8]\n"
HIDDEN = f"{QUIN}visibility: hidden\n"
KNOWN = ("github:9", "login:qoakes", "login:old-quin", "github:8")


def discussion(author: str, number: int, title: str = "T") -> Discussion:
    return Discussion("s", "D", 1, "", title, "C", True, author, number, False, DAY, DAY, "", "", 0)


class Hub(Repository):
    """A hub with a repository whose work is known, and of which Quin is a member."""

    def __init__(self, root: Path, quin: str = HIDDEN) -> None:
        super().__init__(root / "hub")
        root = self.path
        rows = [("github:9", "renamed-quin"), ("login:qoakes", "QOakes"), ("github:40", "stranger")]
        work = "".join(
            json.dumps(
                {"source": "test-lamp-git", "id": who, "who": who, "login": login, "published": "2026-03-01"}
                | {"kind": "code", "commits": 5, "first": "2026-03-02", "last": "2026-03-20"}
            )
            + "\n"
            for who, login in rows
        )
        sources = f"{COMMUNITY}sources: {{repositories: [test/lamp]}}\n"
        minimal_hub(
            root, **{"content/community.yml": sources, "archive/work/test-lamp-git/2026.jsonl": work, FILE: quin}
        )
        self.commit(day="2025-01-01", files={})

    def change(self, day: str, text: str = "") -> None:
        """Writes Quin's file, or removes it where there is no text."""
        if not text:
            (self.path / FILE).unlink()
        self.commit(day=day, files={FILE: text} if text else {})

    def held(self) -> frozenset[str]:
        """The hashes that the archive holds once all is collected."""
        assert refresh_turnover(self.path, self.path / "archive", NOW).failures == ()
        harvest, problems = load_archive(self.path / "archive", self.path)
        assert problems == []
        return harvest.withheld

    def said(self) -> str:
        """All that pages, the API and lists of contributors say."""
        found = draft(self.path, NOW)
        assert found.hub
        pages = [page.lead + "".join(one.html for one in page.sections) for page in pages_of(found.hub)]
        documents = [str(text) for _, text in api(found.hub, "")]
        return " ".join([*pages, *documents, self.contributors(), self.contributors("--format", "json")]).lower()

    def contributors(self, *words: str) -> str:
        found = CliRunner().invoke(main, ["contributors", "--hub", str(self.path), "--at", "2026-06-15", *words])
        assert found.exit_code == 0
        return found.stdout
