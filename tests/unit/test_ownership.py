"""Who may change which member's file: what is read from before a change, and what no change can give itself."""

import datetime as dt
import unicodedata
from typing import Any

import pytest

from folkmoot.check.ownership import Actor, Proposal, claimed_accounts, is_members, strangers_files
from folkmoot.model.community import Community
from support.communities import community, record

TODAY = dt.date(2026, 6, 15)
ADA = {"name": "Ada Rossi", "github": "ada", "github_id": 11}
BO = {"name": "Bo Ek", "github": "bo"}
HER = "members/ada-rossi.yml"
HIS = "members/bo-ek.yml"


def hub(
    profile: dict[str, Any] | None = None, term: dict[str, Any] | None = None, **members: dict[str, Any]
) -> Community:
    """A community of these members; `term` is Cy's in the team of those who keep the hub."""
    return community(
        *(record("members", slug.replace("_", "-"), **said) for slug, said in members.items()),
        record("teams", "keepers", members=[{"member": "cy", **term}] if term else []),
        record("community", **(profile or {})),
    )


BEFORE = hub(ada_rossi=ADA, bo_ek=BO)


def blamed(files: tuple[str, str], actor: Actor, after: Community = BEFORE, before: Community = BEFORE) -> list[str]:
    return [one.code for one in strangers_files(Proposal(before, after, (files,), actor, TODAY))]


STRANGE = ["member-of-another"]


def test_a_hub_that_names_neither_founders_nor_a_team_has_no_maintainers() -> None:
    assert blamed((HIS, HIS), Actor("ada", 11)) == STRANGE
    assert blamed((HIS, HIS), Actor("bo")) == []
    founded = hub({"founders": ["ada-rossi", "gone"]}, ada_rossi=ADA, bo_ek=BO)
    assert blamed((HIS, HIS), Actor("ada", 11), before=founded) == []


@pytest.mark.parametrize(
    ("term", "codes"),
    [
        ({"since": "2025-01-01"}, []),
        ({"since": "2026-06-15"}, []),
        ({"since": "2026-06-16"}, STRANGE),
        ({"since": "2025-01-01", "until": "2026-06-15"}, []),
        ({"since": "2025-01-01", "until": "2026-06-14"}, STRANGE),
    ],
)
def test_maintainers_serve_from_the_first_day_of_their_term_to_the_last(term: dict[str, str], codes: list[str]) -> None:
    kept = {"policies": {"maintainers": "keepers"}, "founders": ["ada-rossi"]}
    before = hub(kept, term, ada_rossi=ADA, bo_ek=BO, cy={"name": "Cy", "github": "cy"})
    assert blamed((HIS, HIS), Actor("cy"), before, before) == codes
    assert blamed((HIS, HIS), Actor("ada", 11), before, before) == STRANGE  # founders only where no team is named


def test_a_file_without_a_number_is_its_logins_whatever_the_accounts_number() -> None:
    assert blamed((HIS, HIS), Actor("BO", 5)) == []
    assert blamed((HIS, HIS), Actor("bo-new", 5)) == STRANGE


def test_a_file_without_an_account_is_changed_by_maintainers_alone() -> None:
    before = hub(ada_rossi=ADA, bo_ek={"name": "Bo Ek"})
    for actor in (Actor("bo"), Actor("bo", 5), Actor("", 5), Actor("none")):
        assert blamed((HIS, HIS), actor, before, before) == STRANGE


def test_two_files_of_one_login_are_both_its_own() -> None:
    before = hub(ada_rossi={**ADA, "github_id": None}, bo_ek={**BO, "github": "ada"})
    assert blamed((HER, HER), Actor("ada"), before, before) == blamed((HIS, HIS), Actor("ada"), before, before) == []


def test_leaving_and_another_name_are_everybodys_own_decision() -> None:
    left = hub(bo_ek=BO)
    renamed = hub(bo_ek=BO, ada={**ADA, "formerly": ["ada-rossi"]})
    assert blamed((HER, ""), Actor("ada", 11), left) == []
    assert blamed((HER, "content/ada.yml"), Actor("ada", 11), left) == []
    assert blamed((HER, "members/ada.yml"), Actor("ada", 11), renamed) == []
    for files, after in (((HER, ""), left), ((HER, "members/ada.yml"), renamed)):
        assert blamed(files, Actor("bo"), after) == STRANGE


def test_a_second_file_for_an_account_is_no_theft() -> None:
    """That it is one too many, `account-twice` says."""
    after = hub(ada_rossi=ADA, bo_ek=BO, ada=ADA)
    assert blamed(("", "members/ada.yml"), Actor("ada", 11), after) == []
    assert blamed(("", "members/ada.yml"), Actor("bo"), after) == STRANGE


