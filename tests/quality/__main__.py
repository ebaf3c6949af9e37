"""`make quality`: builds the sample hub, judges every page type, and prints the worst figure of each kind.

    PYTHONPATH=tests python -m quality [--members 10000] [--only home --only "members/*"] [--every-page] [--crowd]
        [--engine zensical]

A page type is a template with an address of its own; its versions in other languages are the same type. In the main
language the largest page of each type is visited on a phone and a desktop, in light and dark, by keyboard and with
JavaScript off; in the other languages once, by axe and the console on a phone. The HTML checker reads every file.

Lighthouse's performance figure is an estimate that varies: the types in `TEMPLATES`, one for each way that a page is
laid out, get the median of five runs. Every other type shares its layout and its files with one of these and gets one
run, and five where that is below the goal.

The last line is one JSON object. The exit code is 1 where a figure misses its goal, and 2 where a check could not run:
a figure that is absent is a miss.
"""

import argparse
import signal
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import SubprocessError
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserFailure

from folkmoot.errors import FolkmootError
from folkmoot.render.engine import EngineName
from quality import lighthouse, tools
from quality.crowd import crowd
from quality.hosting import hosted
from quality.keyboard import faults_without_scripts, keyboard_faults
from quality.markup import markup_errors
from quality.pages import MISSING, TEMPLATES, Kind, kinds
from quality.searching import searched
from quality.verdict import PERFORMANCE, Verdict
from quality.visits import SCHEMES, SCREENS, browser, opened, seen
from support.building import built, sample

REPOSITORY = Path(__file__).resolve().parents[2]
_RUNS = 5
_UNLISTED = '<meta name="robots" content="noindex">'


class _Course:
    """Says how far the judging is, with the minutes since its start."""

    def __init__(self) -> None:
        self._started = time.monotonic()

    def tell(self, words: str) -> None:
        seconds = int(time.monotonic() - self._started)
        print(f"[{seconds // 60:02}:{seconds % 60:02}] {words}", flush=True)


@contextmanager
def _site(root: Path, folder: Path, engine: EngineName = "mkdocs") -> Iterator[tuple[Path, str]]:
    """A hub's site, built for the very address at which it is then shown."""
    folder.mkdir(parents=True)
    with hosted(folder) as address:
        built(root, folder, site_url=address, engine=engine)
        yield folder, address


def _visit(verdict: Verdict, running: Browser, address: str, kind: Kind, screen: str) -> None:
    where = f"{kind.name} ({kind.address or './'}), {screen}"
    schemes = SCHEMES[:1] if kind.language else SCHEMES
    found = seen(running, address, kind.address, screen, schemes)
    verdict.count("axe_violations", found.axe, where)
    verdict.count("csp_violations", found.policy, where)
    verdict.count("console_errors", found.console, where)
    verdict.count("requests_elsewhere", found.elsewhere, where)
    verdict.highest("page_bytes", found.weight, where)
    if not kind.language:
        verdict.count("keyboard_faults", keyboard_faults(running, address + kind.address, screen), where)
        without = faults_without_scripts(running, address, kind.address, screen)
        verdict.count("faults_without_scripts", without, where)


def _visits(verdict: Verdict, course: _Course, running: Browser, address: str, types: list[Kind]) -> None:
    todo = [(kind, screen) for kind in types for screen in SCREENS if not kind.language or screen == "phone"]
    for number, (kind, screen) in enumerate(todo, start=1):
        course.tell(f"visit {number} of {len(todo)}: {kind.name} on a {screen} {kind.language}".rstrip())
        try:
            _visit(verdict, running, address, kind, screen)
        except BrowserFailure as failure:
            verdict.absent(f"{kind.address or './'} on a {screen}: {str(failure).splitlines()[0]}")
    for screen in SCREENS:
        verdict.count("axe_violations", opened(running, address, screen), f"home, {screen}")


def _lighthouse(
    verdict: Verdict, course: _Course, site: Path, address: str, types: list[Kind], *, every_page: bool
) -> None:
    """On a phone, and home on a desktop as well; the missing page is left out, for its status is an error by right."""
    judged: list[tuple[Kind, lighthouse.Device]]
    judged = [(kind, "phone") for kind in types if kind.address != MISSING and not kind.language]
    judged += [(kind, "desktop") for kind in types if not kind.address]
    for number, (kind, device) in enumerate(judged, start=1):
        runs = _RUNS if every_page or kind.name in TEMPLATES else 1
        course.tell(f"Lighthouse {number} of {len(judged)}: {kind.name} on a {device}")
        try:
            is_listed = _UNLISTED not in (site / kind.address / "index.html").read_text("utf-8")
            found = lighthouse.scores(address + kind.address, device, runs, PERFORMANCE, is_listed=is_listed)
        except (RuntimeError, OSError, SubprocessError) as failure:
            verdict.absent(str(failure))
            continue
        for name, figure in found.figures.items():
            verdict.lowest(f"{name} {device}", figure, kind.name)
        for line in found.lost:
            print(f"lighthouse: {kind.name}, {device}: {line}", flush=True)


