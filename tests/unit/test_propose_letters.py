"""Files and answers that come by mail: what a letter puts around them is left out, and told; nothing is guessed."""

from pathlib import Path

import pytest

from folkmoot.contribute.proposing.letters import answers_in, file_in
from support.hubs import write
from support.proposals import WHOLE, body, codes, event, hub_with_forms, run, told

FILE = "name: Ana Lima\njoined: 2026-06-01\n"
EVENING = "path: events/lamps.md\n\n---\ntitle: Lamps\nkind: meeting\nstart: 2026-09-17 19:00\n---\n\nBring one.\n"
LEFT = ("warning", "left-out")
UNSENT = ("warning", "sender-unknown")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return hub_with_forms(tmp_path / "hub")


def quoted(text: str, sign: str = "> ") -> str:
    return "".join(f"{sign}{line}".rstrip() + "\n" for line in text.splitlines())


def fenced(text: str, kind: str = "yaml") -> str:
    return f"```{kind}\n{text}```\n"


HEAD, REST = WHOLE.split("\n\n")
LETTERS = {
    "greeting": (f"Hello,\nhere is my file:\n\n{WHOLE}", [LEFT]),
    "no empty line below the path": (f"Hello!\n{HEAD}\n{REST}", [LEFT]),
    "signature": (f"{WHOLE}\n-- \nAna\nLamps: ltd\n", [LEFT]),
    "signature without its space": (f"{WHOLE}--\nAna\n", [LEFT]),
    "farewell": (f"{WHOLE}\nBest regards,\nAna\n\nSent from my telephone\n", [LEFT]),
    "answer below": (f"{WHOLE}\nOn Monday Bo Ek wrote:\n> Send it: here.\n", [LEFT]),
    "both": (f"Ciao!\n\n{WHOLE}\n-- \nAna\n", [LEFT, LEFT]),
    "quoted": (f"Ana wrote:\n\n{quoted(WHOLE)}", [LEFT]),
    "quoted twice": (quoted(f"See below.\n{quoted(WHOLE, '>')}", "> "), [LEFT]),
    "quoted and signed": (quoted(f"{WHOLE}\n-- \nAna\n").replace("> --\n", "> -- \n"), [LEFT]),
    "fence": (fenced(WHOLE), []),
    "fence of waves": (f"~~~\n{WHOLE}~~~\nBye!\n", [LEFT]),
    "fence below the path": (f"Hi.\n\n{HEAD}\n\n{fenced(REST)}\nCiao\n", [LEFT, LEFT]),
    "fence in a quote": (f"Ana wrote:\n{quoted(fenced(WHOLE))}\nYes.\n", [LEFT, LEFT]),
    "earlier fence": (f"As\n\n```\nfolkmoot check\n```\nsays:\n\n{WHOLE}", [LEFT]),
    "line ends": (f"Hello,\r\n\r\n{WHOLE}".replace("\n", "\r\n"), [LEFT]),
    "spaces": (WHOLE.replace(": ", ":\u00a0"), [("warning", "mail-spaces")]),
    "quotes below": (f"Better:\n\n{WHOLE}\n> {HEAD}\n>\n> name: Ana\n", [LEFT, LEFT]),
}


@pytest.mark.parametrize("kind", list(LETTERS))
def test_a_file_is_found_in_a_letter_and_the_rest_is_told(root: Path, kind: str) -> None:
    letter, remarks = LETTERS[kind]
    answer = told(root, letter)
    assert [(one["path"], one["text"]) for one in answer["files"]] == [("members/ana-lima.yml", FILE)]
    assert codes(answer) == [*remarks, UNSENT]


def test_what_is_left_out_can_be_read(root: Path) -> None:
    answer = told(root, f"Dear all,\n\n{WHOLE}\n-- \nAna Lima, Lyon\n")
    assert [(one["message"], one.get("value")) for one in answer["remarks"]][:2] == [
        ("what stands above the file is not taken", "Dear all,"),
        ("what stands below the file is not taken", "Ana Lima, Lyon"),
    ]


