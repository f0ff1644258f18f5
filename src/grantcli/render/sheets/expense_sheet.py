"""The sheet of the expenses: the plan as it was typed, to be read again, and beside it what becomes of each line.

Headings end in the key of their field in brackets, «[=]» where grantcli computed them: by that it reads back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ...i18n import _, say
from ...model.facts import Answer, Facts
from ...model.outcome import Line, Outcome
from ...money import ZERO, to_cent
from ...wording.facts import label_of
from .board import Board
from .rounding import rounded, rounded_formula

COMPUTED = "[=]"
_FIRST = ("id", "category", "description", "supplier", "amount")
_WIDE = {"description": 44, "supplier": 28, "id": 7, "category": 11}
_SMALL = 16
_UNTOLD = ("derived", "default")


@dataclass
class ExpenseSheet:
    """The sheet as it is: its columns by name, the rows (from 0) of its lines, what each line's aid comes to."""

    board: Board
    columns: dict[str, int]
    first: int = 0
    last: int = 0
    aid: dict[str, Decimal] = field(default_factory=dict)

    def column(self, name: str) -> str:
        """Return the cells of a column as another sheet names them."""
        return self.board.range(self.columns[name], self.first, self.last, elsewhere=True)


def write_expenses(book: Any, formats: Any, outcome: Outcome, rates: dict[str, Decimal]) -> ExpenseSheet:
    """Write the sheet; ``rates`` are the shares by which the aid of each line is reckoned, empty where it is not so."""
    items = _items(outcome)
    fields = _fields(items, outcome)
    lines = {line.id: line for line in outcome.expenses.lines}
    names = [_heading(name, outcome) for name in fields]
    ours = _computed(bool(rates))
    widths = [_WIDE.get(name, _SMALL) for name in fields] + [30 if name == "why" else _SMALL for name in ours]
    board = Board(book, formats, _("Spese"), widths)
    board.title(
        _("Piano delle spese"),
        _("Le colonne bianche si possono cambiare; quelle colorate sono formule, o cifre di grantcli dove è detto."),
    )
    board.head([*names, *(f"{ours[name]} {COMPUTED}" for name in ours)], freeze=3)
    sheet = ExpenseSheet(board, {name: at for at, name in enumerate([*fields, *ours])}, first=board.row)
    if "category" in fields and outcome.call.expenses.categories:
        _offer(sheet, [one.id for one in outcome.call.expenses.categories], len(items))
    for item, ident in items:
        _write_item(board, item, ident, fields, outcome)
        _write_line(sheet, lines.get(ident), rates.get(ident), outcome)
        board.down()
    board.down(0 if items else 1)  # a sum never stands in its own range
    sheet.last = board.row - 1
    _write_totals(sheet, outcome)
    return sheet


def _items(outcome: Outcome) -> list[tuple[Facts, str]]:
    return [(item, item.id) for item in outcome.facts.lists.get("expenses", ())]


def _fields(items: Sequence[tuple[Facts, str]], outcome: Outcome) -> list[str]:
    known = outcome.vocabulary["expenses"].items or {}
    answers = [(name, held) for item, _id in items for name, held in item.answers.items()]
    told = {name for name, held in answers if held.origin not in _UNTOLD}
    more = [name for name in known if name in told and name not in _FIRST and known[name].kind != "list"]
    return [name for name in _FIRST if name in known] + more


def _heading(name: str, outcome: Outcome) -> str:
    label = label_of(f"expenses[].{name}", outcome.vocabulary)
    key = name
    if name == "amount":  # a plan must say whether VAT is in it
        key = "total" if outcome.call.expenses.vat == "gross" else "taxable"
    return f"{label} [{key}]"


def _computed(rated: bool) -> dict[str, str]:
    names = {
        "presented": _("Presentato"),
        "refused": _("Tolto dalle regole"),
        "limited": _("Tolto dai limiti"),
        "admitted": _("Ammesso"),
        "why": _("Regola e motivo"),
    }
    return {**names, "rate": _("Aliquota"), "aid": _("Contributo della riga")} if rated else names


