"""The contributor's guide can be copied from: its examples, all together, are a hub in which nothing is wrong."""

import datetime as dt
import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from folkmoot.contribute.mending import fix
from folkmoot.contribute.review import review
from folkmoot.model.community import Community
from support.hubs import COMMUNITY, PICTURE, found, minimal_hub, write

_FENCED = re.compile(r"^(?P<indent> *)```(?:yaml|markdown)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
FILES = {
    "Add yourself": "members/ada-rossi.yml",
    "Translate something": "events/lamp-evening.fr.md",
    "Change a file's name, or your own": "events/lamp-evening.md",
    "Add an event": "events/lamp-evening.md",
    "Tell what happened": "events/lamp-evening.md",
    "Say thank you": "events/lamp-evening.md",
    "Add a project": "content/projects/lamp-book.md",
    "Add a place": "content/places/corner-library.yml",
    "Add a team": "content/teams/evening-hosts.md",
    "Name a partner": "content/community.yml",
    "Add your blog or podcast": "members/ada-rossi.yml",
    "Add a picture": "events/lamp-evening.md",
}
"""In which file the examples below a heading stand; those that are no whole file are added to its keys."""


def _examples(guide: str) -> Mapping[str, list[str]]:
    """The examples of the guide by their headings, each without the list's indentation."""
    sections = re.split(r"^## (.+)$", guide, flags=re.MULTILINE)[1:]
    told = zip(sections[::2], sections[1::2], strict=True)
    blocks = {heading: [textwrap.dedent(one[0]) for one in _FENCED.finditer(text)] for heading, text in told}
    return {heading: [_FENCED.sub(r"\g<text>", one) for one in found] for heading, found in blocks.items() if found}


def _with(text: str, keys: str) -> str:
    """A file with further keys: before its second line of hyphens, or at its end."""
    head, fence, body = text.removeprefix("---\n").partition("---\n")
    return f"---\n{head}{keys}{fence}{body}" if text.startswith("---\n") else text + keys


@pytest.fixture(scope="module")
def examples(repository: Path) -> Mapping[str, list[str]]:
    return _examples((repository / "docs/contributor.md").read_text("utf-8"))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, examples: Mapping[str, list[str]]) -> Path:
    root = tmp_path_factory.mktemp("guide") / "hub"
    files = {"content/community.yml": f"{COMMUNITY}languages: [en, fr]\n", "content/index.md": "# Lamps\n"}
    whole = [(FILES[heading], text) for heading, found in examples.items() for text in found]
    # What is added to a file may be told before it.
    for path, text in sorted(whole, key=lambda one: not one[1].startswith(("---\n", "name:"))):
        files[path] = _with(files[path], text) if path in files else text
    for path, text in files.items():
        write(root, path, text)
    write(root, "content/photos/lamp-evening.webp", PICTURE)
    write(root, "content/photos/corner-library.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    return root


def test_each_part_with_an_example_has_a_file_for_it_and_the_other_way_round(
    examples: Mapping[str, list[str]],
) -> None:
    assert set(examples) == set(FILES)


def test_the_examples_are_right(hub: Path) -> None:
    assert found(hub) == []


def test_the_examples_say_what_they_are_to_show(hub: Path) -> None:
    community: Community = review(hub, dt.datetime(2026, 6, 15, tzinfo=dt.UTC)).community
    event = community.events["lamp-evening"]
    assert (event.place, event.hosts, event.formerly) == ("corner-library", ("ada-rossi",), ("lamp-night",))
    assert event.recurrence is not None
    assert (event.attendance, len(event.photos)) == (17, 1)
    assert community.translations["events/lamp-evening"]["fr"].title == "Soirée des lampes"
    assert community.places["corner-library"].access
    assert [term.member for term in community.teams["evening-hosts"].members] == ["ada-rossi"]
    assert [partner.name for partner in community.profile.partners] == ["The Corner Library"]
    assert community.members["ada-rossi"].feeds
    assert community.projects["lamp-book"].help_wanted


def test_the_program_mends_what_the_guide_says(tmp_path: Path, repository: Path) -> None:
    _, _, below = (repository / "docs/contributor.md").read_text("utf-8").partition("## Let the program mend it\n")
    said = below.partition("```text\n")[2].partition("```")[0].splitlines()
    bo = "name: Bo Ek\njoined: 1 June 2025\ngithb: https://github.com/bo-ek\ntimezone: europe/stockholm\n"
    fixed = fix(minimal_hub(tmp_path, **{"members/bo-ek.yml": bo}), dt.datetime(2026, 6, 15, tzinfo=dt.UTC))
    assert [*(one.told for one in fixed.mended), f"{len(fixed.mended)} things mended."] == said
