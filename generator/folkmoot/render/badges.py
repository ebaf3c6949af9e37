"""Badges to put on one's own page or README: small SVG pictures that need nothing from elsewhere."""

from collections.abc import Callable, Iterator
from unicodedata import combining, east_asian_width, normalize
from xml.etree import ElementTree as ET

from folkmoot.model.hub import Hub
from folkmoot.model.member import Member
from folkmoot.model.project import ProjectStatus
from folkmoot.render.feeds.feed import line
from folkmoot.text import excerpt

STATUS_COLOURS: dict[ProjectStatus, str] = {
    "idea": "#1d4ed8",
    "active": "#15803d",
    "paused": "#fbbf24",
    "finished": "#5b21b6",
    "abandoned": "#6b7280",
}

_LONGEST = 40
_FONT = "DejaVu Sans,Verdana,Geneva,sans-serif"
_SIZE = 11
_PADDING = 6
_CORNER = 3
_HEIGHT = 20
_UNKNOWN = 0.65
_WIDE = 1.0
_WIDTHS = {
    0.28: "ijl'",
    0.30: "IJ",
    0.32: " ,.",
    0.34: "/:;\\|",
    0.36: "f-",
    0.40: "()[]t!",
    0.41: "r",
    0.50: '"*_`',
    0.53: "sz?",
    0.55: "c",
    0.60: "LFkvxyP",
    0.62: "TYaoe",
    0.64: "ESbdghnpqu$0123456789{}",
    0.69: "KAVBRXZ",
    0.73: "CU",
    0.77: "HNDG",
    0.79: "&OQ",
    0.84: "w#+<=>^~",
    0.86: "M",
    0.97: "%m",
    1.00: "W@…",
}
"""Advance widths of DejaVu Sans (its `hmtx` table), in em, those that are nearly alike taken together."""

_ADVANCE = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def badges(hub: Hub, say: Callable[[str], str]) -> Iterator[tuple[str, bytes]]:
    """A badge for every member who is on the site, and for every project, as a path and its bytes.

    Of members who want nothing but their name shown it says the name; of the others since when they are members.
    """
    profile = hub.community.profile
    for member in hub.community.members.values():
        if member.is_shown:
            said = _membership(hub, member, say)
            title = profile.name if said == member.name else _of(profile.name, member.name, say)
            picture = badge(profile.name, said, profile.colours.primary, profile.colours.accent, title)
            yield f"badges/members/{member.slug}.svg", picture
    for project in hub.community.projects.values():
        colour = STATUS_COLOURS[project.status]
        title = _of(profile.name, project.title, say)
        picture = badge(profile.name, say(project.status), profile.colours.primary, colour, title)
        yield f"badges/projects/{project.slug}.svg", picture


def _of(whole: str, part: str, say: Callable[[str], str]) -> str:
    return say("%(whole)s: %(part)s") % {"whole": whole, "part": part}


def _membership(hub: Hub, member: Member, say: Callable[[str], str]) -> str:
    if member.visibility != "public":
        return member.name
    if member.status == "alumni":
        return say("alumni")
    if member.joined > hub.today:
        return say("member")
    return say("member since {year}").replace("{year}", str(member.joined.year))


def badge(label: str, said: str, label_colour: str, said_colour: str, title: str) -> bytes:
    """An SVG of two fields with a text each; who cannot see it hears the title and what the second field says.

    Colours are #rrggbb; the texts are black or white, whichever is easier to read. Long texts are cut.
    """
    label, said = (excerpt(line(words), _LONGEST) for words in (label, said))
    spoken = line(f"{title}, {said}")
    left, right = _field(label), _field(said)
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(left + right),
            "height": str(_HEIGHT),
            "viewBox": f"0 0 {left + right} {_HEIGHT}",
            "role": "img",
            "aria-label": spoken,
        },
    )
    ET.SubElement(root, "title").text = spoken
    turn, side = f"a{_CORNER} {_CORNER} 0 0 1", _HEIGHT - 2 * _CORNER
    # Rounded by their own outlines: a clip path would need an id, which pages with several badges would have twice.
    outlines = (
        f"M{left} 0v{_HEIGHT}h-{left - _CORNER}{turn}-{_CORNER}-{_CORNER}v-{side}{turn} {_CORNER}-{_CORNER}z",
        f"M{left} 0h{right - _CORNER}{turn} {_CORNER} {_CORNER}v{side}{turn}-{_CORNER} {_CORNER}h-{right - _CORNER}z",
    )
    for outline, colour in zip(outlines, (label_colour, said_colour), strict=True):
        ET.SubElement(root, "path", {"fill": colour, "d": outline})
    font = {"text-anchor": "middle", "font-family": _FONT, "font-size": str(_SIZE), "aria-hidden": "true"}
    group = ET.SubElement(root, "g", font)
    for words, colour, start, width in ((label, label_colour, 0, left), (said, said_colour, left, right)):
        # The length is set, so that the text fits its field in any font; the glyphs too, or Arabic would fall apart.
        length = {"textLength": str(width - 2 * _PADDING), "lengthAdjust": "spacingAndGlyphs"}
        place = {"x": f"{start + width / 2:g}", "y": "14", **length}
        ET.SubElement(group, "text", {"fill": text_colour(colour), **place}).text = words
    return ET.tostring(root, encoding="unicode").encode() + b"\n"


def _field(words: str) -> int:
    return round(text_width(words) * _SIZE) + 2 * _PADDING


def text_width(words: str) -> float:
    """About how wide a text is, in em: accents take no room, Chinese signs and emoji that of a whole em."""
    return sum(_advance(letter) for letter in normalize("NFD", words))


def _advance(letter: str) -> float:
    if combining(letter):
        return 0
    return _ADVANCE.get(letter) or (_WIDE if east_asian_width(letter) in "WF" else _UNKNOWN)


def text_colour(background: str) -> str:
    """Black or white, whichever contrasts more: at least 4.58 to 1, above the 4.5 that WCAG 2.2 asks for (1.4.3)."""
    luminance = relative_luminance(background)
    return "#ffffff" if 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 else "#000000"


def relative_luminance(colour: str) -> float:
    """How bright a colour #rrggbb is, from 0 to 1, by the formula of WCAG 2.2."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
