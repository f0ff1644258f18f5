"""When the money arrives, as text: a table for each sum that is paid."""

from ...model.outcome import Outcome
from ...wording import formats
from ...wording.payment_words import left_words, paid_words, payment_rows, withheld_words

Plain = dict[str, object]


def payments(outcome: Outcome) -> Plain:
    """Return the schedules with their rows; nothing where the call does not say when it pays."""
    contribution = outcome.contribution
    return {
        "schedules": [
            {
                "title": paid_words(one, outcome.call),
                "total": formats.money(one.total) if one.total is not None else "",
                "left": left_words(one),
                "rows": [row._asdict() for row in payment_rows(one, outcome.vocabulary)],
            }
            for one in outcome.payments
        ],
        "withheld": withheld_words(outcome.payments, contribution.withheld or contribution.withheld_open),
    }
