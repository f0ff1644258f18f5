"""The loan in an instrument: its terms, its plan of instalments, the gross grant equivalent."""

from typing import NamedTuple

from ...model.facts import Facts
from ...model.instruments.instalment_plan import InstalmentPlan
from ...model.instruments.terms import LoanTerms
from ...money import Rounding
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..instalments.repayment import plan_of, with_days
from .equivalents import FoundEquivalent, Valued
from .reckoning import AidPart, ReadyInstrument, Worked, base_cents


class LoanSide(NamedTuple):
    """An instrument as a loan: terms and plan where it has them, its equivalent, the keys it lacks."""

    equivalent: FoundEquivalent
    terms: LoanTerms | None = None
    plan: InstalmentPlan | None = None
    missing: tuple[str, ...] = ()


def loan_side(ready: ReadyInstrument, worked: Worked, kept: AidPart, facts: Facts, rounding: Rounding) -> LoanSide:
    """Return terms, plan and equivalent of what an instrument gives."""
    frame = Frame(facts)
    found = None if ready.terms is None else ready.terms.find(frame)
    terms = None if isinstance(found, Judgement) else found
    lacking = found.missing if isinstance(found, Judgement) else ()
    if len(worked.loans) == 1:
        terms = worked.loans[0].terms
    if worked.cents is None or kept.cents is None:
        return LoanSide(FoundEquivalent(None), terms, missing=lacking)
    valued = Valued(worked.cents, kept.cents, base_cents(worked), terms, worked.loans)
    equivalent = ready.equivalent.find(facts, valued)
    plan = None
    if terms is not None and ready.instrument.form in ("loan", "interest"):
        capital = worked.loans[0].cents if worked.loans else worked.cents - kept.cents
        plan = plan_of(capital, terms, rounding) if capital else None
        first = None if ready.terms is None else ready.terms.first_day(frame)
        if plan is not None and first is not None and ready.terms is not None:
            plan = with_days(plan, terms, first, month_ends=ready.terms.month_ends)
    return LoanSide(equivalent, terms, plan, (*lacking, *equivalent.missing))
