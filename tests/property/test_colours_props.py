"""Whatever colours a hub chooses, what is written in them and on them can be read."""

import re
from importlib import resources
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.model.colour import BLACK, DARK, ENOUGH, LIGHT, WHITE, contrast, luminance, readable, text_on
from folkmoot.model.community import Colours, Profile
from folkmoot.render.site_settings import colours

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
GREYS = st.integers(0, 255).map(lambda part: f"#{part:02x}{part:02x}{part:02X}")


def schemes(primary: str, accent: str) -> tuple[dict[str, str], dict[str, str]]:
    """The variables that a page has in the light scheme, and in the dark one, where some are others."""
    css = colours(Profile(name="Test Moot", colours=Colours(primary=primary, accent=accent)))
    light, dark = re.findall(r"\{(.*?)\}", css)
    told = [dict(re.findall(r"(--[\w-]+):(#[0-9a-fA-F]{6})", block)) for block in (light, dark)]
    return told[0], told[0] | told[1]


@given(primary=COLOURS | GREYS, accent=COLOURS | GREYS)
def test_every_pair_of_colours_gives_pages_that_can_be_read(primary: str, accent: str) -> None:
    for scheme, grounds in zip(schemes(primary, accent), (LIGHT, DARK), strict=True):
        assert contrast(scheme["--md-primary-bg-color"], scheme["--md-primary-fg-color"]) >= ENOUGH
        assert contrast(scheme["--fm-on-link"], scheme["--fm-link"]) >= ENOUGH
        assert min(contrast(scheme["--fm-link"], ground) for ground in grounds) >= ENOUGH
        assert scheme["--md-primary-fg-color"] == primary


@given(colour=COLOURS, other=COLOURS)
def test_contrast_is_the_same_both_ways_and_lies_between_one_and_21(colour: str, other: str) -> None:
    assert contrast(colour, other) == contrast(other, colour)
    assert 1 <= contrast(colour, other) <= 21
    assert contrast(colour, colour) == 1


@given(colour=COLOURS, grounds=st.sampled_from([LIGHT, DARK]))
def test_a_colour_that_can_be_read_is_left_as_it_was_chosen(colour: str, grounds: tuple[str, ...]) -> None:
    used = readable(colour, grounds)
    assert (used == colour) == (min(contrast(colour, ground) for ground in grounds) >= ENOUGH)
    assert readable(used, grounds) == used


@given(part=st.integers(0, 255))
def test_a_grey_becomes_as_dark_as_it_must_and_no_darker(part: int) -> None:
    used = readable(f"#{part:02x}{part:02x}{part:02x}", [WHITE])
    assert used == f"#{min(part, 0x76):02x}" + f"{min(part, 0x76):02x}" * 2


def test_the_figures_are_those_that_wcag_gives() -> None:
    assert contrast(BLACK, WHITE) == 21
    assert luminance(WHITE) == 1
    assert luminance(BLACK) == 0
    # #767676 is known as the lightest grey that can be read on white, #777777 as one that cannot.
    assert round(contrast("#767676", WHITE), 2) == 4.54
    assert round(contrast("#777777", WHITE), 2) == 4.48
    assert [round(luminance(colour), 4) for colour in ("#ff0000", "#00ff00", "#0000ff")] == [0.2126, 0.7152, 0.0722]
    assert [text_on(colour) for colour in ("#0f5257", "#ffee00", "#767676", "#777777")] == [WHITE, BLACK, WHITE, BLACK]


def _mixed(fore: str, ground: str, share: float) -> str:
    parts = [(int(fore[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(above * share + below * (1 - share)):02x}" for above, below in parts)


def test_the_grounds_are_those_of_the_theme() -> None:
    css = (resources.files("folkmoot") / "render/theme/assets/folkmoot/folkmoot.css").read_text("utf-8")
    assert f"--md-default-bg-color: {DARK[0]};" in css
    assert "--fm-soft: color-mix(in srgb, var(--md-default-fg-color) 4%, var(--md-default-bg-color));" in css
    texts = re.findall(r"--md-default-fg-color: (#\w{6});", css)
    assert [_mixed(text, ground[0], 0.04) for text, ground in zip(texts, (LIGHT, DARK), strict=True)] == [
        LIGHT[1],
        DARK[1],
    ]
    sheets = Path(str(resources.files("material"))) / "templates/assets/stylesheets"
    theme = "".join(sheet.read_text("utf-8") for sheet in sorted(sheets.glob("*.css")))
    assert f"--md-code-bg-color:{LIGHT[2]}" in theme
    # hsl(225deg 15% 18%) is DARK[2].
    assert "--md-code-bg-color:hsla(var(--md-hue), 15%, 18%, 1)" in theme
    assert "--md-hue:225deg" in theme
    assert re.search(r"--fm-link|--fm-on-link", css)
    assert not re.search(r"(?<!border-)color: var\(--fm-accent\)", css), "text is written in --fm-link"
