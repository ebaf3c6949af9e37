"""What files of a hub are called beside one another, and how addresses name them.

It stands on nothing else, for the engine's own run, which needs no records, begins with it.
"""

import posixpath
from collections.abc import Iterable
from urllib.parse import quote


def version_file(path: str, language: str) -> str:
    """The file beside another that says the same in a language: about.fr.md beside about.md."""
    stem, _, ending = path.rpartition(".")
    return f"{stem}.{language}.{ending}"


def name_and_language(stem: str, languages: Iterable[str]) -> tuple[str, str]:
    """A file's name without its ending, and the language behind its last dot: ("about", "fr"), or ("about", "").

    Only the hub's own languages count, so that release.new.md is a page of that name.
    """
    name, dot, tag = stem.rpartition(".")
    return (name, tag) if dot and name and tag in set(languages) else (stem, "")


def hub_path(folder: str, path: str) -> str:
    """The file of the hub that a path in a file of `folder` means, `/` being the hub's root.

    What is beyond the root begins with two dots.
    """
    return posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))


def url_of(path: str) -> str:
    """The URL of a path of the site, relative to the same place: percent-encoded (RFC 3986), as the engine does it.

    Nothing of it needs to be escaped in HTML or XML.
    """
    return quote(path)
