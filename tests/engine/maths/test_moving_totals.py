"""The total of amounts that grow: its line, and the very point where another takes its place."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.money_plans import seeded
from tests.engine.plan_counts import plans

from grantcli.engine.maths.curves import FAR, Curve, Turns, slope_at, value_at
from grantcli.engine.maths.fair_cuts import Inequality, largest
from grantcli.engine.maths.moving_totals import largest_total
from grantcli.engine.maths.simplex import Number


def capped(random: Random, turns: Turns) -> tuple[list[Number], list[Inequality]]:
    """Amounts of partners and categories, some of which grow, under caps by both, by sets of them, and on all."""
    places = [(p, c) for p in range(random.randrange(1, 4)) for c in "ABC"[: random.randrange(1, 4)]]
    wanted: list[Number] = [random.choice((random.randrange(9), random.randrange(1, 10_000))) for _ in places]
    sets: list[set[object]] = [{p} for p, _ in places] + [{c} for _, c in places] + [{"A", "C"}, {0, 1, 2}]
    rows = [{i: 1 for i, place in enumerate(places) if of & set(place)} for of in sets if random.random() < 0.6]
    bounds = [int(sum(wanted[i] for i in row) * random.choice((0.3, 0.8, 1, 1.1))) for row in rows]
    for i in random.sample(range(len(places)), random.choice((1, 1, min(2, len(places))))):
        wanted[i] = Curve.moving(wanted[i], random.randrange(1, 4), turns)
    return wanted, [Inequality(row, bound) for row, bound in zip(rows, bounds, strict=True) if row]


def total_at(point: Fraction, wanted: list[Number], ceilings: list[Inequality]) -> Fraction:
    return sum(largest([value_at(one, point) for one in wanted], ceilings)) + Fraction(0)


def the_line_holds(seed: int) -> None:
    turns = Turns()
    wanted, ceilings = capped(seeded(seed), turns)
    found = largest_total(wanted, ceilings)
    assert found is not None
    turn = turns.first()[0]
    end = Fraction(FAR) if turn is None else turn
    for point in (Fraction(0), end / 3, end):
        assert value_at(found.total, point) == total_at(point, wanted, ceilings)
    if turn is not None:
        assert value_at(found.total, turn + 1) > total_at(turn + 1, wanted, ceilings)
    assert sum(found.kept) == value_at(found.total, end / 1000)


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_the_line_holds_up_to_its_turn_and_no_further(seed: int) -> None:
    the_line_holds(seed)


@pytest.mark.slow
def test_the_line_holds_on_many_plans() -> None:
    for seed in plans(2_000):
        the_line_holds(seed)


def test_a_total_turns_where_the_second_of_two_caps_is_met() -> None:
    """100 + x and 50 under 120 of the first and 160 of both: x until 10, then nothing, whatever the first may have."""
    turns = Turns()
    wanted = [Curve.moving(100, 1, turns), 50]
    found = largest_total(wanted, [Inequality({0: 1}, 120), Inequality({0: 1, 1: 1}, 160)])
    assert found is not None
    assert (value_at(found.total, Fraction(0)), slope_at(found.total, Fraction(0))) == (150, 1)
    assert turns.first() == (10, True)


def test_what_bends_has_no_line() -> None:
    turns = Turns()
    bent = Curve.moving(100, 1, turns) * Curve.moving(1, 1, turns)
    assert largest_total([bent, 50], [Inequality({0: 1, 1: 1}, 120)]) is None
