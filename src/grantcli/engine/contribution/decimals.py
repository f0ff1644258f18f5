"""Grains as decimal numbers, and in words."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ...wording import formats
from .cost_groups import CENTS, GRAIN, Exact


def percent(share: Exact) -> str:
    """Write a share in grains as a percentage, with two decimals at most."""
    return formats.percent(round(decimal_of(share), 4))


def points_of(share: Exact) -> str:
    """Write a share in grains as percentage points, with two decimals at most."""
    return formats.number(round(decimal_of(share) * 100, 2))


@lru_cache(maxsize=1024)
def in_euro(cents: Exact) -> Decimal:
    """Return cents as euro, to the cent."""
    exact = Fraction(cents) / CENTS
    return round(Decimal(exact.numerator) / Decimal(exact.denominator), 2)


def decimal_of(share: Exact) -> Decimal:
    """Return a share in grains as a decimal number."""
    return _of_whole_grains(share) if type(share) is int else _quotient(Fraction(share) / GRAIN)


@lru_cache(maxsize=1024)
def _of_whole_grains(share: int) -> Decimal:
    return _quotient(Fraction(share, GRAIN))


def _quotient(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / Decimal(exact.denominator)
