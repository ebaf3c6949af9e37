"""Long lists on several pages, and the addresses of what has only a name."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.text import slug_of

MOST = 100
"""So many items stand on one page."""


def sheets(
    canvas: Canvas,
    template: str,
    address: str,
    title: str,
    items: Sequence[Any],
    family: str,
    *,
    description: str = "",
    **context: Any,
) -> Iterator[Page]:
    """The pages of a list: the first at `address`, the others at 2/, 3/ … below it. There is always a first one.

    The template gets the `items` of the page, how many there are in `total`, and for `turning` the `list_address`,
    the number of the `sheet`, and of `sheets` in all. Where no `description` is given the title describes it, too.
    """
    count = max(1, -(-len(items) // MOST))
    for sheet in range(1, count + 1):
        yield canvas.page(
            template,
            f"{address}{sheet}/" if sheet > 1 else address,
            canvas.say("%(title)s, page %(number)s", title=title, number=sheet) if sheet > 1 else title,
            family=family,
            description=description or title,
            items=items[(sheet - 1) * MOST : sheet * MOST],
            total=len(items),
            list_address=address,
            sheet=sheet,
            sheets=count,
            **context,
        )


def slugs_of(names: Iterable[str]) -> dict[str, str]:
    """What stands for each name in an address: its slug, with eight digits of its SHA-256 where that is not enough."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names)):
        slug = slug_of(name)
        if not slug or slug in taken:
            slug = "-".join(filter(None, [slug, hashlib.sha256(name.encode()).hexdigest()[:8]]))
        taken.add(slug)
        found[name] = slug
    return found
