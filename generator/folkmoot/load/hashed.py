"""What the archive's hashes of people are made with, and those of whoever was hidden when their file was removed."""

from pathlib import Path

from folkmoot.model.account import HASHED
from folkmoot.model.harvest import SALT, WITHHELD
from folkmoot.model.problem import Problem


def salt_of(archive: Path) -> str:
    """What the archive's hashes are made with, "" where it has none, or none that can be read."""
    try:
        return (archive / SALT).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def withheld_accounts(archive: Path) -> frozenset[str]:
    """The hashes of accounts that nothing names, as far as they can be read."""
    try:
        lines = (archive / WITHHELD).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return frozenset()
    return frozenset(line for line in map(str.strip, lines) if HASHED.fullmatch(line))


def unread_hashes(archive: Path, shown: str) -> list[Problem]:
    """A problem where the file of these hashes, called `shown`, holds anything else: whoever it was would be named."""
    try:
        lines = (archive / WITHHELD).read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as reason:
        return [_problem(shown, f"the file cannot be read: {reason.strerror}")]
    found = [
        _problem(shown, "this line of the archive is left out: it is no hash of an account", number)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not HASHED.fullmatch(line.strip())
    ]
    if withheld_accounts(archive) and not salt_of(archive):
        place = shown.removesuffix(WITHHELD) + SALT
        found.append(_problem(place, "the file cannot be read, and the hashes of accounts say nothing without it"))
    return found


def _problem(path: str, fault: str, line: int = 0) -> Problem:
    hint = "restore the file from git's history: without it people who left may be named who were hidden"
    return Problem(path, "archive-line", fault, hint, line=line, severity="warning")
