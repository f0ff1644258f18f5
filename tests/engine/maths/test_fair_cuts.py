"""The largest vector under several ceilings: exact, fair, and as large as an independent programme finds."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.money_plans import seeded
from tests.engine.plan_counts import plans

from grantcli.engine.maths.fair_cuts import Inequality, largest
from grantcli.engine.maths.simplex import Cuts, ImpossibleError
from grantcli.engine.maths.whole_cents import largest_cents, pro_rata


def ceiling(*coefficients: str, at: int = 0) -> Inequality:
    return sparse([Fraction(one) for one in coefficients], Fraction(at))


def sparse(coefficients: list[Fraction], bound: Fraction) -> Inequality:
    return Inequality({i: share for i, share in enumerate(coefficients) if share}, bound)


def random_ceilings(random: Random, size: int) -> list[Inequality]:
    """Shares of a base, with or without the limited amounts in it, and fixed amounts."""
    made = []
    for _ in range(random.randrange(1, 6)):
        of = {i for i in range(size) if random.random() < 0.5} or {0}
        if random.random() < 0.3:
            made.append(sparse([Fraction(i in of) for i in range(size)], Fraction(random.randrange(5_000_000))))
            continue
        share = Fraction(random.randrange(1, 100), 100)
        base = set(range(size)) if random.random() < 0.6 else {i for i in range(size) if random.random() < 0.5}
        made.append(sparse([Fraction(i in of) - share * (i in base) for i in range(size)], Fraction(0)))
    return made


def random_problem(random: Random) -> tuple[list[int], list[Inequality]]:
    size = random.randrange(1, 7)
    wanted = [random.choice((0, random.randrange(10_000_000))) for _ in range(size)]
    return wanted, random_ceilings(random, size)


@pytest.mark.slow
def test_totals_are_those_of_an_independent_linear_programme() -> None:
    """scipy's ``linprog`` on random plans: the same totals to the cent."""
    from scipy.optimize import linprog

    for seed in plans(4_000):
        wanted, ceilings = random_problem(seeded(seed))
        total = sum(largest(wanted, ceilings))
        rows = [[float(row.coefficients.get(i, 0)) for i in range(len(wanted))] for row in ceilings]
        bounds = [float(row.bound) / 100 for row in ceilings]
        found = linprog([-1.0] * len(wanted), A_ub=rows, b_ub=bounds, bounds=[(0, one / 100) for one in wanted])
        assert abs(float(total) / 100 + found.fun) < 0.005, seed


class TestLargest:
    @given(seed=st.integers(0, 2**32))
    def test_it_respects_every_ceiling_exactly(self, seed: int) -> None:
        wanted, ceilings = random_problem(seeded(seed))
        exact = largest(wanted, ceilings)
        assert all(row.excess(exact) <= 0 for row in ceilings)
        assert all(0 <= kept <= most for kept, most in zip(exact, wanted, strict=True))

    @given(seed=st.integers(0, 2**32))
    def test_the_order_of_amounts_and_of_ceilings_changes_nothing(self, seed: int) -> None:
        random = seeded(seed)
        wanted, ceilings = random_problem(random)
        order = list(range(len(wanted)))
        random.shuffle(order)
        turned = [
            sparse([Fraction(row.coefficients.get(i, 0)) for i in order], Fraction(row.bound)) for row in ceilings
        ]
        random.shuffle(turned)
        exact = largest(wanted, ceilings)
        assert largest([wanted[i] for i in order], turned) == [exact[i] for i in order]

    @given(seed=st.integers(0, 2**32))
    def test_whole_cents_respect_the_ceilings_exactly(self, seed: int) -> None:
        wanted, ceilings = random_problem(seeded(seed))
        settled = largest_cents(wanted, ceilings)
        assert all(row.excess(settled.cents) <= 0 for row in ceilings)
        assert all(0 <= kept <= most for kept, most in zip(settled.cents, wanted, strict=True))

    @given(seed=st.integers(0, 2**32), more=st.integers(1, 1_000_000))
    def test_asking_for_more_never_admits_less_in_all(self, seed: int, more: int) -> None:
        random = seeded(seed)
        wanted, ceilings = random_problem(random)
        raised = list(wanted)
        raised[random.randrange(len(wanted))] += more
        assert sum(largest(raised, ceilings)) >= sum(largest(wanted, ceilings))


def test_what_one_ceiling_treats_alike_is_cut_pro_rata() -> None:
    assert largest([100, 50], [ceiling("1", "1", at=90)]) == [60, 30]


def test_the_greatest_share_cut_is_as_small_as_can_be() -> None:
    """Both ceilings look at the second amount: cutting it alone keeps most (120), and no other choice keeps as much."""
    assert largest([100, 100, 100], [ceiling("1", "1", "0", at=60), ceiling("0", "1", "1", at=60)]) == [60, 0, 60]


def test_a_tight_ceiling_of_its_own_leaves_the_rest_to_the_common_one() -> None:
    """40 of its own for the first; then 60 in common leave 20 to the second, whose cut is the smaller share."""
    assert largest([100, 25], [ceiling("1", "1", at=60), ceiling("1", "0", at=40)]) == [40, 20]


def test_a_ceiling_on_the_whole_cuts_all_by_one_share_while_no_other_is_felt() -> None:
    """Half of 400 in all leaves half of each; where the first may have but 40, the second has what is left of 200."""
    for first, kept in ((60, [50, 150]), (50, [50, 150]), (40, [40, 160])):
        assert largest([100, 300], [ceiling("1", "0", at=first), ceiling("1", "1", at=200)]) == kept


def test_equal_choices_are_settled_by_shares_cut() -> None:
    """First and second share 60, second and third share 80, all ask 50: the total of 110 or less is spread evenly."""
    exact = largest([50, 50, 50], [ceiling("1", "1", "1", at=90), ceiling("1", "1", "0", at=70)])
    assert exact == [30, 30, 30]


def test_choices_that_cost_the_same_are_levelled_one_after_the_other() -> None:
    """The first may keep 10 at most; what is left of 90 is shared between the others: 40 each, not 50 and 30."""
    exact = largest(
        [50, 50, 50], [ceiling("1", "1", "1", at=90), ceiling("1", "0", "0", at=10), ceiling("0", "1", "0", at=45)]
    )
    assert exact == [10, 40, 40]


def test_nothing_wanted_is_nothing_admitted() -> None:
    assert largest([0, 0], [ceiling("1", "0", at=0)]) == [0, 0]
    assert largest_cents([], []).cents == []


def test_a_demand_that_none_can_meet_is_said() -> None:
    with pytest.raises(ImpossibleError):
        Cuts([1], [{0: -1}]).least([5], [1])


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=8), st.data())
def test_a_split_pro_rata_sums_to_the_total_and_passes_no_amount(amounts: list[int], data: st.DataObject) -> None:
    total = data.draw(st.integers(0, sum(amounts)))
    parts = pro_rata(amounts, total)
    assert sum(parts) == total
    assert all(0 <= part <= amount for part, amount in zip(parts, amounts, strict=True))
    for part, amount in zip(parts, amounts, strict=True):
        assert abs(Fraction(part) - Fraction(amount * total, sum(amounts) or 1)) < 1
