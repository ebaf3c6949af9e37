"""Lists of contributors go out of a hub and into another without anybody's loss, and hidden members are in none."""

import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import NamedTuple, get_args

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.contribute.contributors import all_contributors, list_contributors
from folkmoot.contribute.importing.recipe import carry_out, plan
from folkmoot.contribute.importing.sources import Request
from folkmoot.load.records import document_of
from folkmoot.model.credit import Contribution
from support.examples import fewer
from support.hubs import minimal_hub, write

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
KINDS = get_args(Contribution)
PROJECT = "content/projects/lamp.md"


class Somebody(NamedTuple):
    """A member with what they gave, and how much of it stands in the other hub before, in what way."""

    visibility: str
    has_login: bool
    is_renamed: bool
    gave: list[str]
    before: int
    is_bracketed: bool


PEOPLE = st.lists(
    st.builds(
        Somebody,
        st.sampled_from(["public", "public", "name", "hidden"]),
        st.booleans() | st.just(True),
        st.booleans(),
        st.lists(st.sampled_from(KINDS), min_size=1, max_size=5, unique=True),
        st.integers(0, 3),
        st.booleans(),
    ),
    max_size=6,
)


def member(number: int, one: Somebody, *, is_later: bool) -> str:
    login = f"renamed-{number}\naccounts: [was-{number}]" if is_later and one.is_renamed else f"was-{number}"
    github = f"github: {login}\n" * one.has_login
    return f"name: Person {number}\njoined: 2025-01-01\n{github}visibility: {one.visibility}\n"


def project(credit: list[str]) -> str:
    lines = "credits: # thanks\n" + "".join(credit) if credit else ""
    return f"---\ntitle: Lamp\nstatus: active\nrepositories: [o/lamp]\n{lines}# the end\n---\nText.\n"


def credit(number: int, gave: list[str], *, is_bracketed: bool) -> str:
    if is_bracketed:
        return f"  - {{member: p{number}, gave: [{', '.join(gave)}]}} # why\n"
    return f"  -  member: p{number}\n     gave:\n" + "".join(f"     - {kind}  # so\n" for kind in gave) + "\n"


def exported(root: Path, existing: str = "") -> dict[str, object]:
    file = write(root, ".all-contributorsrc", existing) if existing else root / ".all-contributorsrc"
    listed = list_contributors(root, NOW)
    assert listed.hub
    content = all_contributors(listed.hub, file).merged.content
    file.write_bytes(content)
    told: dict[str, object] = json.loads(content)
    return told


def people(told: dict[str, object]) -> dict[str, frozenset[str]]:
    listed = told["contributors"]
    assert isinstance(listed, list)
    return {one["name"]: frozenset(one["contributions"]) for one in listed}


@given(PEOPLE)
@fewer(5)
def test_what_goes_out_comes_in_and_goes_out_again(somebody: list[Somebody]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        numbered = list(enumerate(somebody))
        wholly = [credit(number, one.gave, is_bracketed=one.is_bracketed) for number, one in numbered]
        partly = [
            credit(number, one.gave[: one.before], is_bracketed=one.is_bracketed)
            for number, one in numbered
            if one.before and one.visibility == "public"
        ]
        hubs = []
        for name, lines in (("one", wholly), ("other", partly)):
            members = {
                f"members/p{number}.yml": member(number, one, is_later=name == "other") for number, one in numbered
            }
            hubs.append(
                minimal_hub(Path(folder, name), **{"events/meeting.md": "", PROJECT: project(lines), **members})
            )
        one, other = hubs
        first = exported(one)
        shown = {
            f"Person {number}": frozenset(each.gave)
            for number, each in numbered
            if each.has_login and each.visibility == "public"
        }
        assert people(first) == shown
        # What was hidden since goes out of a list that is there.
        listed = [{"login": f"was-{number}", "name": "?", "contributions": ["code"]} for number, _ in numbered]
        again = exported(one, json.dumps({"projectOwner": "o", "projectName": "lamp", "contributors": listed}))
        hidden = [number for number, each in numbered if each.has_login and each.visibility == "hidden"]
        assert not any(f'"was-{number}"' in json.dumps(again) for number in hidden)

        request = Request(str(one / ".all-contributorsrc"), NOW)
        write(one, ".all-contributorsrc", json.dumps(first | {"projectOwner": "o", "projectName": "lamp"}))
        before = (other / PROJECT).read_text()
        carry_out(other, plan(other, request))
        after = (other / PROJECT).read_text()
        kept = iter(after)
        assert all(sign in kept for sign in before)  # all that was there is there, in its order
        assert document_of(PROJECT, after.encode()).values["title"] == "Lamp"
        assert {name: gave for name, gave in people(exported(other)).items() if name in shown} == shown
        assert people(exported(other)).keys() <= shown.keys()
        assert plan(other, request).amended == ()
