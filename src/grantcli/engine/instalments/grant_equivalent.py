"""The gross grant equivalent of loans and guarantees: the aid that is in them, in exact cents."""

from fractions import Fraction
from typing import Literal

from ...model.instruments.terms import LoanTerms
from .exact_plan import repaid_shares
from .present_value import Compounding, Flow, present_value

PremiumDue = Literal["in_advance", "in_arrears"]
"""The premium of a year is due when the year begins, or when it ends."""


def loan_equivalent(
    capital: int, terms: LoanTerms, reference: Fraction, compounding: Compounding = "by_period"
) -> Fraction:
    """Return the aid in a loan of ``capital`` cents below the yearly ``reference`` rate, in exact cents.

    It is the interest at the reference rate less that at the loan's own, on the capital still due, discounted at the
    reference rate to the start of the loan; nothing where the loan costs as much or more. No instalment is rounded.
    """
    saved = max(Fraction(0), reference - terms.rate) / terms.per_year
    still_due = _still_due(capital, terms)
    flows = [Flow(period, left * saved) for period, left in enumerate(still_due, 1)]
    return present_value(flows, reference, terms.per_year, compounding)


def guarantee_equivalent(
    capital: int,
    terms: LoanTerms,
    *,
    cover: Fraction,
    premium: Fraction,
    reference: Fraction,
    due: PremiumDue,
    fee: int = 0,
) -> Fraction:
    """Return the aid in a guarantee: the yearly premiums that a market would ask, discounted, less the fee (cents).

    The premium of a year is ``premium`` times ``cover`` (shares) of the loan's capital still due when it begins; of a
    last year that is not whole, the part of it. Discounted year by year at the ``reference`` rate to the award.
    """
    still_due = _still_due(capital, terms)
    flows = []
    for start in range(0, terms.periods, terms.per_year):
        end = min(start + terms.per_year, terms.periods)
        part = Fraction(end - start, terms.per_year)
        amount = still_due[start] * cover * premium * part
        flows.append(Flow(start if due == "in_advance" else end, amount))
    worth = present_value(flows, reference, terms.per_year, "yearly")
    return max(Fraction(0), worth - fee)


def proportional_equivalent(amount: int, years: Fraction, *, ceiling: int, of: int, over: Fraction) -> Fraction:
    """Return the aid by proportion: ``ceiling`` for a sum ``of`` so much ``over`` so many years, less for less (cents).

    So regulations on de minimis value loans and guarantees: the ceiling corresponds to a sum of so many euro over five
    years, or of half as many over ten; smaller sums and shorter times in proportion.
    """
    return Fraction(ceiling * amount) * years / (of * over)


def _still_due(capital: int, terms: LoanTerms) -> list[Fraction]:
    """Return the capital still due when each period begins, exact cents."""
    return [capital * (1 - share) for share in (Fraction(0), *repaid_shares(terms)[:-1])]
