"""What somebody sends without git: the file that it becomes, whose file it may change, and what is said of the rest."""

import datetime as dt
import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from folkmoot.contribute.forms import refresh_forms
from folkmoot.render.issue_forms.documents import FOLDER
from folkmoot.text import rendered
from support.hubs import found, write
from support.proposals import HUB, WHOLE, body, codes, event, hub_with_forms, run, told

ANA = {
    "name": "Ana Lima",
    "languages": "Portuguese, en",
    "location-city": "Lyon",
    "location-country": "France",
    "skills": "soldering, sewing\n",
    "bio": "I mend *lamps*.",
    "links": "Blog: https://ana.example/blog\n- [Me](https://ana.example)\nhttps://www.lima.example/x",
    "consent-profile": True,
}
EVENING = {
    "title": "Lamp evening",
    "kind": "workshop",
    "start": "2026-09-17 19:00",
    "place": "town LIBRARY",
    "hosts": "Ada Rossi",
    "agenda": "our projects, our community",
    "text": "Bring a lamp.",
}
CLUB = {
    "title": "The lamp book",
    "status": "idea",
    "leads": "@AdaRossi",
    "help_wanted": "- Draw a burner\n- Ask the museum",
    "text": "One page a lamp.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hub_with_forms(tmp_path / "hub")


def test_a_newcomer_gets_a_file_with_what_was_asked_and_nothing_else(root: Path) -> None:
    answer = told(root, event(body(root, "member", ANA)))
    (file,) = answer["files"]
    assert (file["path"], file["change"], answer["remarks"]) == ("members/ana-lima.yml", "new", [])
    assert file["text"] == (
        "name: Ana Lima\njoined: 2026-06-15\ngithub: ana-lima\ngithub_id: 77\nlanguages: [pt, en]\nlocation:\n"
        "  city: Lyon\n  country: FR\nskills: [soldering, sewing]\nbio: I mend *lamps*.\nlinks:\n"
        "  - label: Blog\n    url: https://ana.example/blog\n  - label: Me\n    url: https://ana.example\n"
        "  - label: lima.example\n    url: https://www.lima.example/x\nconsent:\n  profile: 2026-06-15\n"
    )


def test_nothing_is_written_unless_it_is_asked_for(root: Path) -> None:
    sent = event(body(root, "member", ANA))
    before = sorted(root.rglob("*"))
    assert "would be written" in run(root, sent).stdout
    assert sorted(root.rglob("*")) == before
    assert "was written" in run(root, sent, "--write").stdout
    assert (root / "members/ana-lima.yml").is_file()
    assert found(root) == []


@pytest.mark.parametrize("scope", ["profile", "photo", "attendance", "ties"])
def test_each_tick_is_an_agreement_of_today_and_no_other(root: Path, scope: str) -> None:
    answer = told(root, event(body(root, "member", {"name": "Ana Lima", f"consent-{scope}": True})))
    assert yaml.safe_load(answer["files"][0]["text"])["consent"] == {scope: dt.date(2026, 6, 15)}
    none = told(root, event(body(root, "member", {"name": "Ana Lima"})))
    assert "consent" not in none["files"][0]["text"]


def test_today_is_the_hubs_own_day(root: Path) -> None:
    late = ("--at", "2026-06-15T22:30:00Z")
    assert "joined: 2026-06-16" in run(root, event(body(root, "member", ANA)), *late).stdout


def test_an_event_names_people_and_places_by_what_they_are_called(root: Path) -> None:
    answer = told(root, event(body(root, "event", EVENING)))
    (file,) = answer["files"]
    assert file["path"] == "events/lamp-evening-2026-09.md"
    assert file["text"] == (
        "---\ntitle: Lamp evening\nkind: workshop\nstart: 2026-09-17 19:00\nplace: library\nhosts: [ada-rossi]\n"
        "agenda: [applied, internal]\n---\nBring a lamp.\n"
    )


def test_a_place_that_the_site_has_not_stands_in_the_text(root: Path) -> None:
    answer = told(root, event(body(root, "event", EVENING | {"place": "The *blue* house"})))
    assert codes(answer) == [("warning", "place-unknown")]
    assert answer["files"][0]["text"].endswith("---\nThe \\*blue\\* house\n\nBring a lamp.\n")


def test_a_project_says_what_waits_for_help(root: Path) -> None:
    answer = told(root, event(body(root, "project", CLUB)))
    (file,) = answer["files"]
    assert file["path"] == "content/projects/the-lamp-book.md"
    assert "leads: [ada-rossi]\nhelp_wanted:\n  - title: Draw a burner\n  - title: Ask the museum\n" in file["text"]


def test_words_that_are_chosen_in_the_hubs_language_become_those_of_the_formats(root: Path) -> None:
    write(root, "content/community.yml", "name: Lampe\nlanguages: [fr, en]\n")
    refresh_forms(root)
    said = EVENING | {"kind": "conférence", "language": "anglais", "agenda": "_No response_"}
    text = told(root, body(root, "event", said), "--form", "event")["files"][0]["text"]
    assert "kind: conference\n" in text
    assert "language: en\n" in text


def test_a_feed_goes_into_the_file_of_the_member_who_sends_it(root: Path) -> None:
    sent = body(root, "feed", {"url": "https://ada.example/feed"})
    answer = told(root, event(sent, "adarossi"))
    assert answer["files"][0]["text"].endswith("feeds:\n  - url: https://ada.example/feed\n")
    run(root, event(sent, "adarossi"), "--write")
    assert codes(told(root, event(sent.replace("https", "http"), "adarossi"))) == [("error", "feed-twice")]
    more = told(root, event(body(root, "feed", {"url": "https://ada.example/pod", "title": "Pod"}), "adarossi"))
    assert [one.keys() for one in yaml.safe_load(more["files"][0]["text"])["feeds"]] == [{"url"}, {"url", "title"}]
    assert codes(told(root, event(sent, "stranger"))) == [("error", "no-member")]


def test_a_name_that_is_taken_gets_a_number_and_nobodys_file_changes(root: Path) -> None:
    answer = told(root, event(body(root, "member", {"name": "Ada Rossi"})))
    assert answer["files"][0]["path"] == "members/ada-rossi-2.yml"
    assert codes(answer) == [("warning", "name-taken")]


@pytest.mark.parametrize(("name", "slug"), [("Con", "con-2"), ("42", "42-2"), ("🎉", "ana-lima"), ("Index", "index-2")])
def test_a_name_that_no_file_can_have_gets_another(root: Path, name: str, slug: str) -> None:
    answer = told(root, event(body(root, "member", {"name": name})))
    assert (answer["files"][0]["path"], answer["remarks"]) == (f"members/{slug}.yml", [])


def test_an_account_that_changed_hands_is_nobody_elses(root: Path) -> None:
    write(root, "members/ada-rossi.yml", "name: Ada Rossi\njoined: 2024-02-29\ngithub: adarossi\ngithub_id: 5\n")
    answer = told(root, event(body(root, "member", {"name": "Eve"}), "adarossi", 6))
    assert not answer["files"]
    assert ("error", "account-twice") in codes(answer)


@pytest.mark.parametrize("name", ["李雷", "Анна", "ليلى", "…"])
def test_who_writes_in_another_script_is_called_by_the_login(root: Path, name: str) -> None:
    answer = told(root, event(body(root, "member", {"name": name}), "Lei-Li", 9))
    assert [one["path"] for one in answer["files"]] == ["members/lei-li.yml"]


def test_everything_wrong_is_told_at_once_by_the_fields_of_the_form(root: Path) -> None:
    said = EVENING | {"kind": "party", "hosts": "Nobody", "start": "soon", "online": "javascript:alert(1)"}
    answer = told(root, event(body(root, "event", said)))
    assert sorted((one["field"], one["severity"]) for one in answer["remarks"]) == [
        ("Address online", "error"),
        ("What sort of event it is", "error"),
        ("When it begins", "error"),
        ("Who invites", "error"),
    ]


def test_what_was_wrong_before_is_not_said_of_the_proposal(root: Path) -> None:
    write(root, "members/bo-ek.yml", "name: Bo Ek\njoined: soon\n")
    assert told(root, event(body(root, "member", ANA)))["remarks"] == []


def test_hidden_members_are_not_found_by_their_names(root: Path) -> None:
    write(root, "members/bo-ek.yml", "name: Bo Ek\njoined: 2024-01-01\ngithub: bo\nvisibility: hidden\n")
    for name in ("Bo Ek", "bo", "@bo"):
        answer = told(root, event(body(root, "event", EVENING | {"hosts": name})))
        assert codes(answer) == [("error", "not-understood")]


def test_no_answer_tells_who_is_hidden(root: Path) -> None:
    dee = "name: Dee Vu\njoined: {}\ngithub: dv\ngithub_id: 9\nvisibility: hidden\nformerly: [lamp-lady]\n"
    feeds = "feeds:\n  - url: https://lamps.example/feed\n"
    for joined in ("2024-01-01", "2026-06-01"):  # before who asks, and after
        write(root, "members/dee-vu.yml", dee.format(joined) + feeds)
        for name, more in (("zoe", "github: dv\n"), ("zoe", "github_id: 9\n"), ("zoe", feeds), ("lamp-lady", "")):
            said = f"path: members/{name}.yml\n\nname: Zoe\njoined: 2025-01-01\n{more}"
            answer = run(root, said, "--format", "markdown").output
            assert "a member" in answer
            assert "not named here" in answer
            assert "dee" not in answer.lower()


def test_nothing_that_was_sent_acts_in_an_issue(root: Path) -> None:
    bad = "@everyone ![x](https://evil.example/x.png) <img src=x> [a](javascript:x) #1 https://evil.example `` ` ``"
    sent = EVENING | {"hosts": bad, "online": bad, "kind": bad, "title": f"```` {bad}", "text": f"`````\n{bad}"}
    for said in (sent, EVENING | {"text": sent["text"], "title": sent["title"]}):
        written = run(root, event(f"{bad}\n{body(root, 'event', said)}"), "--format", "markdown").stdout
        shown = rendered(written)
        assert "evil.example" in shown
        assert not any(one in shown for one in ("<img", "<a ", "javascript:x)</a>"))
        outside = "".join(part.split("</code>")[-1] for part in shown.split("<code"))
        assert not any(one in outside for one in ("@everyone", "evil.example", "#1"))


def test_an_answer_fits_into_an_issue(root: Path) -> None:
    said = EVENING | {"text": "`" * 30_000, "hosts": ", ".join(f"nobody {n}" for n in range(2000))}
    for one in (said, said | {"hosts": ""}):
        assert len(run(root, event(body(root, "event", one)), "--format", "markdown").stdout) < 65_536


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("{", "begins like JSON"),
        ("{}", "no issue"),
        ('{"issue": 3}', "no issue"),
        ('{"a":' * 100_000, "begins like JSON"),
        (b"\xff\xfe", "no text in UTF-8"),
        (b"x" * 4_000_001, "too long"),
    ],
)
def test_what_is_no_proposal_is_wrong_use(root: Path, sent: str | bytes, words: str) -> None:
    done = run(root, sent)
    assert (done.exit_code, words in done.stderr) == (2, True)


