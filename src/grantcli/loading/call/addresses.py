"""Every noun of a call with its address, and the place of an address in the file."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ...model.walk.call_nouns import Steps, nouns_of
from ..identity_key import Same
from ..parser.tree import MappingNode, Mark, Series, Tree


def nouns(value: object) -> tuple[tuple[Steps, object], ...]:
    """Return each noun in ``value`` with its steps from the top (``("rules", 3)``), outermost first; no conditions."""
    return _nouns(Same(value))


@lru_cache(maxsize=16)
def _nouns(same: Same[object]) -> tuple[tuple[Steps, object], ...]:
    return tuple(nouns_of(same.value))


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
    """Return the place of an address, or of the innermost of its containers that is written."""
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
