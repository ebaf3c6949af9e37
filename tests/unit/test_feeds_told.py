"""What is said of sources on the web that are written as other programs, or other keys, would have them."""

from pathlib import Path

import pytest

from support.hubs import found, minimal_hub

MEMBER = "name: Bo Ek\njoined: 2024-01-31\nfeeds:\n  - url: "
AS_HTTPS = [
    ("feed://bo.example/f.xml", "write https://bo.example/f.xml"),
    ("FEED:bo.example/f.xml", "write https://bo.example/f.xml"),
    ("feed:http://bo.example/f.xml", "write http://bo.example/f.xml"),
    ("feed://https://bo.example/f.xml", "write https://bo.example/f.xml"),
]
# What stands below sources, the key that is not known there, and what would be right.
KEYS = [
    ("watch:\n    - url: https://a.example\n      include: [a]", "include", "did you mean “keywords”?"),
    ("watch:\n    - url: https://a.example\n      Includes: [a]", "Includes", "did you mean “keywords”?"),
    ("watch:\n    - url: https://a.example\n      exclud: [a]", "exclud", "did you mean “exclude”?"),
    (
        "watch:\n    - url: https://a.example\n      include: [a]\n      keywords: [b]",
        "include",
        "“keywords” is there already: keep one of the two",
    ),
    ("feeds:\n    - url: https://a.example\n      keywords: [a]", "keywords", "did you mean “include”?"),
    (
        "calendars:\n    - url: https://a.example/c.ics\n      title: A\n      keyword: [a]",
        "keyword",
        "did you mean “include”?",
    ),
]


@pytest.mark.parametrize(("written", "hint"), AS_HTTPS)
def test_what_programs_for_feeds_write_is_led_to_the_web_address(tmp_path: Path, written: str, hint: str) -> None:
    (problem,) = found(minimal_hub(tmp_path, **{"members/bo-ek.yml": f"{MEMBER}{written}\n"}))
    assert (problem.code, problem.line, problem.hint) == ("format", 4, hint)
    assert problem.message == "“feeds.1.url” is not written as it must be"


@pytest.mark.parametrize("written", ["webcal://bo.example/nights", "webcals://bo.example/c.ics", "WEBCAL:bo.example/c"])
def test_the_address_of_a_calendar_is_no_feed_and_says_where_it_belongs(tmp_path: Path, written: str) -> None:
    (problem,) = found(minimal_hub(tmp_path, **{"members/bo-ek.yml": f"{MEMBER}{written}\n"}))
    assert (problem.code, problem.line, problem.value) == ("feed-calendar", 4, written)
    assert problem.message == "this is the address of a calendar, and not of a feed"
    assert problem.hint == "name it below calendars, which stands below sources in content/community.yml"


@pytest.mark.parametrize(("said", "key", "hint"), KEYS)
def test_a_key_that_other_sources_have_leads_to_the_one_that_is_meant(
    tmp_path: Path, said: str, key: str, hint: str
) -> None:
    hub = minimal_hub(tmp_path)
    profile = hub / "content/community.yml"
    profile.write_text(f"{profile.read_text(encoding='utf-8')}sources:\n  {said}\n", encoding="utf-8")
    (problem,) = found(hub)
    assert (problem.message, problem.hint) == (f"there is no key “{key}” here", hint)
