"""The posts that members write on the hub itself."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby

from folkmoot.model.post import Post
from folkmoot.render.canvas import Canvas
from folkmoot.render.framing.frame import SITE
from folkmoot.render.giving import thanked
from folkmoot.render.head import Card
from folkmoot.render.linked_data import article_data
from folkmoot.render.page import Page
from folkmoot.render.pages.paging import sheets, slugs_of
from folkmoot.render.pages.subscribing import feeds
from folkmoot.text import collated, one_line, sameness

_LATEST = 60
_FAMILY = "post-lists"


def pages(canvas: Canvas) -> Iterator[Page]:
    """The newest posts, lists by year, language and topic, and each post."""
    posts = canvas.lookup.posts
    years = [(label, list(group)) for label, group in groupby(posts, lambda post: str(post.date.year))]
    languages, topics = _by_language(canvas), _by_topic(canvas)
    slugs = slugs_of(topics)
    yield canvas.page(
        "posts.html",
        "posts/",
        canvas.say("Posts"),
        description=canvas.say("What %(community)s writes", community=canvas.site_name),
        source="content/posts/",
        asked=_asked(canvas),
        newest=[(label, list(group)) for label, group in groupby(posts[:_LATEST], lambda post: str(post.date.year))],
        years=[(label, len(found)) for label, found in years] if len(posts) > _LATEST else [],
        languages=[(tag, len(found)) for tag, found in languages.items()],
        topics=[(topic, slugs[topic], len(found)) for topic, found in topics.items()],
        feeds=feeds(canvas, "posts"),
    )
    lists = [(f"posts/language/{tag}/", canvas.phrases.language(tag), found) for tag, found in languages.items()]
    lists += [(f"posts/topic/{slugs[topic]}/", topic, found) for topic, found in topics.items()]
    lists += [(f"posts/year/{label}/", label, found) for label, found in years if len(posts) > _LATEST]
    for address, name, found in lists:
        of_language = address.split("/")[2] if address.startswith("posts/language/") else ""
        yield from sheets(
            canvas,
            "post_list.html",
            address,
            canvas.say("Posts: %(what)s", what=name),
            found,
            family=_FAMILY,
            description=canvas.say("What %(community)s writes: %(what)s", community=canvas.site_name, what=name),
            source="content/posts/",
            feeds=feeds(canvas, "posts", of_language) if of_language else [],
        )
    yield from map(articles(canvas), canvas.at_home(posts))


def _asked(canvas: Canvas) -> list[Post]:
    """The posts that ask everybody something: those that wait for answers first, then the newest."""
    today = canvas.hub.today
    found = [(one, one.feedback.is_open(today)) for one in canvas.lookup.posts if one.feedback]
    return [one for one, _ in sorted(found, key=lambda pair: not pair[1])]


def _by_language(canvas: Canvas) -> Mapping[str, list[Post]]:
    """The posts by the languages that one can read them in; nothing where all are in one."""
    found: dict[str, list[Post]] = defaultdict(list)
    for post in canvas.lookup.posts:
        _, *translations = canvas.addresses.told_in(post)
        for tag in dict.fromkeys([post.language or canvas.languages[0], *translations]):
            found[tag].append(post)
    return {tag: found[tag] for tag in sorted(found, key=lambda tag: (-len(found[tag]), tag)) if len(found) > 1}


def _by_topic(canvas: Canvas) -> Mapping[str, list[Post]]:
    """The posts by topic, where several have it, in its most used spelling, in alphabetical order."""
    found: dict[str, list[Post]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for post in canvas.lookup.posts:
        for key, topic in {sameness(topic): one_line(topic) for topic in post.topics}.items():
            found[key].append(post)
            spellings[key][topic] += 1
    usual = {key: min(spelt, key=lambda name: (-spelt[name], name)) for key, spelt in spellings.items()}
    return {
        usual[key]: found[key]
        for key in sorted(found, key=lambda one: (collated(usual[one]), one))
        if len(found[key]) > 1
    }


def articles(canvas: Canvas) -> Callable[[Post], Page]:
    """What makes the page of one post."""
    posts, found = canvas.lookup.posts, _by_topic(canvas)
    place = {post.slug: index for index, post in enumerate(posts)}
    slugs = slugs_of(found)
    topics = {sameness(topic): slugs[topic] for topic in found}

    def article(post: Post) -> Page:
        index = place[post.slug]
        picture = post.picture
        return canvas.record_page(
            "post.html",
            post,
            post.title,
            description=post.summary or post.title,
            card=Card(
                "article",
                picture.file if picture else "",
                picture.alt if picture else "",
                article_data(canvas.hub, SITE, post, canvas.address(post), picture.file if picture else ""),
            ),
            post=post,
            language=canvas.spoken(post),
            authors=canvas.shown(post.authors),
            thanked=thanked(canvas.community, post.credits, authors=post.authors),
            topics=[(topic, topics.get(sameness(topic), "")) for topic in post.topics],
            newer=posts[index - 1] if index else None,
            older=posts[index + 1] if index + 1 < len(posts) else None,
        )

    return article
