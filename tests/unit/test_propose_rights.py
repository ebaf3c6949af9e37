"""Who may change what without git: one's own file alone, and in it everything, agreements above all."""

from pathlib import Path

import pytest
import yaml

from folkmoot.cli.options import actor_given
from folkmoot.contribute.proposing.updating import left_out, updated
from folkmoot.errors import WrongUse
from folkmoot.model.member import Member
from support.hubs import found, write
from support.proposals import WHOLE, body, codes, event, hub_with_forms, run, told

HERS = "members/ada-rossi.yml"
OWN = """\
# Mine.
name: Ada Rossi
joined: 2024-02-29
github: adarossi
github_id: 5
skills: [wicks, oil]  # and glass
location:
  city: Ghent
  country: BE
bio: |
  I mend lamps.

  # Not a comment.
visibility: name
consent:
  profile: 2025-01-01
  photo: 2025-01-02
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    hub = hub_with_forms(tmp_path / "hub")
    write(hub, HERS, OWN)
    return hub


def from_ada(text: str) -> str:
    return event(text, "AdaRossi", 5)


def whole(text: str, path: str = HERS) -> str:
    return f"path: {path}\n\n{text}"


def test_a_box_without_a_tick_takes_back_what_was_agreed_to(root: Path) -> None:
    answer = told(root, from_ada(body(root, "member", {"name": "Ada Rossi", "consent-photo": True})))
    assert answer["files"][0]["text"] == OWN.replace("  profile: 2025-01-01\n", "")
    assert codes(answer) == [("warning", "taken-back")]
    assert answer["remarks"][0]["message"].endswith("no longer shown: profile")
    everything = told(root, from_ada(body(root, "member", {"name": "Ada Rossi"})))
    assert everything["files"][0]["text"] == OWN.partition("consent:")[0]
    assert everything["remarks"][0]["message"].endswith("no longer shown: profile and photo")


def test_an_agreement_stays_where_the_boxes_are_missing(root: Path) -> None:
    answers = body(root, "member", {"name": "Ada Rossi", "pronouns": "she/her"})
    for sent in (answers.partition("### My profile")[0], answers.replace("- [ ] Yes, show it", "_No response_")):
        answer = told(root, from_ada(sent))
        assert yaml.safe_load(answer["files"][0]["text"])["consent"].keys() == {"profile", "photo"}
        assert codes(answer) == [("warning", "still-agreed")]


def test_a_box_that_is_ticked_again_keeps_its_day(root: Path) -> None:
    ticks = {"consent-profile": True, "consent-photo": True, "consent-ties": True}
    answer = told(root, from_ada(body(root, "member", {"name": "Ada Rossi", **ticks})))
    assert answer["files"][0]["text"] == f"{OWN}  ties: 2026-06-15\n"
    assert answer["remarks"] == []


@pytest.mark.parametrize("stroke", ["-", "–", "—"])
def test_a_stroke_takes_an_answer_out(root: Path, stroke: str) -> None:
    ticks = {"consent-profile": True, "consent-photo": True}
    said = {"name": "Ada Rossi", "bio": stroke, "skills": stroke, "location-city": stroke, "links": stroke, **ticks}
    text = told(root, from_ada(body(root, "member", said)))["files"][0]["text"]
    assert text == (
        "# Mine.\nname: Ada Rossi\njoined: 2024-02-29\ngithub: adarossi\ngithub_id: 5\nlocation:\n  country: BE\n"
        "visibility: name\nconsent:\n  profile: 2025-01-01\n  photo: 2025-01-02\n"
    )
    said |= {"location-country": stroke}
    assert "location" not in told(root, from_ada(body(root, "member", said)))["files"][0]["text"]
    newcomer = told(root, event(body(root, "member", {"name": "Ana Lima", "pronouns": stroke})))
    assert "pronouns" not in newcomer["files"][0]["text"]


def test_a_name_is_not_taken_out(root: Path) -> None:
    assert "name: '-'" in told(root, from_ada(body(root, "member", {"name": "-"})))["files"][0]["text"].replace(
        '"', "'"
    )


def test_what_a_whole_file_leaves_out_is_taken_out(root: Path) -> None:
    said = (
        "name: Ada R.\njoined: 2024-02-29\ngithub: adarossi\nlocation:\n  country: BE\nconsent: {photo: 2025-01-02}\n"
    )
    answer = told(root, from_ada(whole(said)))
    assert answer["files"][0]["text"] == (
        "# Mine.\nname: Ada R.\njoined: 2024-02-29\ngithub: adarossi\ngithub_id: 5\nlocation:\n  country: BE\n"
        "visibility: name\nconsent:\n  photo: 2025-01-02\n"
    )
    assert codes(answer) == [("warning", "taken-back"), ("warning", "taken-out"), ("warning", "still-hidden")]
    assert [one["message"] for one in answer["remarks"]] == [
        "what was agreed to before is taken back, and no longer shown: profile",
        "what was sent leaves out skills, location.city and bio, so the file does not say it any more",
        "visibility: name stays, since what was sent does not say otherwise",
    ]
    run(root, from_ada(whole(said)), "--write")
    assert found(root) == []


def test_comments_that_were_sent_are_not_lost_without_a_word(root: Path) -> None:
    answer = told(
        root, from_ada(whole(f"# Mine.\n# New, and mine, too.\n{OWN.removeprefix('# Mine.')}".replace("\n\n", "\n")))
    )
    assert codes(answer) == [("warning", "comment-left-out")]
    assert answer["remarks"][0]["value"] == "# New, and mine, too."
    assert told(root, from_ada(whole(OWN)))["remarks"] == []


def test_a_whole_file_without_consent_takes_all_of_it_back(root: Path) -> None:
    answer = told(root, from_ada(whole(OWN.partition("consent:")[0])))
    assert answer["files"][0]["text"] == OWN.partition("consent:")[0]
    assert codes(answer) == [("warning", "taken-back")]


def test_nobody_comes_onto_the_site_by_leaving_out_a_line(root: Path) -> None:
    write(root, HERS, OWN.replace("visibility: name", "visibility: hidden").replace("visibility", "'visibility'"))
    answer = told(root, from_ada(whole(OWN.replace("visibility: name\n", ""))))
    assert yaml.safe_load(answer["files"][0]["text"])["visibility"] == "hidden"
    assert codes(answer) == [("warning", "still-hidden")]
    shown = told(root, from_ada(whole(OWN.replace("visibility: name", "visibility: public"))))
    assert (yaml.safe_load(shown["files"][0]["text"])["visibility"], shown["remarks"]) == ("public", [])
    write(root, HERS, OWN.replace("visibility: name", "visibility: public"))
    assert told(root, from_ada(whole(OWN.replace("visibility: name\n", ""))))["remarks"] == []


def test_whose_a_file_is_goes_with_its_account_alone(root: Path) -> None:
    without = OWN.replace("github: adarossi\ngithub_id: 5\n", "")
    answer = told(root, from_ada(whole(without)))
    assert answer["files"][0]["text"] == without
    assert codes(answer) == [("warning", "taken-out"), ("warning", "member-unowned")]
    for stolen in (OWN.replace("adarossi", "torvalds"), OWN.replace("github_id: 5", "github_id: 6")):
        assert codes(told(root, from_ada(whole(stolen)))) == [("error", "member-of-another")]
    renamed = told(root, event(whole(OWN.replace("adarossi", "ada-new")), "ada-new", 5))
    assert (renamed["files"][0]["text"], renamed["remarks"]) == (OWN.replace("adarossi", "ada-new"), [])


def test_what_a_member_must_say_is_not_taken_out(root: Path) -> None:
    answer = told(root, from_ada(whole("name: Ada Rossi\n")))
    assert not answer["files"]
    assert "error" in {severity for severity, _ in codes(answer)}


def test_a_new_file_of_nobody_knows_whom_is_for_whoever_takes_it_in(root: Path) -> None:
    answer = told(root, WHOLE)
    assert codes(answer) == [("warning", "sender-unknown")]
    assert "whoever takes it in answers for it" in answer["remarks"][0]["message"]
    mine = f"{WHOLE}github: ana-lima\n"
    assert told(root, mine, "--actor", "ana-lima")["remarks"] == []
    assert codes(told(root, mine, "--actor", "eve")) == [("error", "member-of-another")]
    for family in ("events", "content/projects"):
        page = f"path: {family}/x.md\n\n---\ntitle: X\nkind: meeting\nstart: 2026-09-17 19:00\n---\n"
        assert "sender-unknown" not in [code for _, code in codes(told(root, page))]


@pytest.mark.parametrize("options", [(), ("--actor", "adarossi", "--actor-id", "5")])
def test_a_whole_file_takes_the_place_of_no_other(root: Path, options: tuple[str, ...]) -> None:
    write(root, "members/BO-EK.yml", "name: Bo\njoined: 2025-01-31\n")
    (root / "members/eve.yml").symlink_to(root / HERS)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for path in ("members/bo-ek.yml", "members/eve.yml", "events/meeting.md", "content/places/library.yml"):
        assert codes(told(root, whole("name: X\njoined: 2026-01-01\n", path), "--write", *options)) == [
            ("error", "file-taken")
        ]
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_folder_that_leads_elsewhere_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "content/projects").symlink_to(tmp_path / "elsewhere")
    done = run(root, "path: content/projects/x.md\n\n---\ntitle: X\nstatus: active\n---\n", "--write")
    assert (done.exit_code != 0, list((tmp_path / "elsewhere").iterdir())) == (True, [])


BROKEN = "name: Ada Rossi\njoined: [2024-02-29\ngithub: AdaRossi\n"


def test_who_owns_a_file_that_cannot_be_read_nobody_can_tell(root: Path) -> None:
    write(root, HERS, BROKEN)
    for sent in (
        body(root, "member", {"name": "Ada Rossi"}),
        body(root, "feed", {"url": "https://a.example/f"}),
        whole(OWN),
    ):
        answer = told(root, from_ada(sent))
        assert (answer["files"], codes(answer)) == ([], [("error", "own-unread")])
        assert answer["remarks"][0]["message"] == f"{HERS} seems to be the file of AdaRossi, and cannot be read"
    # By its number, too; but nobody else is kept from joining by a file that is broken.
    write(root, HERS, BROKEN.replace("github: AdaRossi", "github_id: 5"))
    assert codes(told(root, from_ada(whole(OWN)))) == [("error", "own-unread")]
    assert told(root, event(body(root, "member", {"name": "Ana Lima"})))["files"]
    (refused,) = told(root, event(whole(OWN), "eve", 9))["remarks"]
    assert refused["message"] == f"{HERS} is there and cannot be read, so nobody can tell whose it is"
    assert "only a maintainer" in refused["hint"]


def test_two_files_of_one_account_are_told(root: Path) -> None:
    write(root, "members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\ngithub: AdaRossi\n")
    for sent in (body(root, "member", {"name": "Ada"}), body(root, "feed", {"url": "https://a.example/f"}), whole(OWN)):
        answer = told(root, event(sent, "adarossi", 0))
        assert (answer["files"], codes(answer)) == ([], [("error", "account-twice")])
    # The number tells them apart where they have one.
    write(root, "members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\ngithub: AdaRossi\ngithub_id: 6\n")
    assert told(root, event(whole(OWN), "adarossi", 5))["files"][0]["path"] == HERS


@pytest.mark.parametrize(
    "written",
    ["ada", "@ada", " ada\n", "https://github.com/ada", "http://www.github.com/ada/", "github.com/@ada", "@ada/"],
)
def test_an_account_is_named_as_people_write_it(written: str) -> None:
    assert actor_given(written, 5) == ("ada", 5)


@pytest.mark.parametrize("program", ["dependabot[bot]", "ada_firm"])
def test_accounts_that_no_member_has_are_accounts(program: str) -> None:
    assert actor_given(program) == (program, 0)


@pytest.mark.parametrize(
    ("login", "number"),
    [
        *(
            ("", 0),
            (" ", 5),
            ("@", 0),
            ("a b", 0),
            ("-ada", 0),
            ("https://github.com/", 0),
            ("https://a.example/ada", 0),
        ),
        *(("ada/ada", 0), ("ada\u202e", 0), ("ädä", 0), ("ada@a.example", 0), (None, 5), (None, -5), ("ada", -5)),
    ],
)
def test_what_is_no_account_is_refused(login: str | None, number: int) -> None:
    with pytest.raises(WrongUse, match="--actor") as refused:
        actor_given(login, number)
    assert refused.value.hint
    assert "\u202e" not in str(refused.value)


def test_nobody_is_named_where_nothing_is_given(root: Path) -> None:
    assert actor_given(None) is None
    refused = run(root, WHOLE, "--actor", "")
    assert (refused.exit_code, "nobody’s login" in refused.stderr) == (2, True)
    assert run(root, f"{WHOLE}github: ana\n", "--actor", "https://github.com/Ana").exit_code == 0


@pytest.mark.parametrize(
    ("text", "gone", "after"),
    [
        ("name: A\nbio: |\n  # x\n\n  y\n\n# end\nskills: []\n", ["bio"], "name: A\n# end\nskills: []\n"),
        ("# a\nname: A # b\njoined: B # c\n", ["joined"], "# a\nname: A # b\n"),
        ("name: A\nlinks:\n- label: a # 1\n  url: b\n\n# end\n", ["links"], "name: A\n\n# end\n"),
        ("location: {city: A, country: B} # there\n", ["location.city"], "# there\nlocation:\n  country: B\n"),
        ("name: A\nlocation:\n  city: B\n", ["location.city", "location.country", "bio"], "name: A\n"),
        ("skills: [a,\n  b]\nname: 🎉", ["skills"], "name: 🎉\n"),
        ("name: A\nbio:\n", ["bio"], "name: A\n"),
    ],
)
def test_keys_are_taken_out_and_all_else_stays(text: str, gone: list[str], after: str) -> None:
    assert updated(text, {}, Member, gone) == after


def test_a_file_on_one_line_is_left_alone() -> None:
    assert updated("{name: A, bio: B}\n", {}, Member, ["bio"]) is None


def test_what_is_left_out_is_named_by_its_keys() -> None:
    said = {"name": "A", "consent": {"photo": "x", "ties": "y"}, "bio": "b", "location": {"city": "c"}}
    assert left_out(said, {"name": "B", "consent": {"ties": "z"}, "location": "?"}) == ["consent.photo", "bio"]
