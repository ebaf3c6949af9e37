"""Pieces of Markdown: tables, fences, and headings' anchors as GitHub makes them."""

import re
from collections.abc import Iterable


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; bars and line ends inside cells are made harmless."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def fenced(text: str, language: str = "") -> str:
    """A block of code; the fence is longer than any inside."""
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def anchor(heading: str) -> str:
    """The anchor GitHub gives a heading."""
    bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return re.sub(r"[^\w\- ]", "", bare.lower()).replace(" ", "-")


def joined(parts: Iterable[str]) -> str:
    """Blocks with an empty line between them."""
    return "\n\n".join(part.strip("\n") for part in parts if part)
