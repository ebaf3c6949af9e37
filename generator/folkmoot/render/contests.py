"""What a contest shows: what was entered, by whom, and who of the jury does not judge it."""

from collections.abc import Iterable
from typing import NamedTuple

from folkmoot.model.contest import Contest, ContestEntry
from folkmoot.model.member import Member
from folkmoot.model.person import Person
from folkmoot.render.canvas import Canvas

Somebody = Member | Person


class Entered(NamedTuple):
    """An entry as it is shown: `by` whom, and who of the jury stands `aside`, with the reason or ""."""

    entry: ContestEntry
    by: list[Somebody]
    aside: list[tuple[Somebody, str]]


class ShownContest(NamedTuple):
    """A contest as far as it names people who are on the site."""

    contest: Contest
    jury: list[Somebody]
    entries: list[Entered]


def shown(canvas: Canvas, contest: Contest) -> ShownContest:
    """The contest without hidden people. What they alone entered is left out: a link to it would tell who it was."""
    judges = {one.called: who for one in contest.jury if (who := canvas.person(one))}
    entries = (
        Entered(
            one,
            _people(canvas, one.by),
            [(judges[no.judge], no.why or "") for no in contest.aside(one) if no.judge in judges],
        )
        for one in contest.entries
    )
    return ShownContest(contest, list(judges.values()), [one for one in entries if one.by])


def _people(canvas: Canvas, people: Iterable[Person]) -> list[Somebody]:
    return [who for who in map(canvas.person, people) if who]