def test_wrong_use_is_told(root: Path, tmp_path: Path) -> None:
    assert run(tmp_path, WHOLE).exit_code == 2
    assert "--actor" in run(root, WHOLE, "--actor-id", "5").stderr
    assert "is no login" in run(root, WHOLE, "--actor", "a b").stderr
    assert "comes from eve" in run(root, event(WHOLE, "eve"), "--actor", "adarossi").stderr
    (root / FOLDER / "feed.yml").write_text("name: [")
    assert f"{FOLDER}/feed.yml" in run(root, "x", "--form", "feed").stderr
    (root / FOLDER / "feed.yml").unlink()
    assert "folkmoot forms" in run(root, "x", "--form", "feed").stderr


@pytest.mark.parametrize(
    "sent", ["", "Hello, may I join?", '{"issue": {"body": null}}', '{"body": "", "user": null, "labels": 3}']
)
def test_what_fits_no_form_is_told_so(root: Path, sent: str) -> None:
    assert codes(told(root, sent)) == [("error", "form-unknown")]


def test_the_label_of_an_issue_tells_its_form(root: Path) -> None:
    answer = told(root, event("Hello, may I join?", "ana-lima", 77, "folkmoot-member"))
    assert (answer["form"], codes(answer)) == ("member", [("warning", "not-asked"), ("error", "missing")])


