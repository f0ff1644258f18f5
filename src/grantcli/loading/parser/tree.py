"""A YAML file as a tree whose scalars are all text and know their place; every way a file can be wrong is a Problem."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

MOST_BYTES = 5_000_000
"""The biggest file that is read."""
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Mark = tuple[int, int]
"""Line and column, both from 1; (0, 0) where there is no file behind the node."""


class Leaf(NamedTuple):
    """A scalar: its text as written, and whether it was written without quotes."""

    text: str
    plain: bool = True
    mark: Mark = (0, 0)

    @property
    def is_null(self) -> bool:
        """Return whether it says that there is no value."""
        return self.plain and self.text in NULLS


class MappingNode(NamedTuple):
    """A mapping: nodes by key, and the place of each key."""

    entries: "Mapping[str, Tree]"
    keys: Mapping[str, Mark] = MappingProxyType({})
    mark: Mark = (0, 0)

    def key_mark(self, key: str) -> Mark:
        """Return the place of ``key``, or the place of the whole table."""
        return self.keys.get(key, self.mark)


class Series(NamedTuple):
    """A sequence of nodes."""

    items: "tuple[Tree, ...]"
    mark: Mark = (0, 0)


Tree = Leaf | MappingNode | Series


def is_null(node: "Tree | None") -> bool:
    """Return whether the node is absent or says null."""
    return node is None or (isinstance(node, Leaf) and node.is_null)


def at(tree: "Tree | None", *steps: str | int) -> "Tree | None":
    """Return the node at the end of ``steps`` (keys and indices), or None where they lead nowhere."""
    for step in steps:
        if isinstance(tree, MappingNode) and isinstance(step, str):
            tree = tree.entries.get(step)
        elif isinstance(tree, Series) and isinstance(step, int) and step < len(tree.items):
            tree = tree.items[step]
        else:
            return None
    return tree


def from_plain(data: object) -> Tree:
    """Make a tree without places of plain mappings, sequences and values (a batch row, ``--set``, JSON)."""
    if type(data) is str:
        return Leaf(data, False)
    if isinstance(data, str):
        return Leaf(data, plain=False)
    if isinstance(data, Mapping):
        return MappingNode({str(key): from_plain(value) for key, value in data.items()})
    if isinstance(data, (Sequence, set, frozenset)) and not isinstance(data, bytes):
        return Series(tuple(from_plain(value) for value in data))
    if data is None:
        return Leaf("null")
    return Leaf(_as_text(data), plain=False)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return format(Decimal(repr(value)), "f")
    return str(value)


def to_plain(node: Tree) -> object:
    """Return the node as plain dicts, lists, strings and None; the inverse of ``from_plain`` but for types."""
    if isinstance(node, MappingNode):
        return {key: to_plain(value) for key, value in node.entries.items()}
    if isinstance(node, Series):
        return [to_plain(value) for value in node.items]
    return None if node.is_null else node.text
