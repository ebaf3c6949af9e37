"""Which sources a community has, each once, and folder names that stay what they are."""

import itertools
from collections.abc import Callable

import pytest

from folkmoot.model.base import SLUG, Origin
from folkmoot.model.community import Community, Profile
from folkmoot.model.harvest import Reading, Source, SourceKind
from folkmoot.model.member import Member
from folkmoot.model.source import quiet_slugs, source_slug, sources


def community(told: dict[str, object] | None = None, **members: dict[str, object]) -> Community:
    profile = Profile.model_validate({"name": "Test Moot", "sources": told or {}})
    people = {
        slug: Member.model_validate({"name": slug, "joined": "2024-01-01", **more}).placed(
            Origin(f"members/{slug}.yml", slug)
        )
        for slug, more in members.items()
    }
    return Community(profile, people, {}, {}, {}, {}, {}, (), ())


def feeds(*urls: str) -> dict[str, object]:
    return {"feeds": [{"url": url} for url in urls]}


def test_all_kinds_of_sources() -> None:
    hub = community(
        {
            "feeds": [{"url": "https://news.example/feed.xml", "title": "News", "language": "it"}],
            "discussions": ["officina-aperta/forum"],
            "repositories": ["officina-aperta/forum", "https://git.example/tools.git", "."],
        },
        chiara={"feeds": [{"url": "https://chiara.example/blog/feed.xml"}]},
    )
    found = sources(hub)
    assert found[:4] == (
        Source("entries", "chiara-example-blog-feed-xml", "https://chiara.example/blog/feed.xml", "", "chiara"),
        Source("entries", "news-example-feed-xml", "https://news.example/feed.xml", "News", "", "it"),
        Source("discussions", "officina-aperta-forum", "officina-aperta/forum", "officina-aperta/forum"),
        Source("work", "officina-aperta-forum-git", "officina-aperta/forum", "officina-aperta/forum"),
    )
    assert found[4].slug == "git-example-tools-git"
    assert len({one.slug for one in found}) == 6


def test_a_source_says_how_it_is_read() -> None:
    keys = {"include": ["Café"], "exclude": ["ads"], "text": "full", "most": 3, "paused": True}
    one = {"url": "https://ada.example/feed", **keys}
    reading = Reading(("Café",), ("ads",), "full", 3, paused=True)
    for hub in (community(ada={"feeds": [one]}), community({"feeds": [one]})):
        assert [source.reading for source in sources(hub)] == [reading]
    (plain,) = sources(community({"feeds": [{"url": "https://ada.example/feed"}]}))
    assert plain.reading == Reading()


@pytest.mark.parametrize(("visibility", "number"), [("public", 1), ("name", 0), ("hidden", 0)])
def test_feeds_of_those_who_do_not_want_to_be_seen_are_not_collected(visibility: str, number: int) -> None:
    hub = community(ada={"visibility": visibility, **feeds("https://ada.example/feed")})
    assert len(sources(hub)) == number


def test_an_address_counts_once_and_belongs_to_the_member() -> None:
    hub = community(
        feeds("http://www.ada.example/feed/", "https://ada.example/feed"), ada=feeds("https://ada.example/feed")
    )
    (one,) = sources(hub)
    assert (one.owner, one.url) == ("ada", "https://ada.example/feed")


def test_addresses_that_look_alike_as_slugs_are_told_apart_in_whatever_order_they_stand() -> None:
    alike = ("https://a.example/feed.xml", "https://a.example/feed/xml", "https://a.example/Feed.xml")
    orders = [
        {one.url: one.slug for one in sources(community(feeds(*order)))} for order in itertools.permutations(alike)
    ]
    assert all(order == orders[0] for order in orders)
    assert len(set(orders[0].values())) == 3


FEED = "https://ada.example/feed"
LIKE_IT = "https://ada.example-feed"