def test_spaces_of_mail_programs_stay_in_texts(root: Path) -> None:
    letter = f"{WHOLE}bio:\u00a0|\n\u00a0 Soir\u00a0: oui.\nlinks:\n\u00a0 -\u00a0label: A\n\u00a0 \u00a0 url:\u00a0https://a.example\n"
    assert told(root, letter)["files"][0]["text"] == (
        f"{FILE}bio: |\n  Soir\u00a0: oui.\nlinks:\n  - label: A\n    url: https://a.example\n"
    )
    page = EVENING.replace("title: ", "title:\u00a0") + "\n\u00a0\u00a0Entrée\u00a0: libre.\n"
    assert told(root, page)["files"][0]["text"].endswith("\n---\n\nBring one.\n\n\u00a0\u00a0Entrée\u00a0: libre.\n")
    assert "title: Lamps\n" in told(root, page)["files"][0]["text"]


def test_a_text_keeps_what_could_be_its_own(root: Path) -> None:
    own = "\nProgramme\n--\n\n```\ncode\n```\n\n> quoted\n\nRegards: all.\n"
    assert told(root, EVENING + own)["files"][0]["text"].endswith(f"Bring one.\n{own}")
    answer = told(root, f"{EVENING}\n--\nAna\n")
    assert answer["files"][0]["text"].endswith("---\n\nBring one.\n")
    assert codes(answer) == [LEFT]


def test_what_somebody_answers_to_stays_out_of_the_text(root: Path) -> None:
    earlier = quoted(EVENING.replace("Bring one.", "Bring two."))
    for letter in (f"{EVENING}\nAm Montag schrieb Bo:\n\n{earlier}", f"{EVENING}\n{earlier}\nBye\n"):
        answer = told(root, letter)
        assert answer["files"][0]["text"].endswith("---\n\nBring one.\n")
        assert codes(answer) == [LEFT]


def test_a_fence_that_is_closed_above_ends_nothing_below(root: Path) -> None:
    own = "\n```\ncode\n```\n\nMore.\n"
    answer = told(root, f"It said\n```\nwell\n```\nof this:\n\n{EVENING}{own}")
    assert answer["files"][0]["text"].endswith(f"Bring one.\n{own}")


def test_a_mistake_at_the_end_of_a_file_is_no_farewell(root: Path) -> None:
    answer = told(root, f"{WHOLE}\nbio: [lamps\n\nskills: [a]\n")
    assert answer["files"] == []
    assert "left-out" not in [code for _, code in codes(answer)]


@pytest.mark.parametrize(
    ("letter", "code"),
    [
        (f"Two:\n\n{WHOLE}\n{WHOLE.replace('ana', 'bo')}", "several-files"),
        (f"{WHOLE}\n{EVENING}", "several-files"),
        (fenced(WHOLE) + fenced("x: y\n"), "fences-astray"),
        (fenced(f"{EVENING}\n```\ncode\n```\n"), "fences-astray"),
        (f"{WHOLE}bio: {'x' * 1_000_000}\n", "too-long"),
    ],
)
def test_where_nobody_can_tell_which_file_is_meant_none_is_taken(root: Path, letter: str, code: str) -> None:
    answer = told(root, letter)
    assert (answer["files"], codes(answer)) == ([], [("error", code)])


def test_what_is_no_yaml_and_may_belong_to_the_file_is_told_as_a_mistake(root: Path) -> None:
    answer = told(root, f"{WHOLE}bio: a text that a mail program\nbroke into two lines\n")
    assert answer["files"] == []


def test_an_answer_may_hold_what_looks_like_a_file(root: Path) -> None:
    said = {"name": "Ana Lima", "bio": f"My file would be\n\n{WHOLE}"}
    for sent in (event(body(root, "member", said)), body(root, "member", said)):
        answer = told(root, sent)
        assert (answer["form"], "My file would be" in answer["files"][0]["text"]) == ("member", True)


@pytest.mark.parametrize("kind", ["plain", "quoted", "fence", "signed", "spaces"])
def test_answers_to_a_form_are_found_in_a_letter(root: Path, kind: str) -> None:
    answers = body(root, "member", {"name": "Ana Lima", "consent-profile": True, "skills": "soldering"})
    letter = {
        "plain": f"Hello!\n\n{answers}\n",
        "quoted": f"Ana wrote:\n{quoted(answers)}\n",
        "fence": f"Here:\n{fenced(answers + chr(10), '')}",
        "signed": f"Hello\n{answers}\n-- \nAna\n".replace("\n", "\r\n"),
        "spaces": f"Hello\n{answers}\n".replace("- [ ] ", "-\u00a0[\u00a0]\u00a0").replace("### ", "###\u00a0"),
    }[kind]
    answer = told(root, letter, "--actor", "ana-lima")
    assert answer["files"][0]["text"] == (
        "name: Ana Lima\njoined: 2026-06-15\ngithub: ana-lima\nskills: [soldering]\nconsent:\n  profile: 2026-06-15\n"
    )
    assert set(codes(answer)) == {LEFT}


