"""The largest amounts that respect several ceilings at once, and the fairest of them when there is a choice.

Idea: amounts that every ceiling treats alike are one; a linear programme finds the cuts of least sum, and then, among
those of the same sum, again and again the least level under which the shares cut from those still free can be kept.
Invariant: every choice still open has the least sum and equals the one sought in all that is settled; each round
settles at least one more. Source: lexicographic minimax, Ogryczak and Śliwiński (2006), on the shares of the cuts.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from .simplex import NOTHING, AtLeast, Expression, Solution, least

ONE = Fraction(1)


class Inequality(NamedTuple):
    """The sum of ``coefficients`` times the amounts is at most ``bound``, which is never negative: nothing is fine."""

    coefficients: Sequence[Fraction]
    bound: Fraction | int

    def excess(self, amounts: Sequence[Fraction | int]) -> Fraction:
        """Return by how much the amounts are above the ceiling; negative below it."""
        pairs = zip(self.coefficients, amounts, strict=True)
        return sum((share * amount for share, amount in pairs if share), NOTHING) - self.bound


def largest(wanted: Sequence[Fraction | int], ceilings: Sequence[Inequality]) -> list[Fraction]:
    """Return the amounts, each between zero and what is wanted, whose total is the largest that every ceiling admits.

    Where several choices have that total, the one taken makes the greatest share cut from any amount as small as can
    be, then the second greatest, and so on: it is unique, does not depend on the order, and is pro rata between
    amounts that stand alike under every ceiling. Exact; amounts and bounds in any one unit.
    """
    if all(ceiling.excess(wanted) <= 0 for ceiling in ceilings):
        return [amount + NOTHING for amount in wanted]
    scaled = _scaled(wanted, ceilings)
    if scaled is not None:
        return scaled
    groups = _alike(wanted, ceilings)
    totals = [NOTHING + sum(wanted[i] for i in group) for group in groups]
    merged = [Inequality([row.coefficients[group[0]] for group in groups], row.bound) for row in ceilings]
    cuts = _least_cuts(totals, merged)
    admitted = [NOTHING] * len(wanted)
    for group, total, cut in zip(groups, totals, cuts, strict=True):
        kept = ONE - cut / total
        for i in group:
            admitted[i] = wanted[i] * kept
    return admitted


def _scaled(wanted: Sequence[Fraction | int], ceilings: Sequence[Inequality]) -> list[Fraction] | None:
    """Return all amounts cut by one share, where a ceiling on their plain sum asks so much that no other is felt.

    No plan is larger than that ceiling, and of equal totals none spares the most cut amount more than an equal share.
    """
    over = [row for row in ceilings if row.excess(wanted) > 0 and all(share == 1 for share in row.coefficients)]
    if not over:
        return None
    tightest = min(over, key=lambda row: row.bound)
    kept = (tightest.bound + NOTHING) / (sum(wanted) + NOTHING)
    amounts = [amount * kept for amount in wanted]
    fits = all(row is tightest or row.excess(amounts) <= 0 for row in ceilings)
    return amounts if fits else None


def _alike(wanted: Sequence[Fraction | int], ceilings: Sequence[Inequality]) -> list[list[int]]:
    """Group the amounts that every ceiling treats alike; amounts of nothing are left out."""
    groups: dict[tuple[Fraction, ...], list[int]] = {}
    for i, amount in enumerate(wanted):
        if amount:
            groups.setdefault(tuple(ceiling.coefficients[i] for ceiling in ceilings), []).append(i)
    return list(groups.values())


def _least_cuts(totals: list[Fraction], ceilings: list[Inequality]) -> list[Fraction]:
    """Return the cuts of least sum that bring the totals under every ceiling, no cut above its total."""
    demands = [AtLeast(row.coefficients, row.excess(totals)) for row in ceilings]
    costs = [ONE] * len(totals)
    while True:
        solution = least(costs, demands)
        over = [i for i, cut in enumerate(solution.values) if cut > totals[i]]
        if not over:
            break
        demands += [_at_most(i, totals[i], len(totals)) for i in over]
    return _fairest(totals, solution)


def _at_most(i: int, bound: Fraction, size: int) -> AtLeast:
    return AtLeast([-ONE if k == i else NOTHING for k in range(size)], -bound)


def _fairest(totals: list[Fraction], solution: Solution) -> list[Fraction]:
    """Among the cuts of the same sum, return those whose greatest share is least, then the second greatest…"""
    cuts = list(solution.values)
    left = [one for one in solution.choices if one.name < len(totals) and any(one.slopes)]
    kept = [AtLeast(one.slopes, -one.constant) for one in solution.choices]
    while left:
        level, choice = _level(totals, left, kept)
        bounds = [level * totals[one.name] for one in left]
        rows = [*kept, *(_below(one, bound) for one, bound in zip(left, bounds, strict=True))]
        free: list[Expression] = []
        for one, bound in zip(left, bounds, strict=True):
            if _at(one, choice) == bound and _lowest(one, rows) == bound:
                cuts[one.name] = bound
                kept.append(_below(one, bound))
            else:
                free.append(one)
        left = free
    return cuts


def _at(one: Expression, choice: list[Fraction]) -> Fraction:
    return one.constant + sum(slope * amount for slope, amount in zip(one.slopes, choice, strict=True))


def _below(one: Expression, bound: Fraction) -> AtLeast:
    return AtLeast([-slope for slope in one.slopes], one.constant - bound)


def _level(totals: list[Fraction], left: list[Expression], kept: list[AtLeast]) -> tuple[Fraction, list[Fraction]]:
    """Return the least share that can be the greatest one cut from the amounts left, and the choice that gives it."""
    rows = [AtLeast([*row.coefficients, NOTHING], row.bound) for row in kept]
    rows += [AtLeast([*(-slope for slope in one.slopes), totals[one.name]], one.constant) for one in left]
    costs = [*(NOTHING for _ in left[0].slopes), ONE]
    solution = least(costs, rows)
    return solution.cost, solution.values[:-1]


def _lowest(one: Expression, rows: list[AtLeast]) -> Fraction:
    """Return the least that an amount's cut can be."""
    wide = [AtLeast([*row.coefficients, NOTHING], row.bound) for row in rows]
    wide.append(AtLeast([*(-slope for slope in one.slopes), ONE], one.constant))
    return least([*(NOTHING for _ in one.slopes), ONE], wide).cost


