"""What is watched: who watches everything that a newspaper writes finds nothing in it."""

from collections.abc import Iterator

from folkmoot.model.community import Community
from folkmoot.model.problem import Problem


def wordless_watches(community: Community) -> Iterator[Problem]:
    """Watched sources that are no search, and of which nobody said what to look out for."""
    for index, one in enumerate(community.profile.sources.watch):
        if not one.keywords and not one.search:
            yield Problem(
                community.profile.path,
                "watch-wordless",
                "it is not said what to look out for in this source",
                "add keywords, such as keywords: [Lantern Club]; if the feed is itself a search, add search: true",
                keys=("sources", "watch", index, "url"),
                value=one.url,
            )
