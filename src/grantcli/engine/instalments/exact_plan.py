"""The instalments of a loan without any rounding: capital and interest of each period as exact fractions.

With rate i = p/q a period, an annuity over n periods repays after k of them the share ((1+i)^k - 1) / ((1+i)^n - 1)
of the capital: whole numbers all the way, ``q**(n-k) * ((q+p)**k - q**k) / ((q+p)**n - q**n)``.
"""

from fractions import Fraction
from typing import NamedTuple

from ...model.instruments.terms import LoanTerms


class ExactInstalment(NamedTuple):
    """What is due at the end of a period, in the unit of the capital."""

    period: int
    capital: Fraction
    interest: Fraction


def exact_plan(capital: int, terms: LoanTerms) -> list[ExactInstalment]:
    """Return what is due of ``capital`` (cents) at the end of each period, in order, grace included; exact cents."""
    rate = period_rate(terms)
    repaid = [capital * share for share in repaid_shares(terms)]
    before = [Fraction(0), *repaid[:-1]]
    return [
        ExactInstalment(period, after - so_far, (capital - so_far) * rate)
        for period, (so_far, after) in enumerate(zip(before, repaid, strict=True), 1)
    ]


def period_rate(terms: LoanTerms) -> Fraction:
    """Return the rate of one period: the yearly rate divided by the periods of a year."""
    return terms.rate / terms.per_year


def repaid_shares(terms: LoanTerms) -> list[Fraction]:
    """Return the share of the capital repaid by the end of each period; 1 at the last."""
    count = terms.periods - terms.grace
    if terms.repayment == "bullet":
        return [Fraction(period == terms.periods) for period in range(1, terms.periods + 1)]
    start = [Fraction(0)] * terms.grace
    if terms.repayment == "equal_capital" or not terms.rate:
        return start + [Fraction(one, count) for one in range(1, count + 1)]
    rate = period_rate(terms)
    low, high = rate.denominator, rate.denominator + rate.numerator
    whole = high**count - low**count
    return start + [Fraction(low ** (count - one) * (high**one - low**one), whole) for one in range(1, count + 1)]
