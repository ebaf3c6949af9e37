"""Signs that nobody sees and that turn the reading direction of what stands near them (Unicode Annex 9)."""

import re

_LINES_AND_TURNS = re.compile("[\n\u202a-\u202e\u2066-\u2069]")


def turning_sign(text: str) -> int:
    """Where a text first turns the reading direction in a way that reaches further, or hides what is written; else -1.

    These are embeddings and overrides, and isolates (Unicode Annex 9) that are not closed on their line. What closed
    isolates hold is set apart from the words around it, as languages with two directions need it.
    """
    if text.isascii():
        return -1
    open_at: list[int] = []
    for sign in _LINES_AND_TURNS.finditer(text):
        match sign.group():
            case "\n":
                if open_at:
                    return open_at[0]
            case "\u2066" | "\u2067" | "\u2068":
                open_at.append(sign.start())
            case "\u2069" if open_at:
                open_at.pop()
            case _:
                return sign.start()
    return open_at[0] if open_at else -1
