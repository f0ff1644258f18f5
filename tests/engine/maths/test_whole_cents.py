"""No plan in whole cents has a larger sum: against an exact search on small plans, a mixed-integer solver on larger."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.maths.test_fair_cuts import ceiling, random_ceilings
from tests.engine.money_plans import seeded
from tests.engine.plan_counts import plans

from grantcli.engine.maths import whole_cents
from grantcli.engine.maths.fair_cuts import Inequality, largest
from grantcli.engine.maths.whole_cents import largest_cents


def problem(seed: int, size: int, most: int) -> tuple[list[int], list[Inequality]]:
    """Wanted cents and ceilings; fixed amounts among these are brought to the size of what is wanted."""
    random = seeded(seed)
    wanted = [random.choice((0, random.randrange(most), random.randrange(most))) for _ in range(size)]
    rows = random_ceilings(random, size)
    return wanted, [row._replace(bound=row.bound * most // 10_000_000) if row.bound else row for row in rows]


def searched(wanted: list[int], ceilings: list[Inequality]) -> int:
    """The largest sum of all, by trying every plan."""
    plans = product(*(range(amount + 1) for amount in wanted))
    return max(sum(plan) for plan in plans if all(row.excess(plan) <= 0 for row in ceilings))


def solved(wanted: list[int], ceilings: list[Inequality]) -> list[int]:
    """The plan of scipy's ``milp`` (HiGHS), which reckons in floats with a tolerance of 1e-9 cents here."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    rows = np.array([[float(row.coefficients.get(i, 0)) for i in range(len(wanted))] for row in ceilings])
    bounds = np.array([float(row.bound) for row in ceilings]) + 1e-9
    found = milp(
        -np.ones(len(wanted)),
        constraints=LinearConstraint(rows, -np.inf, bounds),
        integrality=np.ones(len(wanted)),
        bounds=Bounds(0, np.array(wanted)),
        options={"mip_rel_gap": 0},
    )
    return [round(one) for one in found.x]


def holds_against_every_plan(seed: int) -> None:
    wanted, ceilings = problem(seed, 1 + seed % 4, 9)
    cents = largest_cents(wanted, ceilings).cents
    assert all(row.excess(cents) <= 0 for row in ceilings)
    assert sum(cents) == searched(wanted, ceilings), seed


def holds_against_the_solver(seed: int) -> None:
    """What the solver's tolerance lets through without being a plan is no witness."""
    wanted, ceilings = problem(seed, 2 + seed % 11, (1000, 100_000, 10_000_000)[seed % 3])
    cents = largest_cents(wanted, ceilings).cents
    assert all(row.excess(cents) <= 0 for row in ceilings)
    other = solved(wanted, ceilings)
    assert sum(other) <= sum(cents) or any(row.excess(other) > 0 for row in ceilings), seed


class TestTheLargestPlan:
    @given(seed=st.integers(0, 2**32))
    @settings(max_examples=150, deadline=None)
    def test_no_small_plan_is_larger(self, seed: int) -> None:
        holds_against_every_plan(seed)

    @pytest.mark.slow
    def test_none_of_ten_thousand_small_plans_is_larger(self) -> None:
        for seed in range(10_000):
            holds_against_every_plan(seed)

    @pytest.mark.slow
    def test_none_of_many_plans_of_a_mixed_integer_solver_is_larger(self) -> None:
        for seed in plans(3_000):
            holds_against_the_solver(seed)

    @pytest.mark.parametrize("seed", [6509, 8212])
    def test_cutting_planes_of_the_sum_prove_that_no_plan_is_larger(
        self, seed: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Fractions allow a cent more than whole cents do; by branches alone that takes thousands of them."""
        monkeypatch.setattr(whole_cents, "BRANCHES", 20)
        wanted, ceilings = problem(seed, 2 + seed % 11, (1000, 100_000, 10_000_000)[seed % 3])
        found = largest_cents(wanted, ceilings)
        assert found.short == 0
        assert sum(found.cents) < int(sum(largest(wanted, ceilings)))

    def test_a_cent_is_not_lost_in_rounding_two_amounts_down(self) -> None:
        """A 5.00 and B 0.01 are at most 3.33 % of C 100.00: 3.33 in all, not 3.32."""
        assert largest_cents([500, 1, 10_000], [ceiling("1", "1", "-0.0333")]).cents == [332, 1, 10_000]

    def test_two_shares_and_their_sum_of_the_admitted_total(self) -> None:
        """B ≤ 20 %, D ≤ 10 %, B + D ≤ 25 % of the total with A 1,000.01 whole: B + D ≤ a third of A, 333.33."""
        rows = [
            ceiling("-0.2", "0.8", "-0.2"),
            ceiling("-0.1", "-0.1", "0.9"),
            ceiling("-0.25", "0.75", "0.75"),
        ]
        found = largest_cents([100_001, 90_000, 90_000], rows).cents
        assert (found[0], found[1] + found[2]) == (100_001, 33_333)

    def test_two_shares_that_make_up_the_whole_leave_no_room_and_still_admit(self) -> None:
        """A ≤ 37 % and B ≤ 63 %: only 37 cents to 63 fit, so of 1,000 and 1,000 fifteen hundred are kept."""
        found = largest_cents([1000, 1000], [ceiling("0.63", "-0.37"), ceiling("-0.63", "0.37")]).cents
        assert found == [37 * 15, 63 * 15]

    def test_of_a_search_that_is_given_up_it_is_told_how_far_the_plan_may_fall_short(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A of 37 cents to 63 of B, 10.00 each: in fractions 5.87 and 10.00, so no plan is larger than 15.87."""
        monkeypatch.setattr(whole_cents, "_NEAR_BRANCHES", 0)
        rows = [ceiling("0.63", "-0.37"), ceiling("-0.63", "0.37")]
        assert largest_cents([1000, 1000], rows).short == 0
        monkeypatch.setattr(whole_cents, "BRANCHES", 0)
        monkeypatch.setattr(whole_cents, "_ROOT_CUTS", 0)
        found = largest_cents([1000, 1000], rows)
        assert sum(found.cents) + found.short == 1587

    def test_worth_is_preferred_to_size(self) -> None:
        """Of 100 in common, what is worth twice as much is kept first."""
        assert largest_cents([80, 80], [ceiling("1", "1", at=100)], [1, 2]).cents == [20, 80]
        assert largest([80, 80], [ceiling("1", "1", at=100)], [1, 2]) == [20, 80]

    def test_what_is_cut_is_near_to_the_fair_cut(self) -> None:
        for seed in range(200):
            wanted, ceilings = problem(seed, 2 + seed % 5, 100_000)
            fair = largest(wanted, ceilings)
            cents = largest_cents(wanted, ceilings).cents
            assert all(abs(kept - Fraction(one)) <= 130 for kept, one in zip(cents, fair, strict=True)), seed
