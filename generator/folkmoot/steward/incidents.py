"""What `folkmoot incidents` does: say where incidents stand, and count them for everybody."""

from collections.abc import Callable, Iterable
from pathlib import Path

from folkmoot.derive.moderation import moderation
from folkmoot.errors import WrongUse
from folkmoot.model.artifact import Artifact
from folkmoot.model.paths import version_file
from folkmoot.model.problem import Problem
from folkmoot.publish import tree
from folkmoot.render.canvas import Canvas
from folkmoot.render.desk.incidents import BEGIN, END, Incidents, page, renewed
from folkmoot.render.desk.sheet import Sheet
from folkmoot.render.wording.tongue import languages_of
from folkmoot.steward.private_folder import Open, Outcome, Request, telling

PAGE = "content/moderation.md"
"""Where everybody finds the numbers."""


def incidents(request: Request, *, publish: bool = False) -> Outcome:
    """Tells of incidents; with `publish` how many there were is written onto the hub's page about moderation, in each
    of its languages.

    Raises `WrongUse` where there is no hub, for a language that it does not have, for a private folder that may be
    public or cannot be read, for an incident that cannot, and where a page does not say where the numbers stand.
    """
    written: list[str] = []

    def sheet(found: Open) -> tuple[Sheet, list[str]]:
        told = moderation(found.folder.incidents, found.hub.today)
        if publish:
            _refuse_unread(found.faults)
            written.extend(_published(request.root, found, lambda canvas: Incidents(canvas, told).public()))
        return Incidents(found.canvas, told).sheet(), []

    return telling(request, sheet)._replace(begun=written)


def _refuse_unread(faults: Iterable[Problem]) -> None:
    """Raises `WrongUse` where an incident cannot be read: numbers without it would be wrong."""
    for one in faults:
        if one.path.startswith("incidents/") and one.severity == "error":
            raise WrongUse(f"{one.path} cannot be read, so that the numbers would be wrong", "mend it first")


def _published(root: Path, found: Open, counted: Callable[[Canvas], str]) -> list[str]:
    main = found.written.profile.languages[0]
    pages: dict[str, str] = {}
    for language in languages_of(found.written):
        canvas = Canvas(found.hub, language)
        path = PAGE if language == main else version_file(PAGE, language)
        place = root / path
        if place.is_dir():
            raise WrongUse(
                f"{path} is a folder, and the numbers stand in a file of this name", "call the folder something else"
            )
        if not place.is_file():
            pages[path] = page(canvas, counted(canvas))
        elif text := renewed(place.read_bytes().decode("utf-8", "replace"), counted(canvas)):
            pages[path] = text
        else:
            raise WrongUse(
                f"{path} does not say where the numbers stand", f"write {BEGIN} and {END} around the place for them"
            )
    for path, text in pages.items():
        tree.write(root, Artifact(path, text.encode()))
    return [str(root / path) for path in pages]
