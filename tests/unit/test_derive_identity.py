"""Which accounts belong to whom."""

import datetime as dt
from typing import Any

import pytest

from folkmoot.derive.identity import Account, actors, people
from folkmoot.model.base import Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Harvest
from folkmoot.model.hub import Hub
from folkmoot.model.member import Member


def member(slug: str, **fields: Any) -> Member:
    told = {"name": slug.title(), "joined": "2024-01-01"} | fields
    return Member.model_validate(told).placed(Origin(f"members/{slug}.yml", slug))


COMMUNITY = Community(
    Profile(name="Test"),
    {
        one.slug: one
        for one in (
            member("ada", github="Ada", github_id=1),
            member("bob", github="bob"),
            member("cat", github_id=3),
            member("dan", github="Dan", github_id=4, visibility="hidden"),
            member("eve", github="BOB"),
            member("fay", github="fay", visibility="name"),
            member("gus"),
            member("hal", github="hal", github_id=8, accounts=["Hal-at-work", "github:80", "hash:00000000000000aa"]),
            member("ida", visibility="hidden", accounts=["ida-old", "github:90", "hash:00000000000000bb"]),
            member("jan", accounts=["ada", "github:4", "hash:00000000000000aa", "ida-old"]),
        )
    },
    *({}, {}, {}, {}, {}),
    (),
    (),
)


def test_people_are_the_accounts_of_members_who_are_public() -> None:
    assert people(COMMUNITY) == {
        "github:1": "ada",
        "login:ada": "ada",
        "login:bob": "bob",
        "github:3": "cat",
        "github:8": "hal",
        "login:hal": "hal",
        "login:hal-at-work": "hal",
        "github:80": "hal",
        "hash:00000000000000aa": "hal",
    }


@pytest.mark.parametrize(
    ("login", "number", "actor"),
    [
        ("ada", 1, "ada"),
        ("renamed", 1, "ada"),
        ("ada", 0, "ada"),
        ("ada", 99, "github:99"),  # somebody took over a login that Ada gave up
        ("bob", 2, "bob"),
        ("bob", 0, "bob"),
        ("whoever", 3, "cat"),
        ("dan", 4, ""),
        ("dan", 0, ""),
        ("stranger", 50, "github:50"),
        ("stranger", 0, "github:50"),
        ("nobody", 0, "login:nobody"),
        ("shared", 0, "login:shared"),
        ("", 0, ""),
        ("", 1, "ada"),
        ("hal-at-work", 0, "hal"),
        ("hal-at-work", 81, "hal"),
        ("renamed", 80, "hal"),
        ("hal", 81, "github:81"),
        ("hash:00000000000000aa", 0, "hal"),
        ("hash:00000000000000bb", 0, ""),
        ("hash:00000000000000cc", 0, "hash:00000000000000cc"),
        ("ida-old", 0, ""),
        ("whoever", 90, ""),
    ],
)
def test_whose_an_account_is(login: str, number: int, actor: str) -> None:
    known = [Account("stranger", 50), Account("shared", 60), Account("shared", 61)]
    assert actors(COMMUNITY, [*known, Account(login, number)])[Account(login, number)] == actor


@pytest.mark.parametrize(
    ("login", "number", "slug"),
    [
        ("Ada", 1, "ada"),
        ("new", 1, "ada"),
        ("ADA", 0, "ada"),
        ("ada", 99, ""),
        ("bob", 2, "bob"),
        ("dan", 4, ""),
        ("fay", 0, ""),
        ("x", 0, ""),
        ("Hal-at-Work", 81, "hal"),
        ("hal", 81, ""),
        ("new", 80, "hal"),
        ("ida-old", 0, ""),
    ],
)
def test_the_hub_says_the_same(login: str, number: int, slug: str) -> None:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    hub = Hub(COMMUNITY, Harvest(), now, now.date(), (), people(COMMUNITY), (), (), ())
    assert hub.member_of(login, number) == slug
