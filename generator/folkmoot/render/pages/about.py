"""Teams, contributors, and the community's vital signs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from folkmoot.model.hub import Share
from folkmoot.model.member import Member
from folkmoot.model.team import Team, Term
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages import mentions
from folkmoot.render.pages.projects import last_months
from folkmoot.render.pages.pulse import pulse_page
from folkmoot.text import collated

_Row = tuple[Member, Term]


def pages(canvas: Canvas) -> Iterator[Page]:
    """The teams and each of them, the contributors, the pulse."""
    teams = list(canvas.community.teams.values())
    yield canvas.page(
        "teams.html",
        "teams/",
        canvas.say("Teams"),
        description=canvas.say("Who is responsible for what"),
        source="content/teams/",
        hide=(),
        teams=[(team, [member for member, _ in _serving(canvas, team)]) for team in teams],
    )
    for team in canvas.at_home(teams):
        yield team_page(canvas, team)
    yield _contributors(canvas)
    yield pulse_page(canvas)
    yield from mentions.pages(canvas)


def team_page(canvas: Canvas, team: Team) -> Page:
    """The page of one team."""
    return canvas.record_page(
        "team.html",
        team,
        team.title,
        description=team.summary or team.title,
        team=team,
        current=_serving(canvas, team),
        former=_rows(canvas, (term for term in team.members if term.until and term.until < canvas.hub.today)),
    )


def _serving(canvas: Canvas, team: Team) -> list[_Row]:
    return _rows(canvas, (term for term in team.members if term.serves(canvas.hub.today)))


def _rows(canvas: Canvas, terms: Iterable[Term]) -> list[_Row]:
    return [(member, term) for term in terms for member in canvas.shown([term.member])]


def _contributors(canvas: Canvas) -> Page:
    shares, months = canvas.hub.shares, last_months(canvas)
    by_month: dict[str, set[str]] = defaultdict(set)
    for share in shares:
        for label, _ in share.months:
            by_month[label].add(share.person)
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for share in shares:
        if share.member:
            first[share.member] = min(share.first, first.get(share.member, share.first))
            last[share.member] = max(share.last, last.get(share.member, share.last))
    return canvas.page(
        "contributors.html",
        "contributors/",
        canvas.say("Contributors"),
        hide=(),
        description=canvas.say("Who gave work to the repositories of %(community)s", community=canvas.site_name),
        months=[(label, len(by_month.get(label, ()))) for label in months] if shares else [],
        newcomers=_by_name(canvas, (slug for slug, day in first.items() if day[:7] >= months[-3])),
        members=_by_name(canvas, (slug for slug, day in last.items() if day[:7] >= months[0])),
        repositories=_repositories(canvas, shares),
    )


def _by_name(canvas: Canvas, slugs: Iterator[str]) -> list[Member]:
    public = (one for one in canvas.shown(slugs) if one.visibility == "public")
    return sorted(public, key=lambda member: (collated(member.name), member.slug))


def _repositories(canvas: Canvas, shares: tuple[Share, ...]) -> list[tuple[str, int, int, int, str]]:
    """Name, commits, members, others and last day of each repository, by name."""
    titles = {source.slug: source.title or source.url for source in canvas.hub.sources if source.kind == "work"}
    grouped: dict[str, list[Share]] = defaultdict(list)
    for share in shares:
        grouped[titles.get(share.source, share.source)].append(share)
    return [
        (
            name,
            sum(share.commits for share in found),
            len({share.member for share in found if share.member}),
            len({share.who for share in found if not share.member}),
            max(share.last for share in found),
        )
        for name, found in sorted(grouped.items())
    ]
