"""Small communities by chance, and what the packaged metrics say of them: for properties that hold of any."""

import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from folkmoot.derive.hub import survey
from folkmoot.derive.measure import behind
from folkmoot.load.archive import load_archive
from folkmoot.load.metrics import metric_files
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.activity import Behind, Figure, Measured
from folkmoot.model.harvest import Source
from folkmoot.model.turnover import token
from support.communities import community, record

NOW = dt.datetime(2026, 6, 15, tzinfo=dt.UTC)
SALT = "pinch"
STRANGERS = 3
SOURCES = (
    Source("discussions", "forum", "moot/forum"),
    Source("issues", "lamp", "moot/lamp"),
    Source("work", "lamp-git", "moot/lamp"),
)

Line = dict[str, Any]


class Person(NamedTuple):
    """A member; days are counted back from `NOW`."""

    joined: int
    language: str
    status: str
    is_founder: bool
    left: int
    serves: int


class Said(NamedTuple):
    """A discussion or an issue, with who commented how many hours later and whether that is the answer."""

    by: int
    ago: int
    category: str
    comments: list[tuple[int, int, bool]]


class Held(NamedTuple):
    """An event, by whom and with whom."""

    ago: int
    host: int
    came: list[int]
    agenda: list[str]
    is_of_project: bool


class Small(NamedTuple):
    """A small community. People are told by number: members first, then strangers."""

    people: list[Person]
    asked: list[Said]
    reported: list[Said]
    held: list[Held]
    work: list[tuple[int, int, int]]


_AGO = st.integers(0, 200) | st.integers(0, 900)
_WHO = st.integers(0, 9)
_SAID = st.builds(
    Said,
    _WHO,
    _AGO,
    st.sampled_from(["Help", "News", "Meta", "Chat"]),
    st.lists(st.tuples(_WHO, st.integers(1, 900), st.booleans()), max_size=3),
)
SMALL_HUBS = st.builds(
    Small,
    st.lists(
        st.builds(
            Person,
            _AGO,
            st.sampled_from(["en", "fr", "de"]),
            st.sampled_from(["active", "active", "away", "alumni"]),
            st.booleans(),
            st.sampled_from([0, 0, 0, 20, 300]),
            st.sampled_from([0, 0, 50, 400]),
        ),
        min_size=1,
        max_size=7,
    ),
    st.lists(_SAID, max_size=9),
    st.lists(_SAID, max_size=5),
    st.lists(
        st.builds(
            Held,
            _AGO,
            _WHO,
            st.lists(_WHO, max_size=4, unique=True),
            st.lists(st.sampled_from(["applied", "external", "internal"]), max_size=3, unique=True),
            st.booleans(),
        ),
        max_size=4,
    ),
    st.lists(st.tuples(_WHO, _AGO, st.integers(1, 50)), max_size=6),
)


class Told(NamedTuple):
    """What the metrics say, and who has done what in all tables: nothing of hidden members may be there."""

    measured: tuple[Measured, ...]
    actors: frozenset[str]
    connection: Any

    def figures(self, *left_out: str) -> dict[tuple[str, str, str, str], tuple[float | None, int]]:
        """Value and n by metric, scope, period and series."""
        return {
            (one.metric.name, each.scope, each.period, each.series): (each.value, each.n)
            for one in self.measured
            if one.metric.name not in left_out
            for each in one.figures
        }

    def behind(self, name: str, figure: Figure) -> tuple[Behind, ...]:
        (metric,) = (one.metric for one in self.measured if one.metric.name == name)
        return behind(self.connection, metric, figure)


def member(number: int, person: Person, visibility: str = "public") -> Any:
    keys: Line = {
        "name": f"M {number}",
        "joined": _day(person.joined),
        "github": f"m-{number}",
        "github_id": number + 1,
    }
    agreed = {"profile": "2020-01-01", "attendance": "2020-01-01"}
    told: Line = {"languages": [person.language], "status": person.status, "visibility": visibility, "consent": agreed}
    return record("members", f"m-{number}", **keys, **told)


