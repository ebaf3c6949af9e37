"""How proposals are said: why, in the reader's language, and drafts in the language of whom they are for."""

import datetime as dt
from importlib.resources import files
from pathlib import Path

import pytest

from folkmoot.derive.activity import tell_apart
from folkmoot.derive.hub import derive
from folkmoot.derive.propose import proposed
from folkmoot.draft import read
from folkmoot.load.proposals import proposal_kinds
from folkmoot.load.warehouse import open_warehouse
from folkmoot.model.community import Community
from folkmoot.model.hub import Hub
from folkmoot.model.proposal import Fact, Proposal
from folkmoot.model.source import sources
from folkmoot.model.withheld import Withheld
from folkmoot.render.canvas import Canvas
from folkmoot.render.reports import letters, proposing
from folkmoot.render.reports.proposing import said, together
from support.counted import Counted
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, tzinfo=dt.UTC)
TODAY = NOW.date()
SITE = "https://moot.example/"
FILES = {
    "content/community.yml": "name: Test Moot\nlanguages: [it, en]\nwelcome: {event: evening, members: [bea, cid]}\n",
    "members/ada.yml": "name: Ada Rossi\njoined: 2026-06-12\nlanguages: [de, fr-CH, en]\ninterests: [felt]\n"
    "consent: {profile: 2026-06-12}\n",
    "members/bea.yml": "name: Bea\njoined: 2020-01-01\nlanguages: [en]\n",
    "members/cid.yml": "name: Cid ![](https://evil.example) @all\njoined: 2020-01-01\nlanguages: [en]\n",
    "members/dan.yml": "name: Dan\njoined: 2026-06-12\nlanguages: [de]\n",
    "members/hid.yml": "name: Hid Den\njoined: 2026-06-12\nvisibility: hidden\n",
    "events/evening.md": "---\ntitle: Lamp evening\nkind: meeting\nstart: 2026-06-09 18:30\n"
    "recurrence: {rule: FREQ=WEEKLY}\n---\n",
    "events/evening.en.md": "---\ntitle: Evening of lamps\n---\n",
    "content/teams/greeters.md": "---\ntitle: Greeters\n"
    "members: [{member: bea, since: 2025-01-01, until: 2026-08-01}]\n---\n",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hub, tuple[Proposal, ...]]:
    return proposals_of(minimal_hub(tmp_path_factory.mktemp("hub"), **FILES))


def proposals_of(root: Path) -> tuple[Hub, tuple[Proposal, ...]]:
    reading = read(root)
    with open_warehouse(reading.archive) as warehouse:
        community: Community = reading.community
        hub, _ = derive(community, reading.harvest, sources(community), warehouse, [], NOW)
        found, untold = proposed(warehouse, proposal_kinds(), hub.withheld)
    assert untold == []
    return hub, found


def about(kind: str, subject: str, other: str = "", thread: str = "", url: str = "", **facts: Fact) -> Proposal:
    return Proposal(kind, subject, other, 1.0, dt.date(2026, 6, 1), thread, url, facts, 1)


def test_newcomers_are_welcomed_in_their_language_and_not_by_themselves(told: tuple[Hub, tuple[Proposal, ...]]) -> None:
    hub, found = told
    ada, dan = (one for one in found if one.kind == "welcome")
    english = Canvas(hub, "en", SITE)
    welcome = said(english, [ada])
    assert welcome.title == "Say welcome to Ada Rossi"
    assert welcome.reason == "Ada Rossi joined on 12 June 2026, and nobody has answered yet."
    assert welcome.links == (("Ada Rossi", "https://moot.example/en/members/ada/"),)
    assert "felt" in welcome.draft
    assert "Lamp evening" in welcome.draft
    # Ada's first language has no catalogue, and Dan's neither: the second is French, the hub's main one Italian.
    assert "16 juin 2026" in welcome.draft
    assert "16 giu 2026" in said(english, [dan]).draft
    assert "`Cid ![](https://evil.example) @all`" in welcome.draft


