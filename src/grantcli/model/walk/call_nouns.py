"""The nouns of a call, each with its address, and the conditions in them."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from ..condition import All, Condition, Each, Measure, Not, Test, parts
from ..condition import Any as AnyOf

Steps = tuple[str | int, ...]
_CONDITIONS = (All, AnyOf, Not, Test, Each, Measure)
PLAIN = frozenset({type(None), str, bool, int, Decimal, date, datetime, time, frozenset})
"""What holds no noun: passed over before anything else is asked of it, since most of a call is such."""


def nouns_of(value: Any, steps: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Yield each noun in ``value`` with its steps from the top (``("rules", 3)``), outermost first; no conditions."""
    if isinstance(value, tuple):
        for index, inner in enumerate(value):
            if type(inner) not in PLAIN:
                yield from nouns_of(inner, (*steps, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            if type(inner) not in PLAIN:
                yield from nouns_of(inner, (*steps, str(key)))
    elif (names := field_names(type(value))) and not isinstance(value, _CONDITIONS):
        yield steps, value
        for name in names:
            inner = getattr(value, name)
            if type(inner) not in PLAIN and inner:
                yield from nouns_of(inner, (*steps, name))


_known: dict[Any, tuple[str, ...]] = {}


def field_names(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a kind of noun; none of what is no noun."""
    found = _known.get(kind)
    if found is None:
        found = tuple(one.name for one in fields(kind)) if hasattr(kind, "__pydantic_config__") else ()
        _known[kind] = found
    return found


def conditions_of(value: Any) -> Iterator[Condition]:
    """Yield every condition in a call, or in one of its nouns, each followed by all that it is made of."""
    for _steps, noun in nouns_of(value):
        for name in field_names(type(noun)):
            if isinstance(found := getattr(noun, name), _CONDITIONS):
                yield from parts(found)
