"""What stands at the addresses that renamed files had before: a page that leads to the new one, and old calendars.

The site may lie anywhere and is served by anything, so no server is asked to redirect: the pages do it themselves,
with relative addresses, and without scripts, which the site's policy would refuse.
"""

import posixpath
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.paths import url_of

_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1><a href="{target}">{title}</a></h1>
</main>
</body>
</html>
"""
"""A page of no words but the new one's title, since it is read in many languages."""


class _Move(NamedTuple):
    """An address that leads to another, both relative to the site's root and ending in a slash."""

    old: str
    new: str
    title: str
    language: str


def redirects(
    community: Community, site_url: str, files: Mapping[str, bytes], canonical: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of what stands at former addresses, for the site that is made of `files`.

    `site_url` ends in a slash or is "". `canonical` is the address of the original for every page that repeats one.
    All names that a file ever had lead straight to where it is now, in every
    language in which the site has that page; calendars stay where they were, with the same bytes. Of members who are
    hidden there is nothing: an old name would betray them.
    """
    languages = community.profile.languages
    for folder, record in community.addressed():
        if isinstance(record, Member) and not record.is_shown:
            continue
        for slug in record.formerly:
            yield from _calendars(folder, slug, record.slug, files)
            for prefix in ("", *(f"{tag}/" for tag in languages)):
                move = _Move(
                    f"{prefix}{folder}/{slug}/",
                    f"{prefix}{folder}/{record.slug}/",
                    record.called,
                    getattr(record, "language", None) or languages[0],
                )
                yield from _page(move, site_url, files, canonical)
    for page in community.pages:
        tag = page.language
        for path in page.formerly:
            old, new = (_address(one, tag) for one in (path, page.path))
            yield from _page(_Move(old, new, page.title, tag or languages[0]), site_url, files, canonical)


def _calendars(folder: str, old: str, new: str, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Programs that subscribed follow no pages: they find under the old name what is under the new one."""
    for pattern in (f"{folder}/{{}}.ics", f"calendars/{folder.removesuffix('s')}-{{}}.ics"):
        if (content := files.get(pattern.format(new))) is not None:
            yield pattern.format(old), content


def _page(
    move: _Move, site_url: str, files: Mapping[str, bytes], canonical: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    if f"{move.new}index.html" not in files:
        return
    original = canonical.get(move.new, move.new)
    target, meant = (f"{posixpath.relpath(f'/{one}', f'/{move.old}').rstrip('/')}/" for one in (move.new, original))
    html = _PAGE.format(
        language=escape(move.language),
        title=escape(move.title),
        target=url_of(target),
        canonical=f"{escape(site_url)}{url_of(original)}" if site_url else url_of(meant),
    )
    yield f"{move.old}index.html", html.encode()


def _address(path: str, language: str) -> str:
    """Where the engine puts a page below content/: guides/README.md is at guides/, about.fr.md at fr/about/."""
    stem = path.removesuffix(".md")
    translation = bool(language) and stem.endswith(f".{language}")
    folder, _, name = stem.removesuffix(f".{language}" if translation else "").rpartition("/")
    parts = [language if translation else "", folder, "" if name.lower() in ("index", "readme") else name]
    return "".join(f"{part}/" for part in parts if part)
