"""Colours that can be read on each other: contrast as WCAG 2.2 measures it, and the nearest colour that has enough.

Colours are written #rrggbb, in sRGB.
"""

from collections.abc import Iterable

ENOUGH = 4.5
"""The contrast that text of any size needs (WCAG 2.2, success criterion 1.4.3)."""

WHITE, BLACK = "#ffffff", "#000000"

LIGHT = (WHITE, "#f6f6f6", "#f5f5f5")
DARK = ("#14191b", "#1c2123", "#272a35")
"""What stands behind text in the theme's light and dark scheme: the page, cards, and code."""

_STEPS = 256


def luminance(colour: str) -> float:
    """How bright a colour is, from 0 (black) to 1 (white).

    Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 (the same) to 21 (black and white).

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, brighter = sorted((luminance(one), luminance(other)))
    return (brighter + 0.05) / (darker + 0.05)


def text_on(ground: str) -> str:
    """White where that can be read on the ground, else black, which then always can: one of the two has 4.58."""
    return WHITE if contrast(WHITE, ground) >= ENOUGH else BLACK


def readable(colour: str, grounds: Iterable[str]) -> str:
    """The colour itself where it can be read on all the grounds, else the nearest on its way to black or to white.

    All grounds are light, or all are dark.
    """
    grounds = tuple(grounds)
    goal = BLACK if text_on(grounds[0]) == BLACK else WHITE
    shades = (_mixed(colour, goal, step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if all(contrast(shade, ground) >= ENOUGH for ground in grounds))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, goal: str, share: float) -> str:
    if not share:
        return colour
    parts = (round(a + (b - a) * share) for a, b in zip(_channels(colour), _channels(goal), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)
