"""The largest amounts in whole cents: what fractions allow, rounded, and searched where rounding may lose a cent.

Idea: round the fair amounts down and give the odd cents to the largest remainders that every ceiling lets through;
where the sum is not yet the whole part of what fractions allow, branch on an amount that is no whole number, bounded by
the programme with cutting planes. Invariant: no branch is left that could hold a larger sum than the plan kept.
Sources: Land and Doig, Automatic methods of solving discrete programming problems (1960); Gomory (1958).
"""

from collections.abc import Sequence
from math import ceil, lcm
from typing import NamedTuple

from .fair_cuts import Component, Inequality, components, demands_of, largest
from .simplex import NOTHING, Cuts, ImpossibleError, Number, distance

BRANCHES = 500
"""Branches looked at for one part of a plan; beyond them the best plan found is kept, and how far it may fall short.

Of ten thousand random plans none needs more than sixteen (tests/engine/maths/test_whole_cents.py).
"""

_NEAR, _WIDER, _NEAR_BRANCHES = 2, 8, 40
"""Cents from the fair amounts within which a larger sum is looked for first, so many times as far each time, and
branches looked at until then."""
_ODD_CENTS = 1_000
"""Cents lost in rounding beyond which another way is tried, and turns in which they are given back."""
_ROOT_CUTS, _CUTS, _PLANES = 24, 4, 8
"""Rounds of cutting planes before the first branch, in each other, and planes a round beside that of the sum."""


class Settled(NamedTuple):
    """Whole cents for each amount, and which ceilings (by index) stand in the way of more.

    ``short`` is by how much at most another plan may be larger (or worth more): nothing where none is.
    """

    cents: list[int]
    binding: set[int]
    short: int = 0


def largest_cents(wanted: Sequence[int], ceilings: Sequence[Inequality], worth: Sequence[int] | None = None) -> Settled:
    """Return the amounts in whole cents of the largest sum (or worth) that no ceiling forbids by a fraction.

    As near to ``largest`` as the rounding lets them be: amounts that stand alike share their cut pro rata, the odd
    cents as in ``pro_rata``. Bounds are in cents.
    """
    exact = largest(wanted, ceilings, worth)
    admitted = list(wanted)
    short = 0
    rows = [k for k, row in enumerate(ceilings) if row.worst(wanted) > 0]
    for component in components(wanted, ceilings, worth, rows):
        if any(ceilings[k].excess(wanted) > 0 for k in component.rows):
            found, lacking = _Search(component, wanted, ceilings, worth, exact).best()
            short += lacking
            for group, cents in zip(component.groups, found, strict=True):
                parts = pro_rata([wanted[i] for i in group.members], cents)
                for i, part in zip(group.members, parts, strict=True):
                    admitted[i] = part
    binding = {k for k, row in enumerate(ceilings) if row.excess(exact) == 0}
    return Settled(admitted, binding | set(_blocking(wanted, admitted, ceilings, binding)), short)


def _blocking(
    wanted: Sequence[int], admitted: list[int], ceilings: Sequence[Inequality], binding: set[int]
) -> list[int]:
    """Return ceilings that let through no cent more of an amount that is cut and that no binding one holds down."""
    cut = {i for i, amount in enumerate(wanted) if admitted[i] < amount}
    for k in binding:
        cut -= {i for i, share in ceilings[k].coefficients.items() if share > 0}
    return [
        k
        for k, row in enumerate(ceilings)
        if any(row.excess(admitted) + row.coefficients[i] > 0 for i in cut if row.coefficients.get(i, 0) > 0)
    ]


