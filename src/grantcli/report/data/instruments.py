"""The instruments of an outcome as data: each with its steps, and the sums of all support."""

from ...model.instruments.instalment_plan import InstalmentPlan
from ...model.instruments.support import InstrumentOutcome, SupportOutcome
from ...model.instruments.terms import LoanTerms
from .money import steps_data
from .values import Data, Words, euro, euro_or_none, plain


def _instrument(one: InstrumentOutcome, words: Words) -> Data:
    text = words.text
    return {
        "id": one.id,
        "form": one.form,
        "label": text(one.label),
        "cite": one.cite,
        "applies": one.applies,
        "because": text(one.because),
        "alternatives": one.way,
        "status": one.status,
        "amount": euro_or_none(one.amount),
        "base": euro_or_none(one.base),
        "share_of_cost": plain(one.share),
        "steps": steps_data(one.steps, text),
        "never_repaid": euro_or_none(one.kept),
        "never_repaid_steps": steps_data(one.kept_steps, text),
        "to_repay": euro_or_none(one.repaid),
        "covers": euro_or_none(one.covers),
        "equivalent": euro_or_none(one.equivalent),
        "equivalent_status": one.equivalent_status,
        "equivalent_steps": steps_data(one.equivalent_steps, text),
        "equivalent_why": text(one.equivalent_why),
        "de_minimis": one.de_minimis,
        "terms": None if one.terms is None else _terms(one.terms),
        "plan": None if one.plan is None else _plan(one.plan),
        "missing": list(one.missing),
        "missing_figures": list(one.missing_figures),
    }


def _terms(terms: LoanTerms) -> Data:
    return {
        "periods": terms.periods,
        "per_year": terms.per_year,
        "grace": terms.grace,
        "rate": plain(terms.rate),
        "repayment": terms.repayment,
        "rounded": terms.rounded,
        "conventional": terms.conventional,
    }


def _plan(plan: InstalmentPlan) -> Data:
    return {
        "capital": euro(plan.capital),
        "interest": euro(plan.interest),
        "rounding": plain(plan.rounding),
        "instalments": [
            {
                "period": one.period,
                "on": plain(one.on),
                "capital": euro(one.capital),
                "interest": euro(one.interest),
                "due": euro(one.due),
                "left": euro(one.left),
            }
            for one in plan.instalments
        ],
    }


def support_data(support: SupportOutcome | None, words: Words) -> Data:
    """Return the keys ``instruments`` and ``support`` of an outcome; none where the call has no instruments."""
    if support is None:
        return {}
    return {
        "instruments": [_instrument(one, words) for one in support.instruments],
        "support": {
            "status": support.status,
            "cost": euro_or_none(support.cost),
            "granted_by_regimes": euro_or_none(support.granted),
            "never_repaid": euro_or_none(support.kept),
            "to_repay": euro_or_none(support.repaid),
            "total": euro_or_none(support.support),
            "own_funds": euro_or_none(support.own_funds),
            "equivalent": euro_or_none(support.equivalent),
        },
    }
