"""Sums of many exact numbers at once."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

_PLAIN = frozenset({int, Fraction})


def exact_sum(numbers: Sequence[int | Fraction]) -> int | Fraction:
    """Return the sum of exact numbers.

    Plain fractions are brought over one denominator, since each sum of two looks for common factors anew.
    """
    kinds = set(map(type, numbers))
    if Fraction not in kinds or not kinds <= _PLAIN:
        return sum(numbers)
    below = lcm(*[number.denominator for number in numbers])
    return Fraction(sum([number.numerator * (below // number.denominator) for number in numbers]), below)