class _Search:
    """The whole cents of the groups of one component."""

    def __init__(
        self,
        component: Component,
        wanted: Sequence[int],
        ceilings: Sequence[Inequality],
        worth: Sequence[int] | None,
        exact: Sequence[Number],
    ) -> None:
        self.most = [sum(wanted[i] for i in group.members) for group in component.groups]
        self.fair = [sum((exact[i] for i in group.members), NOTHING) for group in component.groups]
        self.worth = [1 if worth is None else worth[group.members[0]] for group in component.groups]
        place = {k: r for r, k in enumerate(component.rows)}
        self.bounds = [ceilings[k].bound for k in component.rows]
        self.columns = [[(place[k], share) for k, share in group.shares] for group in component.groups]
        self.rows = demands_of(component)

    def best(self) -> tuple[list[int], int]:
        """Return the cents of the largest sum, near to the fair amounts, and by how much at most another is larger.

        What is far from the fair amounts is searched last, and nothing once no larger sum is left to be found.
        """
        cents = self._rounded()
        most = sum(a * b for a, b in zip(self.worth, self.fair, strict=True))
        reached = self._value(cents)
        if reached >= most.numerator // most.denominator:
            return cents, 0
        whole = self._bounded(self._programme([0] * len(cents), self.most), self.most, reached, _ROOT_CUTS)
        highest = reached if whole is None else whole.most
        near = [one.numerator // one.denominator for one in self.fair]
        far = _NEAR
        while self._value(cents) < highest:
            low = [max(0, one - far) for one in near]
            high = [min(top, one + far + 1) for top, one in zip(self.most, near, strict=True)]
            all_ = far > max(self.most)
            cents, searched = self._searched(cents, low, high, BRANCHES if all_ else _NEAR_BRANCHES)
            if all_:
                return cents, 0 if searched else highest - self._value(cents)
            far *= _WIDER
        return cents, 0

    def _value(self, cents: Sequence[int]) -> int:
        return sum(a * b for a, b in zip(self.worth, cents, strict=True))

    def _rounded(self) -> list[int]:
        """Return the fair amounts rounded down, under every ceiling, and the odd cents given back where they fit.

        Where bringing one ceiling down passes another in turn, much would be lost: amounts are cut then that no ceiling
        has against it. What is still far from the fair amounts is left to the search.
        """
        cents, over = self._lowered([0] * len(self.columns))
        if sum(self.fair) - sum(cents) > _ODD_CENTS:
            others = self._lowered([sum(1 for _r, share in column if share < 0) for column in self.columns])
            cents, over = max((cents, over), others, key=lambda one: self._value(one[0]))
        order = sorted(range(len(cents)), key=lambda g: (cents[g] - self.fair[g], g))
        for _turn in range(_ODD_CENTS):
            if not sum(self._raise(g, cents, over) for g in order):
                break
        return cents

    def _lowered(self, against: Sequence[int]) -> tuple[list[int], list[Number]]:
        """Return the fair amounts rounded down under every ceiling, and by how much each ceiling is passed.

        To bring a ceiling down the largest amount is cut, of those that the fewest other ceilings have ``against`` it.
        """
        cents = [one.numerator // one.denominator for one in self.fair]
        over = [self._sum(row, cents) - bound for row, bound in zip(self.rows, self.bounds, strict=True)]
        while (r := next((r for r, excess in enumerate(over) if excess > 0), None)) is not None:
            cuttable = (g for g, share in self.rows[r].items() if share > 0 and cents[g])
            g = max(cuttable, key=lambda g: (-against[g], cents[g], -g))
            steps = over[r] / (self.rows[r][g] + NOTHING)
            self._add(g, -min(cents[g], ceil(steps)), cents, over)
        return cents, over

    @staticmethod
    def _sum(row: dict[int, Number], cents: Sequence[int]) -> Number:
        return sum([share * cents[g] for g, share in row.items()])

    def _add(self, g: int, more: int, cents: list[int], over: list[Number]) -> None:
        cents[g] += more
        for r, share in self.columns[g]:
            over[r] += share * more

    def _raise(self, g: int, cents: list[int], over: list[Number]) -> bool:
        """Give a group one cent more where every ceiling lets it through."""
        if cents[g] >= self.most[g] or any(share > 0 and over[r] + share > 0 for r, share in self.columns[g]):
            return False
        self._add(g, 1, cents, over)
        return True

    def _searched(self, cents: list[int], low: list[int], high: list[int], branches: int) -> tuple[list[int], bool]:
        """Return the best plan of the branches that may hold a larger sum, and whether all were searched."""
        waiting = [self._programme(low, high)]
        for branch in range(branches):
            if not waiting:
                break
            programme = waiting.pop()
            found = self._bounded(programme, high, self._value(cents), _ROOT_CUTS if not branch else _CUTS)
            if found is None:
                continue
            if found.broken is None:
                cents = found.cents
            else:
                waiting += _branches(programme, found.broken)
        return cents, not waiting

    def _programme(self, low: list[int], high: list[int]) -> Cuts:
        """Return the programme of the cuts from ``high`` down to ``low``, in whole numbers."""
        whole = [_whole_row(row, bound) for row, bound in zip(self.rows, self.bounds, strict=True)]
        made = Cuts(self.worth, [row for row, _ in whole])
        made.bounds = [most - least for most, least in zip(high, low, strict=True)]
        made.asked = [self._sum(row, high) - bound for row, bound in whole]
        made.place()
        return made

    def _bounded(self, programme: Cuts, high: list[int], reached: int, rounds: int) -> "_Bounded | None":
        """Return what a branch may hold, its amounts cut from ``high``; None where it is no larger sum."""
        highest = sum([w * m for w, m in zip(self.worth, high, strict=True)])
        for left in range(rounds, -1, -1):
            try:
                programme.solve()
            except ImpossibleError:
                return None
            programme.drop_planes()
            value = highest - programme.cost() + NOTHING
            most = value.numerator // value.denominator
            if most <= reached:
                return None
            cuts = programme.values()
            broken = [g for g, cut in enumerate(cuts) if (cut + NOTHING).denominator > 1]
            if not broken:
                return _Bounded(most, [int(top - cut) for top, cut in zip(high, cuts, strict=True)], None)
            if left:
                programme.add_planes(_PLANES)
        return _Bounded(most, [], max(broken, key=lambda g: (distance(cuts[g]), -g)))


class _Bounded(NamedTuple):
    """The most that a branch can hold: a plan of it, or an amount (by place) whose cut is no whole number there."""

    most: int
    cents: list[int]
    broken: int | None


def _whole_row(row: dict[int, Number], bound: Number) -> tuple[dict[int, Number], int]:
    """Return a ceiling in whole numbers, so that what is left below it is one too."""
    scale = lcm(*((share + NOTHING).denominator for share in row.values()))
    rounded = bound * scale + NOTHING
    return {g: int(share * scale) for g, share in row.items()}, rounded.numerator // rounded.denominator


def _branches(programme: Cuts, g: int) -> list[Cuts]:
    """Part a branch at a cut that is no whole number; the nearer half comes last, to be looked at first."""
    value = programme.values()[g] + NOTHING
    whole = value.numerator // value.denominator
    below, above = programme.copied(), programme.copied()
    below.demand({g: -1}, -whole)
    above.demand({g: 1}, whole + 1)
    return [above, below] if 2 * (value - whole) < 1 else [below, above]


def pro_rata(amounts: Sequence[int], total: int) -> list[int]:
    """Split ``total`` whole cents pro rata to the amounts (cents, not all zero unless the total is).

    The odd cents go to the largest remainders, first come first served between equals; no part of a total that is
    within the sum of the amounts is above its amount.
    """
    whole = sum(amounts)
    if not whole:
        return [0 for _ in amounts]
    parts = [amount * total // whole for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] * total % whole), i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts
