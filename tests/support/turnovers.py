"""A hub in a repository of its own, whose members come and go."""

import datetime as dt
from pathlib import Path

from folkmoot.model.turnover import token
from folkmoot.publish.archive import existing_departures, identity_salt
from folkmoot.turnover import Turnover, refresh_turnover
from support.repositories import Repository

NOW = dt.datetime(2026, 6, 15, 9, tzinfo=dt.UTC)
ADA, BO = "members/ada-rossi.yml", "members/bo-ek.yml"


def person(name: str, joined: str = "2024-02-29", **keys: str) -> str:
    told = {"name": name, "joined": joined, **keys}
    return "".join(f"{key}: {value}\n" for key, value in told.items())


class Hub(Repository):
    """A hub of Ada and Bo, since the first of January 2025."""

    def __init__(self, root: Path, within: str = "", **keys: str) -> None:
        super().__init__(root / "repository")
        self.within = within
        self.archive, self.root = root / "archive", self.path / within
        self.change("2025-01-01", **{ADA: person("Ada Rossi", **keys), BO: person("Bo Ek")})

    def change(self, day: str, **files: str) -> None:
        """Writes these files of the hub, and removes those without a text."""
        for path, text in files.items():
            if not text:
                (self.root / path).unlink()
        self.commit(day=day, files={f"{self.within}{path}": text for path, text in files.items() if text})

    def move(self, before: str, after: str, day: str) -> None:
        (self.path / after).parent.mkdir(parents=True, exist_ok=True)
        self.git("mv", before, after)
        self.commit(day=day)

    def collect(self, now: dt.datetime = NOW) -> Turnover:
        found = refresh_turnover(self.root, self.archive, now)
        assert found.failures == ()
        return found

    def held(self) -> list[tuple[str, str, str, str]]:
        """Who, when they joined, left and came back, of those that the archive holds once all is collected."""
        self.collect()
        return self.lines()

    def lines(self) -> list[tuple[str, str, str, str]]:
        held = sorted(existing_departures(self.archive, "members"), key=lambda one: (one.published, one.id))
        if not held:
            return []
        salt = identity_salt(self.archive)
        names = ("ada-rossi", "bo-ek", "ada-neri")
        known = {token(slug, salt): slug for slug in names}
        return [(known[one.who], one.joined, one.published, one.returned) for one in held]

    def forget(self) -> None:
        """Loses the cache, so that all of the history is read again."""
        (self.root / ".folkmoot/cache/members.json").unlink()
