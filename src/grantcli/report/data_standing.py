"""The account of an undertaking as plain data: size with its group, difficulty, aid received."""

from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, Final

from ..model.standing import Standing
from .plain import Data, euro, plain

_EUROS: Final = frozenset(
    {"turnover", "balance_sheet", "amount", "ceiling", "used", "headroom", "cost", "others", "support", "left"}
)


def standing_data(standing: Standing | None) -> Data | None:
    """Return the account field by field: euro as text with two decimals, shares and headcount as decimal text."""
    return None if standing is None else _fields(standing)


def _fields(noun: Any) -> Data:
    return {field.name: _plain(getattr(noun, field.name), field.name) for field in fields(noun)}


def _plain(value: object, name: str) -> object:
    if is_dataclass(value):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(part, name) for part in value]
    return euro(value) if isinstance(value, Decimal) and name in _EUROS else plain(value)
