"""The nouns of a call, each with its address, and the conditions in them."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

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
    elif _FIELDS[type(value)] and not isinstance(value, _CONDITIONS):
        yield steps, value
        for name in _WITH_NOUNS[type(value)]:
            inner = getattr(value, name)
            if type(inner) not in PLAIN and inner:
                yield from nouns_of(inner, (*steps, name))


def field_names(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a kind of noun; none of what is no noun."""
    return _FIELDS[kind]


def inner_fields(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of noun that may hold nouns or conditions, by what they are declared to hold."""
    return _INNER[kind]


class _Fields(dict[Any, tuple[str, ...]]):
    """The fields of each kind of noun of which something holds, by the kinds that they are declared to hold."""

    def __init__(self, holds: Callable[[frozenset[Any]], bool]) -> None:
        self.holds = holds

    def __missing__(self, kind: Any) -> tuple[str, ...]:
        declared = fields(kind) if hasattr(kind, "__pydantic_config__") else ()
        found = self[kind] = tuple(one.name for one in declared if self.holds(_kinds_in(one.type)))
        return found


def _kinds_in(declared: Any) -> frozenset[Any]:
    """Return what a declaration names that is not plain; what only has a name there yet, as that name."""
    if declared in PLAIN or declared is Ellipsis or get_origin(declared) is Literal:
        return frozenset()
    inside = get_args(declared)
    return frozenset().union(*map(_kinds_in, inside)) if inside else frozenset({declared})


_FIELDS = _Fields(lambda _kinds: True)
_INNER = _Fields(bool)
_WITH_NOUNS = _Fields(lambda kinds: not kinds.issubset(_CONDITIONS))
_WITH_CONDITIONS = _Fields(lambda kinds: not kinds.isdisjoint(_CONDITIONS))


def conditions_of(value: Any) -> Iterator[Condition]:
    """Yield every condition in a call, or in one of its nouns, each followed by all that it is made of."""
    for _steps, noun in nouns_of(value):
        for name in _WITH_CONDITIONS[type(noun)]:
            if isinstance(found := getattr(noun, name), _CONDITIONS):
                yield from parts(found)