def test_what_github_tells_is_no_letter(root: Path) -> None:
    """Nothing was put around it on its way, so that two hyphens are somebody's own."""
    said = {"title": "Lamps", "kind": "meeting", "start": "2026-09-17 19:00", "text": "Bring one.\n\n-- \nOr two."}
    assert told(root, event(body(root, "event", said)))["files"][0]["text"].endswith("Bring one.\n\n--\nOr two.\n")


@pytest.mark.parametrize("first", ["Please take this in: {}", "Merci d’ajouter ceci\u00a0: {}", "{}"])
def test_lines_for_a_feed_go_into_the_file_of_whoever_sends_them(root: Path, first: str) -> None:
    lines = "feeds:\n  - url: https://ada.example/feed\n    title: Ada\n"
    letter = f"{first.format('members/ada-rossi.yml')}\n\n{lines}"
    answer = told(root, letter, "--actor", "adarossi")
    assert answer["files"][0]["text"] == f"name: Ada Rossi\njoined: 2024-02-29\ngithub: adarossi\n{lines}"
    assert (answer["files"][0]["change"], answer["remarks"]) == ("update", [])
    for options, words in (
        ((), "name their account with --actor LOGIN, or put the lines into members/ada-rossi.yml yourself"),
        (("--actor", "eve"), "add yourself first, or put the lines into members/ada-rossi.yml yourself"),
    ):
        refused = told(root, letter, *options)
        assert (codes(refused), refused["remarks"][0]["hint"]) == ([("error", "no-member")], words)
    write(root, "members/bo-ek.yml", "name: Bo Ek\njoined: 2025-01-31\ngithub: bo\n")
    assert codes(told(root, letter, "--actor", "bo")) == [("error", "no-member")]


def test_only_new_lines_for_a_feed_are_added(root: Path) -> None:
    write(
        root,
        "members/ada-rossi.yml",
        "name: A\njoined: 2024-02-29\ngithub: adarossi\nfeeds:\n  - url: http://a.example/f\n    include: [tea]\n",
    )
    lines = "path: members/ada-rossi.yml\n\nfeeds:\n- url: https://a.example/f\n"
    assert codes(told(root, lines, "--actor", "adarossi")) == [("error", "feed-twice")]
    answer = told(root, f"{lines}- url: https://a.example/g\n", "--actor", "adarossi")
    assert answer["files"][0]["text"].endswith(
        "  - url: http://a.example/f\n    include: [tea]\n  - url: https://a.example/g\n"
    )
    assert codes(answer) == [("warning", "feed-twice")]
    for odd in ("feeds: no\n", "feeds: [a, {b: c}]\n", "feeds: []\n"):
        assert not told(root, f"path: members/ada-rossi.yml\n\n{odd}", "--actor", "adarossi")["files"]


def test_lines_for_the_communitys_own_file_are_for_a_maintainer(root: Path) -> None:
    sent = "Please take this in: content/community.yml\n\nsources:\n  feeds:\n    - url: https://a.example/f\n"
    (remark,) = told(root, sent, "--actor", "adarossi")["remarks"]
    assert (
        remark["message"] == "a feed that is no member’s stands in content/community.yml, which only maintainers change"
    )


def test_a_letter_without_any_file_stays_as_it_is() -> None:
    for text in (
        "",
        "Hello\n",
        "see members/ada.yml\n",
        "the path: of least resistance\n",
        "-- \n",
        "```\n",
        ">",
        "\r",
    ):
        assert file_in(text).whole is None
        assert answers_in(text) == (None, text, ())


def test_a_refused_letter_writes_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    assert run(root, f"{WHOLE}\n{EVENING}", "--write").exit_code == 1
    assert sorted(root.rglob("*")) == before
