"""Pictures are what their endings say, and drawings hold nothing that would run when they are opened by themselves.

A page shows pictures in img, where browsers run no scripts. A visitor who opens an SVG at its own address gets a
document, and whatever runs in it could do what the site's own pages can.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from folkmoot.errors import FolkmootError
from folkmoot.model.artifact import Artifact
from folkmoot.model.harvest import KeptPicture
from folkmoot.model.problem import Problem
from folkmoot.text import one_line

SIGNATURES: dict[str, tuple[str, re.Pattern[bytes]]] = {
    ".avif": ("AVIF", re.compile(rb"....ftyp.*avi[fs]", re.DOTALL)),
    ".gif": ("GIF", re.compile(rb"GIF8[79]a")),
    ".jpeg": ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ".jpg": ("JPEG", re.compile(rb"\xff\xd8\xff")),
    ".png": ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ".webp": ("WebP", re.compile(rb"RIFF....WEBPVP", re.DOTALL)),
}
"""How files of each format begin. Source: the image patterns of https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm;
for AVIF, which has none there, the brands of https://aomediacodec.github.io/av1-avif/#brands in the first box."""

_HEAVY = 1_000_000
"""From so many bytes on a picture is heavy: a phone on a slow connection (3G, 1.6 Mbit/s) waits five seconds for it."""

BEGINNING = 64
"""So many bytes of a picture say what it is."""

_SVG = "http://www.w3.org/2000/svg"
_XHTML = "http://www.w3.org/1999/xhtml"
_RUNS = re.compile(r"(?:java|vb)script:|data:(?!image/(?:avif|gif|jpeg|png|webp)[;,])", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20]+")
_REMOVE = "remove it, for example by saving the drawing as “plain” or “optimised” SVG"

_UNPACK = "save the drawing as SVG, without compression; servers compress it by themselves"


def is_webp(path: Path) -> bool:
    """Whether a file is there, no link, and begins as pictures in WebP do."""
    try:
        with path.open("rb") as file:
            return not path.is_symlink() and SIGNATURES[".webp"][1].match(file.read(BEGINNING)) is not None
    except OSError:
        return False


def kept_pictures(archive: Path, pictures: Iterable[KeptPicture]) -> Iterator[Artifact]:
    """The archive's pictures, by where the site shows them; raises `FolkmootError` for one that cannot be read."""
    for one in pictures:
        try:
            content = (archive / one.file).read_bytes()
        except OSError as error:
            raise FolkmootError(f"{archive / one.file} cannot be read: {error.strerror}", "collect again") from None
        yield Artifact(one.shown_at, content)


def picture_faults(path: Path, where: str) -> list[Problem]:
    """What is wrong with the picture at `path`, which the hub calls `where`; raises `OSError`."""
    if path.suffix.lower() not in (*SIGNATURES, ".svg", ".svgz"):
        return []
    found = [fault] if (fault := _kind_fault(path, where)) else []
    if (size := path.stat().st_size) > _HEAVY:
        message = f"this picture has {size / 1_000_000:.1f} MB, and whoever looks at its page waits for all of it"
        hint = "save it at most 1,600 points wide, as WebP or JPEG with a quality of about 80"
        found.append(Problem(where, "picture-heavy", message, hint, severity="warning"))
    return found


def _kind_fault(path: Path, where: str) -> Problem | None:
    """What is wrong with what a picture is, or holds."""
    ending = path.suffix.lower()
    if ending == ".svgz":
        return Problem(where, "picture-kind", "this is a compressed drawing, which nobody can look into", _UNPACK)
    if ending == ".svg":
        return _drawing_fault(path.read_bytes(), where)
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    name, signature = SIGNATURES[ending]
    if signature.match(beginning):
        return None
    meant = next((f"a picture in the format {name}" for name, one in SIGNATURES.values() if one.match(beginning)), "")
    return Problem(
        where,
        "picture-kind",
        f"this is {meant or 'no picture'}, and its ending says {name}",
        "give it the ending of its format" if meant else f"save the picture as {name}, or remove the file",
    )


def _drawing_fault(content: bytes, where: str) -> Problem | None:
    try:
        _Drawing().read(content)
    except _Found as found:
        return Problem(where, found.code, found.message, found.hint, *found.place)
    except (expat.ExpatError, ValueError, LookupError) as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "offset", -1) + 1
        said = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else "its encoding is unknown"
        return Problem(
            where,
            "picture-kind",
            f"this is no SVG that browsers can read: {one_line(said or '')}",
            "save the drawing as SVG in UTF-8, or remove the file",
            line,
            column,
        )
    return None


class _Found(Exception):
    def __init__(self, code: str, message: str, hint: str, place: tuple[int, int]) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.place = code, message, hint, place


class _Drawing:
    """Reads an SVG as browsers do, and raises `_Found` at the first thing in it that would run."""

    def __init__(self) -> None:
        self._parser: Any = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._element
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.EntityDeclHandler = self._entity
        self._at_root = True

    def read(self, content: bytes) -> None:
        """Raises `expat.ExpatError` where the file is no XML."""
        self._parser.Parse(content, True)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if self._at_root and (space, local) != (_SVG, "svg"):
            hint = f'its first tag is <svg xmlns="{_SVG}">'
            raise _Found("picture-kind", "this is no SVG that browsers show", hint, self._place())
        self._at_root = False
        if space == _XHTML or local.lower() == "script":
            raise self._active(f"the element {local}")
        for attribute, value in attributes.items():
            key = attribute.rpartition(" ")[2]
            if key.lower().startswith("on"):
                raise self._active(f"the attribute {key}")
            if _RUNS.match(_BLANK.sub("", value)) or "javascript:" in _BLANK.sub("", value).lower():
                raise self._active(f"the attribute {key} with an address that runs")

    def _instruction(self, target: str, _data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise self._active("an xml-stylesheet")

    def _entity(self, *_: Any) -> None:
        raise self._active("a definition of an entity (<!ENTITY)")

    def _active(self, what: str) -> _Found:
        message = f"the drawing holds {one_line(what)[:80]}, which could run or hide something when it is opened"
        return _Found("picture-active", message, _REMOVE, self._place())

    def _place(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
