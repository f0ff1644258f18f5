"""What a cell says, written as an answer is written; and what is wrong with one that says nothing."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from ..i18n import _
from ..model.vocabulary import Fact
from .cell_errors import ERRORS
from .workbook import CellError

Numbers = Literal["italian", "english"]
ERROR_BEGINS = ("#", "E")
_DIGITS = {"vat_number": 11, "tax_code": 11, "region": 2}
"""Codes that spreadsheets take for numbers, losing the zeros they begin with, and how long they are."""
_CHECKED = frozenset({"vat_number", "tax_code"})
_LEAST_DIGITS = 8  # no tax number begins with more zeros than three
_ITALIAN = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?=,\d|(?![\d.,]))")
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?=\.\d|(?![\d.,]))")
_DECIMALS = re.compile(r"(?<![\d.,])(\d{1,3}\.\d{3})(?![\d.,])")


class CellRefusal(NamedTuple):
    """What is wrong with a cell: the number of its column (from 1), in a sentence."""

    at: int
    kind: str
    text: str
    hint: str = ""


def without_value(cell: object, at: int = 0) -> CellRefusal | None:
    """Return what is wrong with a cell that shows an error, or a formula whose value was not saved; None of others."""
    if not isinstance(cell, str) or not (cell[:1] in ERROR_BEGINS or isinstance(cell, CellError)):
        return None
    shown = cell.strip()
    if shown in ERRORS or (shown and isinstance(cell, CellError)):
        said = _("la cella è in errore: {shown}").format(shown=shown)
        return CellRefusal(at, "cell_error", said, _("correggere la formula o il dato; vuota, la cella è «non si sa»"))
    if not isinstance(cell, CellError):
        return None
    hint = _("aprire il file con Excel o LibreOffice e salvarlo: così le formule sono calcolate")
    return CellRefusal(at, "no_formula_value", _("la formula non ha un valore salvato nel file"), hint)


def cell_text(cell: object, fact: Fact | None = None) -> str:
    """Write a cell as an answer is written: a number so that it is read as that number, a date by year, month, day."""
    if isinstance(cell, str):
        text = cell.strip()
        return _with_zeros(text) if fact is not None and fact.kind in _CHECKED else text
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, (int, float)):
        return _number(cell, fact.kind if fact is not None else "text")
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _number(number: float, kind: str) -> str:
    """Write a number with the fifteen digits that spreadsheets show of it: ``=0.1+0.2`` is 0.3."""
    written = format(Decimal(format(number, ".15g") if isinstance(number, float) else number), "f")
    whole, _point, decimals = written.partition(".")
    if decimals.strip("0"):
        decimals = decimals.rstrip("0")
        return f"{whole}.{decimals}0" if len(decimals) == 3 else f"{whole}.{decimals}"
    return f"{whole}.0" if kind == "percent" else whole.zfill(_DIGITS.get(kind, 0))


def _with_zeros(text: str) -> str:
    """Give a tax number back the zeros it began with, lost on its way through a spreadsheet, where its check agrees."""
    if not (_LEAST_DIGITS <= len(text) < 11 and text.isascii() and text.isdigit()):
        return text
    whole = text.zfill(11)
    doubled = (int(digit) * 2 for digit in whole[1::2])
    total = sum(map(int, whole[::2])) + sum(n - 9 if n > 9 else n for n in doubled)
    return whole if total % 10 == 0 else text


def plain_figure(text: str, numbers: Numbers) -> str:
    """Write the figure of a text so that it has one reading, given what parts its thousands."""
    if numbers == "italian":
        return _ITALIAN.sub(lambda found: found[0].replace(".", ""), text)
    plain = _ENGLISH.sub(lambda found: found[0].replace(",", ""), text)
    return _DECIMALS.sub(r"\g<1>0", plain)
