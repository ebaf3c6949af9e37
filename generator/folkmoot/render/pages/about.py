"""Teams, contributors, and the community's vital signs."""

from collections.abc import Iterable, Iterator

from folkmoot.model.member import Member
from folkmoot.model.team import Team, Term
from folkmoot.render.canvas import Canvas
from folkmoot.render.page import Page
from folkmoot.render.pages import contributors, mentions
from folkmoot.render.pages.pulse import pulse_page

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
    yield from contributors.pages(canvas)
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
