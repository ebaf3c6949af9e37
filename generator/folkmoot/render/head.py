"""What a page tells other programs in its head: its other languages, its card for social networks, linked data."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from folkmoot.model.paths import url_of
from folkmoot.render.framing.frame import SITE
from folkmoot.render.wording.tongue import Tongue, tongue

CURRENT = ' aria-current="page"'
ALTERNATE = "alternate "
"""With the space it is the same list of one word; without it the theme's script asks for a sitemap beside each link."""


class Card(NamedTuple):
    """What a page is about, for programs: Open Graph's type, a picture below content/ with its words, linked data.

    `data` is finished HTML, as `linked_data` makes it.
    """

    kind: str = "website"
    picture: str = ""
    alt: str = ""
    data: str = ""


def said_in_head(
    speech: Tongue, site_name: str, title: str, description: str, address: str, versions: Mapping[str, str], card: Card
) -> str:
    """The finished HTML for a page's head; `SITE` stands for the site's address, `versions` are addresses by language.

    Addresses are paths of the site; in the HTML they are URLs.

    Other languages are told as search engines ask for it (rel=alternate with hreflang, x-default), the card as the Open
    Graph protocol (ogp.me) has it.
    """
    lines = []
    if len(versions) > 1:
        known = {**versions, "x-default": next(iter(versions.values()))}
        lines += [
            f'<link rel="{ALTERNATE}" hreflang="{escape(tag)}" href="{SITE}{url_of(found)}">'
            for tag, found in known.items()
        ]
    told = {
        "og:type": card.kind,
        "og:site_name": site_name,
        "og:title": title,
        "og:description": description,
        "og:url": f"{SITE}{url_of(address)}",
        "og:locale": str(speech.locale),
    }
    pictured = card.picture and not card.picture.lower().endswith(".svg")  # No network shows drawings.
    if pictured:
        told |= {"og:image": f"{SITE}{url_of(card.picture)}", "og:image:alt": card.alt}
    lines += [f'<meta property="{name}" content="{escape(value)}">' for name, value in told.items() if value]
    size = "summary_large_image" if pictured and card.kind != "profile" else "summary"
    lines.append(f'<meta name="twitter:card" content="{size}">')
    return "\n".join([*lines, card.data]).strip()


def language_switch(address: str, versions: Mapping[str, str]) -> str:
    """The items of the language switch of a page, from the address that it leads to by language."""
    root = "../" * address.count("/")
    return "".join(
        f'<li class="md-select__item"><a href="{f"{root}{url_of(found)}" or "./"}" hreflang="{escape(tag)}"'
        f' lang="{escape(tag)}"'
        f' class="md-select__link"{CURRENT if found == address else ""}>{escape(tongue(tag).name)}</a></li>'
        for tag, found in versions.items()
    )
