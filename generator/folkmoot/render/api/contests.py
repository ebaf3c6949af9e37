"""Contests in the API's shapes."""

from collections.abc import Callable, Iterable

from folkmoot.model.contest import Contest
from folkmoot.model.person import Person
from folkmoot.render.api import shapes


def contest_shape(contest: Contest, people: Callable[[Iterable[Person]], tuple[shapes.Person, ...]]) -> shapes.Contest:
    """A contest with the people who are on the site, whom `people` gives; what nobody of them entered is left out."""
    judges = {one.called: found[0] for one in contest.jury if (found := people((one,)))}
    return shapes.Contest(
        enter=contest.enter or "",
        opens=contest.opens,
        closes=contest.closes,
        criteria=contest.criteria,
        jury=tuple(judges.values()),
        entries=tuple(
            shapes.ContestEntry(
                title=one.title,
                by=by,
                url=one.url or "",
                aside=tuple(
                    shapes.StandingAside(judge=judges[no.judge], why=no.why or "")
                    for no in contest.aside(one)
                    if no.judge in judges
                ),
            )
            for one in contest.entries
            if (by := people(one.by))
        ),
    )