@pytest.mark.parametrize("visibility", ["name", "hidden"])
@pytest.mark.parametrize(
    ("hub", "owners"),
    [
        (lambda quiet: community(None, quiet=quiet), []),
        (lambda quiet: community(feeds("http://www.ada.example/feed/"), quiet=quiet), [""]),
        (lambda quiet: community(None, quiet=quiet, zoe=feeds(FEED)), ["zoe"]),
        (lambda quiet: community(feeds(FEED), ada=feeds(FEED), quiet=quiet), ["ada"]),
    ],
)
def test_a_feed_is_quiet_where_neither_the_community_nor_anybody_public_names_it(
    visibility: str, hub: Callable[[dict[str, object]], Community], owners: list[str]
) -> None:
    told = hub({"visibility": visibility, **feeds(FEED)})
    assert [one.owner for one in sources(told)] == owners
    assert quiet_slugs(told) == (set() if owners else {"ada-example-feed"})


@pytest.mark.parametrize("one", [FEED, LIKE_IT])
@pytest.mark.parametrize("visibility", ["name", "hidden"])
def test_stepping_back_changes_no_slug(one: str, visibility: str) -> None:
    other = LIKE_IT if one == FEED else FEED
    before = {found.url: found.slug for found in sources(community(ada=feeds(one), bob=feeds(other)))}
    assert len(set(before.values())) == 2
    after = community(ada={"visibility": visibility, **feeds(one)}, bob=feeds(other))
    assert {found.url: found.slug for found in sources(after)} == {other: before[other]}
    assert quiet_slugs(after) == {before[one]}


@pytest.mark.parametrize("visibility", ["public", "name", "hidden"])
@pytest.mark.parametrize("one", [FEED, LIKE_IT])
def test_no_member_takes_the_slug_of_a_feed_of_the_community(one: str, visibility: str) -> None:
    other = LIKE_IT if one == FEED else FEED
    hub = community(feeds(one), ada={"visibility": visibility, **feeds(other)})
    assert {found.url: found.slug for found in sources(hub)}[one] == "ada-example-feed"
    assert "ada-example-feed" not in quiet_slugs(hub)


VICTIM = "https://blog.ada.example/feed"


@pytest.mark.parametrize("url", ["https://blog-ada.example/feed", "https://blog.ada.example/~feed"])
def test_no_member_takes_the_slug_of_another_members_feed(url: str) -> None:
    before = source_slug("entries", VICTIM)
    assert source_slug("entries", url) == before
    found = {one.url: one.slug for one in sources(community(ada=feeds(VICTIM), mallory=feeds(url)))}
    assert len({before, *found.values()}) == 3


def test_a_mark_is_nobodys_either() -> None:
    like = "https://blog-ada.example/feed"
    marked = {one.url: one.slug for one in sources(community(ada=feeds(VICTIM), mallory=feeds(like)))}[VICTIM]
    taking = f"https://{marked.rpartition('-')[0]}.example/{marked.rpartition('-')[2]}".replace("-example-feed", "")
    taking = taking.replace(".example/", ".example/feed/")
    assert source_slug("entries", taking) == marked
    found = [one.slug for one in sources(community(ada=feeds(VICTIM), mallory=feeds(like, taking)))]
    assert len(set(found)) == 3
    assert marked not in found


@pytest.mark.parametrize(
    "pair",
    [
        ("https://a.example/" + "x" * 80 + "/1", "https://a.example/" + "x" * 80 + "/2"),
        ("https://a.example/" + "word-" * 20 + "1", "https://a.example/" + "word-" * 20 + "2"),
        ("https://a.example/" + "+" * 20, "https://a.example/" + "+" * 21),
        ("https://例え.example/", "https://例え.example/い"),
        ("https://例え/", "https://テスト/"),
    ],
)
def test_what_a_slug_cannot_hold_ends_in_a_mark_of_its_own(pair: tuple[str, str]) -> None:
    one, other = (source_slug("entries", url) for url in pair)
    assert one != other


@pytest.mark.parametrize("kind", ["entries", "discussions", "work"])
@pytest.mark.parametrize(
    "url",
    ["https://a.example/" + "a-b" * 60, ".", "../x", "///", "git@host.example:a/b.git", "https://a.example/?a=1#b"],
)
def test_slugs_are_folder_names(kind: SourceKind, url: str) -> None:
    slug = source_slug(kind, url)
    assert SLUG.fullmatch(slug)
    assert len(slug) <= 60