class Settled(NamedTuple):
    """Whole cents for each amount, and which ceilings (by index) stand in the way of more."""

    cents: list[int]
    binding: set[int]


def largest_cents(wanted: Sequence[int], ceilings: Sequence[Inequality]) -> Settled:
    """Return the largest amounts in whole cents: what is cut is rounded up, so that no ceiling is passed by a fraction.

    Amounts that stand alike share their cut pro rata, the odd cents as in ``pro_rata``. Bounds are in cents.
    """
    exact = largest(wanted, ceilings)
    binding = {i for i, ceiling in enumerate(ceilings) if ceiling.excess(exact) == 0}
    admitted = list(wanted)
    for group in _alike(wanted, ceilings):
        kept = sum((exact[i] for i in group), NOTHING)
        parts = pro_rata([wanted[i] for i in group], kept.numerator // kept.denominator)
        for i, part in zip(group, parts, strict=True):
            admitted[i] = part
    while (over := next((k for k, row in enumerate(ceilings) if row.excess(admitted) > 0), None)) is not None:
        _lower(admitted, ceilings[over])
        binding.add(over)
    return Settled(admitted, binding)


def _lower(amounts: list[int], row: Inequality) -> None:
    """Bring amounts rounded to the cent under a ceiling, at the cost of the largest of those that it holds down.

    Only fractions of a cent that others lost in rounding are ever in excess here.
    """
    i = max((i for i, share in enumerate(row.coefficients) if share > 0 and amounts[i]), key=lambda i: (amounts[i], -i))
    steps = row.excess(amounts) / row.coefficients[i]
    amounts[i] = max(0, amounts[i] + (-steps.numerator // steps.denominator))


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
