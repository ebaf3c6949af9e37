"""The two ways of reading a feed document, one beside the other."""

from typing import Any
from unittest import mock

from folkmoot.collect import documents
from folkmoot.collect.documents import Document, NoFeed
from folkmoot.collect.told import Unfit
from folkmoot.model.harvest import Reading

URL = "https://blog.example/feeds/all.xml"
FULL = Reading(text="full")


def quickly(body: bytes, content_type: str = "") -> Document | None:
    """The document as the quick way reads it, or None where it is not for that way."""
    try:
        return documents.read_document(body, content_type, URL, FULL, forgiving=False)
    except (Unfit, NoFeed):
        return None


def forgivingly(body: bytes, content_type: str = "") -> Document | str:
    """The document as feedparser reads it, or why it is none."""

    def unfit(*_: Any) -> None:
        raise Unfit

    with mock.patch.object(documents, "read_wellformed", unfit):
        try:
            return documents.read_document(body, content_type, URL, FULL)
        except NoFeed as reason:
            return str(reason)