def test_a_login_changes_with_the_account_and_with_nothing_else() -> None:
    def now(**said: Any) -> Community:
        return hub(ada_rossi={**ADA, **said}, bo_ek=BO)

    renamed, another, without = now(github="ada-new"), now(github="torvalds"), now(github="eve", github_id=None)
    assert blamed((HER, HER), Actor("ada-new", 11), renamed) == []
    assert blamed((HER, HER), Actor("ada-new", 11), now(pronouns="she/her")) == []  # the old login may stay
    # The number alone does not make somebody else's login, and with it their work, the member's.
    assert blamed((HER, HER), Actor("ada", 11), another) == STRANGE
    assert blamed((HER, HER), Actor("ada", 11), without) == STRANGE
    assert blamed((HER, HER), Actor("ada", 11), now(github_id=12)) == STRANGE
    bo = hub(ada_rossi=ADA, bo_ek={**BO, "github": "bo-new"})
    assert blamed((HIS, HIS), Actor("bo"), bo) == blamed((HIS, HIS), Actor("bo-new"), bo) == STRANGE
    assert blamed((HIS, HIS), Actor("bo-new"), hub(ada_rossi=ADA, bo_ek={**BO, "github": "BO"})) == STRANGE


def test_a_newcomer_cannot_name_another_login_beside_their_own_number() -> None:
    eve = {"name": "Eve", "github": "torvalds", "github_id": 77}
    after = hub(ada_rossi=ADA, bo_ek=BO, eve=eve)
    assert blamed(("", "members/eve.yml"), Actor("eve", 77), after) == STRANGE
    after = hub(ada_rossi=ADA, bo_ek=BO, eve={**eve, "github": "Eve"})
    assert blamed(("", "members/eve.yml"), Actor("eve", 77), after) == []
    assert blamed(("content/eve.yml", "members/eve.yml"), Actor("eve", 77), after) == []


def test_a_file_that_could_not_be_read_is_a_maintainers_to_mend() -> None:
    before = hub(bo_ek=BO)
    (problem,) = strangers_files(Proposal(before, BEFORE, ((HER, HER),), Actor("ada", 11), TODAY))
    assert (
        problem.message == "before this change nobody could read whose file this is, so only a maintainer can change it"
    )
    kept = hub({"founders": ["bo-ek"]}, bo_ek=BO)
    assert blamed((HER, HER), Actor("bo"), before=kept) == []


SAME = (
    "Members/bo-ek.yml",
    "MEMBERS/Bo-Ek.yml",
    "members/bo-ek.YML",
    "member\u017f/bo-ek.yml",
    "mem\u200bbers/bo-ek.yml",
    "members./bo-ek.yml",
    "members\\bo-ek.yml",
    "content/../members/bo-ek.yml",
    "./members//bo-ek.yml",
    "\uff4dembers/bo-ek.yml",
    "\u2133embers/bo-ek.yml",
)


@pytest.mark.parametrize("path", SAME)
def test_a_path_that_some_disk_takes_for_anothers_file_is_theirs(path: str) -> None:
    assert is_members(path)
    for form in ("NFC", "NFD"):
        assert blamed(("", unicodedata.normalize(form, path)), Actor("ada", 11)) == STRANGE
        assert blamed((HER, path), Actor("ada", 11)) == STRANGE


def test_a_folder_that_some_disks_take_for_the_members_is_nobodys_to_write_in() -> None:
    assert blamed(("", "Members/eve.yml"), Actor("eve", 77)) == STRANGE
    assert (
        blamed(
            ("", "Members/eve.yml"), Actor("eve", 77), before=hub({"founders": ["x"]}, x={"name": "X", "github": "eve"})
        )
        == []
    )


def test_what_lies_elsewhere_is_no_members_file() -> None:
    for path in ("content/members/a.yml", "members", "membersx/a.yml", "events/members/a.md", "members/../a.yml", ""):
        assert not is_members(path)
        assert blamed(("", path), Actor("eve")) == []


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ([], ["stranger"], ["stranger"]),
        ([], ["github:7", "Ada", "github:11", "hash:0123456789abcdef"], ["github:7", "hash:0123456789abcdef"]),
        (["stranger"], ["Stranger", "another"], ["another"]),
        (["stranger"], [], []),
    ],
)
def test_other_accounts_that_are_new_are_told_to_whoever_merges(
    was: list[str], now: list[str], told: list[str]
) -> None:
    before = hub({"founders": ["bo-ek"]}, ada_rossi=ADA | {"accounts": was}, bo_ek=BO)
    after = hub({"founders": ["bo-ek"]}, ada_rossi=ADA | {"accounts": now}, bo_ek=BO)

    def claimed(actor: Actor, files: tuple[str, str] = (HER, HER)) -> list[str]:
        return [one.value for one in claimed_accounts(Proposal(before, after, (files,), actor, TODAY))]

    assert claimed(Actor("ada", 11)) == told
    assert claimed(Actor("bo")) == []  # who maintains the hub answers for it
    assert claimed(Actor("ada", 11), (HIS, HIS)) == []
    assert claimed(Actor("ada", 11), ("", HER)) == [one for one in now if one not in ("Ada", "github:11")]


def test_the_login_that_somebody_had_until_now_is_known() -> None:
    renamed = hub(ada_rossi=ADA | {"github": "ada-new", "accounts": ["ada"]}, bo_ek=BO)
    assert [*claimed_accounts(Proposal(BEFORE, renamed, ((HER, HER),), Actor("ada-new", 11), TODAY))] == []
