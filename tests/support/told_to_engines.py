"""What a page tells search engines, read back as they would read it."""

import json
from html.parser import HTMLParser
from typing import Any

SITE = "fmxslotsitexfm"
NASTY = "</script><!--<script> {{ 7*7 }} {% x %} {# y #} &amp; \u2028\u2029 🎉 é \\u003c"


class Elements(HTMLParser):
    """What a browser makes of a piece of HTML: every tag, and what stands in scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 (HTMLParser's own signature)
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.inside += data


def read(markup: str) -> dict[str, Any]:
    """The JSON-LD of the one element that the markup is."""
    parser = Elements()
    parser.feed(markup)
    parser.close()
    assert parser.tags == ["script"]
    found: dict[str, Any] = json.loads(parser.inside)
    assert found.pop("@context") == "https://schema.org"
    return found


def nodes(value: Any) -> list[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [value, *(node for one in inner for node in nodes(one))]