@pytest.mark.parametrize("language", ["en", "it"])
def test_an_english_welcome_is_the_same_in_every_report(told: tuple[Hub, tuple[Proposal, ...]], language: str) -> None:
    canvas = Canvas(told[0], language)
    assert said(canvas, [about("welcome", "bea", what="member")]).draft == (
        "Hello Bea,\n\nwelcome to Test Moot! It is good to have you here.\n\n"
        "Newcomers are expected at Evening of lamps; the next date is: Tue, 16 Jun 2026, 18:30 UTC.\n\n"
        "If you have a question, ask `Cid ![](https://evil.example) @all`.\n\n"
        "What brought you here, and what would you like to do?\n"
    )


def test_what_was_proposed_already_is_told_without_a_draft(told: tuple[Hub, tuple[Proposal, ...]]) -> None:
    hub, found = told
    again = said(Canvas(hub, "en"), found[-1:], {found[-1].key: TODAY})
    assert again.reason.endswith(" Proposed on 15 June 2026.")
    assert again.draft == ""


def test_nothing_is_said_of_hidden_people(told: tuple[Hub, tuple[Proposal, ...]]) -> None:
    hub, found = told
    assert [one.subject for one in found if one.kind == "welcome"] == ["ada", "dan"]
    for one in found:
        assert "hid" not in {one.subject, one.other, *one.words("people"), *one.words("others")}
        assert "Hid Den" not in str(said(Canvas(hub, "en", SITE), [one]))


def test_no_title_that_names_a_hidden_person_is_told(hub: Counted) -> None:
    hub.joined("ada", "2020-01-01")
    for number, title in enumerate(("Lamps", "What Hid Den said", "Glue")):
        hub.opened("2025-11-01", "2025-11-02", title=title, thread=title, responses=6)
        hub.did("ada", f"2025-11-0{number + 1}", thread=title)
    tell_apart(hub.connection)
    for withheld, told in ((Withheld(), True), (Withheld(names=frozenset({"Hid Den"})), False)):
        found, _ = proposed(hub.connection, proposal_kinds(), withheld)
        assert ("What Hid Den said" in {one.subject for one in found if one.kind == "relaunch"}) is told
        (letter,) = (one for one in found if one.kind == "write")
        assert letter.words("titles") == ["Glue", *["What Hid Den said"] * told, "Lamps"]


@pytest.mark.parametrize(
    ("one", "title", "reason", "draft"),
    [
        (
            about("write", "bea", titles=["A", "B"]),
            "Write to Bea",
            "the silence is longer than usual. Last it was about “A” and “B”.",
            "The last thing of yours that we find here is “A”.",
        ),
        (
            about("experts", "t", "github:7", url="https://f.example/1", what="question", title="Felt?", login="seven")
            ._replace(facts={"what": "question", "title": "Felt?", "login": "seven", "threads": 2.0, "answers": 1.0}),
            "Ask seven about “Felt?”",
            "seven responded in 2 discussions with the same words. seven gave 1 accepted answer in the same category.",
            "https://f.example/1",
        ),
        (
            about("experts", "t", "bea", what="event", title="Lamps", skills=["felt"], interests=["tea"]),
            "Ask Bea to take part in “Lamps”",
            "It takes place on 1 June 2026. Bea can help with felt. Bea is interested in tea.",
            "“Lamps” takes place on 1 June 2026.",
        ),
        (
            about("introductions", "bea", "ada", shared=["felt"], lessons=["felt"], town="Turin, IT"),
            "Introduce Bea and Ada Rossi to each other",
            "Both care about felt. One of them knows what the other would like to learn: felt. Both live in Turin.",
            "Hello Bea and Ada Rossi,",
        ),
        (
            about("relaunch", "t", title="Glue", people=4.0, responses=1.0, language="en"),
            "Take up “Glue” again",
            "4 people took part. There is 1 answer. Nothing was said since 1 June 2026.",
            "This was a lively conversation until 1 June 2026.",
        ),
        (
            about("lead", "bea", "host", number=4.0, titles=["Lamps"]),
            "Ask Bea to host an event",
            "Bea took part in 4 events, and has hosted none. Among them: “Lamps”.",
            "you have come to 4 of our events.",
        ),
        (
            about("terms", "bea", "greeters", thread="teams/greeters"),
            "Talk with Bea about what comes after the term in Greeters",
            "It ends on 1 June 2026. Nobody else serves beyond that day.",
            "your term in Greeters ends on 1 June 2026.",
        ),
        (
            about("missing", "meeting", people=["bea"], next="2026-08-01"),
            "Find a date for the next meeting",
            "The last one was on 1 June 2026. The next one is on 1 August 2026, in more than 45 days.",
            "Hello Bea,",
        ),
        (
            about("missing", "translation", "posts/a", title="On lamps", languages=["fr", "it"], people=["ada"]),
            "Have “On lamps” translated",
            "missing in French and Italian.",
            "Hello everybody,",
        ),
    ],
)  # fmt: skip
def test_every_kind_is_said(
    told: tuple[Hub, tuple[Proposal, ...]], one: Proposal, title: str, reason: str, draft: str
) -> None:
    hub = told[0]
    profile = hub.community.profile.model_copy(update={"languages": ("en", "it")})
    found = said(Canvas(hub._replace(community=hub.community._replace(profile=profile)), "en"), [one])
    assert found.title == title
    assert reason in " ".join((found.reason, *found.people))
    assert draft in found.draft


