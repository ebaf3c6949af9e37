"""What stands between two pieces of a sentence is translated, too: French has a space before a colon."""

import re
from pathlib import Path

import pytest

import folkmoot
from folkmoot.render.badges import badges
from folkmoot.render.feeds.opml import subscriptions
from folkmoot.render.feeds.syndication import offered, syndication
from support.syndicated import SITE, WORDS, bo, hub_of, post

TEMPLATES = Path(folkmoot.__file__).parent / "render/templates"
GLUED = re.compile(r"(?:\}\}|%\}|</\w+>)[:;] ?(?:\{[{%]|<\w)")
"""A mark between what a template prints and what it prints next."""


def french(words: str) -> str:
    # Titles outside of pages keep no space from being broken.
    return "%(whole)s\N{NO-BREAK SPACE}: %(part)s" if words == "%(whole)s: %(part)s" else words


@pytest.mark.parametrize("template", sorted(path.name for path in TEMPLATES.glob("*.html")))
def test_no_template_sets_a_mark_between_two_pieces(template: str) -> None:
    assert GLUED.findall((TEMPLATES / template).read_text("utf-8")) == []


def test_titles_of_feeds_and_lists_of_feeds(tmp_path: Path) -> None:
    hub = hub_of(
        tmp_path,
        **{"content/posts/lamp.md": post(), "members/bo-berg.yml": bo()},
    )
    words = WORDS._replace(say=french)
    assert {one.title for one in offered(hub, SITE, words)} >= {"Test Moot : Posts"}
    made = dict(syndication(hub, SITE, lambda _: words))
    assert b"Test Moot : Posts" in made["feeds/posts.atom"]
    assert b"<title>Test Moot : Planet</title>" in subscriptions(hub, french)


def test_what_badges_say_to_those_who_do_not_see_them(tmp_path: Path) -> None:
    hub = hub_of(tmp_path)
    assert any(b"Test Moot : Ada Rossi" in picture for _, picture in badges(hub, french))
