"""Articles that lean on the next word, as in l’établi and dell’officina: one looks for the word without them."""

import re

_ELIDED = re.compile(
    # French; the second line is Italian. Keep the list as theme/assets/folkmoot/findings.js has it.
    r"(?<![\w'’ʼ])(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu"
    r"|un|all|dell|nell|sull|dall|quell)['’ʼ](?=[^\W_])",
    re.IGNORECASE,
)


def apart(words: str) -> str:
    """The words with a space behind each elided article: an index would take l’établi as a single word, létabli."""
    return _ELIDED.sub(r"\g<0> ", words)
