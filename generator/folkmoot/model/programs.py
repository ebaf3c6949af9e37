"""How a hub names programs: addresses, logins or names, with `*` for whatever stands there."""

import re
from collections.abc import Callable, Iterable

_MOST = 500  # letters of a name that are looked at: whoever writes more of them than that means no good


def named_by(patterns: Iterable[str]) -> Callable[[str], bool]:
    """What tells whether an address, a login or a name is one that the patterns name. Capitals do not count."""
    told = sorted({pattern.casefold() for pattern in patterns})
    named = re.compile("|".join(map(_expression, told)), re.DOTALL) if told else None

    def is_named(said: str) -> bool:
        said = said.strip()[:_MOST].casefold()
        return bool(said and named and named.fullmatch(said))

    return is_named


def _expression(pattern: str) -> str:
    """The pattern as a regular expression that never goes back over what it took, however many stars there are."""
    first, *rest = map(re.escape, pattern.split("*"))
    if not rest:
        return first
    inner = "".join(f"(?>.*?{part})" for part in rest[:-1] if part)
    return f"{first}{inner}.*{rest[-1]}"
