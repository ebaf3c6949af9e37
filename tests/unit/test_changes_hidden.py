"""Who is not to be named is named in no change, in no form: neither in sentences nor in what programs read."""

from typing import Any

import pytest

from folkmoot.derive.changes import changes
from folkmoot.model.community import Community
from folkmoot.model.touched import Touched
from support.communities import community, record
from support.told_changes import changed, term, told

ADA = record("members", "ada-rossi")
BO = record("members", "bo-ek", name="Bo Ek", joined="2025-01-31")
AGREED = {"profile": "2024-02-29", "photo": "2024-02-29"}


def test_who_came_is_named_only_where_they_agreed() -> None:
    agreed = record("members", "ada-rossi", consent={"attendance": "2024-02-29"})
    came = {"attendees": ["ada-rossi", "bo-ek", "cy"]}
    cy = record("members", "cy", name="Cy Hidden", visibility="hidden", consent={"attendance": "2024-02-29"})
    assert changed("events", {}, came, agreed, BO, cy) == [
        "adds Ada Rossi and 2 members who are not named here to the attendees of “Lamp evening”"
    ]


def test_nothing_tells_who_is_hidden() -> None:
    before = record("members", "cy", name="Cy Hidden", visibility="hidden", bio="Secret", feeds=[])
    after = record(
        "members", "cy", name="Cy Other", visibility="hidden", bio="", pronouns="they", github="cyhidden",
        feeds=[{"url": "https://cy.example/feed"}], consent=AGREED,
    )  # fmt: skip
    for old, new in (
        (community(before), community(after)),
        (community(), community(after)),
        (community(after), community()),
    ):
        found = changes(old, new)
        assert found
        assert not [word for word in ("cy", "Cy", "they", "Secret") if word in repr([found, told(old, new)])]


def test_who_is_hidden_is_told_without_a_name() -> None:
    hidden = record("members", "cy", name="Cy Hidden", visibility="hidden")
    assert told(community(), community(hidden)) == [
        "hides a member who is not named here from the site",
        "a member who is not named here joins",
    ]
    assert told(community(hidden), community()) == [
        (
            "a member who is not named here leaves, and the file about them is removed: what others wrote of them by"
            " name will be shown again"
        )
    ]


def test_a_former_name_is_not_spread() -> None:
    old = record("members", "old-name", name="Old Name", github="ada")
    new = record("members", "ada-rossi", github="ada")
    found = changes(community(old), community(new), [Touched("members/ada-rossi.yml", "members/old-name.yml")])
    assert [one.kind for one in found] == ["renamed", "titled"]
    assert "old-name" not in repr(found)
    assert "Old Name" not in repr(found)
    keeping = record("members", "ada-rossi", github="ada", formerly=["old-name"])
    first, *_ = changes(community(old), community(keeping))
    assert (first.kind, first.before) == ("renamed", "old-name")


def test_who_came_and_has_no_file_is_not_named() -> None:
    assert changed("events", {}, {"attendees": ["cy"]}) == [
        "adds a member who is not named here to the attendees of “Lamp evening”"
    ]


def test_a_former_slug_of_who_is_hidden_is_told_nowhere() -> None:
    old = record("members", "old-name", name="Old Name", github="ada")
    for then in (old, record("members", "old-name", name="Old Name", github="ada", visibility="hidden")):
        new = record("members", "new-name", github="ada", visibility="hidden", formerly=["old-name"])
        found = changes(community(then), community(new), [Touched("members/new-name.yml", "members/old-name.yml")])
        assert "renamed" in {one.kind for one in found}
        assert not [word for word in ("old-name", "new-name", "Old Name", "Ada") if word in repr(found)]


def test_who_hides_is_named_nowhere_though_they_were_public_before() -> None:
    """Neither as host, author, speaker, founder nor in a team, added or removed."""

    def hub(visibility: str, **about: list[Any]) -> Community:
        one = record("members", "cy", name="Cy Wu", visibility=visibility, consent={"attendance": "2026-01-01"})
        named = about.get("named", [])
        return community(
            one,
            record("events", hosts=named, speakers=[{"member": slug, "talk": "On wire"} for slug in named]),
            record("events", "drawn", credits=[{"member": slug, "gave": ["design"]} for slug in named]),
            record("events", "held", attendees=named, results=[{"award": "First", "to": named}] if named else []),
            record("posts", authors=named or ["bo-ek"]),
            record(
                "projects",
                leads=named,
                contributors=named,
                credits=[{"member": slug, "gave": ["ideas"]} for slug in named],
            ),
            record("teams", members=[term(slug) for slug in named]),
            record("community", founders=named, welcome={"members": named}),
        )

    for before, after in (
        (hub("public"), hub("hidden", named=["cy"])),
        (hub("public", named=["cy"]), hub("hidden")),
        (hub("hidden", named=["cy"]), community(record("events"), record("events", "held"), record("events", "drawn"))),
    ):
        found = changes(before, after)
        assert len(found) >= 5
        assert not [word for word in ("'cy'", "Cy Wu", "members/cy") if word in repr([found, told(before, after)])]
    shown = changes(hub("hidden"), hub("public", named=["cy"]))
    assert "Cy Wu" in repr(shown)


@pytest.mark.parametrize(
    ("file", "photo"),
    [("content/photos/cy.webp", None), ("content/Photos/CY.png", None), ("content/faces/7.webp", "faces/7.webp")],
)
def test_the_portrait_of_who_is_hidden_does_not_tell_who_it_is(file: str, photo: str | None) -> None:
    shown = community(record("members", "cy", name="Cy Wu", photo=photo))
    hidden = community(record("members", "cy", name="Cy Wu", photo=photo, visibility="hidden"))
    for touched in ((file, ""), (file, file), ("", file), ("content/x.webp", file), (file, "content/x.webp")):
        assert told(hidden, hidden, touched) == ["changes the picture of a member who is not named here"]
        assert told(hidden, community(), touched)[-1] == "changes the picture of a member who is not named here"
        assert told(shown, hidden, touched)[-1] == "changes the picture of a member who is not named here"
        assert "not named" not in " ".join(told(hidden, shown, touched)[1:])
    assert told(shown, shown, (file, "")) == [f"adds the file {file}"]


@pytest.mark.parametrize("consents", [({}, AGREED), (AGREED, {})])
def test_what_the_site_does_not_show_on_one_side_is_not_told_of_the_other(consents: tuple[Any, Any]) -> None:
    old = record("members", bio="Mends.", pronouns="she/her", location={"city": "Ghent"}, consent=consents[0])
    new = record("members", pronouns="they", location={"city": "Bruges"}, photo="photos/a.webp", consent=consents[1])
    found = changes(community(old), community(new))
    assert "changes the pronouns of Ada Rossi" in told(community(old), community(new))
    assert not [word for word in ("she", "they", "Ghent", "Bruges", "photos/") if word in repr(found)]