def _offer(sheet: ExpenseSheet, categories: list[str], rows: int) -> None:
    if sum(map(len, categories)) + len(categories) < 250 and rows:
        at = sheet.columns["category"]
        choice = {"validate": "list", "source": categories}
        sheet.board.sheet.data_validation(sheet.first, at, sheet.first + rows - 1, at, choice)


def _write_item(board: Board, item: Facts, ident: str, fields: Sequence[str], outcome: Outcome) -> None:
    known = outcome.vocabulary["expenses"].items or {}
    for at, name in enumerate(fields):
        held: Answer | None = item.answers.get(name)
        if name == "id":
            board.put(at, ident)
        elif held is not None and held.origin not in _UNTOLD:
            board.put(at, _cell(held.value, known[name].kind))


def _cell(value: object, kind: str) -> object:
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if isinstance(value, Decimal) and kind == "percent":
        return f"{value * 100:f}%"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def _write_line(sheet: ExpenseSheet, line: Line | None, rate: Decimal | None, outcome: Outcome) -> None:
    board, at, formats = sheet.board, sheet.columns, sheet.board.formats
    if line is None:
        return
    limits = {limit.id for limit in outcome.call.expenses.limits}
    limited = sum((step.amount for step in line.steps if step.rule in limits), ZERO)
    refused = line.admitted - line.presented - limited
    typed = board.cell(at["amount"])
    item = next((one for one in outcome.facts.lists.get("expenses", ()) if one.id == line.id), Facts())
    amount = item.value("amount")
    if isinstance(amount, Decimal) and to_cent(amount) == line.presented:
        board.work_out(at["presented"], f"=ROUND({typed},2)", line.presented)
    else:
        board.put(at["presented"], line.presented, formats.our_figure)
    presented = board.cell(at["presented"])
    if refused and refused == -line.presented:
        board.work_out(at["refused"], f"=-{presented}", refused)
    else:
        board.put(at["refused"], refused, formats.our_figure)
    board.put(at["limited"], limited, formats.our_figure)
    taken = f"{presented}+{board.cell(at['refused'])}+{board.cell(at['limited'])}"
    board.work_out(at["admitted"], f"=MAX(0,{taken})", line.admitted)
    board.put(at["why"], "; ".join(_reasons(line)), formats.our_text)
    if "rate" in at:
        _write_aid(sheet, line, rate, outcome)


def _write_aid(sheet: ExpenseSheet, line: Line, rate: Decimal | None, outcome: Outcome) -> None:
    board, at, rule = sheet.board, sheet.columns, outcome.call.contribution
    share = rate or ZERO
    board.put(at["rate"], share, board.formats.our_share)
    product = f"{board.cell(at['admitted'])}*{board.cell(at['rate'])}"
    aid = line.admitted * share
    if rule.round_each == "line":
        aid, product = rounded(aid, rule), rounded_formula(product, rule)
    sheet.aid[line.id] = aid
    board.work_out(at["aid"], f"={product}", aid)


def _reasons(line: Line) -> Iterator[str]:
    for step in line.steps:
        yield f"{step.rule}: {say(step.text)}"


def _write_totals(sheet: ExpenseSheet, outcome: Outcome) -> None:
    board, at = sheet.board, sheet.columns
    typed = {item.id for item, _id in _items(outcome)}
    lines = [line for line in outcome.expenses.lines if line.id in typed]
    board.put(at.get("description", 0), _("Totale"), board.formats.total_text)
    sums = {
        "presented": sum((line.presented for line in lines), ZERO),
        "refused": ZERO,
        "limited": ZERO,
        "admitted": sum((line.admitted for line in lines), ZERO),
        "aid": sum(sheet.aid.values(), ZERO),
    }
    limits = {limit.id for limit in outcome.call.expenses.limits}
    sums["limited"] = sum((step.amount for line in lines for step in line.steps if step.rule in limits), ZERO)
    sums["refused"] = sums["admitted"] - sums["presented"] - sums["limited"]
    for name, value in sums.items():
        if name in at:
            own = board.range(at[name], sheet.first, sheet.last)
            board.work_out(at[name], f"=SUM({own})", value, board.formats.total)
    board.down(2)