def test_who_could_answer_the_same_question_is_asked_in_one_letter(told: tuple[Hub, tuple[Proposal, ...]]) -> None:
    url = "https://f.example/1"
    bea = about("experts", "t/1", "bea", url=url, what="question", title="Felt?", skills=["felt"])
    seven = about("experts", "t/1", "github:7", url=url, what="question", title="Felt?", login="seven", topics=["tea"])
    other = about("experts", "t/2", "bea", what="event", title="Lamps", skills=["light"])
    assert list(together([bea, seven, other])) == [[bea, seven], [other]]
    canvas = Canvas(told[0], "en", SITE)
    both = said(canvas, [bea, seven])
    assert both.title == "Ask Bea and seven about “Felt?”"
    assert both.reason == "The question has been waiting for an answer since 1 June 2026."
    assert both.people == ("Bea can help with felt.", "seven wrote or spoke about tea.")
    assert both.links == (("Felt?", url), ("Bea", "https://moot.example/en/members/bea/"))
    assert "Bea e seven,\n" in both.draft  # in the hub's main language, since nobody knows what seven speaks
    later = said(canvas, [bea, seven], {bea.key: TODAY})
    assert later.people[0] == "Bea can help with felt. Proposed on 15 June 2026."
    assert "Bea" not in later.draft
    assert "seven," in later.draft
    assert said(canvas, [bea, seven], {bea.key: TODAY, seven.key: TODAY}).draft == ""


def test_every_kind_has_words_and_a_letter() -> None:
    kinds = [kind.name for kind in proposal_kinds()]
    packaged = (files("folkmoot") / "derive" / "proposals").iterdir()
    assert sorted(kinds) == sorted(one.name.removesuffix(".sql") for one in packaged)
    assert sorted(kinds) == sorted(proposing._SAYINGS) == sorted(letters._LETTERS)
    assert kinds[:2] == ["welcome", "write"], "people come first"


@pytest.mark.parametrize("role", ["mentor", "moderator", "host", "lead"])
@pytest.mark.parametrize("missing", ["project", "agenda", "team", "recap"])
def test_every_role_and_everything_that_is_missing_has_words(
    told: tuple[Hub, tuple[Proposal, ...]], role: str, missing: str
) -> None:
    canvas = Canvas(told[0], "en")
    for one in (about("lead", "bea", role), about("missing", missing, "applied")._replace(since=None)):
        found = said(canvas, [one])
        assert found.title
        assert "%(" not in str(found)


@pytest.mark.parametrize("language", ["en", "fr", "it"])
def test_the_sample_hub_is_proposed_something_in_every_language(repository: Path, language: str) -> None:
    hub, found = proposals_of(repository)
    assert {one.kind for one in found} >= {"missing", "write"}
    assert len({one.key for one in found}) == len(found)
    for one in found:
        words = said(Canvas(hub, language, SITE), [one])
        assert words.title
        assert words.draft
        assert all(address.startswith("https://") for _, address in words.links)
