"""Lines of a plan that are probably not costs of their own: the same one twice, totals among the lines."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from ...i18n import _
from ...model.facts import Facts
from ...problem import Problem
from ...registry.spelling import fold
from ..plans.categories import EXPENSES
from ..plans.plan_totals import PlanRow, judge_rows, names_a_total
from .disagreement import place_of

_PAIR = 2

Where = Callable[[int], str]
"""Says where the line of an index (from 0) is written."""


def twice(facts: Facts, where: Where | None = None) -> list[Problem]:
    """Warn of lines with the same supplier, description and amount, or the same invoice and amount, as one before."""
    lines = facts.lists.get(EXPENSES, ())
    if len(lines) < _PAIR:
        return []
    return [*_twice(lines, where or (lambda at: _short(lines[at].note))), *_parted(lines)]


def _short(note: str) -> str:
    place = place_of(note)
    return f"{place.file.rpartition('/')[2]}:{place.line}" if place.line else place.file


def without_totals(facts: Facts) -> tuple[Facts, list[Problem]]:
    """Return the facts without the lines that are totals of the others, each with a warning.

    For tables, where a row of totals comes in with the rest; of an application written by hand see ``totals``.
    """
    lines = facts.lists.get(EXPENSES, ())
    found = _totals(lines)
    if not found:
        return facts, []
    kept = tuple(line for index, line in enumerate(lines) if index not in found)
    text = _("la riga «{text}» è un totale, non una spesa: è lasciata fuori")
    return facts.with_list(EXPENSES, kept), [_total_warning(lines[at], at, text, "total_left_out") for at in found]


def totals(facts: Facts) -> list[Problem]:
    """Warn of lines that are totals of the others; they stay."""
    lines = facts.lists.get(EXPENSES, ())
    text = _("la riga «{text}» sembra il totale delle altre, ed è contata come una spesa")
    return [_total_warning(lines[at], at, text, "looks_like_a_total") for at in _totals(lines)]


def _totals(lines: tuple[Facts, ...]) -> list[int]:
    if len(lines) < 2 or not any(names_a_total(text) for line in lines for text in _texts(line)):
        return []
    rows = [
        PlanRow(at, _texts(line), _said(line, "category"), _said(line, "supplier"), _amount(line))
        for at, line in enumerate(lines)
    ]
    verdicts = judge_rows(rows)
    return [at for at, verdict in enumerate(verdicts) if verdict.standing == "total" and _is_called_total(lines[at])]


def _is_called_total(line: Facts) -> bool:
    return any(names_a_total(text) for text in _texts(line))


def _texts(line: Facts) -> tuple[str, ...]:
    told = (_said(line, "description"), _said(line, "category"))
    return tuple(text for text in told if text)


def _said(line: Facts, field: str) -> str:
    answer = line.answers.get(field)
    return "" if answer is None else str(answer.value)


def _amount(line: Facts) -> Decimal | None:
    answer = line.answers.get("amount")
    return answer.value if answer is not None and isinstance(answer.value, Decimal) else None


def _total_warning(line: Facts, at: int, text: str, kind: str) -> Problem:
    said = text.format(text=" ".join(_texts(line))[:60])
    return Problem(place_of(line.note), f"{EXPENSES}[{at}].amount", said, kind=kind, warning=True)


def _twice(lines: tuple[Facts, ...], where: Where) -> Iterator[Problem]:
    seen: dict[tuple[object, ...], int] = {}
    for at, line in enumerate(lines):
        amount = _amount(line)
        if not amount:
            continue
        supplier = fold(_said(line, "supplier"))
        description, invoice = _said(line, "description"), _said(line, "invoice_number")
        if not (description or invoice):
            continue
        if invoice:
            first = seen.setdefault(("invoice", supplier, fold(invoice), fold(description), amount), at)
        else:
            first = seen.setdefault(("line", supplier, fold(description), amount), at)
        if first != at:
            yield _again(lines[first], where(first), line, at)


def _parted(lines: tuple[Facts, ...]) -> Iterator[Problem]:
    """Doubt an invoice that came in whole and line by line: one of its expenses is the sum of the others."""
    invoices: dict[tuple[str, str], list[int]] = {}
    for at, line in enumerate(lines):
        if (invoice := _said(line, "invoice_number")) and _amount(line):
            invoices.setdefault((fold(_said(line, "supplier")), fold(invoice)), []).append(at)
    for places in invoices.values():
        amounts = [_amount(lines[at]) or Decimal(0) for at in places]
        if len(places) > _PAIR and 2 * max(amounts) == sum(amounts):
            whole = places[amounts.index(max(amounts))]
            others = ", ".join(lines[at].id for at in places if at != whole)
            text = _("la spesa {id} è la somma di {others}, della stessa fattura: il costo è contato due volte")
            said = text.format(id=lines[whole].id, others=others)
            hint = _("tenere la fattura intera o le sue righe")
            place = place_of(lines[whole].note)
            yield Problem(place, f"{EXPENSES}[{whole}].amount", said, hint, "same_line_twice", warning=True)


def _again(first: Facts, where: str, line: Facts, at: int) -> Problem:
    text = _("la spesa {id} è uguale alla {other} ({where}): stesso fornitore, stessa descrizione, stesso importo")
    said = text.format(id=line.id, other=first.id, where=where or first.id)
    hint = _("toglierne una, se è la stessa; se sono due acquisti, distinguerli nella descrizione")
    return Problem(place_of(line.note), f"{EXPENSES}[{at}].amount", said, hint, "same_line_twice", warning=True)
