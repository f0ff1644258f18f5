"""Filling by equal shares gives what the programme gives, level by level: tried first, it changes no plan."""

from fractions import Fraction
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.maths.test_fair_cuts import random_problem
from tests.engine.money_plans import seeded
from tests.engine.plan_counts import plans

from grantcli.engine.maths.equal_shares import EqualShares
from grantcli.engine.maths.fair_cuts import Inequality, largest


def capped(random: Random) -> tuple[list[int], list[Inequality]]:
    """Amounts of partners and categories under caps by both, by two categories, on all; some that count unlike."""
    places = [(p, c) for p in range(random.randrange(1, 6)) for c in range(random.randrange(1, 4))]
    most = random.choice((20, 1000, 10_000_000))
    wanted = [random.choice((0, random.randrange(1, most), random.randrange(1, most))) for _ in places]
    everyone = range(len(places))
    by_partner = [[i for i in everyone if places[i][0] == p] for p in {p for p, _ in places}]
    by_category = [[i for i in everyone if places[i][1] == c] for c in {c for _, c in places}]
    sets = [one for one in (*by_partner, *by_category) if random.random() < 0.7]
    sets += [one for one in ([i for i in everyone if places[i][1] != 1], list(everyone)) if random.random() < 0.5]
    rows = [dict.fromkeys(one, 1) for one in sets]
    if random.random() < 0.3:
        rows.append({i: random.choice((1, 2, Fraction(1, 3), -Fraction(1, 5))) for i in random.sample(everyone, 1)})
    made = [Inequality(row, int(sum(wanted[i] for i in row) * random.random())) for row in rows if row]
    shares = [{i: random.choice((1, -Fraction(1, 5))) for i in everyone}] if random.random() < 0.2 else []
    return wanted, [*made, *(Inequality(row, 0) for row in shares)]


def filling_changes_nothing(seed: int) -> None:
    random = seeded(seed)
    wanted, ceilings = (capped if seed % 3 else random_problem)(random)
    worth = [random.choice((1, 2, 5)) for _ in wanted] if seed % 5 == 0 else None
    with patch.object(EqualShares, "passes", lambda _self: True):
        levelled = largest(wanted, ceilings, worth)
    assert largest(wanted, ceilings, worth) == levelled, seed


class TestAgainstTheProgramme:
    @given(seed=st.integers(0, 2**32))
    @settings(max_examples=60, deadline=None)
    def test_they_agree(self, seed: int) -> None:
        filling_changes_nothing(seed)

    @pytest.mark.slow
    def test_they_agree_on_many_plans(self) -> None:
        for seed in plans(3_000):
            filling_changes_nothing(seed)


def test_who_is_stopped_first_leaves_room_to_the_others() -> None:
    """100, 100 and 300 under 30 for the first and 230 in all: 30, then half of the others."""
    found = EqualShares([100, 100, 300], [{0: 1}, {0: 1, 1: 1, 2: 1}], [30, 230])
    assert found.kept == [30, 50, 150]
    assert found.prices() == {1: 1}


def test_two_full_ceilings_that_share_an_amount_prove_nothing() -> None:
    """Equal shares of 60 + 60 are 90, and 120 is possible: cut the one that both look at."""
    found = EqualShares([100, 100, 100], [{0: 1, 1: 1}, {1: 1, 2: 1}], [60, 60])
    assert found.kept == [30, 30, 30]
    assert found.prices() is None
