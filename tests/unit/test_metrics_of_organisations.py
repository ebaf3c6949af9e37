"""How much depends on single organisations, against figures worked out by hand."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from folkmoot.derive.facts import Facts
from support.api_documents import hub_of
from support.counted import NOW, Counted


def test_elephant_factor(hub: Counted) -> None:
    told = {"ada": "mill", "bo": "mill", "cy": "forge", "di": "forge", "eli": "yard"}
    for slug, organisation in told.items():
        hub.joined(slug, "2020-01-01", organisation=organisation)
    hub.joined("fay", "2020-01-01")
    hub.project("lamp")
    hub.serves("crew", "ada", "2026-05-02")
    for slug, number in (("ada", 2), ("bo", 1), ("cy", 2), ("di", 1), ("eli", 3)):
        hub.did(slug, "2026-05-02", "committed", number, project="lamp", language="fr")
    hub.did("fay", "2026-05-02", "committed", 1000, project="lamp")  # works for nobody who is known
    hub.did("github:9", "2026-05-02", "committed", 1000)
    hub.did("eli", "2026-05-02", "attended", 1000)
    hub.did("eli", "2025-05-31", "wrote", 1000)  # the year up to 31 May 2026 begins on the day after
    for slug, number in (("ada", 3), ("bo", 2), ("cy", 2), ("di", 1), ("eli", 1)):
        hub.did(slug, "2026-05-03", "wrote", number)
    found = hub.figures("elephant_factor")
    assert found["2026-05", "commits"] == found["2026-05", "everything"] == found["all", "everything"] == (2, 3)
    assert found["2025-06", "writing"] == (None, 1)
    assert found["2026-05", "writing"] == (1, 3)  # the mill wrote 5 of 9
    assert found["2026-04", "everything"][0] is None
    assert hub.figures("elephant_factor", "project/lamp")["", "commits"] == (2, 3)
    assert hub.figures("elephant_factor", "language/fr")["", "commits"] == (2, 3)
    assert hub.figures("elephant_factor", "team/crew")["", "commits"] == (None, 1)
    assert hub.figures("elephant_coverage")["2026-05", "known"] == (pytest.approx(18 / 2018), 7)
    assert hub.figures("elephant_coverage", "project/lamp")["", "known"] == (pytest.approx(9 / 1009), 6)
    assert hub.figures("elephant_coverage", "team/crew")["", "known"] == (None, 1)
    assert len(hub.behind("elephant_coverage", "2026-05", "known")) == 5
    rows = hub.behind("elephant_factor", "2026-05", "commits")
    assert {(one.actor, one.what) for one in rows} == {
        ("ada", "contributions: 2"),
        ("bo", "contributions: 1"),
        ("cy", "contributions: 2"),
        ("di", "contributions: 1"),
        ("eli", "contributions: 3"),
    }


@pytest.mark.parametrize(
    "organisations", [["mill"] * 5, ["mill", "mill", "forge", "forge"]], ids=["one", "four people"]
)
def test_of_one_organisation_or_four_people_no_elephant_factor_is_told(hub: Counted, organisations: list[str]) -> None:
    for number, organisation in enumerate(organisations):
        hub.joined(f"m{number}", "2020-01-01", organisation=organisation)
        hub.did(f"m{number}", "2026-05-02")
    assert hub.figures("elephant_factor")["2026-05", "everything"] == (None, len(set(organisations)))


@pytest.mark.parametrize(
    ("keys", "organisation"),
    [
        ("consent: {profile: 2025-01-01}\n", "the mill"),
        ("consent: {photo: 2025-01-01}\n", ""),
        ("consent: {profile: 2025-01-01}\nvisibility: name\n", ""),
        ("consent: {profile: 2025-01-01}\nvisibility: hidden\n", None),
    ],
)
def test_an_organisation_counts_with_consent_alone(tmp_path: Path, keys: str, organisation: str | None) -> None:
    file = f"name: Wanda\njoined: 2025-02-03\norganisation: The  MILL\n{keys}"
    community = hub_of(tmp_path, **{"members/wanda.yml": file}).community
    members = Facts(community, (), NOW, ZoneInfo("UTC")).tables()["members"]
    assert next((one["organisation"] for one in members if one["slug"] == "wanda"), None) == organisation
