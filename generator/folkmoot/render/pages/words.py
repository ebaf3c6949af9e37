"""What is written: the planet, the discussions, the posts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby

from folkmoot.model.harvest import Discussion
from folkmoot.model.post import Post
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page

_RIVER = 60
_LATEST = 15
_PER_CATEGORY = 10


def pages(canvas: Canvas) -> Iterator[Page]:
    """The planet, the discussions, the list of posts and each post."""
    yield _planet(canvas)
    yield _discussions(canvas)
    posts = canvas.lookup.posts
    yield canvas.page(
        "posts.html",
        "posts/",
        "Posts",
        description=f"What {canvas.community.profile.name} writes",
        source="content/posts/",
        years=[(label, list(group)) for label, group in groupby(posts, lambda post: str(post.date.year))],
    )
    for post in posts:
        yield _post(canvas, post)


def open_questions(discussions: Iterable[Discussion]) -> list[Discussion]:
    """Questions without an accepted answer, latest first."""
    return [one for one in discussions if one.answerable and not one.answered and not one.closed]


def _planet(canvas: Canvas) -> Page:
    harvest = canvas.hub.harvest
    counts = Counter(entry.source for entry in harvest.entries)
    states = {}
    for state in reversed(harvest.states):
        states[state.source] = state
    feeds = [source for source in canvas.hub.sources if source.kind == "entries"]
    river = harvest.entries[:_RIVER]
    return canvas.page(
        "planet.html",
        "planet/",
        "Planet",
        description=f"What the members of {canvas.community.profile.name} write on their own pages",
        months=[(label, list(group)) for label, group in groupby(river, lambda entry: entry.published[:7])],
        feeds=[
            (source, next(iter(canvas.shown([source.owner])), None), states.get(source.slug), counts[source.slug])
            for source in sorted(feeds, key=lambda source: (source.title or source.url).casefold())
        ],
    )


def _discussions(canvas: Canvas) -> Page:
    discussions = canvas.hub.harvest.discussions
    categories: dict[str, list[Discussion]] = defaultdict(list)
    for one in discussions:
        categories[one.category].append(one)
    return canvas.page(
        "discussions.html",
        "discussions/",
        "Discussions",
        description=f"What is talked about at {canvas.community.profile.name}",
        age=max((one.updated for one in discussions), default=""),
        unanswered=open_questions(discussions)[:_LATEST],
        latest=discussions[:_LATEST],
        categories=[(name, ones[:_PER_CATEGORY]) for name, ones in sorted(categories.items())],
    )


def _post(canvas: Canvas, post: Post) -> Page:
    return canvas.record_page(
        "post.html",
        post,
        post.title,
        description=post.summary or post.title,
        language=post.language or "",
        post=post,
        authors=canvas.shown(post.authors),
    )
