"""Amounts in euro as Decimal: rounding to the cent by a named rule, and sharing out to the cent."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Literal

CENT = Decimal("0.01")
ONE = Decimal(1)
ZERO = Decimal("0.00")
MOST_MONEY = Decimal(10) ** 15
"""Euro that no figure of a file reaches: what does is a slip, or meant to break something."""

Rounding = Literal["half_up", "down", "half_even"]
_MODES = {"half_up": ROUND_HALF_UP, "down": ROUND_DOWN, "half_even": ROUND_HALF_EVEN}


def to_cent(amount: Decimal, rounding: Rounding = "half_up") -> Decimal:
    """Round ``amount`` (euro) to two decimals by the call's rule."""
    return amount.quantize(CENT, rounding=_MODES[rounding])


def cents_of(amount: Decimal) -> int:
    """Return an amount in euro as whole cents; it has no fraction of one."""
    return int(amount * 100)


def euro(cents: int) -> Decimal:
    """Return cents as euro with two decimals."""
    return Decimal(cents).scaleb(-2)


def whole(amount: Decimal | Fraction, rounding: Rounding = "half_up") -> int:
    """Round an amount in any unit (here: cents) to a whole number by the call's rule."""
    if isinstance(amount, Decimal):
        return int(amount.quantize(ONE, rounding=_MODES[rounding]))
    below = amount.denominator
    ones, rest = divmod(abs(amount.numerator), below)
    if rounding != "down" and (2 * rest > below or (2 * rest == below and (rounding == "half_up" or ones % 2))):
        ones += 1
    return ones if amount.numerator >= 0 else -ones


def exact_to_cent(amount: Fraction, rounding: Rounding = "half_up") -> Decimal:
    """Round an exact rational amount (euro) to the cent by the call's rule, with no binary float in between."""
    return euro(whole(amount * 100, rounding))


def share_out(total: Decimal, weights: Sequence[Decimal | Fraction]) -> list[Decimal]:
    """Split ``total`` (euro, whole cents) in proportion to ``weights``; cents left over go to the largest remainders.

    The parts sum exactly to ``total``. Equal remainders are served in the order given. All-zero weights share nothing
    unless ``total`` is zero, which raises ``ValueError`` for a total that cannot be placed.
    """
    cents = int(total / CENT)
    whole = sum((Fraction(weight) for weight in weights), Fraction(0))
    if whole == 0:
        if cents:
            raise ValueError("cannot share out an amount over weights that are all zero")
        return [ZERO for _ in weights]
    exact = [Fraction(weight) * cents / whole for weight in weights]
    parts = [int(part) if part >= 0 else -int(-part) for part in exact]
    order = sorted(range(len(parts)), key=lambda i: (abs(parts[i]) - abs(exact[i]), i))
    step = 1 if cents >= 0 else -1
    for i in order[: abs(cents - sum(parts))]:
        parts[i] += step
    return [(Decimal(part) * CENT).quantize(CENT) for part in parts]
