"""Pictures as the hub's files name them: a file below content/, or a web address, with words for who cannot see it."""

from typing import Annotated

from pydantic import AfterValidator, Field

from folkmoot.model.base import SEGMENT, Record, Short, matching, with_a_host

PICTURES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
"""The endings of files that browsers show as pictures."""


def is_address(file: str) -> bool:
    """Whether a picture is named by a web address, and not as a file below content/: no path holds a colon."""
    return "://" in file


def _with_a_host_if_address(value: str) -> str:
    return with_a_host(value) if is_address(value) else value


PictureFile = Annotated[
    str,
    matching(
        rf"(?:https?://[^\s\"<>\\^`{{|}}]+|{SEGMENT}(?:/{SEGMENT})*)",
        "write a web address that starts with https://, or the file's path below content/, such as photos/ada.webp",
        500,
    ),
    AfterValidator(_with_a_host_if_address),
]
"""A picture below content/, such as `photos/ada.webp`, or the web address of one, which is fetched once."""


class Picture(Record):
    """An image with the words for those who cannot see it, shown from the hub's own site wherever it comes from."""

    file: PictureFile = Field(
        description="The file below content/, for example photos/meetup.webp, or a web address to fetch it from, once."
    )
    alt: Short = Field(description="What the picture shows, for those who cannot see it.")
    credit: Short | None = Field(None, description="Who made it, and its licence.")
