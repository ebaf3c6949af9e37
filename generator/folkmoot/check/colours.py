"""The hub's own colours can be read."""

from collections.abc import Iterator

from folkmoot.model.colour import ENOUGH, LIGHT, readable
from folkmoot.model.community import Community
from folkmoot.model.problem import Problem


def unreadable_colours(community: Community) -> Iterator[Problem]:
    """An accent that is too bright for links on a light page; in the dark scheme every accent is made fit."""
    accent = community.profile.colours.accent
    if (used := readable(accent, LIGHT)) != accent:
        yield Problem(
            community.profile.path,
            "colour-unreadable",
            f"the accent {accent} cannot be read on a light page: the site uses {used} instead",
            f"choose a darker one, with a contrast of {ENOUGH} to 1; the site makes it brighter where pages are dark",
            keys=("colours", "accent"),
            value=accent,
            severity="warning",
        )
