"""Every noun of a call with its address, and the place of an address in the file."""

from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache, lru_cache
from typing import Any

from ..identity_key import Same
from ..parser.reader import Shape, fields_of, shape_of
from ..parser.tree import MappingNode, Mark, Series, Tree

Steps = tuple[str | int, ...]
_HOLDERS = frozenset({"tuple", "dict", "either"})


def nouns(value: object) -> tuple[tuple[Steps, object], ...]:
    """Return each noun in ``value`` with its steps from the top (``("rules", 3)``), outermost first; no conditions."""
    return _nouns(Same(value))


@lru_cache(maxsize=16)
def _nouns(same: Same[object]) -> tuple[tuple[Steps, object], ...]:
    return tuple(_within(same.value, ()))


def _within(value: object, steps: Steps) -> Iterator[tuple[Steps, object]]:
    if isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _within(inner, (*steps, index))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _within(inner, (*steps, str(key)))
    elif is_dataclass(value) and not isinstance(value, type):
        yield steps, value
        for name in _holders(type(value)):
            yield from _within(getattr(value, name), (*steps, name))


@cache
def _holders(noun: type) -> tuple[str, ...]:
    """Return the fields of a noun that can hold nouns."""
    return tuple(name for name, part in fields_of(noun).items() if _holds_nouns(part.shape))


def _holds_nouns(shape: Shape) -> bool:
    if shape.how in _HOLDERS:
        return any(_holds_nouns(shape_of(inner)) for inner in shape.inside)
    return shape.how == "noun"


def of_kind(value: object, *kinds: type[Any]) -> Iterator[tuple[Steps, Any]]:
    """Yield the nouns of these kinds only."""
    for steps, noun in nouns(value):
        if isinstance(noun, kinds):
            yield steps, noun


def path_of(steps: Steps) -> str:
    """Write an address: ``rules[3].cite``."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text


def mark_at(tree: Tree, steps: Steps) -> Mark:
    """Return where an address stands, or the innermost of its containers that is written."""
    mark = tree.mark
    for step in steps:
        if isinstance(tree, MappingNode) and isinstance(step, str) and step in tree.entries:
            tree = tree.entries[step]
        elif isinstance(tree, Series) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
        else:
            break
        mark = tree.mark
    return mark
