"""What is said where items with keys of their own are wanted and words stand there: whoever writes it is done."""

from pathlib import Path

import pytest

from folkmoot.load import items_meant
from support.hubs import found, minimal_hub, write

MEMBER = "name: Bo Ek\njoined: 2024-01-31\n"
PROJECT = "---\ntitle: Lamps\nstatus: active\n{}\n---\n"
BO = "{member: bo-ek, gave: [talk]}"
EXAMPLE = "{member: bo-ek, gave: [mentoring]}"

# What stands in the file, what is told to be wrong, and what is right.
CREDITS = [
    ("credits: bo-ek", "“credits” must be a list", f"for example credits: [{EXAMPLE}]"),
    (
        "credits: bo-ek, ada-rossi",
        "must be a list",
        f"for example credits: [{EXAMPLE}, {EXAMPLE.replace('bo-ek', 'ada-rossi')}]",
    ),
    ("credits: talk", "“credits” must be a list", "for example credits: [{member: ada-rossi, gave: [talk]}]"),
    ("credits: 'bo-ek: talk'", "“credits” must be a list", f"credits: [{BO}]"),
    ("credits: {bo-ek: talk}", "“credits” must be a list", f"credits: [{BO}]"),
    ("credits: {bo-ek: [doc, talk]}", "must be a list", "credits: [{member: bo-ek, gave: [doc, talk]}]"),
    ("credits:\n  member: bo-ek\n  gave: [talk]", "must be a list", f"credits: [{BO}]"),
    ("credits: [bo-ek]", "“credits.1” must have keys of its own", f"for example {EXAMPLE} in its place"),
    ("credits: [Bo Ek]", "“credits.1” must have keys of its own", f"for example {EXAMPLE} in its place"),
    ("credits:\n  - [bo-ek, talk]", "“credits.1” must have keys of its own", f"{BO} in its place"),
    ("credits:\n  - bo-ek: talk", "there is no key “bo-ek” here", f"{BO} in its place"),
    ("credits: ''", "“credits” must be a list", "for example credits: [{member: ada-rossi, gave: [mentoring]}]"),
    (
        "credits:\n  - {member: bo-ek, gave: talk}",
        "“credits.1.gave” must be a list",
        ("[talk], or each item on a line of its own that starts with a hyphen"),
    ),
]
OTHERS = [
    (
        "links: https://x.example",
        "“links” must be a list",
        "for example links: [{label: Blog, url: https://x.example}]",
    ),
    ("links: [Blog: 'https://x.example']", "no key “Blog”", "{label: Blog, url: https://x.example} in its place"),
    ("feeds: https://x.example/f", "“feeds” must be a list", "feeds: [{url: https://x.example/f}]"),
    ("feeds: [https://x.example/f]", "“feeds.1” must have keys", "{url: https://x.example/f} in its place"),
    (
        f"links: {{Blog: 'https://x.example/{'a' * 200}'}}",
        "must be a list",
        "for example links: [{label: Blog, url: https://ada.example}]",
    ),
]


@pytest.mark.parametrize(("written", "said", "right"), CREDITS)
def test_whoever_writes_credit_as_it_is_told_is_done(tmp_path: Path, written: str, said: str, right: str) -> None:
    hub = minimal_hub(tmp_path, **{"members/bo-ek.yml": MEMBER, "content/projects/lamps.md": PROJECT.format(written)})
    (problem,) = found(hub)
    assert said in problem.message
    assert problem.hint == f"write {right}"
    told = right.removeprefix("for example ").removesuffix(" in its place").partition(", or each")[0]
    item = f"{{member: bo-ek, gave: {told}}}" if told.startswith("[") else told
    whole = told if told.startswith("credits:") else f"credits: [{item}]"
    write(hub, "content/projects/lamps.md", PROJECT.format(whole))
    assert found(hub) == []


@pytest.mark.parametrize(("written", "said", "right"), OTHERS)
def test_other_items_are_told_with_what_stands_there(tmp_path: Path, written: str, said: str, right: str) -> None:
    (problem,) = found(minimal_hub(tmp_path, **{"members/bo-ek.yml": f"{MEMBER}{written}\n"}))
    assert said in problem.message
    assert problem.hint == f"write {right}"


def test_each_item_is_told_by_itself(tmp_path: Path) -> None:
    keys = (
        "credits:\n  - bo-ek: talk\n  - bo-ek\n  - {member: bo-ek}\n  - {membr: bo-ek, gave: [doc]}\n"
        "  - {member: bo-ek, kind: [doc]}\n  - {name: bo-ek, contributions: [doc]}"
    )
    problems = found(
        minimal_hub(tmp_path, **{"members/bo-ek.yml": MEMBER, "content/projects/lamps.md": PROJECT.format(keys)})
    )
    assert [(one.line, one.code, one.hint) for one in problems] == [
        (5, "unknown-key", f"write {BO} in its place"),
        (6, "type", f"write for example {EXAMPLE} in its place"),
        (7, "key-missing", "add a line gave: …"),
        (8, "unknown-key", "did you mean “member”?"),
        (9, "unknown-key", "did you mean “gave”?"),
        (10, "unknown-key", "did you mean “member”?"),
        (10, "unknown-key", "did you mean “gave”?"),
    ]


