"""When the money arrives: payment by payment, with what is not known of them."""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.text import Text

from ...i18n import _
from ...model.outcome import Outcome
from ...wording.formats import money
from ...wording.payment_words import PaymentRow, left_words, paid_words, payment_rows, withheld_words
from ..layout import Screen, aside, columns, entry, heading, note


def payments(outcome: Outcome, console: Console) -> Screen:
    """Show what is received when; nothing of a call that does not say it."""
    if not outcome.payments:
        return
    yield heading(_("Quando arrivano i soldi"), _("stima") if outcome.contribution.status == "estimate" else "")
    for schedule in outcome.payments:
        named = paid_words(schedule, outcome.call)
        if named:
            yield note(named, "bold")
        rows = [_row(row) for row in payment_rows(schedule, outcome.vocabulary)]
        if schedule.total is not None and len(rows) > 1:
            rows.append([Text(money(schedule.total), style="bold"), Text(_("in tutto"), style="bold")])
        yield columns(rows, "right", "full")
        if left_words(schedule):
            yield entry(console, "info", Text(left_words(schedule)))
    contribution = outcome.contribution
    kept = withheld_words(outcome.payments, contribution.withheld or contribution.withheld_open)
    if kept:
        yield entry(console, "info", Text(kept))


def _row(row: PaymentRow) -> list[RenderableType]:
    return [Text(row.amount, style="dim" if row.doubt else ""), Group(*_payment_text(row))]


def _payment_text(row: PaymentRow) -> Iterator[RenderableType]:
    yield Text.assemble(row.text, "  ", (row.when, "bold"))
    if row.cite:
        yield aside(row.cite, row.status, row.doubt, row.note)
