"""What `folkmoot remind` does: keep one issue with what waits for somebody, and close it when nothing does."""

from folkmoot.derive.propose import proposed
from folkmoot.derive.reporting import reported
from folkmoot.draft import SAID, opened, read
from folkmoot.load.proposals import proposal_kinds
from folkmoot.model.period import complete
from folkmoot.model.problem import holds_error
from folkmoot.publish.forge import Forge
from folkmoot.render.canvas import Canvas
from folkmoot.render.configured import site_address
from folkmoot.render.reports.greeting import reminded
from folkmoot.render.reports.proposing import said
from folkmoot.render.reports.telling import told
from folkmoot.steward.greeting import Desk, Done

LABEL = "reminder"
"""What the issue is labelled with."""

_MARK = "<!-- folkmoot: what waits -->"
_WAITING = ("unresponded", "recaps")
"""What of the report's needs somebody in particular could see to."""


def remind(desk: Desk) -> Done:
    """Tells of events without a recap, of questions that nobody answered, and of terms that end: all of it is public.

    Raises `FolkmootError` where GitHub refuses, and `WrongUse` for no hub.
    """
    reading = read(desk.root, desk.archive, SAID, ahead=True)
    if holds_error(reading.problems):
        return Done([], reading.problems, [])
    with opened(reading, desk.now, "week") as (hub, warehouse, _):
        canvas = Canvas(hub, hub.community.profile.languages[0], site_address(desk.root))
        report = told(canvas, reported(hub, warehouse, complete("week", hub.today)))
        kind = next(one for one in proposal_kinds() if one.name == "terms")
        ending, untold = proposed(warehouse, [kind], hub.withheld)
        terms = [said(canvas, [one]) for one in ending]
        needs = [one for one in report.needs if one.kind in _WAITING]
        words = reminded(canvas, needs, terms, canvas.say(kind.title))
    done = Done([], reading.problems, untold)
    if not desk.write:
        done.said.append("\n".join(words.texts) if words else "Nothing waits.")
        return done
    with Forge(desk.queue, desk.token, desk.base_url) as queue:
        if words:
            number, outcome = queue.keep_issue(_MARK, LABEL, words.title, words.texts)
            done.said.append(f"The issue #{number} is {outcome}.")
        else:
            closed = queue.close_issue(_MARK, LABEL)
            done.said.append(f"Nothing waits: the issue #{closed} is closed." if closed else "Nothing waits.")
    return done
