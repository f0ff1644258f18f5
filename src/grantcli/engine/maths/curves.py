"""Exact numbers that move with spending: quotients of polynomials in how much more is spent from here.

Idea: sums, products and quotients of numbers that grow in a straight line are rational functions, so the whole
reckoning is done once in these, and each comparison on which it rests notes after how much more spending it turns.
Invariant: up to the nearest turn every branch taken stays as it is, so the formula found holds exactly and not only in
its slope. Roots are isolated by Sturm's theorem. Source: Basu, Pollack and Roy, Algorithms in Real Algebraic Geometry.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

Polynomial = tuple[Fraction | int, ...]
"""Coefficients, the constant first, the last never zero; nothing at all is the empty one."""
_ONE: Polynomial = (1,)
FAR = 10**13
"""Cents of spending beyond which nobody asks."""
_FINE = Fraction(1, 2**20)
"""Roots that are no fraction are told this finely (cents)."""


class Turns:
    """After how much more spending comparisons turn: exactly, or a little after where the point is no fraction."""

    __slots__ = ("exact", "near")

    def __init__(self) -> None:
        self.exact: set[Fraction] = set()
        self.near: set[Fraction] = set()

    def copy(self) -> "Turns":
        """Return what has been noted so far."""
        made = Turns()
        made.reset(self)
        return made

    def reset(self, other: "Turns") -> None:
        """Forget what has been noted since a copy was made."""
        self.exact, self.near = set(other.exact), set(other.near)

    def first(self) -> tuple[Fraction | None, bool]:
        """Return the nearest turn, None where nothing ever turns, and whether it is exact."""
        exact = min(self.exact, default=None)
        near = min(self.near, default=None)
        if near is None or (exact is not None and exact <= near):
            return exact, True
        return near, False


class Curve(Fraction):
    """A number that moves; as a Fraction it is its value at this point.

    Comparisons are decided for the spending just after this point, so equal values are told apart by how they grow,
    and are noted in ``turns``; ``sign_of`` decides without noting, ``hold`` notes what must keep its sign.
    """

    above: Polynomial
    below: Polynomial
    turns: Turns

    def __new__(cls, above: Polynomial, below: Polynomial, turns: Turns) -> "Curve":
        """Make the quotient of two polynomials, without common factor; ZeroDivisionError where it has no value here."""
        self = super().__new__(cls, *_value(above, below))
        self.above = above
        self.below = below
        self.turns = turns
        return self

    @classmethod
    def moving(cls, value: Fraction | int, slope: int, turns: Turns) -> "Curve":
        """Return a number that is ``value`` here and grows by ``slope``."""
        return cls((value, slope), _ONE, turns)

    def __add__(self, other: Any) -> "Curve":  # type: ignore[override]
        above, below = _parts(other)
        if below == self.below:
            return self._made(_sum(self.above, above), below)
        return self._made(_sum(_times(self.above, below), _times(above, self.below)), _times(self.below, below))

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> "Curve":  # type: ignore[override]
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> "Curve":  # type: ignore[override]
        return (-self).__add__(other)

    def __mul__(self, other: Any) -> "Curve":  # type: ignore[override]
        above, below = _parts(other)
        return self._made(_times(self.above, above), _times(self.below, below))

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: Any) -> "Curve":  # type: ignore[override]
        above, below = _parts(other)
        if not above:
            raise ZeroDivisionError
        return self._made(_times(self.above, below), _times(self.below, above))

    def __rtruediv__(self, other: Any) -> "Curve":  # type: ignore[override]
        above, below = _parts(other)
        if not self.above:
            raise ZeroDivisionError
        return self._made(_times(above, self.below), _times(below, self.above))

    def __neg__(self) -> "Curve":
        return Curve(tuple(-one for one in self.above), self.below, self.turns)

    def _made(self, above: Polynomial, below: Polynomial) -> "Curve":
        return Curve(*_lowest(above, below), self.turns)

    def sign(self) -> int:
        """Return the sign just after this point, noting nothing."""
        return _sign_after(self.above) * _sign_after(self.below)

    def hold(self) -> None:
        """Note when the sign turns."""
        for one in (self.above, self.below):
            _note_root(one, self.turns)

    def _against(self, other: Any) -> int:
        gap = self.__sub__(other)
        gap.hold()
        return gap.sign()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (int, Fraction, Decimal)) and not self._against(other)

    def __lt__(self, other: Any) -> bool:
        return self._against(other) < 0

    def __le__(self, other: Any) -> bool:
        return self._against(other) <= 0

    def __gt__(self, other: Any) -> bool:
        return self._against(other) > 0

    def __ge__(self, other: Any) -> bool:
        return self._against(other) >= 0

    def __bool__(self) -> bool:
        self.hold()
        return bool(self.above)

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self.above, self.below))

    def __reduce__(self) -> Any:
        return Curve, (self.above, self.below, self.turns)


def sign_of(number: Fraction | int) -> int:
    """Return the sign of a number, of one that moves just after this point, without noting when it turns."""
    if type(number) is not int and isinstance(number, Curve):
        return number.sign()
    whole = number.numerator  # quicker than to compare fractions
    return (whole > 0) - (whole < 0)


def hold(number: Fraction | int) -> None:
    """Note when a number that moves changes its sign."""
    if isinstance(number, Curve):
        number.hold()


def value_at(number: Fraction | int, more: Fraction) -> Fraction:
    """Return what a number is after ``more`` spending, by the formula found here."""
    if not isinstance(number, Curve):
        return Fraction(number)
    return Fraction(_at(number.above, more)) / _at(number.below, more)


def slope_at(number: Fraction | int, more: Fraction) -> Fraction:
    """Return how fast a number grows after ``more`` spending, by the formula found here."""
    if not isinstance(number, Curve):
        return Fraction(0)
    above, below = _at(number.above, more), _at(number.below, more)
    rise = _at(_slope(number.above), more) * below - above * _at(_slope(number.below), more)
    return Fraction(rise) / below**2


def straight(number: Fraction | int) -> bool:
    """Return whether a number grows in a straight line."""
    return not isinstance(number, Curve) or (len(number.below) == 1 and len(number.above) <= 2)


def hold_bend(number: Fraction | int) -> None:
    """Note where a curve changes from bending one way to the other: up to there its slope only rises or only falls."""
    if isinstance(number, Curve) and not straight(number):
        above, below = number.above, number.below
        rise = _sum(_times(_slope(above), below), _scaled(_times(above, _slope(below)), -1))
        bend = _sum(_times(_slope(rise), below), _scaled(_times(rise, _slope(below)), -2))
        _note_root(bend, number.turns)


def _parts(number: Any) -> tuple[Polynomial, Polynomial]:
    if isinstance(number, Curve):
        return number.above, number.below
    if not isinstance(number, (int, Fraction)):
        number = Fraction(number)
    return ((number,) if number else ()), _ONE


def _value(above: Polynomial, below: Polynomial) -> tuple[int, int]:
    if not above:
        return 0, 1
    value = Fraction(above[0]) / below[0]
    return value.numerator, value.denominator


def _sum(one: Polynomial, other: Polynomial) -> Polynomial:
    if len(one) < len(other):
        one, other = other, one
    return _trimmed([a + b for a, b in zip(one, other, strict=False)] + list(one[len(other) :]))


def _trimmed(coefficients: list[Fraction | int]) -> Polynomial:
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return tuple(coefficients)


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    if one == _ONE:
        return other
    if other == _ONE:
        return one
    if not one or not other:
        return ()
    made: list[Fraction | int] = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            made[i + j] += a * b
    return tuple(made)


def _scaled(one: Polynomial, by: Fraction | int) -> Polynomial:
    return tuple(entry * by for entry in one)


def _lowest(above: Polynomial, below: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Take away what is common to both, so that the lower one begins or ends with one."""
    if not above:
        return (), _ONE
    if len(below) > 1 and len(above) > 1:
        common = _common(above, below)
        if len(common) > 1:
            above, below = _divided(above, common)[0], _divided(below, common)[0]
    last = below[-1]
    if last != 1:
        scale = 1 / Fraction(last)
        above, below = _scaled(above, scale), _scaled(below, scale)
    return above, below


