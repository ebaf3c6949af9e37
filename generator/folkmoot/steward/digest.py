"""What `folkmoot digest` does: begin the letter of a month or a year, and make a mail of what people made of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from folkmoot.derive.digest import digest
from folkmoot.draft import hub_of
from folkmoot.errors import WrongUse
from folkmoot.load.community import load_community
from folkmoot.model.artifact import Artifact
from folkmoot.model.digest import LETTERS, Span
from folkmoot.model.hub import Hub
from folkmoot.model.paths import version_file
from folkmoot.model.problem import Problem
from folkmoot.publish import tree
from folkmoot.render.canvas import Canvas
from folkmoot.render.configured import site_address
from folkmoot.render.digest.letter import letter
from folkmoot.render.digest.mail import Letter, mail
from folkmoot.render.wording.tongue import languages_of


class Request(NamedTuple):
    """What a letter needs to know: `now` is aware, `span` a month or year that has begun by then.

    None is the last month that is over where the community is. `archive` is the collected records' folder, None for the
    one that content/community.yml names.
    """

    root: Path
    now: dt.datetime
    span: Span | None = None
    archive: Path | None = None


class Outcome(NamedTuple):
    """The letters by their paths in the hub; none where the hub has errors. `there` are those that were there before.

    `mails` are files by their names.
    """

    letters: Mapping[str, str]
    problems: Sequence[Problem]
    there: Sequence[str] = ()
    mails: Mapping[str, bytes] = {}


def begin(request: Request, *, write: bool) -> Outcome:
    """The letter of the month in each of the hub's languages; with `write` those that are not there yet are written.

    Raises `WrongUse` where there is no hub, and for a month that is still to come.
    """
    hub, problems = hub_of(request.root, request.now, request.archive)
    if hub is None:
        return Outcome({}, problems)
    span = _span(request, hub)
    if span.first > hub.today:
        kind, named, example = ("year", "%Y", "2025") if span.is_year else ("month", "%B %Y", "2026-05")
        raise WrongUse(f"{span.first:{named}} is still to come", f"name a {kind} that has begun, such as {example}")
    made, there = {}, []
    for language in languages_of(hub.community):
        path = _path(hub, span, language)
        if (request.root / path).exists():
            there.append(path)
        else:
            made[path] = letter(Canvas(hub, language), digest(hub, span))
    if write:
        tree.write_new(request.root, [Artifact(path, text.encode()) for path, text in made.items()])
    return Outcome(made, problems, there)


def mails(request: Request) -> Outcome:
    """A mail of each letter of the month, as the hub's files have it: its text, its page, and both as a message.

    Raises `WrongUse` where there is no hub, no letter, or no address of the site that links could lead to.
    """
    hub, problems = hub_of(request.root, request.now, request.archive)
    if hub is None:
        return Outcome({}, problems)
    span, address = _span(request, hub), site_address(request.root)
    if not address:
        raise WrongUse(
            "nobody knows where the site is, and links in a mail lead there", "write site_url: in mkdocs.yml"
        )
    # A letter is a draft until it is sent.
    pages = {page.path: page for page in load_community(request.root).community.pages}
    found: dict[str, bytes] = {}
    for language in languages_of(hub.community):
        page = pages.get(_path(hub, span, language).removeprefix("content/"))
        if page is None:
            continue
        one = mail(Canvas(hub, language, address), Letter(span, page.title, page.body, language), _FOLDER)
        name = f"{span.name}.{language}"
        found |= {f"{name}.txt": one.text.encode(), f"{name}.html": one.page.encode(), f"{name}.eml": one.message}
    if not found:
        path, asked = f"content/{span.path}", f"--{'year' if span.is_year else 'month'} {span.name}"
        raise WrongUse(f"there is no letter: {path}", f"begin it with: folkmoot digest {asked} --write")
    return Outcome({}, problems, mails=found)


_FOLDER = f"content/{LETTERS}"


def _span(request: Request, hub: Hub) -> Span:
    """The month or year that is asked for."""
    return request.span or Span.over(hub.today)


def _path(hub: Hub, span: Span, language: str) -> str:
    """The file of a letter in a language, in the hub."""
    is_main = language == hub.community.profile.languages[0]
    return f"content/{span.path if is_main else version_file(span.path, language)}"
