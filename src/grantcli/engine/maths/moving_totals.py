"""The largest total under several ceilings as spending grows: its formula here, and where another takes its place.

Idea: what ceilings are worth at one point bounds the total at every point, by a straight line; follow the line of this
point to the farthest, and where the total there lies below it cross it with the line of that point, and look again.
Invariant: where amounts and ceilings grow in straight lines the total only bends downwards, so one that lies on a line
at both ends lies on it between them. Source: parametric programming, Gal (1995), by Newton's method on the dual.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from .curves import FAR, Curve, straight, value_at
from .fair_cuts import Inequality, largest, largest_priced
from .simplex import NOTHING, Number

_AFTER = Fraction(1, 1000)
"""The share of a stretch after which a plan stands for all of it."""


class MovingTotal(NamedTuple):
    """The largest total as it moves; the fairest plan that has it a little after this point, and of what."""

    total: Number
    wanted: list[Number]
    ceilings: list[Inequality]
    kept: list[Number]


def largest_total(wanted: Sequence[Number], ceilings: Sequence[Inequality]) -> MovingTotal | None:
    """Return the largest total under every ceiling, noting where its formula turns; None where that is no line."""
    turns = next((one.turns for one in wanted if isinstance(one, Curve)), None)
    if turns is None or not all(straight(one) for one in (*wanted, *(row.bound for row in ceilings))):
        return None
    line = _line(NOTHING, wanted, ceilings)
    farthest = turns.first()[0] or Fraction(FAR)
    end = farthest
    while (gap := value_at(other := _line(end, wanted, ceilings), end) - value_at(line, end)) < 0:
        above = value_at(other, NOTHING) - value_at(line, NOTHING)
        if above:
            end = end * above / (above - gap)
        else:  # both lines start here, and the total follows the lower one
            line, end = other, farthest
    if end < farthest:
        turns.exact.add(end)
    asked, rows = _at(end * _AFTER, wanted, ceilings)
    return MovingTotal(line, asked, rows, largest(asked, rows))


def _line(point: Fraction, wanted: Sequence[Number], ceilings: Sequence[Inequality]) -> Number:
    """Return the line that the total lies on at a point, and never above."""
    return _bound_of(largest_priced(*_at(point, wanted, ceilings), fair=False).prices, wanted, ceilings)


def _bound_of(prices: Mapping[int, Number], wanted: Sequence[Number], ceilings: Sequence[Inequality]) -> Number:
    """Return what no total exceeds: the room under the ceilings at their prices, and what they leave uncovered."""
    left: dict[int, Number] = dict.fromkeys(range(len(wanted)), 1)
    for k, price in prices.items():
        for i, share in ceilings[k].coefficients.items():
            left[i] -= price * share
    room = sum([price * ceilings[k].bound for k, price in prices.items()])
    return room + sum([share * wanted[i] for i, share in left.items() if share > 0])


def _at(
    point: Fraction, wanted: Sequence[Number], ceilings: Sequence[Inequality]
) -> tuple[list[Number], list[Inequality]]:
    return [_after(one, point) for one in wanted], [row._replace(bound=_after(row.bound, point)) for row in ceilings]


def _after(number: Number, point: Fraction) -> Number:
    return value_at(number, point) if isinstance(number, Curve) else number
