"""The points that are told, where a yield changes: each in whole cents, with the contribution as it is judged there.

Idea: formulas leave aside that lines are admitted in whole cents, so where that matters the plan is judged anew at the
point, and where an amount jumps the first cent of spending is looked for at which it has. Invariant: the contribution
of a point is what judging the plan with so much more spending gives.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import ceil

from ...i18n import Text
from ...model.call import Call
from ...model.whatif import Breakpoint, FormYield
from ...money import CENT, Rounding, cents_of, euro, exact_to_cent
from ..contribution.cost_groups import CENTS
from ..maths.curves import slope_at, straight, value_at
from ..maths.simplex import NOTHING
from .breakpoints import Course, Piece, Stretch, decimal_of, turning
from .marginal import Probe

_JUMP = CENTS
"""Cents beyond which a jump is told from what whole cents of cost may do."""
_AROUND = 300
"""Cents of spending before and after a point among which its jump is looked for."""
_Judge = Callable[[int], int | None]
"""The contribution (cents) of a plan judged to the cent with so many cents more; None where it is open."""


def points(probe: Probe, category: str, partner: str, course: Course) -> Iterator[Breakpoint]:
    """Yield the points of a course where the yield changes."""

    @cache
    def judge(cents: int) -> int | None:
        amount = probe.with_spending(category, partner, euro(cents)).contribution.amount
        return None if amount is None else cents_of(amount)

    for one, other in pairwise(course.stretches):
        yield _point(judge, probe.call, one.last, other)


def in_steps(call: Call) -> bool:
    """Return whether amounts are made whole before the contribution is: it then moves in steps beside its formula."""
    costs, aid = call.expenses, call.contribution
    flats = any(one.flat is not None for one in costs.categories)
    return bool(costs.limits or flats or call.instruments) or aid.round_each == "line" or aid.round_to > CENT


def _point(judge: _Judge, call: Call, last: Piece, stretch: Stretch) -> Breakpoint:
    piece, labels = stretch.first, {one.id: one.label for one in call.instruments}
    before, after = value_at(last.reading.aid, last.length), value_at(piece.reading.aid, NOTHING)
    cents = _first_cent(judge, call, last, piece, abs(after - before))
    return Breakpoint(
        spending=euro(cents),
        contribution=_contribution(judge, call, piece, cents),
        yields=decimal_of(slope_at(piece.reading.aid, NOTHING)),
        jump=_jump(before, after, call.contribution.rounding, last.reading.exact),
        starts=tuple(sorted(piece.reading.binding - last.reading.binding)),
        ends=tuple(sorted(last.reading.binding - piece.reading.binding)),
        bends_to=stretch.bends_to(lambda reading: reading.aid),
        forms=tuple(form_yield(stretch, name, labels[name], last) for name in _forms_at(last, piece)),
    )


def _contribution(judge: _Judge, call: Call, piece: Piece, cents: int) -> Decimal:
    """Return the contribution at a point: judged anew where it moves in steps, else by the formula."""
    judged = judge(cents) if in_steps(call) else None
    if judged is not None:
        return euro(judged)
    return exact_to_cent(value_at(piece.reading.aid, cents - piece.start) / CENTS, call.contribution.rounding)


def _first_cent(judge: _Judge, call: Call, last: Piece, piece: Piece, jump: Fraction) -> int:
    """Return the first whole cent of spending at a point; of one with a jump, at which it has happened."""
    start = ceil(piece.start)
    if jump <= (_JUMP if in_steps(call) else 2):
        return start

    def passed(cents: int) -> bool:
        judged = judge(cents)
        before, after = (value_at(one.reading.aid, cents - one.start) for one in (last, piece))
        return judged is None or abs(judged - after) <= abs(judged - before)

    lowest = max(start - _AROUND, ceil(last.start) + 1)
    highest = start + _AROUND if piece.end is None else min(start + _AROUND, ceil(piece.end) - 1)
    return _first(passed, lowest, start, highest)


def _first(passed: Callable[[int], bool], lowest: int, start: int, highest: int) -> int:
    """Return the first cent that has passed, next to ``start``; where none has, ``start``."""
    low, high, step = start, start, 1
    if passed(start):
        while low > lowest and passed(low := max(lowest, low - step)):
            high, step = low, 2 * step
    else:
        while high < highest and not passed(high := min(highest, high + step)):
            low, step = high, 2 * step
        if low >= highest:
            return start
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if passed(middle) else (middle, high)
    return high


def _forms_at(last: Piece, piece: Piece) -> list[str]:
    """Return the instruments to tell of at a point: those that turn there, and those that go on bending."""
    bending = [name for name, amount in piece.reading.forms.items() if not straight(amount)]
    return list(dict.fromkeys((*turning(last, piece), *bending)))


def form_yield(stretch: Stretch, name: str, label: Text, last: Piece | None = None) -> FormYield:
    """Return what one more euro adds to an instrument at the start of a stretch, and its jump from the piece before."""
    amount, jump = stretch.first.reading.given(name), Decimal("0.00")
    if last is not None:
        before = value_at(last.reading.given(name), last.length)
        jump = _jump(before, value_at(amount, NOTHING), "half_up", last.reading.exact)
    bends_to = stretch.bends_to(lambda reading: reading.given(name))
    return FormYield(name, label, decimal_of(slope_at(amount, NOTHING)), jump, bends_to)


def _jump(before: Fraction, after: Fraction, rounding: Rounding, exact: bool) -> Decimal:
    """Return a jump; at a point shown to the cent what a cent of spending may yield is none."""
    if exact:
        return exact_to_cent((after - before) / CENTS, rounding)
    return exact_to_cent((after - before) / CENTS) if abs(after - before) > CENTS else Decimal("0.00")
