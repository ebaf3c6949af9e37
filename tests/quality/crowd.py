"""A hub of any size, the same each time: members with names, skills and words about themselves, all invented."""

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

_FIRST = (
    "Ada Bo Cleo Dag Eva Fen Gil Hana Ivo Jun Kai Lea Mio Nour Ola Pia Quin Rui Sol Tea Uma Vic Wen Xia Yan Zoe".split()
)
_LAST = (
    "Rossi Ek Moreau Okafor Lindt Novak Silva Haddad Keller Tanaka Dubois Marin Costa Weber Ferri Laurent Kaya".split()
)
_SKILLS = "soldering sewing welding carpentry typography baking bicycles radios lamps clocks toasters pottery".split()
_WORDS = (
    "bench lantern kettle valley thread copper market winter bridge garden story engine window harbour paper river "
    "morning signal basket corner echo fabric glass hammer island jacket kitchen ladder mirror needle orchard pocket"
).split()


def crowd(folder: Path, members: int, own: Callable[[int], Mapping[str, object]] = lambda _number: {}) -> Path:
    """Writes a hub of so many members into the folder, and returns it.

    `own` gives keys of a member's file, by the member's number, beside those of everybody's or in their stead.
    """
    for name in ("members", "events", "content"):
        (folder / name).mkdir(parents=True)
    for number in range(members):
        _write(folder / "members" / f"person-{number:05}.yml", {**_member(number), **own(number)})
    profile = {
        "name": "The crowd",
        "founded": "2020-01-01",
        "founders": ["person-00000"],
        "languages": ["en"],
        "timezone": "UTC",
    }
    _write(folder / "content/community.yml", profile)
    (folder / "content/index.md").write_text("# The crowd\n\nEverybody is here.\n", "utf-8")
    settings = {"site_name": "The crowd", "docs_dir": "content", "theme": {"name": "material"}, "plugins": ["folkmoot"]}
    _write(folder / "mkdocs.yml", {"site_url": "https://crowd.example/", **settings})
    return folder


def _member(number: int) -> dict[str, object]:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    about = " ".join(_WORDS[(number * step + step) % len(_WORDS)] for step in range(1, 25))
    return {
        "name": f"{first} {last} {number}",
        "joined": f"20{20 + number % 6}-0{1 + number % 9}-11",
        "skills": sorted({_SKILLS[number % len(_SKILLS)], _SKILLS[number // 3 % len(_SKILLS)]}),
        "consent": {"profile": "2026-01-01"},
        "bio": f"{about.capitalize()}.",
    }


def _write(file: Path, fields: Mapping[str, object]) -> None:
    file.write_text(yaml.safe_dump(fields, sort_keys=False, allow_unicode=True), "utf-8")
