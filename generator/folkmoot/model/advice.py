"""What authors are told of a value, whatever tells them: the check, the reference, or their editor."""

from typing import Any, get_args

FORM_ADVICE = {
    "text": "write one text there, no list and no keys; put a text that holds a colon in quotes",
    "list": "write each item on a line of its own that starts with a hyphen",
    "whole number": "write digits alone, such as 12",
    "number": "write it with a point, such as 45.07",
    "switch": "write true or false, without quotes",
}
"""What would be right where a value is of another form than it must be."""

ZONE_ADVICE = "name the largest town of the country or region, such as Europe/Rome or America/Lima"
"""What would be right where a time zone is none of the IANA list."""

CALENDAR_ADVICE = "name it below calendars, which stands below sources in content/community.yml"
"""What would be right where a calendar stands among feeds."""

MEANINGS: dict[tuple[str, ...], tuple[str, ...]] = {}
"""What each of the words means that can be chosen from, by these words."""


def explain(choice: Any, **meanings: str) -> None:
    """Says what each word of a `Literal` means; raises a `ValueError` where one is left out."""
    words = get_args(choice)
    if words != tuple(meanings):
        raise ValueError(f"say what each means: {', '.join(words)}")
    MEANINGS[words] = tuple(meanings.values())
