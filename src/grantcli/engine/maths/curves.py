"""Exact numbers that move with spending: quotients of polynomials in how much more is spent from here.

Idea: sums, products and quotients of numbers that grow in a straight line are rational functions, so the whole
reckoning is done once in these, and each comparison on which it rests notes after how much more spending it turns.
Invariant: up to the nearest turn every branch taken stays as it is, so the formula found holds exactly and not only in
its slope. Source: parametric programming, Gal, Postoptimal Analyses (1995).
"""

from decimal import Decimal
from fractions import Fraction
from math import gcd
from typing import Any

from .polynomials import ONE, Polynomial, at, common, divided, first_root, plus, scaled, sign_after_nothing, slope_of
from .polynomials import times as product

FAR = 10**13
"""Cents of spending beyond which nobody asks."""
COEFFICIENTS = 40
"""As many coefficients as a curve may have: four times what any curve needed that came to rest, of random plans."""


class TooCurvedError(ArithmeticError):
    """A number that has more coefficients than are reckoned with."""


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

    def note(self, one: Polynomial) -> None:
        """Note the first root of a polynomial, if nothing turns before it."""
        if len(one) < 2:
            return
        found = first_root(one, self.first()[0] or Fraction(FAR))
        if found is not None:
            (self.exact if found[1] else self.near).add(found[0])

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
        """Make the quotient of two polynomials without common factor; ZeroDivisionError where it has no value here."""
        if not below[0]:
            raise ZeroDivisionError
        if len(above) + len(below) > COEFFICIENTS:
            raise TooCurvedError
        self = super().__new__(cls, above[0] if above else 0, below[0])
        self.above = above
        self.below = below
        self.turns = turns
        return self

    @classmethod
    def moving(cls, value: Fraction | int, slope: int, turns: Turns) -> "Curve":
        """Return a number that is ``value`` here and grows by ``slope``."""
        return cls((value.numerator, slope * value.denominator), (value.denominator,), turns)

    def __add__(self, other: Any) -> "Curve":  # type: ignore[override]
        return self._made(*_sum(self.above, self.below, *_parts(other)))

    __radd__ = __add__  # type: ignore[assignment]

    def __sub__(self, other: Any) -> "Curve":  # type: ignore[override]
        above, below = _parts(other)
        return self._made(*_sum(self.above, self.below, scaled(above, -1), below))

    def __rsub__(self, other: Any) -> "Curve":  # type: ignore[override]
        return self._made(*_sum(scaled(self.above, -1), self.below, *_parts(other)))

    def __mul__(self, other: Any) -> "Curve":  # type: ignore[override]
        return self._made(*_product(self.above, self.below, *_parts(other)))

    __rmul__ = __mul__  # type: ignore[assignment]

    def __truediv__(self, other: Any) -> "Curve":  # type: ignore[override]
        above, below = _parts(other)
        if not above:
            raise ZeroDivisionError
        return self._made(*_product(self.above, self.below, below, above))

    def __rtruediv__(self, other: Any) -> "Curve":  # type: ignore[override]
        if not self.above:
            raise ZeroDivisionError
        return self._made(*_product(*_parts(other), self.below, self.above))

    def __neg__(self) -> "Curve":
        return Curve(scaled(self.above, -1), self.below, self.turns)

    def _made(self, above: Polynomial, below: Polynomial) -> "Curve":
        """Return the curve of a quotient of two polynomials that have no common factor but a number."""
        content = gcd(*above, *below)
        if (below[0] or below[-1]) < 0:
            content = -content
        if content != 1:
            above = tuple([entry // content for entry in above])
            below = tuple([entry // content for entry in below])
        return Curve(above, below, self.turns)

    def sign(self) -> int:
        """Return the sign just after this point, noting nothing."""
        return sign_after_nothing(self.above)

    def hold(self) -> None:
        """Note when the sign turns."""
        for one in (self.above, self.below):
            self.turns.note(one)

    def _against(self, other: Any) -> int:
        gap: Curve = self - other
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
    return at(number.above, more) / at(number.below, more)


def slope_at(number: Fraction | int, more: Fraction) -> Fraction:
    """Return how fast a number grows after ``more`` spending, by the formula found here."""
    if not isinstance(number, Curve):
        return Fraction(0)
    above, below = at(number.above, more), at(number.below, more)
    rise = at(slope_of(number.above), more) * below - above * at(slope_of(number.below), more)
    return rise / below**2


def straight(number: Fraction | int) -> bool:
    """Return whether a number grows in a straight line."""
    return not isinstance(number, Curve) or (len(number.below) == 1 and len(number.above) <= 2)


def hold_bend(number: Fraction | int) -> None:
    """Note where a curve changes from bending one way to the other: up to there its slope only rises or only falls."""
    if isinstance(number, Curve) and not straight(number):
        above, below = number.above, number.below
        rise = plus(product(slope_of(above), below), scaled(product(above, slope_of(below)), -1))
        bend = plus(product(slope_of(rise), below), scaled(product(rise, slope_of(below)), -2))
        number.turns.note(bend)


def _parts(number: Any) -> tuple[Polynomial, Polynomial]:
    if isinstance(number, Curve):
        return number.above, number.below
    if not isinstance(number, (int, Fraction)):
        number = Fraction(number)
    return ((number.numerator,) if number else ()), (number.denominator,)


def _sum(above: Polynomial, below: Polynomial, other: Polynomial, under: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Return the sum of two quotients, what is common to both taken away as soon as it is seen."""
    shared = below if below == under else common(below, under)
    if len(shared) > 1:
        below, under = divided(below, shared), divided(under, shared)
    total = plus(product(above, under), product(other, below))
    if not total:
        return (), ONE
    if len(shared) > 1:
        factor = common(total, shared)
        total, shared = divided(total, factor), divided(shared, factor)
        return total, product(product(below, under), shared)
    return total, product(below, under)


def _product(
    above: Polynomial, below: Polynomial, other: Polynomial, under: Polynomial
) -> tuple[Polynomial, Polynomial]:
    """Return the product of two quotients, what is common taken away before."""
    if not above or not other:
        return (), ONE
    for _ in range(2):
        if len(factor := common(above, under)) > 1:
            above, under = divided(above, factor), divided(under, factor)
        above, below, other, under = other, under, above, below
    return product(above, other), product(below, under)
