"""Maps of the site for search engines, and robots.txt, which names them (sitemaps.org/protocol.html)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from folkmoot.model.paths import url_of
from folkmoot.render.page import Page


def site_maps(site_url: str, paths: Iterable[str], pages: tuple[Page, ...]) -> Iterator[tuple[str, bytes]]:
    """One map a family, one for the rest, and robots.txt that names them; nothing where the site has no address."""
    if not site_url:
        return
    families = {page.file: page.family for page in pages}
    left_out = {page.file for page in pages if page.canonical is not None or page.unlisted}
    maps: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        if path in left_out:
            continue
        family = families.get(path, "")
        url = site_url + url_of(path.removesuffix("index.html"))
        maps[f"sitemap-{family}.xml" if family else "sitemap.xml"].append(url)
    for name, addresses in maps.items():
        rows = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
        yield (
            name,
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'.encode(),
        )
    yield (
        "robots.txt",
        "".join(["User-agent: *\nAllow: /\n", *(f"Sitemap: {site_url}{name}\n" for name in sorted(maps))]).encode(),
    )
