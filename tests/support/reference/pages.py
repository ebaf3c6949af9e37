"""The reference pages in docs/reference/: each is made from the program itself, so that it cannot lie."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from support.reference import api, commands, formats, metrics, report, rules
from support.reference.breakages import BREAKAGES

REPOSITORY = Path(__file__).resolve().parents[3]
FOLDER = REPOSITORY / "docs" / "reference"
COMMAND = "PYTHONPATH=tests python -m support.reference"
"""What writes the pages anew."""

EXAMPLE = REPOSITORY / "docs" / "examples" / "hub"
"""A small hub whose files use every key; the pages quote it."""

PAGES: dict[str, Callable[[Path], str]] = {
    "api.md": api.page,
    "cli.md": commands.page,
    "formats.md": formats.page,
    "metrics.md": metrics.page,
    "report.md": report.page,
    "rules.md": rules.page,
    **{f"rules/{code}.md": partial(rules.page_of, code) for code in BREAKAGES},
}


def text_of(name: str) -> str:
    """A page as the program says it now."""
    return f"<!-- Made from the program by `{COMMAND}`: change it there. -->\n\n{PAGES[name](EXAMPLE).strip()}\n"


def write() -> list[str]:
    """Writes every page that has changed, removes those that are none any more, and returns their names."""
    (FOLDER / "rules").mkdir(parents=True, exist_ok=True)
    changed = []
    for name in PAGES:
        text = text_of(name)
        if not (FOLDER / name).is_file() or (FOLDER / name).read_text("utf-8") != text:
            (FOLDER / name).write_text(text, "utf-8", newline="\n")
            changed.append(name)
    for page in FOLDER.rglob("*.md"):
        if (name := page.relative_to(FOLDER).as_posix()) not in PAGES:
            page.unlink()
            changed.append(name)
    return changed
