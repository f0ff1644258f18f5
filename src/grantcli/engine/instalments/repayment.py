"""A plan of instalments to the cent: capital that sums exactly, interest, days, and what the rounding leaves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ...model.instruments.instalment_plan import Instalment, InstalmentPlan
from ...model.instruments.terms import LoanTerms
from ...money import Rounding, euro, whole
from .exact_plan import exact_plan, period_rate
from .periods import due_day


class _Row(NamedTuple):
    """Whole cents due at the end of a period, and the capital left after it."""

    period: int
    capital: int
    interest: int
    left: int


def plan_of(capital: int, terms: LoanTerms, rounding: Rounding = "half_up") -> InstalmentPlan:
    """Return the plan by which ``capital`` (cents) is repaid, without days.

    Rounded at the end, running sums are exact and rounded: the totals are those of the exact plan, to the cent.
    Rounded each, an instalment is a sum of cents that comes again and interest is reckoned on the capital still due in
    cents: the last instalment takes what is left. A conventional loan keeps its last instalment like the others, and
    what is left goes to its interest.
    """
    exact = exact_plan(capital, terms)
    rows = list((_summed if terms.rounded == "at_end" else _each)(capital, terms, rounding))
    told = [row for row in rows if terms.rate or row.capital]
    interest = sum(row.interest for row in rows)
    return InstalmentPlan(
        euro(capital),
        tuple(Instalment(row.period, euro(row.capital), euro(row.interest), euro(row.left)) for row in told),
        (interest - sum((one.interest for one in exact), Fraction(0))) / 100,
    )


def _summed(capital: int, terms: LoanTerms, rounding: Rounding) -> Iterator[_Row]:
    """Yield rows as differences of running sums, each rounded: no cent is lost, none is made."""
    repaid = paid = Fraction(0)
    before, before_interest = 0, 0
    for one in exact_plan(capital, terms):
        repaid, paid = repaid + one.capital, paid + one.interest
        after, interest = whole(repaid, rounding), whole(paid, rounding)
        yield _Row(one.period, after - before, interest - before_interest, capital - after)
        before, before_interest = after, interest


def _each(capital: int, terms: LoanTerms, rounding: Rounding) -> Iterator[_Row]:
    """Yield rows rounded one by one, the capital never more than what is left and all of it at the last."""
    rate = period_rate(terms)
    exact = exact_plan(capital, terms)
    steady = exact[terms.grace].capital + exact[terms.grace].interest
    regular = whole(steady, rounding)
    left = capital
    for one in exact:
        interest = whole(left * rate, rounding)
        if one.period == terms.periods:
            part = left
            if terms.conventional and terms.repayment == "annuity":
                interest = max(0, regular - left) if left else 0
        elif terms.repayment == "annuity" and one.period > terms.grace:
            part = min(left, max(0, regular - interest))
        else:
            part = min(left, whole(one.capital, rounding))
        left -= part
        yield _Row(one.period, part, interest, left)


def with_days(plan: InstalmentPlan, terms: LoanTerms, first: date, *, month_ends: bool = False) -> InstalmentPlan:
    """Return the plan with the day of each instalment, ``first`` being that of the first one in which money is due."""
    if not plan.instalments:
        return plan
    start, months = plan.instalments[0].period, 12 // terms.per_year
    return replace(
        plan,
        instalments=tuple(
            replace(one, on=due_day(first, (one.period - start) * months, month_ends=month_ends))
            for one in plan.instalments
        ),
    )


def conventional_interest(capital: int, terms: LoanTerms, rounding: Rounding = "half_up") -> int:
    """Return the interest (cents) of a loan of ``capital`` cents on conventional terms: a contribution equal to it.

    Rounded at the end it is the exact sum, rounded once; rounded each, equal instalments in cents less the capital.
    """
    plan = plan_of(capital, replace(terms, conventional=True), rounding)
    return int(plan.interest * 100)