def _search(verdict: Verdict, running: Browser, address: str, words: list[str], prefix: str = "") -> None:
    for screen in SCREENS:
        for word in words:
            # Time varies from visit to visit, what is downloaded does not.
            visits = [searched(running, address, word, screen) for _ in range(3)]
            weight, seconds = visits[0].weight, statistics.median(one.seconds for one in visits)
            print(f"search: {prefix}{screen}, {word}: {weight:,} bytes, {seconds} s", flush=True)
            verdict.highest(f"{prefix}search_bytes", weight)
            verdict.highest(f"{prefix}search_seconds", seconds)
            verdict.count("search_faults", visits[0].faults, f"{prefix or 'sample '}{screen}")


def judged(
    folder: Path, members: int, only: list[str], every_page: bool, of_crowd: bool, engine: EngineName
) -> Verdict:
    """Every check that can run here, on the sample hub's site and the search of a hub of so many members.

    With `of_crowd` all of it is judged on the site of that hub, of which the HTML checker reads a page of each type.
    """
    verdict, course = Verdict(), _Course()
    for reason in filter(None, (tools.missing_axe(), tools.missing_nu(), tools.missing_lighthouse())):
        verdict.absent(reason)
    root = crowd(folder / "hub", members) if of_crowd else sample(REPOSITORY, folder)
    with _site(root, folder / "site", engine) as (site, address):
        types = [kind for kind in kinds(site) if not only or kind.name in only]
        for name in sorted(TEMPLATES - {kind.name for kind in types} if not (only or of_crowd) else ()):
            verdict.absent(f"the sample hub has no page of the type {name}")
        verdict.figures |= {"page_types": len([kind for kind in types if not kind.language])}
        if not tools.missing_nu():
            course.tell("the HTML checker")
            read = [site / kind.address / "index.html" for kind in types if kind.address != MISSING] if of_crowd else ()
            verdict.count("markup_errors", markup_errors(site, read), "the site")
        if not tools.missing_axe():
            with browser() as running:
                _visits(verdict, course, running, address, types)
                _search(verdict, running, address, ["soldering"])
        if not tools.missing_lighthouse():
            _lighthouse(verdict, course, site, address, types, every_page=every_page)
    if members and not of_crowd and not tools.missing_axe():
        course.tell(f"a hub of {members:,} members")
        try:
            _crowd(verdict, folder, members)
        except FolkmootError as error:
            # What was judged until then is told all the same.
            verdict.absent(f"a hub of {members:,} members: {error}")
    course.tell("done")
    return verdict


def _crowd(verdict: Verdict, folder: Path, members: int) -> None:
    with _site(crowd(folder / "crowd", members), folder / "crowd-site") as (_, address), browser() as running:
        verdict.figures["crowd_members"] = members
        # What people look for: a skill of one in seven, a first name, a name in full.
        _search(verdict, running, address, ["soldering", "hana", "hana keller"], "crowd_")
        # A word that stands in most people's texts, several times: the worst case, told without a goal.
        _search(verdict, running, address, ["kettle"], "crowd_common_word_")


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    parser = argparse.ArgumentParser(prog="make quality", description="Judges the sample hub's site.")
    parser.add_argument("--members", type=int, default=10_000, help="the size of the hub whose search is measured")
    parser.add_argument("--only", action="append", default=[], metavar="TYPE", help="a page type, such as members/*")
    parser.add_argument("--every-page", action="store_true", help="five Lighthouse runs of every page type")
    parser.add_argument("--crowd", action="store_true", help="judge all of that hub's site, and not the sample's")
    parser.add_argument("--engine", choices=["mkdocs", "zensical"], default="mkdocs", help="what renders the frames")
    options = parser.parse_args()
    # Told to end, it leaves no browser behind, as with Ctrl-C.
    signal.signal(signal.SIGTERM, _stop)
    with TemporaryDirectory(prefix="folkmoot-quality-") as folder:
        verdict = judged(Path(folder), options.members, options.only, options.every_page, options.crowd, options.engine)
    return verdict.told()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("interrupted: there are no figures")