def _common(one: Polynomial, other: Polynomial) -> Polynomial:
    while other:
        one, other = other, _divided(one, other)[1]
    return one


def _divided(one: Polynomial, by: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Return the whole quotient of two polynomials and the rest."""
    rest = [Fraction(entry) for entry in one]
    quotient: list[Fraction | int] = [0] * max(0, len(one) - len(by) + 1)
    for shift in range(len(one) - len(by), -1, -1):
        times = rest[shift + len(by) - 1] / by[-1]
        quotient[shift] = times
        for i, entry in enumerate(by):
            rest[shift + i] -= times * entry
    return _trimmed(quotient), _trimmed(list(rest[: len(by) - 1] if len(one) >= len(by) else rest))


def _slope(one: Polynomial) -> Polynomial:
    return tuple(entry * i for i, entry in enumerate(one) if i)


def _at(one: Polynomial, point: Fraction) -> Fraction | int:
    total: Fraction | int = 0
    for entry in reversed(one):
        total = total * point + entry
    return total


def _sign_after(one: Polynomial) -> int:
    first = next((entry for entry in one if entry), 0)
    return (first > 0) - (first < 0)


def _note_root(one: Polynomial, turns: Turns) -> None:
    """Note the first root after this point."""
    while one and not one[0]:
        one = one[1:]
    if len(one) < 2:
        return
    if len(one) == 2:
        root = -Fraction(one[0]) / one[1]
        if root > 0:
            turns.exact.add(root)
        return
    chain = _sturm(one)
    low, high = Fraction(0), 1 + max(abs(Fraction(entry) / one[-1]) for entry in one[:-1])
    if _changes(chain, low) == _changes(chain, high):
        return
    while high - low > _FINE:
        middle = (low + high) / 2
        if _changes(chain, low) == _changes(chain, middle):
            low = middle
        else:
            high = middle
    whole = Fraction(high.numerator // high.denominator)
    if low < whole and not _at(one, whole):
        turns.exact.add(whole)
    else:
        turns.near.add(high)


def _sturm(one: Polynomial) -> list[Polynomial]:
    chain = [one, _slope(one)]
    while len(chain[-1]) > 1:
        rest = _divided(chain[-2], chain[-1])[1]
        if not rest:
            break
        chain.append(_scaled(rest, -1))
    return chain


def _changes(chain: Sequence[Polynomial], point: Fraction) -> int:
    """Return how often the sign changes along a chain at a point (after it, where a polynomial is nothing there)."""
    signs = [value > 0 for one in chain if (value := _at(one, point))]
    return sum(a is not b for a, b in pairwise(signs))
