"""Adding to a file that others write to as well: the summary of a workflow's run."""

from pathlib import Path

from folkmoot.errors import WrongUse


def add(file: Path, text: str) -> None:
    """Writes the text behind what the file holds already; raises `WrongUse` where that cannot be."""
    try:
        with file.open("a", encoding="utf-8", newline="\n") as journal:
            journal.write(text)
    except OSError as error:
        raise WrongUse(f"{file} cannot be written: {error.strerror}", "name another file") from None
