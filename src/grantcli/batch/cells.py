"""The cells of a row as the nested data of an application: text all through, as a JSON row has it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ..model.fact import Fact
from .heads import Head
from .mapping import fold
from .targets import ITEM

Values = Mapping[str, Mapping[str, str]]
_NONE = frozenset({"nessuno", "nessuna", "none", "no", "[]"})
_DIGITS = {"vat_number": 11, "tax_code": 11, "region": 2}
"""Codes that spreadsheets take for numbers, losing the zeros they begin with, and how long they are."""


def put_cells(data: dict[str, Any], head: Head, cells: Sequence[object], values: Values, item: str = "") -> None:
    """Put the cells of a row where their columns say; ``item`` is the step of the item that the row itself is."""
    for target, cell in zip(head.targets, cells, strict=False):
        if target is None or cell is None or cell == "":
            continue
        text = cell_text(cell, target.fact)
        if text:
            steps = tuple(f"{ITEM}{item}" if step == ITEM else step for step in target.steps)
            words = values.get(_generic(steps)) if values else None
            _put(data, steps, _listed(words.get(fold(text), text) if words else text, target.fact))


def _put(data: dict[str, Any], steps: Sequence[str], value: object) -> None:
    for step in steps[:-1]:
        data = data.setdefault(step, {})
    data[steps[-1]] = value


def _listed(text: str, fact: Fact | None) -> object:
    """Return the cell of a whole list as the empty list that it can only say."""
    return [] if fact is not None and fact.kind == "list" and fold(text) in _NONE else text


def _generic(steps: Sequence[str]) -> str:
    return ".".join("[]" if step.startswith((ITEM, "[")) else step for step in steps).replace(".[]", "[]")


def settled(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data with numbered items as lists, keyed ones as mappings."""
    return {_bare(key): _settled(value) for key, value in data.items()}


def _settled(value: object) -> object:
    if not isinstance(value, dict):
        return value
    if value and all(key.startswith(ITEM) for key in value):
        return [_item(key[1:], settled(inner)) for key, inner in value.items()]
    return settled(value)


def _item(name: str, data: dict[str, Any]) -> dict[str, Any]:
    return data if not name or name.isdigit() or "id" in data else {"id": name, **data}


def _bare(key: str) -> str:
    return key[1:-1] if key.startswith("[") else key


def cell_text(cell: object, fact: Fact | None = None) -> str:
    """Write a cell as an answer is written: a number so that it is read as that number, a date by year, month, day."""
    if isinstance(cell, str):
        return cell.strip()
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
    written = format(Decimal(repr(number)), "f")
    whole, _point, decimals = written.partition(".")
    if decimals.strip("0"):
        return f"{written}0" if len(decimals) == 3 else written
    return f"{whole}.0" if kind == "percent" else whole.zfill(_DIGITS.get(kind, 0))
