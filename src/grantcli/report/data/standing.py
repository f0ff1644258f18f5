"""The account of an undertaking as plain data: size with its group, difficulty, aid received."""

from dataclasses import fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from ...model.standing import Standing
from .values import Data, euro, plain

_EUROS: Final = frozenset(
    {"turnover", "balance_sheet", "amount", "ceiling", "used", "headroom", "least", "cost", "others", "support", "left"}
)


def standing_data(standing: Standing | None) -> Data | None:
    """Return the account field by field: euro as text with two decimals, shares and headcount as decimal text."""
    return None if standing is None else _fields(standing)


def _fields(noun: Any) -> Data:
    return {name: _plain(getattr(noun, name), name) for name in _names(noun.__class__)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _plain(value: object, name: str) -> object:
    if value is None or isinstance(value, (str, int, date)):
        return plain(value)
    if isinstance(value, Decimal):
        return euro(value) if name in _EUROS else plain(value)
    return [_plain(part, name) for part in value] if isinstance(value, tuple) else _fields(value)
