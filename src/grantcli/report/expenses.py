"""Expenses that come in from plans and invoices, beside those of the application, on a terminal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from rich.console import Console
from rich.text import Text

from ..i18n import _, plural
from ..wording.formats import money
from .data.values import Data, plain
from .layout import Screen, entry, heading, note, show


class IncomingRow(NamedTuple):
    """An expense that comes in: what it is to the application, what it says, where it was written.

    ``held`` is the expense of the application that it is, with ``held_amount``.
    """

    standing: Literal["new", "there", "differs"]
    id: str
    category: str
    description: str
    supplier: str
    amount: object
    where: str
    held: str = ""
    held_amount: object = None


def incoming_data(rows: Sequence[IncomingRow], application: str) -> Data:
    """Return what comes in for scripts: each expense, what it is to the application, where it was written."""
    expenses = [{**row._asdict(), "amount": plain(row.amount), "held_amount": plain(row.held_amount)} for row in rows]
    return {"schema": "grantcli/expenses-import/1", "application": application, "expenses": expenses}


def show_incoming(rows: Sequence[IncomingRow], console: Console, file: str) -> None:
    """Print what comes in, each expense with its place, and what of it the application ``file`` has already."""
    show(_screen(rows, console, file), console)


def _screen(rows: Sequence[IncomingRow], console: Console, file: str) -> Screen:
    yield heading(_("Spese per {file}").format(file=file), str(len(rows)))
    for row in rows:
        yield entry(console, _MARK[row.standing], _line(row))
    count = {standing: sum(row.standing == standing for row in rows) for standing in _MARK}
    new = plural("una spesa nuova", "{n} spese nuove", count["new"]).format(n=count["new"])
    there = plural("una già nella domanda", "{n} già nella domanda", count["there"]).format(n=count["there"])
    other = plural("una con un altro importo", "{n} con un altro importo", count["differs"]).format(n=count["differs"])
    yield note(f"{new}, {there}, {other}.", "bold")
    total = sum((row.amount for row in rows if row.standing == "new" and isinstance(row.amount, Decimal)), Decimal(0))
    yield note(_("Spese nuove, in tutto: {total}").format(total=money(total)))
    if count["differs"]:
        yield note(_("Quelle con un altro importo restano come sono: decidere quale vale e correggerla a mano."), "dim")


_MARK = {"new": "pass", "there": "info", "differs": "warning"}


def _line(row: IncomingRow) -> Text:
    amount = money(row.amount) if isinstance(row.amount, Decimal) else _("importo da dire")
    line = Text(f"{row.id} · ").append(amount, style="bold").append(f" · {row.description or '–'}")
    for part in (row.supplier, _("categoria {id}").format(id=row.category) if row.category else ""):
        if part:
            line.append(f" · {part}")
    if row.standing == "there":
        line.append(" · " + _("è già la {id}").format(id=row.held))
    elif row.standing == "differs":
        told = money(row.held_amount) if isinstance(row.held_amount, Decimal) else "–"
        line.append(" · " + _("nella domanda è la {id}, {amount}").format(id=row.held, amount=told))
    return line.append(f"  ({row.where.removesuffix(':1')})", style="dim")
