"""The largest amounts that respect several ceilings at once, and the fairest of them when there is a choice."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from .exact import NOTHING, AtLeast, least

ONE = Fraction(1)


class Ceiling(NamedTuple):
    """The sum of ``coefficients`` times the amounts is at most ``bound``, which is never negative: nothing is fine."""

    coefficients: Sequence[Fraction]
    bound: Fraction | int

    def excess(self, amounts: Sequence[Fraction | int]) -> Fraction:
        """Return by how much the amounts are above the ceiling; negative below it."""
        pairs = zip(self.coefficients, amounts, strict=True)
        return sum((share * amount for share, amount in pairs if share), NOTHING) - self.bound


def largest(wanted: Sequence[Fraction | int], ceilings: Sequence[Ceiling]) -> list[Fraction]:
    """Return the amounts, each between zero and what is wanted, whose total is the largest that every ceiling admits.

    Where several choices have that total, the one taken makes the greatest share cut from any amount as small as can
    be, then the second greatest, and so on: it is unique, does not depend on the order, and is pro rata between
    amounts that stand alike under every ceiling. Exact; amounts and bounds in any one unit.
    """
    if all(ceiling.excess(wanted) <= 0 for ceiling in ceilings):
        return [amount + NOTHING for amount in wanted]
    groups = _alike(wanted, ceilings)
    totals = [NOTHING + sum(wanted[i] for i in group) for group in groups]
    merged = [Ceiling([row.coefficients[group[0]] for group in groups], row.bound) for row in ceilings]
    cuts = _least_cuts(totals, merged)
    admitted = [NOTHING] * len(wanted)
    for group, total, cut in zip(groups, totals, cuts, strict=True):
        kept = ONE - cut / total
        for i in group:
            admitted[i] = wanted[i] * kept
    return admitted


def _alike(wanted: Sequence[Fraction | int], ceilings: Sequence[Ceiling]) -> list[list[int]]:
    """Group the amounts that every ceiling treats alike; amounts of nothing are left out."""
    groups: dict[tuple[Fraction, ...], list[int]] = {}
    for i, amount in enumerate(wanted):
        if amount:
            groups.setdefault(tuple(ceiling.coefficients[i] for ceiling in ceilings), []).append(i)
    return list(groups.values())


def _least_cuts(totals: list[Fraction], ceilings: list[Ceiling]) -> list[Fraction]:
    """Return the cuts of least sum that bring the totals under every ceiling, no cut above its total."""
    demands = [AtLeast(row.coefficients, row.excess(totals)) for row in ceilings]
    costs = [ONE] * len(totals)
    while True:
        solution = least(costs, demands)
        over = [i for i, cut in enumerate(solution.values) if cut > totals[i]]
        if not over:
            break
        demands += [_at_most(i, totals[i], len(totals)) for i in over]
    if solution.unique:
        return solution.values
    return _fairest(totals, demands, solution.cost)


def _at_most(i: int, bound: Fraction, size: int) -> AtLeast:
    return AtLeast([-ONE if k == i else NOTHING for k in range(size)], -bound)


def _fairest(totals: list[Fraction], demands: list[AtLeast], cost: Fraction) -> list[Fraction]:
    """Among the cuts that cost ``cost``, return those whose greatest share is least, then the second greatest…"""
    size = len(totals)
    held: dict[int, Fraction] = {}
    same = AtLeast([-ONE] * size, -cost)
    while len(held) < size:
        level = _level(totals, [*demands, same], held)
        shares = {i: held.get(i, level) for i in range(size)}
        bounds = [_at_most(i, shares[i] * totals[i], size) for i in range(size)]
        for i in [i for i in range(size) if i not in held]:
            costs = [ONE if k == i else NOTHING for k in range(size)]
            lowest = least(costs, [*demands, same, *bounds])
            if lowest.cost == level * totals[i]:
                held[i] = level
    return [held[i] * totals[i] for i in range(size)]


def _level(totals: list[Fraction], demands: list[AtLeast], held: dict[int, Fraction]) -> Fraction:
    """Return the least share that, as the most cut from any amount not yet held, still meets the demands."""
    size = len(totals)
    rows = [AtLeast([*row.coefficients, NOTHING], row.bound) for row in demands]
    for i, total in enumerate(totals):
        own = [-ONE if k == i else NOTHING for k in range(size)]
        if i in held:
            rows.append(AtLeast([*own, NOTHING], -held[i] * total))
        else:
            rows.append(AtLeast([*own, total], NOTHING))
    solution = least([*[NOTHING] * size, ONE], rows)
    return solution.cost


class Settled(NamedTuple):
    """Whole cents for each amount, and which ceilings (by index) stand in the way of more."""

    cents: list[int]
    binding: set[int]


def largest_cents(wanted: Sequence[int], ceilings: Sequence[Ceiling]) -> Settled:
    """Return the largest amounts in whole cents: what is cut is rounded up, so that no ceiling is passed by a fraction.

    Amounts that stand alike share their cut pro rata, the odd cents as in ``pro_rata``. Bounds are in cents.
    """
    admitted = list(wanted)
    binding: set[int] = set()
    while any(ceiling.excess(admitted) > 0 for ceiling in ceilings):
        exact = largest(admitted, ceilings)
        binding.update(i for i, ceiling in enumerate(ceilings) if ceiling.excess(exact) == 0)
        for group in _alike(admitted, ceilings):
            kept = sum((exact[i] for i in group), NOTHING)
            parts = pro_rata([admitted[i] for i in group], kept.numerator // kept.denominator)
            for i, part in zip(group, parts, strict=True):
                admitted[i] = part
    return Settled(admitted, binding)


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
