"""What sums due later are worth today: discounted at a yearly reference rate, exactly."""

from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal, NamedTuple

Compounding = Literal["by_period", "yearly"]
"""The yearly rate divided by the periods of a year, or compounded year by year (fractions of a year too)."""
_DIGITS = 60


class Flow(NamedTuple):
    """A sum due after so many periods: in any unit, here cents."""

    period: int
    amount: Fraction


def present_value(
    flows: Iterable[Flow], rate: Fraction, per_year: int = 1, compounding: Compounding = "by_period"
) -> Fraction:
    """Return what the flows are worth at period 0, discounted at the yearly ``rate``, in their unit.

    ``by_period`` divides by (1 + rate/per_year) for each period, exactly; ``yearly`` by (1 + rate) to the power of the
    years passed, exactly after whole years and to sixty digits between them.
    """
    if compounding == "by_period":
        return _discounted(list(flows), 1 + rate / per_year)
    whole_years = [Flow(one.period // per_year, one.amount) for one in flows if one.period % per_year == 0]
    rest = (one.amount / _power(1 + rate, Fraction(one.period, per_year)) for one in flows if one.period % per_year)
    return _discounted(whole_years, 1 + rate) + sum(rest, Fraction(0))


def _discounted(flows: list[Flow], growth: Fraction) -> Fraction:
    """Return the sum of amount / growth**period, with one division: growth = high/low in whole numbers."""
    if not flows:
        return Fraction(0)
    high, low = growth.numerator, growth.denominator
    last = max(one.period for one in flows)
    total = sum((one.amount * low**one.period * high ** (last - one.period) for one in flows), Fraction(0))
    return total / Fraction(high**last)


def _power(growth: Fraction, years: Fraction) -> Fraction:
    with localcontext() as context:
        context.prec = _DIGITS
        base = Decimal(growth.numerator) / Decimal(growth.denominator)
        return Fraction(context.power(base, Decimal(years.numerator) / Decimal(years.denominator)))
