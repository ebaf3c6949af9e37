"""The sample hub grown to any size: its own members, events and projects over and over, each with names of its own.

    PYTHONPATH=tests python -m support.grown_hub FOLDER --members 10000 --events 6000 --projects 500

So the files are as long and as full as those that people write, in three languages, and what they name is there.
"""

import argparse
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from support.building import sample

REPOSITORY = Path(__file__).resolve().parents[2]

_GROWN = {"members": "members/*.yml", "events": "events/*.md", "projects": "content/projects/*.md"}
_OWN = (
    (re.compile(r"^(name|title): ([\"']?)", re.MULTILINE), r"\1: \g<2>{0} "),
    (re.compile(r"^github: (\S+)", re.MULTILINE), r"github: \1-{0}"),
    (re.compile(r"^github_id: (\d+)", re.MULTILINE), r"github_id: \g<1>{0:05}"),
    (re.compile(r": (https?)://"), r": \1://n{0}."),
)
"""What belongs to one file alone: its name, account and addresses."""


def grown_hub(folder: Path, members: int, events: int, projects: int) -> Path:
    """The sample hub in `folder` with so many records of each kind, at least its own, and their translations."""
    hub = sample(REPOSITORY, folder)
    wanted = {"members": members, "events": events, "projects": projects}
    found = {family: sorted(hub.glob(pattern)) for family, pattern in _GROWN.items()}
    # A family that has fewer copies than another is named in its copies over and over.
    records = {family: sum(path.name.count(".") == 1 for path in files) for family, files in found.items()}
    rounds = {family: max(1, wanted[family] // records[family]) for family in found}
    family_of = {path.name.partition(".")[0]: family for family, files in found.items() for path in files}
    slug = re.compile(rf"(?<![\w./-])(?:{'|'.join(sorted(family_of, key=len, reverse=True))})(?![\w-])")
    for family, files in found.items():
        left = wanted[family] - records[family]
        for number, path in _copies(files):
            left -= path.name.count(".") == 1
            if left < 0:
                break

            def named(match: re.Match[str], number: int = number) -> str:
                copy = number % rounds[family_of[match.group()]]
                return f"{match.group()}-{copy}" if copy else match.group()

            text = slug.sub(named, path.read_text("utf-8"))
            for own, instead in _OWN:
                text = own.sub(instead.format(number), text)
            stem, _, ending = path.name.partition(".")
            path.with_name(f"{stem}-{number}.{ending}").write_text(text, "utf-8")
    return hub


def _copies(files: list[Path]) -> Iterator[tuple[int, Path]]:
    """The files with 1, then all of them with 2, and so on."""
    return ((number, path) for number in count(1) for path in files)


def main() -> None:
    asked = argparse.ArgumentParser(description="Grow the sample hub.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--members", type=int, default=10_000)
    asked.add_argument("--events", type=int, default=6_000)
    asked.add_argument("--projects", type=int, default=500)
    said = asked.parse_args()
    print(grown_hub(said.folder, said.members, said.events, said.projects))


if __name__ == "__main__":
    main()
