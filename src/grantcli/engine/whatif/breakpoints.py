"""Where the yield of more spending changes: the pieces of the contribution as a function of one category's cost.

Idea: the plan is reckoned once in numbers that move with spending; every comparison on which the result rests notes
where it turns. Invariant: up to the nearest turn every branch taken stays as it is, so cost and aid are just what the
formulas say, in a straight line or on a curve that bends one way only. Then the plan is read again from there. Source:
parametric programming, Gal, Postoptimal Analyses (1995), here over everything that is reckoned and not limits alone.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...i18n import Text
from ...model.whatif import Breakpoint, FormYield
from ...money import CENT, Rounding, exact_to_cent
from ..contribution.cost_groups import CENTS, Exact
from ..maths.curves import FAR, Curve, Turns, slope_at, straight, value_at
from ..maths.simplex import NOTHING
from .marginal import MarginalReading, Probe

_MOST_PIECES = 60
Amount = Callable[[MarginalReading], Fraction]


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
            end = NOTHING + -(-end.numerator // end.denominator)
        yield Piece(start, end, reading)
        if end is None or reading.missing or not reading.settled:
            return
        start = end


class Course(NamedTuple):
    """The points where the yield changes, and the spending (euro) up to which they are all; None: for good."""

    points: tuple[Breakpoint, ...]
    told_to: Decimal | None


def course(probe: Probe, category: str, partner: str, most: int = 8) -> Course:
    """Return the first ``most`` points where a yield changes or an amount jumps, in order."""
    rounding = probe.call.contribution.rounding
    labels = {one.id: one.label for one in probe.call.instruments}
    found: list[Breakpoint] = []
    last: Piece | None = None
    for piece in pieces(probe, category, partner):
        if not piece.reading.settled or piece.reading.missing:
            return Course(tuple(found), cents_up(piece.start))
        if last is not None and _differ(last, piece):
            if len(found) == most:
                return Course(tuple(found), cents_up(piece.start))
            found.append(_breakpoint(last, piece, rounding, labels))
        last = piece
    unfinished = last is not None and last.end is not None and last.end <= FAR
    return Course(tuple(found), cents_up(last.end) if unfinished and last and last.end else None)


def _differ(last: Piece, piece: Piece) -> bool:
    """Return whether the aid, or what an instrument gives, goes on otherwise than the formula before would have it."""
    return _turns(last, piece, last.reading.aid, piece.reading.aid) or bool(_turning(last, piece))


def _turning(last: Piece, piece: Piece) -> list[str]:
    """Return the instruments that go on otherwise."""
    before, after = last.reading.forms, piece.reading.forms
    return [name for name in {**before, **after} if _turns(last, piece, before.get(name, 0), after.get(name, 0))]


def _turns(last: Piece, piece: Piece, before: Exact, after: Exact) -> bool:
    if slope_at(before, last.length) != slope_at(after, NOTHING) or value_at(before, last.length) != value_at(
        after, NOTHING
    ):
        near = abs(value_at(before, last.length) - value_at(after, NOTHING)) < Fraction(1, CENTS)
        return last.reading.exact or last.reading.binding != piece.reading.binding or not near
    return straight(before) != straight(after)


def _breakpoint(last: Piece, piece: Piece, rounding: Rounding, labels: Mapping[str, Text]) -> Breakpoint:
    before, after = value_at(last.reading.aid, last.length), value_at(piece.reading.aid, NOTHING)
    return Breakpoint(
        spending=cents_up(piece.start),
        contribution=exact_to_cent(after / CENTS, rounding),
        yields=decimal_of(slope_at(piece.reading.aid, NOTHING)),
        jump=_jump(before, after, rounding, last.reading.exact),
        starts=tuple(sorted(piece.reading.binding - last.reading.binding)),
        ends=tuple(sorted(last.reading.binding - piece.reading.binding)),
        bends_to=last_yield(piece, piece.reading.aid),
        forms=tuple(form_yield(piece, name, labels[name], last) for name in _turning(last, piece)),
    )


def form_yield(piece: Piece, name: str, label: Text, last: Piece | None = None) -> FormYield:
    """Return what one more euro adds to an instrument at the start of a piece, and its jump from the one before."""
    amount, jump = piece.reading.forms.get(name, 0), Decimal("0.00")
    if last is not None:
        before = value_at(last.reading.forms.get(name, 0), last.length)
        jump = _jump(before, value_at(amount, NOTHING), "half_up", last.reading.exact)
    return FormYield(name, label, decimal_of(slope_at(amount, NOTHING)), jump, last_yield(piece, amount))


def _jump(before: Fraction, after: Fraction, rounding: Rounding, exact: bool) -> Decimal:
    """Return a jump; at a point shown to the cent what a cent of spending may yield is none."""
    if exact:
        return exact_to_cent((after - before) / CENTS, rounding)
    return exact_to_cent((after - before) / CENTS) if abs(after - before) > CENTS else Decimal("0.00")


def last_yield(piece: Piece, amount: Exact) -> Decimal | None:
    """Return what one more euro yields at the end of a piece on which an amount bends, None where it does not.

    Between its ends the yield only rises or only falls: the two are proven bounds.
    """
    if straight(amount):
        return None
    return decimal_of(slope_at(amount, piece.length if piece.end is not None else Fraction(FAR)))


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
    return (-(-cents.numerator // cents.denominator) * CENT).quantize(CENT)


def decimal_of(share: Fraction) -> Decimal:
    """Return a share with twelve decimals at most, so that times a plan it is right to the cent."""
    return round(Decimal(share.numerator) / Decimal(share.denominator), 12).normalize() + Decimal(0)
