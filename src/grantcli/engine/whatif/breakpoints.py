"""Where the yield of more spending changes: the pieces of the contribution as a function of one category's cost.

Idea: the plan is reckoned once in numbers that move with spending; every comparison on which the result rests notes
where it turns. Invariant: up to the nearest turn every branch taken stays as it is, so cost and aid are just what the
formulas say, in a straight line or on a curve that bends one way only. Then the plan is read again from there. Source:
parametric programming, Gal, Postoptimal Analyses (1995), here over everything that is reckoned and not limits alone.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from ...money import euro
from ..contribution.cost_groups import CENTS, Exact
from ..maths.curves import FAR, Curve, Turns, slope_at, straight, value_at
from ..maths.simplex import NOTHING
from .marginal import MarginalReading, Probe

_MOST_PIECES = 60
_SMOOTH = Fraction(1, 10**6)
"""A yield that changes by no more within a cent of spending has no kink there."""
Amount = Callable[[MarginalReading], Exact]


class Piece(NamedTuple):
    """The plan from ``start`` more cents on to ``end`` (None: for good), where the formulas of ``reading`` hold."""

    start: Fraction
    end: Fraction | None
    reading: MarginalReading

    @property
    def length(self) -> Fraction:
        """Return how many cents it is long; of one that has no end, nothing."""
        return NOTHING if self.end is None else self.end - self.start


def pieces(probe: Probe, category: str, partner: str) -> Iterator[Piece]:
    """Yield the pieces on which cost and aid follow one formula, from no more spending up.

    Each ends where a comparison on which it rests turns, exactly where that is a fraction of a cent, and else at the
    whole cent after it.
    """
    start = NOTHING
    for _ in range(_MOST_PIECES):
        reading = probe.read(category, partner, start)
        end = None if reading.turn is None or start + reading.turn > FAR else start + reading.turn
        if end is not None and not reading.exact:
            end = NOTHING + ceil(end)
        yield Piece(start, end, reading)
        if end is None or reading.missing or not reading.settled:
            return
        start = end


class Stretch(NamedTuple):
    """Pieces on which every amount goes on as it began: the first and the last of them."""

    first: Piece
    last: Piece

    def bends_to(self, of: Amount) -> Decimal | None:
        """Return what one more euro yields at its end of an amount that bends, None of one that does not.

        Between its ends the yield only rises or only falls: the two are proven bounds.
        """
        amount = of(self.last.reading)
        if straight(amount):
            return None
        return decimal_of(slope_at(amount, self.last.length if self.last.end is not None else Fraction(FAR)))


class Course(NamedTuple):
    """The stretches on which yields go on alike, and the spending (euro) up to which they are all; None: for good."""

    stretches: tuple[Stretch, ...]
    told_to: Decimal | None


def course(probe: Probe, category: str, partner: str, most: int = 8) -> Course:
    """Return the stretches up to the first ``most`` points where a yield changes or an amount jumps, in order.

    There are none where the plan as it is has no formula, or lacks an answer.
    """
    found: list[Stretch] = []
    for piece in pieces(probe, category, partner):
        if not piece.reading.settled or piece.reading.missing:
            return Course(tuple(found), cents_up(piece.start))
        if found and not _differ(found[-1].last, piece):
            found[-1] = found[-1]._replace(last=piece)
        elif len(found) > most:
            return Course(tuple(found), cents_up(piece.start))
        else:
            found.append(Stretch(piece, piece))
    end = found[-1].last.end if found else None
    return Course(tuple(found), cents_up(end) if end is not None and end <= FAR else None)


def _differ(last: Piece, piece: Piece) -> bool:
    """Return whether the aid, or what an instrument gives, goes on otherwise than the formula before would have it."""
    return _turns(last, piece, last.reading.aid, piece.reading.aid) or bool(turning(last, piece))


def turning(last: Piece, piece: Piece) -> list[str]:
    """Return the instruments that go on otherwise."""
    before, after = last.reading.forms, piece.reading.forms
    names = {**before, **after}
    return [name for name in names if _turns(last, piece, last.reading.given(name), piece.reading.given(name))]


def _turns(last: Piece, piece: Piece, before: Exact, after: Exact) -> bool:
    """Return whether an amount goes on otherwise; at a point shown to the cent a formula may be a cent beyond it."""
    jump = abs(value_at(before, last.length) - value_at(after, NOTHING))
    kink = abs(slope_at(before, last.length) - slope_at(after, NOTHING))
    if jump or kink:
        exact = last.reading.exact or last.reading.binding != piece.reading.binding
        return exact or jump >= Fraction(1, CENTS) or kink > _SMOOTH
    return _bend(before, last) != _bend(after, piece)


def _bend(amount: Exact, piece: Piece) -> int:
    """Return which way an amount bends: upwards (1), downwards (-1) or not at all."""
    if straight(amount):
        return 0
    end = piece.length if piece.end is not None else Fraction(FAR)
    return 1 if slope_at(amount, end) > slope_at(amount, NOTHING) else -1


def reach(probe: Probe, category: str, partner: str, amount: Amount, least: Fraction, more: bool) -> Decimal | None:
    """Return the least more spending (euro) for which ``amount`` of a reading (cents) is at least ``least``.

    ``more`` asks that it be above ``least``. None where no spending there does it.
    """
    for piece in pieces(probe, category, partner):
        if piece.reading.missing or not piece.reading.settled:
            return None
        gap = amount(piece.reading) - least
        value = value_at(gap, NOTHING)
        if value > 0 or (value == 0 and not more):
            return cents_up(piece.start)
        point = _rises_above(gap)
        if point is not None and (piece.end is None or piece.start + point <= piece.end):
            met = piece.start + point
            return cents_up(met + 1 if more and met.denominator == 1 else met)
    return None


def _rises_above(gap: Fraction) -> Fraction | None:
    """Return after how much more spending a gap that is below nothing is closed."""
    if not isinstance(gap, Curve):
        return None
    if gap.sign() >= 0:
        return NOTHING
    turns = Turns()
    Curve(gap.above, gap.below, turns).hold()
    return turns.first()[0]


def cents_up(cents: Fraction) -> Decimal:
    """Return exact cents as euro, up to the next whole cent."""
    return euro(ceil(cents))


def decimal_of(share: Fraction) -> Decimal:
    """Return a share with twelve decimals at most, so that times a plan it is right to the cent."""
    return round(Decimal(share.numerator) / Decimal(share.denominator), 12).normalize() + Decimal(0)
