"""A document in JSON keeps every byte but those of the items that are changed, added or left out."""

import json

import pytest

from folkmoot.render.all_contributors import Person, document_of, merged

ADA = Person("ada-rossi", "ada", "Ada", 7, "https://a.example", True, ("code", "talk"))
ENTRY = {
    "login": "ada",
    "name": "Ada",
    "avatar_url": "https://avatars.githubusercontent.com/u/7?s=160",
    "profile": "https://a.example",
    "contributions": ["code", "talk"],
}
# As the tool all-contributors writes it, with prettier and with options of people's own.
FILE = """\
{
  "projectName": "lamp", "projectOwner": "officina",
  "repoType": "github", "repoHost": "https://github.com",
  "files": ["README.md", "docs/thanks.md"],
  "imageSize": 64,
  "commit": true, "commitConvention": "gitmoji",
  "types": {"beer": {"symbol": "\\uD83C\\uDF7A", "description": "é"}},
  "contributors": [
    {
      "login": "zoe", "name": "Zoe", "contributions": ["beer"], "years": 1.50
    },
    %s
  ],
  "contributorsPerLine": 7, "contributorsSortAlphabetically": true,
  "linkToUsage": false, "skipCi": true, "badgeTemplate": "<%%= x %%>", "big": 1e400
}
"""


def written(before: str, *people: Person, out: str = "") -> str:
    def is_out(login: str, *_: object) -> bool:
        return login == out

    document = document_of(before.encode(), {})
    made = merged(document, people, ["" for _ in document.entries], is_out)
    return made.content.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '{\n      "login": "Ada", "contributions": [\n        "code" ]\n    }',
            '{\n      "login": "Ada", "contributions": [\n        "code",\n        "talk" ]\n    }',
        ),
        (
            '{"login": "ADA", "contributions": ["doc"], "x": 1}',
            '{"login": "ADA", "contributions": ["doc", "code", "talk"], "x": 1}',
        ),
        (
            '{"login": "ada", "contributions": "code", "x": 1}',
            '{"login": "ada", "contributions": ["code", "talk"], "x": 1}',
        ),
        ('{"login": "ada"}', '{"login": "ada", "contributions": ["code", "talk"]}'),
        ('{"login": "ada", "contributions": [] }', '{"login": "ada", "contributions": ["code", "talk"] }'),
        (
            '{"login": "ada", "contributions": ["talk"], "contributions": [{"type": "code", "url": "x"}]}',
            '{"login": "ada", "contributions": ["talk"], "contributions": [{"type": "code", "url": "x"}, "talk"]}',
        ),
    ],
)
def test_whoever_is_given_more_stands_as_before_but_for_that(before: str, after: str) -> None:
    assert written(FILE % before, ADA) == FILE % after
    assert written(FILE % after, ADA) == FILE % after


def test_who_is_new_follows_in_the_way_the_others_are_written() -> None:
    other = '{ "login": "x" }'
    entry = json.dumps(ENTRY, indent=2).replace("\n", "\n    ")
    assert written(FILE % other, ADA) == FILE % f"{other},\n    {entry}"
    assert written((FILE % other).replace("\n", "\r\n"), ADA) == (FILE % f"{other},\n    {entry}").replace("\n", "\r\n")
    assert written("\ufeff" + FILE % other, ADA) == "\ufeff" + FILE % f"{other},\n    {entry}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"x":1,"contributors":[{"login":"b"}]}', '{"x":1,"contributors":[{"login":"b"}, %s]}'),
        ('{"contributors": []}', '{"contributors": [%s]}'),
        ("{}", '{"contributors": [%s]}'),
        ('{"x": 1}', '{"x": 1, "contributors": [%s]}'),
        ('{"contributors": [5], "contributors": [ ], "y": 1}', '{"contributors": [5], "contributors": [%s], "y": 1}'),
    ],
)
def test_what_is_on_one_line_stays_there(before: str, after: str) -> None:
    assert written(before, ADA) == after % json.dumps(ENTRY)


def test_letters_are_written_as_the_file_writes_them() -> None:
    zoe = ADA._replace(login="zoe", name="Zoé")
    for others in ("Léa", "L\\u00e9a"):
        told = written(f'{{"contributors": [{{"login": "lea", "name": "{others}"}}]}}', zoe)
        assert ("Zoé" in told, "Zo\\u00e9" in told) == ("é" in others, "é" not in others)


def test_a_list_is_begun_in_a_file_of_many_lines() -> None:
    entry = json.dumps(ENTRY, indent="\t").replace("\n", "\n\t\t")
    assert written('{\n\t"x": 1\n}\n', ADA) == f'{{\n\t"x": 1,\n\t"contributors": [\n\t\t{entry}\n\t]\n}}\n'
    assert written('{\n\t"contributors": []\n}', ADA) == f'{{\n\t"contributors": [\n\t\t{entry}\n\t]\n}}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('[{"login": "q"}]', "[]"),
        ('[\n  {"login": "q"},\n  {"login": "a"},\n  5\n]', '[\n  {"login": "a"},\n  5\n]'),
        ('[\n  {"login": "a"},\n  {"login": "q"}, {"login": "q"}\n]', '[\n  {"login": "a"}\n]'),
        ('[{"login": "a"}, {"login": "q"}, 5]', '[{"login": "a"}, 5]'),
    ],
)
def test_who_goes_leaves_nothing_behind(before: str, after: str) -> None:
    assert written(f'{{"contributors": {before}, "x": 1.0}}', out="q") == f'{{"contributors": {after}, "x": 1.0}}'


def test_who_goes_may_be_followed_by_who_is_new() -> None:
    assert written('{"contributors": [{"login": "q"}]}', ADA, out="q") == f'{{"contributors": [{json.dumps(ENTRY)}]}}'
