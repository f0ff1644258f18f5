"""What is received when, as data."""

from collections.abc import Iterable

from ...model.instruments.payments import PaymentOutcome, PaymentSchedule
from ...model.timeline import After
from .values import Data, Say, euro, euro_or_none


def payments_data(schedules: Iterable[PaymentSchedule], text: Say) -> list[Data]:
    """Return the schedules: what each pays, its total, its payments with their parts, what no payment takes."""
    return [
        {
            "of": list(one.of),
            "total": euro_or_none(one.total),
            "left": euro_or_none(one.left),
            "payments": [_payment(payment, text) for payment in one.payments],
        }
        for one in schedules
    ]


def _payment(one: PaymentOutcome, text: Say) -> Data:
    return {
        "id": one.id,
        "what": one.what,
        "text": text(one.text),
        "cite": one.cite,
        "status": one.status,
        "amount": euro_or_none(one.amount),
        "parts": [
            {"amount": euro(part.amount), "on": None if part.on is None else part.on.isoformat()} for part in one.parts
        ],
        "verdict": one.verdict,
        "would_be": euro_or_none(one.would_be),
        "missing": list(one.missing),
        "within": None if one.after is None else term_data(one.after),
        "tax_year": one.tax_year,
        "note": text(one.note),
    }


def term_data(after: After) -> Data:
    """Return a term that counts from a fact: years, months and days, as far as it has some."""
    spans = {name: n for name, n in (("years", after.years), ("months", after.months), ("days", after.days)) if n}
    return {**spans, "of": after.fact}
