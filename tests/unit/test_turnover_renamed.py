"""Whether a member's file under another name is the same person's: by its former name, or by an account."""

from pathlib import Path

import pytest

from support.turnovers import ADA, Hub, person


@pytest.fixture
def hub(tmp_path: Path) -> Hub:
    return Hub(tmp_path)


def test_whoever_is_renamed_has_not_left(hub: Hub) -> None:
    hub.move(ADA, "members/ada-neri.yml", "2026-03-02")
    assert hub.held() == []
    # Written anew, with their former name told; the account tells as well as that.
    anew = person("Ada N.", "2026-01-01", bio="Nothing that stood there before.", formerly="[ada-neri]", github="neri")
    hub.change("2026-03-03", **{"members/ada-neri.yml": "", ADA: anew})
    hub.change(
        "2026-03-04", **{ADA: "", "members/ada-neri.yml": person("A.", "2026-02-02", github="Neri", bio="Else.")}
    )
    assert hub.held() == []
    hub.change("2026-04-01", **{"members/ada-neri.yml": ""})
    assert [row[0] for row in hub.held()] == ["ada-neri"]


def test_a_newcomer_whose_file_is_much_alike_is_not_who_left(hub: Hub) -> None:
    hub.change("2026-03-02", **{ADA: "", "members/ada-neri.yml": person("Ada Neri")})
    renamed = hub.git("log", "-1", "-M", "--format=", "--name-status")
    assert renamed.startswith("R")  # git takes one for the other
    assert hub.held() == [("ada-rossi", "2024-02-29", "2026-03-02", "")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"github": "ada-r"}, {"github": "neri", "accounts": "[Ada-R]"}),
        ({"accounts": "[neri, other]"}, {"github": "Neri"}),
        ({"github_id": "7"}, {"github": "neri", "accounts": "['github:7']"}),
        ({"accounts": "['hash:0123456789abcdef']"}, {"accounts": "['hash:0123456789abcdef']"}),
        ({"github": "a", "github_id": "7"}, {"github": "b", "github_id": "8", "accounts": "['github:7']"}),
    ],
)
def test_an_account_of_a_file_tells_whose_it_is(hub: Hub, before: dict[str, str], after: dict[str, str]) -> None:
    hub.change("2026-03-02", **{ADA: person("Ada Rossi", **before)})
    anew = person("A. N.", "2026-01-01", bio="Nothing that stood there before.", **after)
    hub.change("2026-03-03", **{ADA: "", "members/ada-neri.yml": anew})
    assert hub.held() == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"github": "neri", "github_id": "7"}, {"github": "neri", "github_id": "8"}),
        ({"accounts": "neri"}, {"github": "neri"}),
        ({"accounts": "[neri, other]"}, {"accounts": "[nero]"}),
        ({}, {"accounts": "[neri]"}),
    ],
)
def test_whoever_has_an_account_that_was_given_up_is_somebody_else(
    hub: Hub, before: dict[str, str], after: dict[str, str]
) -> None:
    hub.change("2026-03-02", **{ADA: person("Ada Rossi", **before)})
    anew = person("A. N.", "2026-01-01", bio="Nothing that stood there before.", **after)
    hub.change("2026-03-03", **{ADA: "", "members/ada-neri.yml": anew})
    assert [row[0] for row in hub.held()] == ["ada-rossi"]
