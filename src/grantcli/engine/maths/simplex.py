"""Small linear programmes solved exactly, in rational numbers: no tolerance, no binary float.

Idea: the dual simplex method in dictionary form; start at nothing, which is cheapest, and mend one unmet demand at a
time by the exchange that costs least. Invariant: no free variable has a negative cost, so the first dictionary in which
no basic variable is negative is the least. Bland's rule (the lowest number leaves, the lowest of equals enters) never
comes back to a dictionary, so it ends. Source: Chvátal, Linear Programming (1983), chapters 2, 3 and 10.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

NOTHING = Fraction(0)


class AtLeast(NamedTuple):
    """One demand on the unknowns: the sum of ``coefficients`` times the unknowns is at least ``bound``."""

    coefficients: Sequence[Fraction]
    bound: Fraction


class Expression(NamedTuple):
    """A variable that depends on how one chooses among equals: a constant plus a sum over the choices (not negative).

    ``name`` numbers the unknowns first, then one slack a demand; neither may be negative.
    """

    name: int
    constant: Fraction
    slopes: list[Fraction]


class Solution(NamedTuple):
    """The unknowns at the least cost, that cost, and every variable over the choices that cost as little (if any)."""

    values: list[Fraction]
    cost: Fraction
    choices: list[Expression]


class _Dictionary:
    """The dual simplex method in dictionary form: each basic variable as a constant plus a sum over the free ones.

    Variables are numbered unknowns first, then one slack a demand. The costs of the free variables never turn
    negative; when no constant is negative either, the solution is the least.
    """

    def __init__(self, costs: Sequence[Fraction], demands: Sequence[AtLeast]) -> None:
        self.free = list(range(len(costs)))
        self.basic = [len(costs) + i for i in range(len(demands))]
        self.rows = [[-demand.bound, *demand.coefficients] for demand in demands]
        self.costs = [NOTHING, *costs]

    def leaving(self) -> int | None:
        """Return the row of the lowest-numbered basic variable that is negative (Bland's rule: no cycling)."""
        bad = [i for i, row in enumerate(self.rows) if row[0] < 0]
        return min(bad, key=lambda i: self.basic[i], default=None)

    def entering(self, row: list[Fraction]) -> int | None:
        """Return the column whose cost rises least for the good it does, the lowest-numbered of equals."""
        fit = [j for j in range(1, len(row)) if row[j] > 0]
        return min(fit, key=lambda j: (self.costs[j] / row[j], self.free[j - 1]), default=None)

    def pivot(self, i: int, j: int) -> None:
        """Let the basic variable of row ``i`` and the free one of column ``j`` change places."""
        row = self.rows[i]
        scale = 1 / row[j]
        row = [-entry * scale for entry in row]
        row[j] = scale
        self.rows[i] = row
        for k, other in enumerate(self.rows):
            if k != i and other[j]:
                self.rows[k] = _substitute(other, row, j)
        if self.costs[j]:
            self.costs = _substitute(self.costs, row, j)
        self.basic[i], self.free[j - 1] = self.free[j - 1], self.basic[i]


def _substitute(target: list[Fraction], row: list[Fraction], j: int) -> list[Fraction]:
    times = target[j]
    made = [entry + times * new if new else entry for entry, new in zip(target, row, strict=True)]
    made[j] = times * row[j]
    return made


def least(costs: Sequence[Fraction], demands: Sequence[AtLeast]) -> Solution:
    """Return the unknowns (none negative) that meet every demand at the least cost; ArithmeticError when none can.

    ``costs`` must not be negative: then the method starts from zero everywhere, with no first phase.
    """
    dictionary = _Dictionary(costs, demands)
    while (i := dictionary.leaving()) is not None:
        j = dictionary.entering(dictionary.rows[i])
        if j is None:
            raise ArithmeticError("no choice meets every demand")
        dictionary.pivot(i, j)
    values = [NOTHING] * len(costs)
    for name, row in zip(dictionary.basic, dictionary.rows, strict=True):
        if name < len(costs):
            values[name] = row[0]
    return Solution(values, dictionary.costs[0], _choices(dictionary))


def _choices(dictionary: _Dictionary) -> list[Expression]:
    """Return every variable as an expression of the free ones that cost nothing; none where there are no such."""
    free = [j for j, cost in enumerate(dictionary.costs) if j and not cost]
    if not free:
        return []
    pairs = zip(dictionary.basic, dictionary.rows, strict=True)
    basic = [Expression(name, row[0], [row[j] for j in free]) for name, row in pairs]
    return basic + [Expression(dictionary.free[j - 1], NOTHING, [Fraction(k == j) for k in free]) for j in free]
