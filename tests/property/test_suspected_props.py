"""What the tables are asked for instead of making records of everything leads to the same as all records do."""

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as some

from folkmoot.derive.identity import accounts_in
from folkmoot.derive.suspected import accounts_told, suspected
from folkmoot.load.archive import load_archive
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.belonging import belonging
from support.activity_rows import comment, discussion, opened, review, work
from support.communities import community, record
from support.examples import fewer

HUB = community(
    record(
        "community", sources={"issues": ["Ghent/Lamp"], "discussions": ["ghent/lamp"], "repositories": ["ghent/lamp"]}
    )
)
SOURCES = ("ghent-lamp", "ghent-lamp-issues", "ghent-lamp-git", "old-lamp", "old-lamp-issues", "old-lamp-git")
URLS = (
    "https://github.com/ghent/lamp/1",
    "https://github.com/Ghent/LAMP/2",
    "https://github.com/old/lamp/1",
    "",
    "http://x",
)
PEOPLE = (("Ada", 1), ("ada", 0), ("bo", 2), ("", 0), ("dependabot[bot]", 9))
MONTHS = ("2026-03-01T10:00:00Z", "2026-04-01T10:00:00Z")

FORMER = {
    **{"source": "old-lamp-git", "id": "s", "published": "2026-01-01T00:00:00Z", "state": "first-seen"},
    **{"reason": "", "url": "https://github.com/ghent/lamp"},
}

common = some.fixed_dictionaries(
    {
        "source": some.sampled_from(SOURCES),
        "id": some.sampled_from(("1", "2", "3")),
        "url": some.sampled_from(URLS),
        "published": some.sampled_from(MONTHS),
        "updated": some.sampled_from(MONTHS),
    }
)
person = some.sampled_from(PEOPLE)


@some.composite
def lines(draw: some.DrawFn, kind: str) -> list[dict[str, Any]]:
    """Conversations of one kind; their sources and ids overlap, as where a repository was called otherwise before."""
    found = {}
    for _ in range(draw(some.integers(0, 6))):
        told, (author, number), (other, by) = draw(common), draw(person), draw(person)
        if kind == "discussions":
            line = discussion(told["id"], author, number) | {"comments": [comment("c", other, by, 5)]}
        else:
            said = comment("c", other, by, 5)
            del said["answer"]
            line = opened(told["id"], author, number) | {"comments": [said]}
            if kind == "pulls":
                line |= {"reviews": [review("r", *draw(person), 7)]}
        found[told["source"], told["id"]] = line | told
    return list(found.values())


@some.composite
def months(draw: some.DrawFn) -> list[dict[str, Any]]:
    found = {}
    for _ in range(draw(some.integers(0, 6))):
        source, who = draw(some.sampled_from(SOURCES)), draw(some.sampled_from(("github:7", "login:ada", "hash:ab")))
        last = draw(some.sampled_from(("2026-03-20", "2026-03-25")))
        found[source, who] = work(who, draw(some.sampled_from(("ada", ""))), source=source, last=last)
    return list(found.values())


@given(
    talk=some.fixed_dictionaries({kind: lines(kind) for kind in ("discussions", "issues", "pulls")}),
    worked=months(),
)
@fewer(3)
def test_what_is_suspected_is_enough(talk: dict[str, list[dict[str, Any]]], worked: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for kind, found in (talk | {"work": worked, "sources": [FORMER]}).items():
            for line in found:
                path = Path(folder, kind, line["source"], "2026.jsonl")
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
        harvest, problems = load_archive(Path(folder), Path(folder))
        assert problems == []
        with open_warehouse(Path(folder)) as connection:
            assert belonging(HUB, suspected(connection, HUB, harvest)) == belonging(HUB, harvest)
            assert set(accounts_told(connection)) == set(accounts_in(harvest))
