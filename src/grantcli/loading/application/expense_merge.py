"""Expenses that come in beside those that an application has: new, already there, or the same with another figure."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Literal, NamedTuple

from ...model.facts import Facts
from ...registry.spelling import fold

Standing = Literal["new", "there", "differs"]


class Incoming(NamedTuple):
    """An expense that comes in, and the one of the application that it is or differs from (None: it is new)."""

    item: Facts
    standing: Standing
    held: Facts | None = None


def beside(incoming: Iterable[Facts], held: tuple[Facts, ...]) -> list[Incoming]:
    """Hold what comes in against what is there: by supplier and invoice number, else by supplier and description.

    The amount parts «there» from «differs». A line of the plan without an invoice is the purchase that an invoice of
    the same supplier and amount documents. Ids that are taken are given a number.
    """
    by_invoice = {key: one for one in held for key in _invoice_keys(one)}
    by_words = {_words_key(one): one for one in held}
    by_amount = {key: one for one in held if not _text(one, "invoice_number") for key in [_amount_key(one)] if key}
    taken = {one.id for one in held}
    found: list[Incoming] = []
    for item in incoming:
        same = next((by_invoice[key] for key in _invoice_keys(item) if key in by_invoice), None)
        same = same or by_words.get(_words_key(item))
        if same is None and _text(item, "invoice_number"):
            key = _amount_key(item)
            same = by_amount.get(key) if key else None
        if same is None:
            item = _apart(item, taken)
            by_invoice |= dict.fromkeys(_invoice_keys(item), item)
            found.append(Incoming(item, "new"))
        else:
            alike = same.value("amount") == item.value("amount")
            found.append(Incoming(item, "there" if alike else "differs", same))
    return found


def _apart(item: Facts, taken: set[str]) -> Facts:
    ident, count = item.id, 2
    while ident in taken:
        ident, count = f"{item.id}-{count}", count + 1
    taken.add(ident)
    if ident == item.id:
        return item
    told = {"id": item.answers["id"]._replace(value=ident)} if "id" in item.answers else {}
    return replace(item.with_answers(told), id=ident)


def _text(item: Facts, field: str) -> str:
    value = item.value(field)
    return "" if value is None else fold(str(value))


def _invoice_keys(item: Facts) -> list[tuple[str, str, str, str]]:
    """Return the keys of an invoice: number and supplier by name or code; the description keeps its lines apart."""
    number = _text(item, "invoice_number")
    suppliers = [name for name in (_text(item, "supplier"), _text(item, "supplier_tax_code")) if name]
    return [("invoice", number, name, _text(item, "description")) for name in suppliers] if number else []


def _words_key(item: Facts) -> tuple[str, ...]:
    invoice = _text(item, "invoice_number")
    return ("words", _text(item, "supplier"), _text(item, "description"), invoice)


def _amount_key(item: Facts) -> tuple[str, Decimal] | None:
    amount = item.value("amount")
    return (_text(item, "supplier"), amount) if isinstance(amount, Decimal) and _text(item, "supplier") else None
