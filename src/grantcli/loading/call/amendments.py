"""A value of a call file found by its address (``deadlines[MAR-4.3-2].at``), and the tree with it changed."""

import re

from ..parser.tree import Leaf, MappingNode, Series, Tree

_STEP = re.compile(r"([^.\[\]]+)((?:\[[^\[\]]+\])?)(?:\.|$)")


class NoSuchAddressError(Exception):
    """The address leads nowhere; carries the step that fails. Caught in ``calls``, never shown as such."""

    def __init__(self, step: str) -> None:
        self.step = step


def steps_of(address: str) -> list[str]:
    """Split an address into keys and ``[id]`` steps: ``deadlines[X].at`` is ``deadlines``, ``[X]``, ``at``."""
    steps, at = [], 0
    for found in _STEP.finditer(address):
        if found.start() != at:
            raise NoSuchAddressError(address)
        steps += [part for part in found.groups() if part]
        at = found.end()
    if at != len(address) or not steps or address.endswith("."):
        raise NoSuchAddressError(address)
    return steps


def changed(tree: Tree, address: str, value: Tree) -> Tree:
    """Return the tree with ``value`` at the address; a whole new list item may be added, a null takes one away."""
    return _set(tree, steps_of(address), value)


def _set(tree: Tree, steps: list[str], value: Tree) -> Tree:
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if step.startswith("["):
        return _set_item(tree, step[1:-1], rest, value)
    return _set_key(tree, step, rest, value)


def _set_key(tree: Tree, key: str, rest: list[str], value: Tree) -> Tree:
    if not isinstance(tree, MappingNode):
        raise NoSuchAddressError(key)
    if not rest:
        return tree._replace(entries={**tree.entries, key: value}, keys={**tree.keys, key: value.mark})
    for count in range(len(rest), 0, -1):
        dotted = ".".join([key, *rest[:count]])
        if dotted in tree.entries:
            return _set_key(tree, dotted, rest[count:], value)
    if key not in tree.entries:
        raise NoSuchAddressError(key)
    return tree._replace(entries={**tree.entries, key: _set(tree.entries[key], rest, value)})


def _set_item(tree: Tree, wanted: str, rest: list[str], value: Tree) -> Tree:
    if isinstance(tree, MappingNode) and wanted in tree.entries:
        return _set_key(tree, wanted, rest, value)
    if not isinstance(tree, Series):
        raise NoSuchAddressError(wanted)
    ids = [id_of(part) for part in tree.items]
    if wanted in ids:
        at = ids.index(wanted)
        removed = not rest and isinstance(value, Leaf) and value.is_null
        kept = () if removed else (_set(tree.items[at], rest, value),)
        return tree._replace(items=(*tree.items[:at], *kept, *tree.items[at + 1 :]))
    if rest or id_of(value) != wanted:
        raise NoSuchAddressError(wanted)
    return tree._replace(items=(*tree.items, value))


def id_of(node: Tree) -> str:
    """Return the ``id`` written in a table, or nothing."""
    found = node.entries.get("id") if isinstance(node, MappingNode) else None
    return found.text if isinstance(found, Leaf) else ""
