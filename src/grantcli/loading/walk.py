"""Every noun of a call with its address, and the place of an address in the file."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, get_args

from ..model.condition import Condition
from .nodes import Mark, Series, Table, Tree

Steps = tuple[str | int, ...]
_CONDITIONS = get_args(Condition)


def nouns(value: object, steps: Steps = ()) -> Iterator[tuple[Steps, object]]:
    """Yield each noun in ``value`` with its steps from the top (``("rules", 3)``), outermost first; no conditions."""
    if isinstance(value, _CONDITIONS):
        return
    if is_dataclass(value) and not isinstance(value, type):
        yield steps, value
        for part in fields(value):
            yield from nouns(getattr(value, part.name), (*steps, part.name))
    elif isinstance(value, (tuple, list)):
        for index, inner in enumerate(value):
            yield from nouns(inner, (*steps, index))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from nouns(inner, (*steps, str(key)))


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
        if isinstance(tree, Table) and isinstance(step, str) and step in tree.entries:
            tree = tree.entries[step]
        elif isinstance(tree, Series) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
        else:
            break
        mark = tree.mark
    return mark
