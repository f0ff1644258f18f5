"""Where the yield of more spending changes: the pieces of the contribution as a function of one category's cost.

Idea: the plan is reckoned once in numbers that know how fast they grow (dual numbers); every comparison made on the
way notes after how much more spending it would turn. Invariant: up to the nearest turn every comparison, so every
branch taken, stays as it is, and the sums between are those just read. Then it is read again from there. Source:
forward-mode differentiation, Griewank and Walther, Evaluating Derivatives (2008), and its breakpoints, exactly.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...model.whatif import Breakpoint
from ...money import CENT, Rounding, exact_to_cent
from ..contribution.cost_groups import CENTS
from .marginal import MarginalReading, Probe

_MOST_PIECES = 24
_FAR = 10**10
"""Cents beyond which nobody asks: on a curve that only nears a bound, turns would go on being foreseen for ever."""
Amount = Callable[[MarginalReading], tuple[Fraction, Fraction]]
_CURVED = 10**12
"""A turn with so odd a denominator is not one of straight pieces: it is then looked for in whole cents."""


class Piece(NamedTuple):
    """The plan from ``start`` more cents on, until the next piece: as it is just after, and just before."""

    start: Fraction
    after: MarginalReading
    before: MarginalReading


def pieces(probe: Probe, category: str, partner: str) -> Iterator[Piece]:
    """Yield the pieces on which cost and aid are smooth, from no more spending up.

    Each begins where a comparison made in computing the one before turns. Where a cut is shared pro rata between
    costs of different rates the aid is a curve, on which a turn can come earlier than reckoned: then the point where
    what binds changes is found to the cent.
    """
    start = Fraction(0)
    after = probe.read(category, partner, start)
    yield Piece(start, after, after)
    for _ in range(_MOST_PIECES):
        if after.turn is None or after.missing or start > _FAR:
            return
        start = _first_change(probe, category, partner, start, after)
        before = probe.read(category, partner, start, backwards=True)
        after = probe.read(category, partner, start)
        yield Piece(start, after, before)


def _first_change(probe: Probe, category: str, partner: str, start: Fraction, after: MarginalReading) -> Fraction:
    """Return the spending of the next turn; on a curve, the first cent before which what binds is as it was."""
    end = start + (after.turn or 0)
    if end - start < 1 or end.denominator > _CURVED:
        end = Fraction(start.numerator // start.denominator + max(1, -(-(end - start) // 1)))
    before = probe.read(category, partner, end, backwards=True)
    if _straight(after, before, end - start):
        return end
    end = Fraction(-(-end.numerator // end.denominator))
    if probe.read(category, partner, end, backwards=True).binding == after.binding:
        return end
    low, high = start, end
    while high - low > 1:
        middle = Fraction((low + high) // 2)
        if middle <= low:
            break
        same = probe.read(category, partner, middle, backwards=True).binding == after.binding
        low, high = (middle, high) if same else (low, middle)
    return high


def _straight(after: MarginalReading, before: MarginalReading, length: Fraction) -> bool:
    return after.aid + after.aid_slope * length == before.aid


def breakpoints(probe: Probe, category: str, partner: str, most: int = 8) -> list[Breakpoint]:
    """Return the first ``most`` points where the yield changes or the contribution jumps, in order."""
    rounding = probe.call.contribution.rounding
    found: list[Breakpoint] = []
    last: MarginalReading | None = None
    for start, after, before in pieces(probe, category, partner):
        if last is not None and (after.aid_slope != before.aid_slope or after.aid != before.aid):
            found.append(_breakpoint(start, before, after, rounding))
        if len(found) == most:
            break
        last = after
    return found


def _breakpoint(start: Fraction, before: MarginalReading, after: MarginalReading, rounding: Rounding) -> Breakpoint:
    return Breakpoint(
        spending=cents_up(start),
        contribution=exact_to_cent(after.aid / CENTS, rounding),
        yields=decimal_of(after.aid_slope),
        jump=exact_to_cent((after.aid - before.aid) / CENTS, rounding),
        starts=tuple(sorted(after.binding - before.binding)),
        ends=tuple(sorted(before.binding - after.binding)),
    )


def reach(probe: Probe, category: str, partner: str, amount: Amount, least: Fraction, more: bool) -> Decimal | None:
    """Return the least more spending (euro) for which ``amount`` of a reading (cents, slope) is at least ``least``.

    ``more`` asks that it be above ``least``. None where no spending there does it.
    """
    last: tuple[Fraction, MarginalReading] | None = None
    for start, after, _ in pieces(probe, category, partner):
        if after.missing:
            return None
        if last is not None and (found := _within(last, start, amount, least, more)) is not None:
            return found
        value, _slope = amount(after)
        if value > least or (value == least and not more):
            return cents_up(start)
        last = (start, after)
    return None if last is None else _within(last, None, amount, least, more)


def _within(
    piece: tuple[Fraction, MarginalReading], end: Fraction | None, amount: Amount, least: Fraction, more: bool
) -> Decimal | None:
    """Return where a piece reaches ``least``, if it does before its end."""
    start, reading = piece
    value, slope = amount(reading)
    if slope <= 0:
        return None
    point = start + (least - value) / slope
    if end is not None and point > end:
        return None
    whole = point.denominator == 1
    return cents_up(point + 1 if more and whole else point)


def cents_up(cents: Fraction) -> Decimal:
    """Return exact cents as euro, up to the next whole cent."""
    return (-(-cents.numerator // cents.denominator) * CENT).quantize(CENT)


def decimal_of(share: Fraction) -> Decimal:
    """Return a share with six decimals at most."""
    return round(Decimal(share.numerator) / Decimal(share.denominator), 6).normalize() + Decimal(0)
