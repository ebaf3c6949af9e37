"""Of any small community: shares are shares, order and doubles change nothing, and who opts out is counted nowhere.

To derive a hub takes a second, so that all of it is asked of the same few.
"""

from collections import defaultdict
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from support.examples import fewer
from support.small_hubs import SMALL_HUBS, Line, Small, Told, lines, told_of

PARTITIONS = {"active_ratio", "agenda_balance"}
"""The metrics whose shares are the parts of one whole."""

OF_PEOPLE = {"contributors", "new_contributors", "members", "contributor_groups", "onion", "joining_and_leaving"}
"""The metrics that count people, behind whose figures each of them stands once."""


@given(SMALL_HUBS, st.randoms(use_true_random=False), st.integers(0, 6))
@fewer(7)
def test_what_holds_of_every_community(small: Small, chance: Random, number: int) -> None:
    archive = lines(small)
    with told_of(small, archive) as told:
        shares_are_shares(told)
        groups_of_people_add_up(told)
        behind_a_number_of_people_stands_each_of_them(told)
        with told_of(small, in_disorder(archive, chance), turned=True) as again:
            assert told.figures() == again.figures()
        number %= len(small.people)
        with told_of(small, archive, hidden=number) as without:
            whoever_opts_out_is_one_person_less(told, without, number)


def in_disorder(archive: dict[str, list[Line]], chance: Random) -> dict[str, list[Line]]:
    """The same lines in another order, some of them twice."""
    shuffled = {
        kind: [*chance.sample(found, len(found)), *chance.choices(found)] for kind, found in archive.items() if found
    }
    for line in [line for kind in ("discussions", "issues") for line in shuffled.get(kind, ())]:
        line["comments"] = chance.sample(line["comments"], len(line["comments"]))
    return shuffled


def shares_are_shares(told: Told) -> None:
    for one in told.measured:
        keys = [(each.scope, each.period, each.series) for each in one.figures]
        assert len(set(keys)) == len(keys), one.metric.name
        # The series of topics are the community's own.
        if one.metric.name != "topics":
            assert {series for _, _, series in keys} <= set(one.metric.series), one.metric.name
        assert all(each.n >= 0 and (each.value is None or each.value >= 0) for each in one.figures)
        if one.metric.unit == "share":
            assert all(each.value is None or each.value <= 1 for each in one.figures), one.metric.name
        if one.metric.name in PARTITIONS:
            wholes = defaultdict[tuple[str, str], list[float]](list)
            for each in one.figures:
                if each.value is not None:
                    wholes[each.scope, each.period].append(each.value)
            assert all(abs(sum(parts) - 1) < 1e-9 for parts in wholes.values()), one.metric.name


def groups_of_people_add_up(told: Told) -> None:
    found = told.figures()
    totals = defaultdict[tuple[str, str, str], float](float)
    for (name, scope, period, series), (value, _) in found.items():
        if name in ("members", "contributor_groups", "onion") and series != "everybody":
            totals[name, scope, period] += value or 0
    for (name, scope, period, series), (value, _) in found.items():
        if (name, series) == ("members", "everybody"):
            assert totals[name, scope, period] == value
    for (name, scope, period), value in totals.items():
        if name == "onion":
            assert totals["contributor_groups", scope, period] == value
    for scope, period in {(scope, period) for _, scope, period in totals}:
        assert found["contributors", scope, period, "members"] <= found["contributors", scope, period, "everybody"]


def behind_a_number_of_people_stands_each_of_them(told: Told) -> None:
    for one in told.measured:
        for figure in one.figures if one.metric.name in OF_PEOPLE else ():
            if figure.period in ("", "2026-05") and figure.scope in ("", "project/lamp", "team/docs"):
                assert len(told.behind(one.metric.name, figure)) == figure.n, (one.metric.name, figure)


def whoever_opts_out_is_one_person_less(told: Told, without: Told, number: int) -> None:
    before, after = told.figures(), without.figures()
    actor = f"m-{number}"
    assert actor not in without.actors
    assert f"github:{number + 1}" not in without.actors
    for name in ("members", "contributors"):
        (one,) = (one for one in told.measured if one.metric.name == name)
        for figure in one.figures:
            if figure.series == "everybody" and figure.period in ("", "2026-05", "all"):
                key = (name, figure.scope, figure.period, figure.series)
                was_there = actor in {each.actor for each in told.behind(name, figure)}
                assert after.get(key, (0, 0))[1] == before[key][1] - was_there, key
