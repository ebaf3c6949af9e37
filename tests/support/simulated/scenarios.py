"""Communities of which it is known what is true of them: each says so in words, and in numbers that tests can read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from support.simulated.plan import FOUNDERS, Answering, Cohort, Meetings, Plan, Project, Rhythm, Spell, Team

Stage = Literal["inception", "establishment", "maturity"]


class Moment(NamedTuple):
    """How a scenario stands when the month before this one is over: nothing of what comes later is known there yet."""

    month: int
    stage: Stage | None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """A plan with what is true of it.

    It is in its `stage` in each month from `stage_since` on, None where that is open. Inception is when founders make
    more than half of the contributions, maturity when they make a tenth at most. `missing` are agendas of which nothing
    happened lately. What else is `known` are months of the plan, numbers of people, and hours. `earlier` are moments at
    which other things are told.
    """

    plan: Plan
    stage: Stage | None
    stage_since: int = 1
    missing: tuple[str, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)
    earlier: tuple[Moment, ...] = ()


_TALK = Rhythm(6)
_SELDOM = Rhythm(40, kinds=("commented", "asked"))
_EVENINGS = (
    Meetings("lamp-evening", (FOUNDERS, "regular")),
    Meetings("round-table", (FOUNDERS, "regular"), weeks=6, agenda="internal", come=5, speakers=0, recap=1),
    Meetings("city-walk", (FOUNDERS, "regular"), weeks=8, agenda="external", come=6, recap=0),
)


def _founders(days: float, *later: Spell, people: int = 3) -> Cohort:
    return Cohort(FOUNDERS, people, 0, Rhythm(days), later)


def _regulars(people: int, days: float = 6, *later: Spell, joined: int = 0) -> Cohort:
    return Cohort("regular", people, joined, Rhythm(days), later)


def _newer(people: int, brought_by: str) -> tuple[Cohort, ...]:
    """So many newcomers each quarter, from month 5 on."""
    return tuple(Cohort(f"newer-{month}", people, month, _SELDOM, brought_by=brought_by) for month in range(5, 24, 3))


def steady() -> Scenario:
    """Goes on as it always did, with somebody of every sort in it.

    Founders and regulars do things all the time. Four never did anything, three are silent from month 5 on, two are
    former members since month 14, two left and came back (months 10 and 16), and of one who left in month 12 there is
    no file. Two rested in months 19 to 21. Two from outside take part, a hidden member, and a bot; three joined in
    month 22, and come seldom.
    """
    writes = Rhythm(12, kinds=("wrote", "wrote", "published", "commented"))
    works = Rhythm(5, kinds=("committed", "proposed", "reviewed", "reported", "released", "commented"))
    cohorts = (
        _founders(5),
        _regulars(10, 7),
        Cohort("writer", 2, 2, writes),
        Cohort("maker", 4, 3, works, agrees=False),
        Cohort("seldom", 6, 4, _SELDOM, interests=("bread", "maps")),
        Cohort("never", 4, 6, None, brought_by="regular"),
        Cohort("gone", 3, 0, _TALK, (Spell(5, None),)),
        Cohort("pausing", 2, 0, _TALK, (Spell(19, None), Spell(22, _TALK))),
        Cohort("former", 2, 1, _TALK, leaves=14),
        Cohort("back", 2, 1, _TALK, leaves=10, returns=16),
        Cohort("lost", 1, 1, _TALK, leaves=12, file_is_gone=True),
        Cohort("newcomer", 3, 22, _SELDOM),
        Cohort("guest", 2, 3, _TALK, is_member=False),
        Cohort("hidden", 1, 2, _TALK, is_hidden=True),
        Cohort("mender", 1, 0, Rhythm(9, kinds=("proposed", "committed")), is_member=False, is_bot=True),
    )
    plan = Plan(
        "steady",
        cohorts,
        languages=("en", "fr", "it"),
        meetings=_EVENINGS,
        projects=(
            Project("lamp-book", "2025-Q1"),
            Project("city-map", "2025-Q3", "external"),
            Project("song", "2026-Q1", has_repository=False),
        ),
        answering=Answering((FOUNDERS, "regular"), hours=20),
        teams=(Team("welcome", "regular"), Team("editors", FOUNDERS, months=6, again=4)),
    )
    known = {"never": 4, "gone": 3, "silent": 5, "left": 14, "back": 16, "joined": 22, "newcomers": 3, "resting": 2}
    return Scenario(plan, "establishment", known=known)


def founders_hold_on() -> Scenario:
    """Three founders do more than half of everything in every month, and bring all of the others."""
    plan = Plan("hold", (_founders(1.5), _regulars(8, 14, joined=1), *_newer(1, FOUNDERS)), meetings=_EVENINGS[1:])
    return Scenario(plan, "inception")


def established() -> Scenario:
    """Founders do less than half and more than a tenth in every month, from the third on."""
    plan = Plan(
        "established",
        (_founders(5), _regulars(12, 6), *_newer(1, "regular")),
        answering=Answering(("regular",)),
        meetings=_EVENINGS[:1],
    )
    return Scenario(plan, "establishment", stage_since=2)


def mature() -> Scenario:
    """Two founders do something in two months, thirty others each week, who bring three newcomers each quarter."""
    evenings = (replace(_EVENINGS[0], by=("regular",)),)
    cohorts = (_founders(50, people=2), _regulars(30), *_newer(3, "regular"))
    return Scenario(Plan("mature", cohorts, meetings=evenings, answering=Answering(("regular",))), "maturity")


def founders_step_back() -> Scenario:
    """The founders do most of it for a year, and from month 12 on next to nothing: others do it then, and no less."""
    cohorts = (
        _founders(1.5, Spell(12, Rhythm(60))),
        _regulars(12, 25, Spell(12, Rhythm(3)), joined=1),
    )
    meetings = (replace(_EVENINGS[0], by=("regular",), since=2),)
    plan = Plan("step", cohorts, meetings=meetings, answering=Answering((FOUNDERS, "regular")))
    # A stage counts once it has held for a month.
    earlier = (Moment(12, "inception"), Moment(13, None))
    return Scenario(plan, "maturity", stage_since=13, known={"steps_back": 12}, earlier=earlier)


def split() -> Scenario:
    """Half of the regulars leave on the tenth of month 14, all at once, and are former members since."""
    staying = replace(_regulars(12), name="regular")
    leaving = replace(_regulars(12), name="leaving", leaves=14)
    evenings = tuple(replace(one, by=(*one.by, "leaving")) for one in _EVENINGS)
    plan = Plan("split", (_founders(6, people=2), staying, leaving), meetings=evenings)
    return Scenario(
        plan, "establishment", known={"month": 14, "left": 12, "stayed": 14}, earlier=(Moment(15, "establishment"),)
    )


def dormant_season() -> Scenario:
    """Nobody does anything in months 12 to 15; twelve of the fifteen are there again in month 16, three never."""
    pause = Spell(12, None)
    cohorts = (
        _founders(6, pause, Spell(16, Rhythm(6))),
        _regulars(9, 6, pause, Spell(16, Rhythm(6))),
        Cohort("lost", 3, 0, _TALK, (pause,)),
    )
    plan = Plan("season", cohorts, meetings=_EVENINGS, months=24)
    known = {"begins": 12, "ends": 16, "return": 12, "stay_away": 3}
    # Where nothing happens no agenda is missing either, and there is no stage until people are back for a while.
    earlier = (Moment(16, None), Moment(17, None))
    return Scenario(plan, "establishment", stage_since=16, known=known, earlier=earlier)


def newcomer_wave() -> Scenario:
    """Forty join in month 18: thirty of them do one thing and no other, ten stay. Regulars answer them, too."""
    once = Rhythm(6, kinds=("asked",), most=1)
    cohorts = (
        _founders(8),
        _regulars(8),
        Cohort("once", 30, 18, once),
        Cohort("staying", 10, 18, _TALK),
    )
    plan = Plan("wave", cohorts, meetings=_EVENINGS, answering=Answering((FOUNDERS, "regular")))
    return Scenario(
        plan,
        "establishment",
        known={"month": 18, "joined": 40, "once": 30, "stay": 10},
        earlier=(Moment(19, "establishment"),),
    )


def bots_everywhere() -> Scenario:
    """Five bots say something in seconds wherever anything is said, and work each day; people answer after 20 hours."""
    works = Rhythm(1, kinds=("reported", "proposed", "committed", "asked"))
    bots = Cohort("mender", 5, 0, works, is_member=False, is_bot=True)
    answering = Answering((FOUNDERS, "regular"), hours=20, unanswered=0)
    plan = Plan("bots", (_founders(10), _regulars(8, 10), bots), answering=answering)
    return Scenario(plan, "establishment", known={"bots": 5, "hours": 20})


def one_agenda_missing() -> Scenario:
    """Nothing that anybody began since month 6 was about the world outside, which was as usual before."""
    inside = Spell(6, Rhythm(6, agendas=("applied", "internal")))
    plan = Plan("inside", (_founders(6, inside), _regulars(10, 6, inside)), meetings=_EVENINGS[:2])
    # It is missed when nothing happened for 90 days: not yet after two months.
    earlier = (Moment(8, "inception"), Moment(11, "inception", ("external",)))
    return Scenario(plan, "establishment", missing=("external",), earlier=earlier)


def silent_person() -> Scenario:
    """One who did something every four days is silent since month 22; so is one who did so four times a year.

    For the first that is long, for the second it is not.
    """
    often = Rhythm(4, varies=0.2)
    rarely = Rhythm(90, varies=0.3)
    cohorts = (
        _founders(6),
        _regulars(10),
        Cohort("often", 1, 0, often, (Spell(22, None),)),
        Cohort("rarely", 1, 0, rarely, (Spell(22, None),)),
    )
    return Scenario(
        Plan("silence", cohorts, answering=Answering(("regular",)), meetings=_EVENINGS),
        "establishment",
        known={"month": 22},
    )


def tiny() -> Scenario:
    """Four people and no more for a year: too few for shares that name nobody."""
    plan = Plan("tiny", (_founders(20, people=1), _regulars(3, 20)), months=12, projects=(Project("kettle"),))
    return Scenario(plan, None, known={"people": 4})


SCENARIOS: Mapping[str, Callable[[], Scenario]] = {
    one.__name__: one
    for one in (
        steady,
        founders_hold_on,
        established,
        mature,
        founders_step_back,
        split,
        dormant_season,
        newcomer_wave,
        bots_everywhere,
        one_agenda_missing,
        silent_person,
        tiny,
    )
}  # fmt: skip
"""All of them, by their names."""
