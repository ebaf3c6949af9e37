"""What `folkmoot desk` does: say what is due today, what waits and what is missing, and what is planned next."""

from folkmoot.derive.anniversaries import anniversaries
from folkmoot.derive.beginning import beginning
from folkmoot.derive.contests import contests
from folkmoot.derive.editorial import editorial
from folkmoot.derive.feedback import unheard
from folkmoot.derive.heard import heard
from folkmoot.derive.moderation import moderation
from folkmoot.derive.outbox import outbox_of, still_to_propose
from folkmoot.derive.outward import outward
from folkmoot.derive.propose import proposed
from folkmoot.derive.reporting import reported
from folkmoot.derive.roles import roles_of
from folkmoot.load.proposals import proposal_kinds
from folkmoot.model.period import complete
from folkmoot.model.reply import Heard
from folkmoot.render.calendars.planned import editorial_calendar
from folkmoot.render.desk.links import Links
from folkmoot.render.desk.today import Told, today
from folkmoot.render.desk.written import written
from folkmoot.render.identity import uid_domain
from folkmoot.render.reports.telling import told
from folkmoot.steward.private_folder import Open, Outcome, Request, opening


def desk(request: Request) -> Outcome:
    """Makes the desk. Raises `WrongUse` where there is no hub, for a language that it does not have, and for a private
    folder that may be public or cannot be read.
    """
    with opening(request) as found:
        return found if isinstance(found, Outcome) else _desk(found, is_private=request.private is not None)


def _desk(found: Open, *, is_private: bool) -> Outcome:
    canvas, hub = found.canvas, found.hub
    needs = told(canvas, reported(hub, found.warehouse, complete("week", hub.today))).needs
    kinds = proposal_kinds() if is_private and not found.lost else []
    proposals, untold = proposed(found.warehouse, kinds, hub.withheld)
    outbox = outbox_of(hub, found.folder.outbox)
    calendar = editorial(hub, found.written, found.folder.plan)
    about = Told(
        needs=needs,
        kinds={one.name: one for one in kinds},
        proposals=still_to_propose(hub, outbox, proposals),
        outbox=outbox,
        roles=roles_of(hub, found.folder.roles),
        moderation=moderation(found.folder.incidents, hub.today),
        heard=heard(hub, found.folder.replies) if is_private else Heard((), (), ()),
        contests=contests(found.written, found.folder.judging, hub.today) if is_private else (),
        beginning=beginning(hub, found.written, found.folder, found.warehouse),
        anniversaries=anniversaries(hub, people=is_private),
        unheard=unheard(hub.community.posts.values(), hub.today),
        links=Links(canvas, outward(found.written), found.looked),
        is_private=is_private,
    )
    words = today(canvas, calendar, about)
    domain = uid_domain(hub.community.profile, canvas.site_url)
    fixtures = (*calendar.overdue, *calendar.coming)
    files = written(canvas, words) | {"calendar.ics": editorial_calendar(fixtures, words.title, domain)}
    return Outcome(
        files, found.problems, files["desk.md"].decode(), found.faults, [*untold, *filter(None, [found.lost])]
    )
