"""The plans by which loans are paid back, instalment by instalment."""

from ...i18n import say
from ...model.instruments.instalment_plan import Instalment
from ...model.instruments.support import InstrumentOutcome
from ...model.outcome import Outcome
from ...wording import formats
from ...wording.aid_forms import rounding_left, terms_words

Plain = dict[str, object]


def plans(outcome: Outcome) -> list[Plain]:
    """Return the plan of each loan that applies, amounts in euro; nothing where none has terms."""
    support = outcome.contribution.support
    return [] if support is None else [made for one in support.given if (made := _plan(one))]


def _plan(one: InstrumentOutcome) -> Plain:
    if one.form != "loan" or one.plan is None or one.terms is None:
        return {}
    return {
        "title": say(one.label),
        "cite": one.cite,
        "terms": terms_words(one.terms),
        "rounding": rounding_left(one.plan),
        "rows": [_row(row) for row in one.plan.instalments],
        "dated": any(row.on is not None for row in one.plan.instalments),
        "capital": formats.cents(one.plan.capital),
        "interest": formats.cents(one.plan.interest),
        "due": formats.cents(one.plan.due),
    }


def _row(row: Instalment) -> Plain:
    return {
        "period": str(row.period),
        "on": formats.day(row.on) if row.on is not None else "",
        "capital": formats.cents(row.capital),
        "interest": formats.cents(row.interest),
        "due": formats.cents(row.due),
        "left": formats.cents(row.left),
    }
