"""Where links in people's texts lead: written as paths between files, as in an editor, shown as addresses of pages."""

import posixpath
import re
from collections.abc import Callable
from functools import cache
from urllib.parse import quote

_RECORD = re.compile(r"(?:content/)?((?:members|events|projects|posts|teams|places)/[^/]+)\.(?:md|yml)")
_PAGE = re.compile(r"content/(.+)\.md")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|$")


def site_path(path: str) -> str:
    """The address, relative to the site's root, of what a file of the hub becomes: events/a.md is at events/a/."""
    if match := _RECORD.fullmatch(path):
        return f"{match[1]}/"
    if match := _PAGE.fullmatch(path):
        return "" if match[1] == "index" else f"{match[1].removesuffix('/index')}/"
    return path.removeprefix("content/")


def url_of(path: str) -> str:
    """The URL of a path of the site, relative to the same place: percent-encoded (RFC 3986), as the engine does it.

    Nothing of it needs to be escaped in HTML or XML.
    """
    return quote(path)


@cache
def leader(folder: str, root: str) -> Callable[[str, str], str | None]:
    """What rewrites the links of texts in a folder of the hub, for pages from which `root` leads to the site's root.

    It takes an attribute's name (href or src) and its value. Pictures from other hosts are not loaded (None): a visit
    is nobody else's business, and their alternative text stands.
    """

    def led(attribute: str, value: str) -> str | None:
        if _ELSEWHERE.match(value):
            return None if attribute == "src" else value
        path = re.split("[?#]", value, maxsplit=1)[0]
        rest = value.removeprefix(path)
        hub_path = posixpath.normpath(posixpath.join(folder, path) if not path.startswith("/") else path.lstrip("/"))
        return value if hub_path.startswith("..") else f"{root}{site_path(hub_path)}{rest}" or "./"

    return led
