"""Files that were written by hand, and members' own files that change: nobody else's does, and nothing is lost."""

from pathlib import Path
from typing import Any

import pytest

from folkmoot.contribute.proposing.updating import updated
from folkmoot.load.documents import read_yaml
from folkmoot.model.member import Member
from support.hubs import found, write
from support.proposals import WHOLE, body, codes, event, hub_with_forms, run, told


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hub_with_forms(tmp_path / "hub")


OWN = """\
# Mine.
name: Ada Rossi  # as I am called
joined: 2024-02-29
github: adarossi

# What I know
skills:
  - wicks # and more
  # oil, too
  - oil
location:
  city: Ghent
consent:
  photo: 2025-01-01 # yes
"""


def test_a_members_own_file_keeps_what_was_not_asked(root: Path) -> None:
    write(root, "members/ada-rossi.yml", OWN)
    said = {
        "name": "Ada R.",
        "skills": "glass",
        "pronouns": "she/her",
        "location-country": "BE",
        "consent-profile": True,
        "consent-photo": True,  # the day on which somebody agreed first stays
    }
    answer = told(root, event(body(root, "member", said), "AdaRossi", 5))
    (file,) = answer["files"]
    assert (file["path"], file["change"]) == ("members/ada-rossi.yml", "update")
    assert file["text"] == (
        "# Mine.\n# as I am called\nname: Ada R.\njoined: 2024-02-29\npronouns: she/her\ngithub: adarossi\n\n"
        "# What I know\n# and more\n# oil, too\nskills: [glass]\nlocation:\n  city: Ghent\n  country: BE\n"
        "# yes\nconsent:\n  photo: 2025-01-01\n  profile: 2026-06-15\n"
    )
    assert answer["remarks"] == []
    run(root, event(body(root, "member", said), "AdaRossi", 5), "--write")
    assert (root / "members/ada-rossi.yml").read_text() == file["text"]
    assert found(root) == []


def test_a_whole_file_goes_where_it_says(root: Path) -> None:
    for sent in (WHOLE, WHOLE.replace("\n", "\r\n"), f"\ufeff{WHOLE}", f"\n{WHOLE}\n\n"):
        answer = told(root, sent)
        assert answer["files"] == [
            {"path": "members/ana-lima.yml", "change": "new", "text": "name: Ana Lima\njoined: 2026-06-01\n"}
        ]
    page = "path: events/x.md\n\n---\ntitle: X\nkind: chat\nstart: 2026-09\n---\n\nHello.\n"
    assert told(root, page)["files"][0]["text"].endswith("---\n\nHello.\n")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "../x.yml",
            "/etc/x.yml",
            "members/../x.yml",
            "members/x.md",
            "members/X.yml",
            "members/.yml",
            "x.yml",
            "members/",
        ),
        *("content/index.md", "content/community.yml", ".github/workflows/x.yml", "members/a/b.yml", "events/x.fr.md"),
        *("members/con.yml", "members\\x.yml", f"members/{'x' * 300}.yml", "members/\u202ex.yml", "members/~.yml"),
    ],
)
def test_a_whole_file_can_be_nothing_but_a_record(root: Path, path: str) -> None:
    before = sorted(root.parent.rglob("*"))
    done = run(root, WHOLE.replace("members/ana-lima.yml", path), "--write")
    assert (done.exit_code, sorted(root.parent.rglob("*"))) == (1, before)
    assert "no record of a hub has this path" in done.stdout or "Windows" in done.stdout
    assert f"call it {path}\n" not in done.stdout


def test_a_whole_file_changes_no_file_but_its_senders_own(root: Path) -> None:
    for path in ("members/ada-rossi.yml", "events/meeting.md"):
        sent = f"path: {path}\n\nname: Eve\njoined: 2026-01-01\n"
        assert codes(told(root, sent)) == codes(told(root, event(sent))) == [("error", "file-taken")]
    own = event("path: members/ada-rossi.yml\n\ngithub: adarossi\nname: Ada R.\njoined: 2024-02-29\n", "adarossi")
    answer = told(root, own)
    assert answer["files"][0]["text"] == "name: Ada R.\njoined: 2024-02-29\ngithub: adarossi\n"
    assert answer["remarks"] == []


def test_a_whole_file_of_another_member_is_refused(root: Path) -> None:
    sent = "path: members/bo-ek.yml\n\nname: Bo Ek\njoined: 2026-06-01\ngithub: bo\n"
    assert codes(told(root, event(sent, "eve"))) == [("error", "member-of-another")]
    assert told(root, event(sent, "bo"))["remarks"] == []


def test_mistakes_in_a_whole_file_have_their_places(root: Path) -> None:
    answer = told(root, WHOLE.replace("joined: 2026-06-01", "joined: 2026-02-30\npronoun: she"))
    assert [one["place"] for one in answer["remarks"] if "place" in one] == [
        "members/ana-lima.yml:2:9",
        "members/ana-lima.yml:3:1",
    ]


@pytest.mark.parametrize(
    ("text", "values", "after"),
    [
        ("name: A\nbio: |\n  # x\n\n  y\n\nskills: []\n", {"bio": "z"}, "name: A\nbio: z\nskills: []\n"),
        ("bio: |-\n  x\n# end\n", {"name": "B"}, "name: B\nbio: |-\n  x\n# end\n"),
        ("name: A", {"skills": ["a", "b"]}, "name: A\nskills: [a, b]\n"),
        (
            "links:\n- label: a # 1\n  url: b\n\n# end\n",
            {"links": [{"label": "c"}]},
            "# 1\nlinks:\n  - label: c\n\n# end\n",
        ),
        (
            "location: {city: A} # there\n",
            {"location": {"country": "BE"}},
            "# there\nlocation:\n  city: A\n  country: BE\n",
        ),
        ("name: A # same\n", {"name": "A"}, "name: A # same\n"),
        ("skills: 🎉\nname: 🎉 # ö\n", {"name": "ö"}, "skills: 🎉\n# ö\nname: ö\n"),
        ("# first\n\nskills: []\n", {"name": "A"}, "# first\n\nname: A\nskills: []\n"),
    ],
)
def test_keys_are_said_anew_and_all_else_stays(text: str, values: dict[str, Any], after: str) -> None:
    assert updated(text, values, Member) == after
    assert read_yaml(after.encode()).values.keys() == {**read_yaml(text.encode()).values, **values}.keys()