def test_halves_of_letters_and_odd_users_are_no_trouble(root: Path) -> None:
    sent = event(body(root, "member", ANA | {"name": "Ana \ud800 Lima \u202e\0"}), "a--" * 50, -3)
    answer = told(root, sent)
    assert "github" not in yaml.safe_load((answer["files"] or [{"text": "{}"}])[0]["text"])


def test_forms_are_written_by_their_command(root: Path) -> None:
    (root / FOLDER / "feed.yml").unlink()
    write(root, f"{FOLDER}/event.yml", "name: Ours\n")
    done = CliRunner().invoke(HUB, ["forms", "--hub", str(root)])
    assert done.exit_code == 0
    assert done.stdout.split("\n") == [
        f"{FOLDER}/feed.yml was written.",
        f"{FOLDER}/event.yml is there, and not Folkmoot's: it was kept. Delete it to have it written.",
        "3 files were right already.",
        "",
    ]


@pytest.mark.parametrize("when", ["14/07/2026 ore 19", "next tuesday", "../../x", "14 July 2026, 7pm"])
def test_a_date_that_is_none_is_told_by_its_field(root: Path, when: str) -> None:
    answer = told(root, event(body(root, "event", EVENING | {"start": when}), "eve", 9))
    assert [remark["field"] for remark in answer["remarks"] if remark["severity"] == "error"] == ["When it begins"]


def test_what_somebody_sent_does_not_say_who_sent_it(root: Path) -> None:
    sent = json.dumps({"body": WHOLE, "user": {"login": "mallory", "id": 11}})
    found = run(root, sent, "--actor", "mallory", "--actor-id", "7")
    assert (found.exit_code, "leave out --actor" in found.stderr) == (2, True)
