"""The cells of a row as the nested data of an application: text all through, as a JSON row has it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ...i18n import _
from ...model.vocabulary import Fact
from .cell_errors import ERRORS
from .columns import ITEM, Target
from .headers import TableHead
from .mapping import fold
from .workbook import CellError

Values = Mapping[str, Mapping[str, str]]
Numbers = Literal["italian", "english"]
NONE = frozenset({"nessuno", "nessuna", "none", "no", "[]", "0"})
"""How the cell of a whole list says that it has no items."""
_ERROR_BEGINS = ("#", "E")
_DIGITS = {"vat_number": 11, "tax_code": 11, "region": 2}
"""Codes that spreadsheets take for numbers, losing the zeros they begin with, and how long they are."""
_CHECKED = frozenset({"vat_number", "tax_code"})
_FIGURES = frozenset({"money", "number", "integer", "percent"})
_LEAST_DIGITS = 8  # no tax number begins with more zeros than three
_ITALIAN = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?=,\d|(?![\d.,]))")
_ENGLISH = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?=\.\d|(?![\d.,]))")
_DECIMALS = re.compile(r"(?<![\d.,])(\d{1,3}\.\d{3})(?![\d.,])")


class Manner(NamedTuple):
    """How the cells of a table are read: foreign words by fact, and how figures in text part their thousands."""

    values: Values
    numbers: Numbers | None = None


class Wrong(NamedTuple):
    """What is wrong with a cell: the number of its column (from 1), in a sentence."""

    at: int
    kind: str
    text: str
    hint: str = ""


def put_cells(
    data: dict[str, Any], head: TableHead, cells: Sequence[Any], manner: Manner, item: str = ""
) -> Sequence[Wrong]:
    """Put the cells of a row where their columns say and return what is wrong with them.

    ``item`` is the step of the item that the row itself is.
    """
    wrong: list[Wrong] = []
    typed = manner._replace(numbers=None)
    as_written = not manner.values and not manner.numbers
    for at, (target, cell, easy) in enumerate(zip(head.targets, cells, head.easy, strict=False), start=1):
        is_text = type(cell) is str
        if target is None or cell is None or (is_text and not cell):
            continue
        if easy and as_written and is_text and cell[0] not in _ERROR_BEGINS:
            if text := cell.strip():
                data[target.steps[0]] = text
        elif (lost := without_value(cell, at)) is not None:
            wrong.append(lost)
        elif text := cell_text(cell, target.fact):
            found = _put_text(data, at, target, text, manner if is_text else typed, item)
            if found is not None:
                wrong.append(found)
    return wrong


def _put_text(data: dict[str, Any], at: int, target: Target, text: str, manner: Manner, item: str) -> Wrong | None:
    fact = target.fact
    steps = target.steps
    if ITEM in steps:
        steps = tuple(f"{ITEM}{item}" if step == ITEM else step for step in steps)
    words = manner.values.get(generic(steps)) if manner.values else None
    if words:
        text = words.get(fold(text), text)
    if manner.numbers and fact is not None and fact.kind in _FIGURES:
        text = plain_figure(text, manner.numbers)
    whole_list = fact is not None and fact.kind == "list"
    if whole_list and fold(text) not in NONE:
        return _not_a_list(at, text)
    if not put(data, steps, [] if whole_list else text):
        return Wrong(at, "contradiction", _("l'elenco è detto vuoto («nessuno») e insieme ha delle voci"))
    return None


def without_value(cell: object, at: int = 0) -> Wrong | None:
    """Tell of a cell that shows an error, or that is a formula whose value was never saved; None of any other."""
    if not isinstance(cell, str) or not (cell[:1] in _ERROR_BEGINS or isinstance(cell, CellError)):
        return None
    shown = cell.strip()
    if shown in ERRORS or (shown and isinstance(cell, CellError)):
        said = _("la cella è in errore: {shown}").format(shown=shown)
        return Wrong(at, "cell_error", said, _("correggere la formula o il dato; vuota, la cella è «non si sa»"))
    if not isinstance(cell, CellError):
        return None
    hint = _("aprire il file con Excel o LibreOffice e salvarlo: così le formule sono calcolate")
    return Wrong(at, "no_formula_value", _("la formula non ha un valore salvato nel file"), hint)


def _not_a_list(at: int, text: str) -> Wrong:
    said = _("«{text}»: un elenco intero non sta in una cella").format(text=text[:80])
    hint = _("qui si scrive solo «nessuno»; le voci hanno colonne loro, o un foglio che si chiama come l'elenco")
    return Wrong(at, "not_a_list", said, hint)


def put(data: dict[str, Any], steps: Sequence[str], value: object) -> bool:
    """Put a value at the end of some steps; tell whether it could be put, nothing else standing in its way."""
    for step in steps[:-1]:
        data = data.setdefault(step, {})
        if not isinstance(data, dict):
            return False
    return bool(data.setdefault(steps[-1], value) == value)


def fill(data: dict[str, Any], under: Mapping[str, Any]) -> None:
    """Put into ``data`` what it does not say itself."""
    for key, value in under.items():
        if isinstance(value, dict):
            inner = data.setdefault(key, {})
            if isinstance(inner, dict):
                fill(inner, value)
        else:
            data.setdefault(key, value)


def generic(steps: Sequence[str]) -> str:
    """Return the fact that some steps lead to, whichever the items: ``expenses[].amount``."""
    return ".".join("[]" if step.startswith((ITEM, "[")) else step for step in steps).replace(".[]", "[]")


Names = dict[str, tuple[str, ...]]


def settled(data: dict[str, Any], names: Names, path: str = "") -> dict[str, Any]:
    """Return the data with numbered items as lists, keyed ones as mappings.

    ``names`` is told of the lists (dotted path) whose items are not called 1, 2, 3 and so on.
    """
    made: dict[str, Any] = {}
    for key, value in data.items():
        name = key[1:-1] if key[:1] == "[" else key
        made[name] = _settled(value, names, f"{path}.{name}" if path else name) if type(value) is dict else value
    return made


def _settled(value: dict[str, Any], names: Names, path: str) -> object:
    if value and all(key.startswith(ITEM) for key in value):
        called = tuple(key[1:] for key in value)
        if called != tuple(map(str, range(1, len(called) + 1))):
            names[path] = called
        return [_item(name, settled(value[f"{ITEM}{name}"], names, f"{path}.{name}")) for name in called]
    return settled(value, names, path)


def _item(name: str, data: dict[str, Any]) -> dict[str, Any]:
    return data if not name or name.isdigit() or "id" in data else {"id": name, **data}


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