def lines(small: Small) -> dict[str, list[Line]]:
    """The archive's lines by kind, with the source that each is of."""
    asked = [
        _opened("forum", number, said, small) | {"category": said.category, "answerable": True}
        for number, said in enumerate(small.asked)
    ]
    work = [
        {"source": "lamp-git", "id": f"w{number}", "login": "", "published": _day(ago)[:7] + "-01", "kind": "code"}
        | {"who": f"github:{_who(who, small) + 1}", "commits": commits, "first": _day(ago), "last": _day(ago)}
        for number, (who, ago, commits) in enumerate(small.work)
    ]
    gone = [
        {"source": "members", "id": f"d{number}", "who": token(f"m-{number}", SALT), "joined": _day(one.joined)}
        | {"published": _day(one.left), "returned": "" if one.status == "alumni" else _day(one.left - 10)}
        for number, one in enumerate(small.people)
        if 0 < one.left < one.joined
    ]
    reported = [_opened("lamp", number, said, small) for number, said in enumerate(small.reported)]
    return {"discussions": asked, "issues": reported, "work": work, "departures": gone}


@contextmanager
def told_of(small: Small, archive: dict[str, list[Line]], hidden: int = -1, *, turned: bool = False) -> Iterator[Told]:
    """Derives the hub with these lines in its archive; one member is hidden, and records may be turned around."""
    people = [member(n, one, "hidden" if n == hidden else "public") for n, one in enumerate(small.people)]
    founders = [f"m-{number}" for number, one in enumerate(small.people) if one.is_founder]
    terms = [
        {"member": f"m-{number}", "since": _day(one.serves)}
        | ({"until": _day(one.serves // 2)} if one.is_founder else {})
        for number, one in enumerate(small.people)
        if one.serves
    ]
    records = [
        record("community", languages=["en", "fr"], founders=founders),
        record("projects", "lamp", repositories=["moot/lamp"]),
        record("teams", "docs", members=terms),
        *people,
        *(_event(number, one, small) for number, one in enumerate(small.held)),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "identity-salt").write_text(f"{SALT}\n", "ascii")
        for kind, found in archive.items():
            for line in found:
                path = folder / kind / line["source"] / "2026.jsonl"
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line) + "\n")
        harvest, problems = load_archive(folder, folder)
        again = sum(len(found) - len({line["id"] for line in found}) for found in archive.values())
        assert [one.code for one in problems] == ["archive-line"] * again
        with open_warehouse(folder) as connection:
            metrics = metric_files(folder)[0]
            everything = community(*(reversed(records) if turned else records))
            hub, problems = survey(everything, harvest, SOURCES, connection, metrics, NOW)
            assert problems == []
            tables = ("activity", "days", "spells", "standing", "habits", "given")
            everybody = " UNION ".join(f"SELECT actor FROM {table}" for table in tables)
            actors = frozenset(row[0] for row in connection.execute(everybody).fetchall())
            yield Told(hub.measured, actors, connection)


def _opened(source: str, number: int, said: Said, small: Small) -> Line:
    opened = f"{_day(said.ago)}T10:00:00Z"
    comments = [
        {"id": f"c{place}", "created": _later(said.ago, hours), **_author(who, small)}
        | ({"answer": answer} if source == "forum" else {})
        for place, (who, hours, answer) in enumerate(said.comments)
    ]
    told = {"source": source, "id": f"{source}{number}", "number": number + 1, "title": "T", "published": opened}
    url = f"https://github.com/moot/{source}/{number + 1}"
    return told | {"updated": opened, "url": url, "comments": comments} | _author(said.by, small)


def _event(number: int, one: Held, small: Small) -> Any:
    came = [f"m-{who}" for who in sorted({who % len(small.people) for who in one.came})]
    keys: Line = {"hosts": [f"m-{one.host % len(small.people)}"], "attendees": came, "agenda": one.agenda}
    project: Line = {"project": "lamp"} if one.is_of_project else {}
    return record("events", f"evening-{number}", start=f"{_day(one.ago)} 19:00", **keys, **project)


def _author(who: int, small: Small) -> Line:
    number = _who(who, small)
    return {"author": f"m-{number}", "author_id": number + 1}


def _who(number: int, small: Small) -> int:
    return number % (len(small.people) + STRANGERS)


def _day(ago: int) -> str:
    return str(NOW.date() - dt.timedelta(ago))


def _later(ago: int, hours: int) -> str:
    moment = dt.datetime.combine(NOW.date() - dt.timedelta(ago), dt.time(10)) + dt.timedelta(hours=hours)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
