"""Exact numbers that move: a value now, how fast it grows with one more euro, and when a comparison would turn."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

_ZERO = Fraction(0)


class Dual(Fraction):
    """A rational number that changes at the rate ``slope`` as spending grows from here.

    Comparisons are decided for the spending just after this point, so equal values are told apart by their slopes.
    Each comparison that would turn later on notes in ``turns`` after how much more spending it does: up to the
    nearest turn everything computed is as it was found here. Products and quotients of two moving numbers keep their
    rate at this point exactly; further on they are curves. Of two numbers that both start from nothing the quotient is
    that of their rates.
    """

    here: Fraction
    slope: Fraction
    turns: set[Fraction]

    def __new__(cls, value: Fraction | int, slope: Fraction | int, turns: set[Fraction]) -> "Dual":
        """Make a number that is ``value`` here, grows by ``slope`` and notes its turns in ``turns``."""
        self = super().__new__(cls, value)
        self.here = value if type(value) is Fraction else Fraction(self.numerator, self.denominator)
        self.slope = slope if type(slope) is Fraction else Fraction(slope)
        self.turns = turns
        return self

    def _made(self, value: Fraction, slope: Fraction) -> "Dual":
        return Dual(value, slope, self.turns)

    def __add__(self, other: Any) -> "Dual":  # type: ignore[override]
        value, slope = _parts(other)
        return self._made(self.here + value, self.slope + slope)

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> "Dual":  # type: ignore[override]
        value, slope = _parts(other)
        return self._made(self.here - value, self.slope - slope)

    def __rsub__(self, other: Any) -> "Dual":  # type: ignore[override]
        value, slope = _parts(other)
        return self._made(value - self.here, slope - self.slope)

    def __mul__(self, other: Any) -> "Dual":  # type: ignore[override]
        value, slope = _parts(other)
        return self._made(self.here * value, self.slope * value + self.here * slope)

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: Any) -> "Dual":  # type: ignore[override]
        value, slope = _parts(other)
        if not value and not self.here:
            return self._made(self.slope / slope, _ZERO)
        return self._made(self.here / value, (self.slope * value - self.here * slope) / value**2)

    def __rtruediv__(self, other: Any) -> "Dual":  # type: ignore[override]
        return self._made(*_parts(other)) / self

    def __neg__(self) -> "Dual":
        return self._made(-self.here, -self.slope)

    def _against(self, other: Any) -> Fraction:
        """Return a number of the sign of the difference just after this point, noting when it turns."""
        value, slope = _parts(other)
        gap, rate = self.here - value, self.slope - slope
        if not gap:
            return rate
        if rate and (gap > 0) is not (rate > 0):
            self.turns.add(-gap / rate)
        return gap

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
        return bool(self._against(_ZERO))

    def __hash__(self) -> int:  # type: ignore[override]
        return hash((self.here, self.slope))


def _parts(number: Any) -> tuple[Fraction, Fraction]:
    if isinstance(number, Dual):
        return number.here, number.slope
    return number if type(number) is Fraction else Fraction(number), _ZERO


def standing(number: Fraction | int) -> Fraction:
    """Return the value of a number at this point, without its motion."""
    return number.here if isinstance(number, Dual) else Fraction(number)


def slope_of(number: Fraction | int) -> Fraction:
    """Return how fast a number grows with spending; one that stands still does not."""
    return number.slope if isinstance(number, Dual) else _ZERO
