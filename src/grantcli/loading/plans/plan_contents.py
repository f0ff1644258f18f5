"""Which column of a plan is the money and which the description, by what is in them, where no heading says it."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from ...tabular.cell_text import cell_text
from .headings import MONEY, read_heading

_MONEY: Final = re.compile(r"[€\s]*\d{1,3}(?:[.,' ]?\d{3}){0,3}(?:[.,]\d{1,2})?\s*(?:€|euro?)?", re.IGNORECASE)
_LEAST_ROWS = 2
_LEAST_MONEY = 10
_COSTS = MONEY - {"vat", "unit_price"}
Row = tuple[int, Sequence[object]]


class ByContents(NamedTuple):
    """The row of the head, and of its headings those of the columns guessed, with their fields."""

    line: int
    columns: Mapping[str, str]


def columns_by_contents(rows: Sequence[Row]) -> ByContents | None:
    """Guess the money (the only column of amounts) and the description (the longest texts); None where that is open.

    The columns must have a heading each: a guess is kept, and corrected, by heading.
    """
    money = [at for at in range(max((len(cells) for _line, cells in rows), default=0)) if _is_money(rows, at)]
    if len(money) != 1:
        return None
    (cost,) = money
    first = next(index for index, (_line, cells) in enumerate(rows) if _amount(cells, cost))
    head = next((row for row in reversed(rows[:first]) if _words(row[1], cost)), None)
    if head is None:
        return None
    line, names = head
    headings = {at: _words(names, at) for at in range(len(names))}
    fields = {at: read_heading(name).field for at, name in headings.items() if name}
    if fields[cost] not in ("", *_COSTS):
        return None
    guessed = {headings[cost]: "amount"} if not fields[cost] else {}
    if "description" not in fields.values():
        free = [at for at, field in fields.items() if not field and at != cost]
        longest = max(free, key=lambda at: sum(len(_words(cells, at)) for _n, cells in rows[first:]), default=None)
        if longest is None or not any(_words(cells, longest) for _n, cells in rows[first:]):
            return None
        guessed[headings[longest]] = "description"
    return ByContents(line, guessed) if guessed else None


def _is_money(rows: Sequence[Row], at: int) -> bool:
    """Return whether a column is one of amounts: not numbers of order, quantities, years or codes."""
    said = [(_amount(cells, at), bool(_text(cells, at))) for _line, cells in rows]
    begin = next((index for index, (amount, _any) in enumerate(said) if amount), len(said))
    filled = [amount for amount, any_text in said[begin:] if any_text]
    amounts = [float(digits) for amount in filled if amount and (digits := re.sub(r"\D", "", amount))]
    if len(amounts) < _LEAST_ROWS or len(amounts) * 2 <= len(filled) or max(amounts) < _LEAST_MONEY:
        return False
    steps = {after - before for before, after in pairwise(amounts)}
    return steps != {1.0} and not all(1950 <= amount <= 2100 for amount in amounts)


def _text(cells: Sequence[object], at: int) -> str:
    return cell_text(cells[at]).strip() if at < len(cells) and cells[at] is not None else ""


def _amount(cells: Sequence[object], at: int) -> str:
    text = "" if at < len(cells) and isinstance(cells[at], bool) else _text(cells, at)
    return text if text and _MONEY.fullmatch(text) and len(text) <= 18 else ""


def _words(cells: Sequence[object], at: int) -> str:
    text = _text(cells, at)
    return text if any(map(str.isalpha, text)) and not _MONEY.fullmatch(text) else ""
