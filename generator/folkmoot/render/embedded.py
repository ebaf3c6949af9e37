"""The next events as a page that other sites can show within their own, in a frame."""

from collections.abc import Iterator
from html import escape

from folkmoot.model import colour
from folkmoot.model.hub import Hub, Occurrence
from folkmoot.model.paths import url_of
from folkmoot.render.addresses import Addresses
from folkmoot.render.wording.phrases import Phrases, lang
from folkmoot.render.wording.tongue import tongue
from folkmoot.render.wording.translated import translated

EMBEDDED = "embed/events.html"
"""Where it lies, below the folder of each language."""

_MOST = 10

_PAGE = """\
<!doctype html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<base target="_top">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --link: {light}; }}
@media (prefers-color-scheme: dark) {{ :root {{ --link: {dark}; }} }}
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 0.8rem; }}
h1 {{ font-size: 1.1rem; margin: 0 0 0.6rem; }}
ul {{ list-style: none; margin: 0; padding: 0; }}
li {{ border-block-start: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.5rem 0; }}
li p {{ margin: 0; font-size: 0.9rem; }}
a {{ color: var(--link); }}
</style>
</head>
<body>
<main>
<h1><a href="{events}">{title}</a></h1>
{list}
</main>
</body>
</html>
"""


def embedded(hub: Hub) -> Iterator[tuple[str, bytes]]:
    """The path and content of the page in each language of the hub: the community's own events, the soonest first."""
    addresses = Addresses(hub.community)
    for language in addresses.languages:
        path = addresses.prefix(language) + EMBEDDED
        yield path, _page(translated(hub, language), language, addresses, "../" * path.count("/")).encode()


def _page(hub: Hub, language: str, addresses: Addresses, root: str) -> str:
    speech, profile = tongue(language), hub.community.profile
    say, phrases = speech.words.gettext, Phrases(speech)
    soonest = [one for one in hub.own_upcoming if one.takes_place][:_MOST]
    rows = "".join(_row(hub, one, language, addresses, root, phrases) for one in soonest)
    nothing = escape(say("Nothing is planned at the moment."))
    return _PAGE.format(
        language=language,
        direction=speech.direction,
        title=escape(say("%(whole)s: %(part)s") % {"whole": profile.name, "part": say("What is on")}),
        light=colour.readable(profile.colours.accent, colour.LIGHT),
        dark=colour.readable(profile.colours.accent, colour.DARK),
        events=f"{root}{addresses.prefix(language)}events/",
        list=f"<ul>\n{rows}</ul>" if rows else f"<p>{nothing}</p>",
    )


def _row(hub: Hub, one: Occurrence, language: str, addresses: Addresses, root: str, phrases: Phrases) -> str:
    found = addresses.versions(one.event)
    address = found.get(language) or next(iter(found.values()))
    place = hub.community.places.get(one.event.place or "")
    zone, told_in = phrases.zone(one), addresses.told_in(one.event)
    mark = "" if language in told_in else lang(told_in[0])
    told = [phrases.dated(one) + (f", {zone}" if zone else ""), place.name if place else ""]
    when = " · ".join(filter(None, told))
    return f'<li><a href="{root}{url_of(address)}"{mark}>{escape(one.title)}</a><p>{escape(when)}</p></li>\n'
