"""What is said of a value that its record does not take: the place, the value, what would be right."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from folkmoot.load import complaints
from folkmoot.load.community import load_community
from folkmoot.load.complaints import complaints as complaints_of
from folkmoot.load.documents import read_yaml
from support.complained import EVENT, the_one
from support.hubs import found, minimal_hub, told, write

MEMBER = "name: Bo Ek\njoined: 2024-01-31\n"


def test_a_list_of_which_every_item_is_wrong_is_not_empty(tmp_path: Path) -> None:
    """Only what is wrong with the items is told."""
    keys = f"{EVENT}start: 2026-05\ncredits:\n  - member: ada-rossi\n    gave: [filming]\n"
    said = found(minimal_hub(tmp_path, **{"events/chat.md": keys + "---\n"}))
    assert [(one.code, one.line, one.message) for one in said] == [
        ("choice", 7, "“credits.1.gave.1” cannot be “filming”")
    ]
    write(tmp_path, "events/chat.md", keys.replace("filming", "") + "---\n")
    assert [one.code for one in found(tmp_path)] == ["empty"]


# What a file says, the place, what is said with the value, and what would be right.
IN_A_MEMBER = [
    (
        "consent:\nprofile: 2024-01-31",
        "4:1",
        "no key “profile”",
        "profile belongs below consent; put two spaces in front",
    ),
    ("location:\ncountry: BE", "4:1", "no key “country”", "country belongs below location; put two spaces in front"),
    ("location:\n    city: Ghent\ncountry: BE", "5:1", "no key “country”", "start it as far right as the keys there"),
    ("consent:\nphoto: 2024-01-31\nprofile: 2024-01-31", "5:1", "no key “profile”", "profile belongs below consent"),
    ("location:\ngithub: bo\ncity: Ghent", "5:1", "no key “city”", "city belongs below location"),
    ("skills:\n  -glue\n  -wet felting", "4:3", "“skills” must be a list: -glue", "put a space behind the hyphen"),
    ("skills:" + "\n  sewing" * 40, "4:3", "“skills” must be a list", "each item on a line of its own"),
    ("photo: /pho\u202etos.jpg", "3:8", "“photo” is not written", "path below content/: photos.jpg"),
    ("skills:\n  glue\n  wet felting", "4:3", "“skills” must be a list", "write [glue, wet felting], or put a hyphen"),
    ("photo: /content/photos/bo.jpg", "3:8", "“photo” is not written", "path below content/: photos/bo.jpg"),
    ("photo: a:b", "3:8", "“photo” is not", "content/, such as photos/ada"),
    ("githb: ada", "3:1", "there is no key “githb” here", "did you mean “github”?"),
    ("GitHub: ada", "3:1", "there is no key “GitHub” here", "did you mean “github”?"),
    ("zodiac: leo", "3:1", "there is no key “zodiac” here", "the keys are name, joined, pronouns, "),
    ("location:\n  town: Turin", "4:3", "there is no key “town” here", "the keys are city, country"),
    (
        "links:\n  - label: x\n    url: https://x.example\n    rel: me",
        "6:5",
        "there is no key “rel” here",
        "the keys are label, url",
    ),
    ("feeds:\n  - rul: https://x.example", "4:5", "there is no key “rul” here", "did you mean “url”?"),
    ("skills: [a]\nskill: [b]", "4:1", "no key “skill” here", "“skills” is there already: keep one of the two"),
    ("nme: Bo", "3:1", "there is no key “nme” here", "“name” is there already"),
    ("<<: {city: x}", "3:1", "there is no key “<<” here", "the keys are"),
    ("links:\n  - label: x", "4:5", "“links.1.url” is missing", "add a line url: …"),
    (
        "skills: soldering",
        "3:9",
        "“skills” must be a list: soldering",
        "write [soldering], or each item on a line of its own",
    ),
    (
        "skills: soldering, wet felting;",
        "3:9",
        "“skills” must be a list",
        "write [soldering, wet felting], or each item",
    ),
    ("skills: 'a: b, #c, x\"y'", "3:9", "“skills” must be a list", 'write ["a: b", "#c", "x\\"y"], or each item'),
    (
        "skills: '[soldering, sew\u202eing]'",
        "3:9",
        "“skills” must be a list",
        "write [soldering, sewing], or each item",
    ),
    ("languages: en, pt-BR", "3:12", "“languages” must be a list", "write [en, pt-BR], or each item on a line"),
    (
        f"skills: {'sewing, ' * 40}a",
        "3:9",
        "“skills” must be a list",
        "write each item on a line of its own that starts",
    ),
    (
        "skills: ', ;'",
        "3:9",
        "“skills” must be a list",
        "write each item on a line of its own that starts with a hyphen",
    ),
    ("skills: {sewing: x}", "3:9", "“skills” must be a list", "write each item on a line of its own that starts"),
    ("links: https://x.example", "3:8", "“links” must be a list", "links: [{label: Blog, url: https://x.example}]"),
    ("pronouns: [she, her]", "3:11", "“pronouns” must be a single text", "write one text there"),
    ("pronouns: {a: b}", "3:11", "“pronouns” must be a single text", "a text that holds a colon in quotes"),
    ("skills:\n  - repair: lamps", "4:5", "“skills.1” must be a single text", "a text that holds a colon in quotes"),
    ("skills:\n  - a\n  -", "5:4", "“skills.2” is empty", "write something behind the hyphen"),
    ("links:\n  -", "4:4", "“links.1” is empty", "write something behind the hyphen"),
    ("links: [x]", "3:9", "“links.1” must have keys of its own: x", "{label: x, url: https://ada.example}"),
    ("location: Turin", "3:11", "“location” must have keys of its own: Turin", "on the lines below: city, country"),
    (
        "consent: yes",
        "3:10",
        "“consent” must have keys of its own: yes",
        "those that you agree to, each with the day, such as profile: 2026-03-14; there are profile, photo, attendance",
    ),
    ("consent: {profile: yes}", "3:20", "“consent.profile” is not written as a day: yes", "year-month-day"),
    ("github_id: abc", "3:12", "“github_id” must be a whole number: abc", "write digits alone"),
    ("github_id: 1.5", "3:12", "“github_id” must be a whole number: 1.5", "write digits alone"),
    ("github_id: [1]", "3:12", "“github_id” must be a whole number", "write digits alone"),
    ("github_id: 0", "3:12", "“github_id” is too small: 0", "it must be more than 0"),
    (f"github_id: {'9' * 5000}", "3:12", f"“github_id” is too large: {'9' * 119}…", "write digits alone"),
    ("pronouns: ''", "3:11", "“pronouns” is empty", "write something, or remove the line"),
    ("pronouns: '\u200b \u200f'", "3:11", "“pronouns” holds nothing that can be seen", "write something, or remove"),
    ("pronouns: \u202eehs", "3:11", "“pronouns” turns the reading direction", "the invisible character U+202E"),
    ("bio: one\u202eowt", "3:6", "“bio” turns the reading direction", "the invisible character U+202E"),
    ('bio: "a \\u2067 b"', "3:6", "“bio” turns the reading direction", "the invisible character U+2067"),
    ('pronouns: "\\u2067she"', "3:11", "“pronouns” turns the reading direction", "the invisible character U+2067"),
    ("pronouns: |\n  she\n  her", "3:11", "“pronouns” takes more than one line: she her", "write this on one line"),
    (f"pronouns: {'x' * 5000}", "3:11", f"“pronouns” is too long: {'x' * 119}…", "at most 200 characters fit"),
    (f"skills: [{'x' * 61}]", "3:10", f"“skills.1” is too long: {'x' * 61}", "at most 60 characters fit"),
    (f"timezone: {'A/' * 31}A", "3:11", "“timezone” is too long", "at most 60 characters fit"),
    ("visibility: nme", "3:13", "“visibility” cannot be “nme”", "did you mean name? It can be public, name, hidden"),
    ("visibility: HIDDEN", "3:13", "“visibility” cannot be “HIDDEN”", "did you mean hidden?"),
    ("visibility: Public", "3:13", "“visibility” cannot be “Public”", "did you mean public?"),
    ("visibility: xyz", "3:13", "“visibility” cannot be “xyz”", "It can be public, name, hidden"),
    ("visibility: [name]", "3:13", "“visibility” cannot be a list", "It can be public, name, hidden"),
    ("visibility: {name: x}", "3:13", "“visibility” cannot be keys of its own", "It can be public, name, hidden"),
    ("accounts: [bo, bo@home.example]", "3:16", "“accounts.2” is not written as it must be", "leave e-mail"),
    ("accounts: ['x hash:0123456789abcdef']", "3:12", "“accounts.1” is not written as it must be", "a GitHub login"),
    ("github: '@ada'", "3:9", "“github” is not written as it must be: @ada", "the GitHub login alone, without @"),
    ("languages: [English]", "3:13", "“languages.1” is not written as it must be: English", "such as en, fr or pt-BR"),
    ("location: {country: Italy}", "3:21", "“location.country” is not written as it must be: Italy", "IT for Italy"),
    ("timezone: +02:00", "3:11", "“timezone” is not written as it must be: +02:00", "Europe/Rome"),
    ("invited_by: Ada Rossi", "3:13", "“invited_by” is not written as it must be: Ada Rossi", "hyphens: ada-rossi"),
    ("invited_by: ada-rossi.yml", "3:13", "“invited_by” is not written", "hyphens: ada-rossi"),
    ("photo: ../ada.webp", "3:8", "“photo” is not written as it must be: ../ada.webp", "path below content/: ada.webp"),
    ("photo: /etc/passwd", "3:8", "“photo” is not written as it must be: /etc/passwd", "below content/: etc/passwd"),
    ("photo: a/../../b.webp", "3:8", "“photo” is not written as it must be", "such as photos/ada.webp"),
    ("photo: C:\\a.webp", "3:8", "“photo” is not written as it must be", "such as photos/ada.webp"),
    ("feeds: [{url: ada.example}]", "3:15", "“feeds.1.url” is not written as it must be: ada.example", "https://"),
    ("feeds: [{url: 'javascript:alert(1)'}]", "3:15", "“feeds.1.url” is not written as it must be", "https://"),
    ("feeds: [{url: 'https://a b.example'}]", "3:15", "“feeds.1.url” is not written as it must be", "has no spaces"),
    ("feeds: [{url: 'https://'}]", "3:15", "“feeds.1.url” is not written as it must be: https://", "https://"),
    ("feeds: [{url: 'https:///x'}]", "3:15", "“feeds.1.url” is no whole web address: https:///x", "the whole address"),
    ("feeds: [{url: 'https://['}]", "3:15", "“feeds.1.url” is no whole web address: https://[", "the whole address"),
    ("feeds: [{url: 'https://a:99999'}]", "3:15", "“feeds.1.url” is no whole web address", "the whole address"),
    ("feeds: [{url: 'https://a℀b.example'}]", "3:15", "“feeds.1.url” is no whole web address", "the whole address"),
    ("feeds: [{url: 'https://me:pw@a.example'}]", "3:15", "“feeds.1.url” holds a name or a password", "front of the @"),
]


@pytest.mark.parametrize(("line", "place", "message", "hint"), IN_A_MEMBER)
def test_a_wrong_value_is_told_with_its_place_and_what_is_right(
    tmp_path: Path, line: str, place: str, message: str, hint: str
) -> None:
    where, said, advice = the_one(minimal_hub(tmp_path, **{"members/bo-ek.yml": f"{MEMBER}{line}\n"}))
    assert where == f"members/bo-ek.yml:{place}"
    assert message in said
    assert hint.replace("year-month-day", "year-month-day") in advice


def test_what_is_missing_and_what_is_left_empty_are_different_things(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"members/bo-ek.yml": "name:\npronouns: he\n", "events/chat.md": "---\ntitle: Chat\n---\n"})
    assert [told(problem) for problem in found(tmp_path)] == [
        ("events/chat.md:2:1", "“kind” is missing", "add a line kind: …"),
        ("events/chat.md:2:1", "“start” is missing", "add a line start: …"),
        ("members/bo-ek.yml:1:1", "“joined” is missing", "add a line joined: …"),
        ("members/bo-ek.yml:1:6", "“name” is empty", "write something behind name:"),
    ]


def test_a_key_with_nothing_behind_it_counts_as_left_out(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"members/bo-ek.yml": f"{MEMBER}github: # your login\nskills:\nlocation:\n  city:\n"})
    assert found(tmp_path) == []


def test_one_line_may_be_folded_and_stripped(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"members/bo-ek.yml": "name: >\n  Bo Ek\njoined: 2024-01-31\npronouns: |\n  he\n\n"})
    community, problems = load_community(tmp_path)
    assert problems == []
    assert (community.members["bo-ek"].name, community.members["bo-ek"].pronouns) == ("Bo Ek", "he")


def test_a_bare_name_among_speakers_is_shown_as_it_was_written(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"events/chat.md": f"{EVENT}start: 2026-05\nspeakers: [Bo Ek]\n---\n"})
    where, said, advice = the_one(tmp_path)
    assert where == "events/chat.md:5:12"
    assert said == "“speakers.1.member” is not written as it must be: Bo Ek"
    assert advice.endswith("hyphens: bo-ek")


def test_numbers_have_bounds_and_points(tmp_path: Path) -> None:
    place = "name: Hall\naddress: Main street 1\ncoordinates: {latitude: 91, longitude: '7,6'}\n"
    minimal_hub(
        tmp_path, **{"content/places/hall.yml": place, "content/community.yml": "name: T\nthresholds: {gone_days: 0}\n"}
    )
    assert [told(problem) for problem in found(tmp_path)] == [
        ("content/community.yml:2:25", "“thresholds.gone_days” is too small: 0", "it must be at least 1"),
        ("content/places/hall.yml:3:25", "“coordinates.latitude” is too large: 91", "it must be at most 90.0"),
        (
            "content/places/hall.yml:3:40",
            "“coordinates.longitude” must be a number: 7,6",
            "write it with a point, such as 45.07",
        ),
    ]


@pytest.mark.parametrize("value", ["maybe", "2026-01-01"])
def test_a_switch_is_on_or_off(tmp_path: Path, value: str) -> None:
    minimal_hub(tmp_path, **{"content/community.yml": f"name: T\npages_in_every_language: {value}\n"})
    assert the_one(tmp_path) == (
        "content/community.yml:2:26", f"“pages_in_every_language” must be true or false: {value}",
        "write true or false, without quotes",
    )  # fmt: skip


def test_a_list_that_may_not_be_empty_says_so(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"content/community.yml": "name: T\nlanguages: []\n"})
    assert the_one(tmp_path) == (
        "content/community.yml:2:12", "“languages” needs at least one item", "add an item that starts with a hyphen",
    )  # fmt: skip


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"members/bo-ek.yml": "name: ''\njoined: tomorrow\nskils: [a]\ngithub: '@bo'\n"})
    assert [problem.place for problem in found(tmp_path)] == [
        f"members/bo-ek.yml:{n}" for n in ("1:7", "2:9", "3:1", "4:9")
    ]


def test_of_very_many_faults_the_first_are_told_and_the_rest_are_counted(tmp_path: Path) -> None:
    keys = "".join(f"key{number}: x\n" for number in range(5000))
    minimal_hub(tmp_path, **{"members/bo-ek.yml": MEMBER + keys})
    problems = found(tmp_path)
    assert len(problems) == 21
    assert told(problems[0]) == (
        "members/bo-ek.yml", "4,980 more are wrong in this file", "mend the first ones first",
    )  # fmt: skip
    assert [problem.line for problem in problems[1:]] == list(range(3, 23))


def test_an_error_that_has_no_words_of_its_own_still_has_a_hint() -> None:
    class Odd(BaseModel):
        odd: bytes

    document = read_yaml(b"odd: [1]\n")
    with pytest.raises(ValueError, match="odd") as raised:
        Odd.model_validate(document.values)
    (problem,) = complaints_of("x.yml", document, Odd, raised.value)  # type: ignore[arg-type]
    assert problem.message.startswith("“odd” is not right: ")
    assert problem.hint


def test_every_sentence_of_ours_belongs_to_a_code() -> None:
    assert complaints._ABOUT.keys() == complaints._CUSTOM.keys()


def test_the_minimal_hub_is_right(tmp_path: Path) -> None:
    assert found(minimal_hub(tmp_path)) == []


def test_a_misspelt_key_is_told_once_and_not_as_missing_too(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"events/chat.md": EVENT.replace("kind", "knd") + "strt: 2026-05-14\nwhere: x\n---\n"})
    assert [(problem.place, problem.hint[:20]) for problem in found(tmp_path)] == [
        ("events/chat.md:3:1", "did you mean “kind”?"),
        ("events/chat.md:4:1", "did you mean “start”"),
        ("events/chat.md:5:1", "the keys are title, "),
    ]


def test_a_persons_name_where_their_file_is_meant_is_led_to_it(tmp_path: Path) -> None:
    minimal_hub(tmp_path, **{"events/chat.md": f"{EVENT}start: 2026-05\nhosts: [Luc Martin, '🙂']\n---\n"})
    hints = [problem.hint for problem in found(tmp_path)]
    assert hints[0].endswith("a-z, 0-9 and hyphens: luc-martin")
    assert hints[1].endswith("such as ada-rossi")


@pytest.mark.parametrize("written", ["Ada", "@ada", "Ada R", "ADA-R"])
def test_the_first_name_of_one_member_leads_to_their_file(tmp_path: Path, written: str) -> None:
    others = {"members/dee.yml": "name: Ada Hidden\njoined: 2024-01-31\nvisibility: hidden\n"}
    hub = minimal_hub(tmp_path, **others, **{"members/bo-ek.yml": f"{MEMBER}invited_by: '{written}'\n"})
    assert [problem.hint for problem in found(hub)] == ["did you mean ada-rossi?"]
    write(hub, "members/bo-ek.yml", f"{MEMBER}invited_by: ada\n")
    assert [problem.hint for problem in found(hub)] == ["did you mean “ada-rossi”?"]
    write(hub, "members/ada-vu.yml", "name: Ada Vu\njoined: 2024-01-31\n")
    write(hub, "members/bo-ek.yml", f"{MEMBER}invited_by: Ada\n")
    assert [problem.hint[:26] for problem in found(hub)] == ["write a file's name withou"]
