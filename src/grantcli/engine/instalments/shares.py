"""A sum paid in several times: shares of it to the cent, one of which takes the cents that do not divide."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from ...money import Rounding, whole

Remainder = Literal["first", "last"]
"""Which share takes the cents that do not divide."""


def in_shares(
    total: int, shares: Sequence[Fraction], remainder: Remainder = "last", rounding: Rounding = "half_up"
) -> list[int]:
    """Return ``total`` (cents) parted by ``shares`` that sum to 1: each rounded, the cents left over to one of them.

    No share is less than nothing, and all of them sum to the total.
    """
    order = range(len(shares)) if remainder == "last" else range(len(shares) - 1, -1, -1)
    parts, left = [0] * len(shares), total
    for place, one in enumerate(order):
        parts[one] = left if place == len(shares) - 1 else min(left, whole(total * shares[one], rounding))
        left -= parts[one]
    return parts


def in_equal_shares(total: int, count: int, remainder: Remainder = "last", rounding: Rounding = "half_up") -> list[int]:
    """Return ``total`` (cents) in so many equal shares, as a credit is used over tax years."""
    return in_shares(total, [Fraction(1, count)] * count, remainder, rounding)
