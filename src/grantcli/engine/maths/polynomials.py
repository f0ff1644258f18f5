"""Polynomials in whole numbers: sums, products, common factors, and the first root after nothing.

Idea: two polynomials almost never have a common factor, and seldom a root before a given point; both are proven in
small numbers first (by the remainder of a prime, by Descartes' rule of signs). Invariant: a factor or a root that is
there is always found. Sources: Knuth, The Art of Computer Programming 2, 4.6.1; Collins and Akritas, Polynomial real
root isolation using Descartes' rule of signs (1976).
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, gcd
from operator import add

Polynomial = tuple[int, ...]
"""Coefficients, the constant first, the last never zero; nothing at all is the empty one."""
ONE: Polynomial = (1,)
_FINE = 20
"""Roots that are no whole number are told to one in so many powers of two (cents)."""
_PRIME = 2**61 - 1


def plus(one: Polynomial, other: Polynomial) -> Polynomial:
    """Return the sum."""
    if len(one) < len(other):
        one, other = other, one
    return _trimmed([*map(add, one, other), *one[len(other) :]])


def times(one: Polynomial, other: Polynomial) -> Polynomial:
    """Return the product."""
    if not one or not other:
        return ()
    if len(one) == 1:
        return scaled(other, one[0])
    if len(other) == 1:
        return scaled(one, other[0])
    made = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            made[i + j] += a * b
    return tuple(made)


def scaled(one: Polynomial, by: int) -> Polynomial:
    """Return so many times a polynomial."""
    return one if by == 1 else tuple([entry * by for entry in one])


def slope_of(one: Polynomial) -> Polynomial:
    """Return the derivative."""
    return tuple([entry * i for i, entry in enumerate(one) if i])


def at(one: Polynomial, point: Fraction) -> Fraction:
    """Return the value at a point."""
    return Fraction(_raised_at(one, point.numerator, point.denominator), point.denominator ** max(0, len(one) - 1))


def sign_after_nothing(one: Polynomial) -> int:
    """Return the sign just after nothing."""
    first = next((entry for entry in one if entry), 0)
    return (first > 0) - (first < 0)


def common(one: Polynomial, other: Polynomial) -> Polynomial:
    """Return the greatest common factor, without a factor that is a number."""
    if len(one) < 2 or len(other) < 2 or _surely_apart(one, other):
        return ONE
    one, other = _primitive(one), _primitive(other)
    while other:
        one, other = other, _primitive(_rest(one, other))
    return one if len(one) > 1 else ONE


def divided(one: Polynomial, by: Polynomial) -> Polynomial:
    """Return the quotient of a polynomial by a factor of it."""
    if by == ONE:
        return one
    rest, quotient = list(one), [0] * (len(one) - len(by) + 1)
    for shift in range(len(quotient) - 1, -1, -1):
        quotient[shift] = share = rest[shift + len(by) - 1] // by[-1]
        for i, entry in enumerate(by):
            rest[shift + i] -= share * entry
    return tuple(quotient)


def first_root(one: Polynomial, end: Fraction) -> tuple[Fraction, bool] | None:
    """Return the first root after nothing and whether it is exact, else a little after it; None where ``end`` is first.

    What is a root itself (nothing) is not counted.
    """
    while one and not one[0]:
        one = one[1:]
    if _variations(one) == 0:
        return None
    if len(one) == 2:
        root = Fraction(-one[0], one[1])
        return (root, True) if root < end else None
    one = divided(_primitive(one), common(one, slope_of(one)))
    scale = ceil(end).bit_length()
    found = _isolated(one, scale, end)
    return None if found is None else _narrowed(one, *found)


def _trimmed(coefficients: list[int]) -> Polynomial:
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return tuple(coefficients)


def _primitive(one: Polynomial) -> Polynomial:
    content = gcd(*one)
    return one if content <= 1 else tuple([entry // content for entry in one])


def _rest(one: Sequence[int], by: Polynomial) -> Polynomial:
    """Return so many times the rest of a division that it is whole."""
    rest = list(one)
    while len(rest) >= len(by):
        last, shift = rest[-1], len(rest) - len(by)
        rest = [entry * by[-1] for entry in rest[:-1]]
        for i, entry in enumerate(by[:-1]):
            rest[shift + i] -= last * entry
        while rest and not rest[-1]:
            rest.pop()
    return tuple(rest)


def _surely_apart(one: Polynomial, other: Polynomial) -> bool:
    """Return whether there is surely no common factor, since there is none of the remainders of a prime."""
    if not one[-1] % _PRIME or not other[-1] % _PRIME:
        return False
    first, second = [entry % _PRIME for entry in one], [entry % _PRIME for entry in other]
    while len(second) > 1:
        inverse = pow(second[-1], -1, _PRIME)
        while len(first) >= len(second):
            share, shift = first.pop() * inverse % _PRIME, len(first) - len(second)
            for i, entry in enumerate(second[:-1], shift + 1):
                first[i] = (first[i] - share * entry) % _PRIME
            while first and not first[-1]:
                first.pop()
        first, second = second, first
    return bool(second)


def _variations(one: Sequence[int]) -> int:
    signs = [entry > 0 for entry in one if entry]
    return sum(a is not b for a, b in pairwise(signs))


def _raised_at(one: Polynomial, above: int, below: int) -> int:
    """Return the value at a fraction, times the denominator to the power of the degree."""
    total, power = 0, 1
    for entry in reversed(one):
        total = total * above + entry * power
        power *= below
    return total


def _isolated(one: Polynomial, scale: int, end: Fraction) -> tuple[Fraction, Fraction] | None:
    """Return a span after which the first root is the only one, or one as short as roots are told.

    Spans are halved, the first first; how often signs change tells how many roots there are at most.
    """
    waiting = [(tuple([entry << scale * i for i, entry in enumerate(one)]), 0, scale)]
    while waiting:
        stretched, place, scale = waiting.pop()  # the roots of the span are those between 0 and 1
        low, length = _dyadic(place, scale), _dyadic(1, scale)
        if low >= end:
            return None
        if not stretched[0]:
            return low, low
        roots = _variations(_shifted(stretched[::-1]))
        if roots == 1 or (roots and scale <= -_FINE):
            return low, low + length
        if roots:
            half = _primitive(tuple([entry << len(stretched) - 1 - i for i, entry in enumerate(stretched)]))
            waiting += [(_shifted(half), 2 * place + 1, scale - 1), (half, 2 * place, scale - 1)]
    return None


def _dyadic(times_: int, power: int) -> Fraction:
    return Fraction(times_ << power) if power >= 0 else Fraction(times_, 1 << -power)


def _shifted(one: Sequence[int]) -> Polynomial:
    """Return the polynomial of one more."""
    made = list(one)
    for start in range(len(made) - 1):
        for i in range(len(made) - 2, start - 1, -1):
            made[i] += made[i + 1]
    return tuple(made)


def _narrowed(one: Polynomial, low: Fraction, high: Fraction) -> tuple[Fraction, bool]:
    """Return the root of a span that has but one, exactly where it is whole, else a little after it."""
    rises = _raised_at(one, low.numerator, low.denominator) < 0
    while high - low > Fraction(1, 1 << _FINE):
        middle = (low + high) / 2
        value = _raised_at(one, middle.numerator, middle.denominator)
        if not value:
            low = high = middle
        elif (value < 0) is rises:
            low = middle
        else:
            high = middle
    whole = high.numerator // high.denominator
    if low <= whole and not _raised_at(one, whole, 1):
        return Fraction(whole), True
    return high, low == high
