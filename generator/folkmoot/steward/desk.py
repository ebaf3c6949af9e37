"""What `folkmoot desk` does: say what is due today, what waits and what is missing, and what is planned next."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from folkmoot.derive.editorial import editorial
from folkmoot.derive.propose import proposed
from folkmoot.derive.reporting import reported
from folkmoot.draft import SAID, opened, read
from folkmoot.errors import WrongUse
from folkmoot.load.checkouts import refuse_public
from folkmoot.load.located import located
from folkmoot.load.plan import PLAN, load_plan
from folkmoot.load.proposals import proposal_kinds
from folkmoot.model.community import Community
from folkmoot.model.period import complete
from folkmoot.model.plan import Planned
from folkmoot.model.problem import Problem, holds_error
from folkmoot.render.calendars.planned import editorial_calendar
from folkmoot.render.canvas import Canvas
from folkmoot.render.configured import site_address
from folkmoot.render.desk.sheet import sheet
from folkmoot.render.desk.written import as_markdown, as_page, calendar_as_csv, lists_as_csv
from folkmoot.render.identity import uid_domain
from folkmoot.render.reports.telling import told
from folkmoot.render.wording.tongue import language_asked
from folkmoot.text import closest


class Request(NamedTuple):
    """What the desk needs to know.

    `now` is aware. `archive` is None for the folder that content/community.yml names, and `language` "" for the hub's
    main one. `private` is the folder in which those who look after the community plan, None where there is none.
    """

    root: Path
    now: dt.datetime
    archive: Path | None = None
    language: str = ""
    private: Path | None = None


class Outcome(NamedTuple):
    """The desk in its forms, by the names of their files; none where the hub has errors. `text` is its Markdown.

    `problems` are those of the hub, `faults` those of the private plan, which do not keep anything from being told;
    `untold` says in words what is missing. With a private folder all of it names people.
    """

    files: Mapping[str, bytes]
    problems: Sequence[Problem]
    text: str = ""
    faults: Sequence[Problem] = ()
    untold: Sequence[str] = ()


def desk(request: Request) -> Outcome:
    """Makes the desk. Raises `WrongUse` where there is no hub, for a language that it does not have, and for a private
    folder that may be public or cannot be read.
    """
    if request.private:
        refuse_public(request.root, request.private)
    reading = read(request.root, request.archive, SAID, ahead=True)
    if holds_error(reading.problems):
        return Outcome({}, reading.problems)
    language = language_asked(reading.community, request.language)
    plan, faults = _plan(request.private, reading.community)
    with opened(reading, request.now, "week") as (hub, warehouse, uncomputed):
        canvas = Canvas(hub, language, site_address(request.root))
        needs = told(canvas, reported(hub, warehouse, complete("week", hub.today))).needs
        kinds = proposal_kinds() if request.private else []
        proposals, untold = proposed(warehouse, kinds, hub.withheld)
        found = editorial(hub, reading.community, plan)
    words = sheet(canvas, found, needs, kinds, proposals, is_private=request.private is not None)
    domain = uid_domain(hub.community.profile, canvas.site_url)
    fixtures = (*found.overdue, *found.coming)
    files = {
        "desk.md": as_markdown(canvas, words).encode(),
        "desk.html": as_page(canvas, words).encode(),
        "desk.csv": lists_as_csv(words).encode(),
        "calendar.csv": calendar_as_csv(words).encode(),
        "calendar.ics": editorial_calendar(fixtures, words.title, domain),
    }
    return Outcome(files, [*reading.problems, *uncomputed], files["desk.md"].decode(), faults, untold)


def _plan(folder: Path | None, community: Community) -> tuple[tuple[Planned, ...], list[Problem]]:
    if folder is None:
        return (), []
    try:
        plan, faults = load_plan(folder)
    except OSError as error:
        raise WrongUse(f"{folder / PLAN} cannot be read: {error.strerror}", "check its permissions") from None
    return plan, [*faults, *located(folder, list(_unknown(plan, community)))]


def _unknown(plan: Sequence[Planned], community: Community) -> Iterator[Problem]:
    """Whom the plan names and nobody is."""
    for one in plan:
        for index, slug in enumerate(one.by):
            if slug not in community.members:
                meant = closest(slug, community.members)
                hint = f"did you mean {meant}?" if meant else "write the name of a member’s file, without .yml"
                yield Problem(
                    one.path, "reference-missing", "nobody is called this", hint, keys=("by", index), value=slug,
                    severity="warning",
                )  # fmt: skip