def test_of_very_many_words_the_first_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []

    def looking(word: str) -> str:
        looked_at.append(word)
        return ""

    monkeypatch.setattr(items_meant, "better_name", looking)
    keys = f"credits:\n  - [{'a/b, ' * 5_000}]"
    (problem,) = found(minimal_hub(tmp_path, **{"content/projects/lamps.md": PROJECT.format(keys)}))
    assert problem.hint == "write for example {member: ada-rossi, gave: [mentoring]} in its place"
    assert len(looked_at) < 100


# What stands as another account of a member, and what would be right.
ACCOUNTS = [
    ("'@bo-old'", "write the login alone: bo-old"),
    ("https://github.com/bo-old", "write the login alone: bo-old"),
    ("login:bo-old", "write the login alone: bo-old"),
    ("9412+bo@users.noreply.github.com", "write the account's number as github:9412"),
    ("'#9412'", "write the account's number as github:9412"),
    (
        "bo@home.example",
        ("leave e-mail addresses out, since everybody can read them: folkmoot contributors --doubles proposes hash:…"),
    ),
    (
        "hash:12",
        (
            "write a GitHub login without @, or github: and the account's number, or what folkmoot contributors"
            " --doubles proposes"
        ),
    ),
]


@pytest.mark.parametrize(("written", "right"), ACCOUNTS)
def test_an_account_that_is_written_otherwise_is_told_as_it_must_be(tmp_path: Path, written: str, right: str) -> None:
    (problem,) = found(minimal_hub(tmp_path, **{"members/bo-ek.yml": f"{MEMBER}accounts:\n  - {written}\n"}))
    assert (problem.line, problem.message) == (4, "“accounts.1” is not written as it must be")
    assert problem.hint == right


REPOSITORIES = [
    ("https://github.com/org/lamp/issues", "write org/lamp"),
    ("https://github.com/org/lamp.git", "write org/lamp"),
    ("git@github.com:org/lamp.git", "write org/lamp"),
    ("github.com/org/lamp/discussions/categories/ideas", "write org/lamp"),
    ("org/lamp/issues", "write org/lamp"),
    ("'@org/lamp'", "write org/lamp"),
    ("https://github.com/org", "add the repository's name, such as org/hub"),
    ("lamp", "write its owner in front, such as lantern-club/lamp"),
    (
        "https://gitlab.com/org/lamp",
        "write owner/name of a repository at GitHub; others can be named below repositories alone",
    ),
    ("org lamp", "write owner/name, as in the repository's address"),
]


@pytest.mark.parametrize("key", ["discussions", "issues"])
@pytest.mark.parametrize(("written", "right"), REPOSITORIES)
def test_a_repository_that_is_written_otherwise_is_told_as_it_must_be(
    tmp_path: Path, key: str, written: str, right: str
) -> None:
    profile = f"name: Moot\nsources:\n  {key}:\n    - org/hub\n    - {written}\n"
    (problem,) = found(minimal_hub(tmp_path, **{"content/community.yml": profile}))
    assert (problem.line, problem.message) == (5, f"“sources.{key}.2” is not written as it must be")
    assert problem.hint == right


# A list of words in which what is written would be no better for its brackets.
WRONG = [
    ("community", "sources:\n  issues: true", "write owner/name, as in the repository's address; each item on a line"),
    ("community", "sources:\n  discussions: hub", "write its owner in front, such as lantern-club/hub; each item on a"),
    ("community", "sources:\n  discussions: moot/hub", "write [moot/hub], or each item on a line"),
    ("project", "leads: Bo Ek", "in a-z, 0-9 and hyphens: bo-ek; each item on a line"),
    ("project", "agenda: intern", "did you mean internal? It can be applied, external, internal; each item on a line"),
]


@pytest.mark.parametrize(("family", "keys", "hint"), WRONG)
def test_no_list_is_proposed_that_would_be_refused_again(tmp_path: Path, family: str, keys: str, hint: str) -> None:
    path = {"community": "content/community.yml", "project": "content/projects/lamp.md"}[family]
    text = PROJECT.format(keys) if family == "project" else f"name: Test Moot\ntimezone: Europe/Rome\n{keys}\n"
    (one,) = (one for one in found(minimal_hub(tmp_path, **{path: text})) if one.path == path)
    assert "must be a list" in one.message
    assert hint in one.hint


def test_the_members_of_a_project_are_its_contributors(tmp_path: Path) -> None:
    text = PROJECT.format("members: [ada-rossi]")
    (one,) = found(minimal_hub(tmp_path, **{"content/projects/lamp.md": text}))
    assert (one.code, one.hint) == ("unknown-key", "did you mean “contributors”?")
