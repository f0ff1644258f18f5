"""Answers and lists by their full key: ``company.name``, ``expenses[S3].amount``, ``company.links[L1].years``."""

import re
from collections.abc import Callable
from dataclasses import replace

from ..model.facts import Answer, Facts

_INSIDE = re.compile(r"([^\[\]]+)\[([^\]]*)\]\.(.+)")


def answer_at(facts: Facts, key: str) -> Answer | None:
    """Return the answer of a full key, None when it is not known."""
    match = _INSIDE.fullmatch(key)
    if match is None:
        return facts.answers.get(key)
    item = item_of(facts.lists.get(match[1], ()), match[2])
    return None if item is None else answer_at(item, match[3])


def items_at(facts: Facts, key: str) -> tuple[Facts, ...] | None:
    """Return the items of the list of a full key, None when the list is not known."""
    match = _INSIDE.fullmatch(key)
    if match is None:
        return facts.lists.get(key)
    item = item_of(facts.lists.get(match[1], ()), match[2])
    return None if item is None else items_at(item, match[3])


def known_at(facts: Facts, key: str) -> bool:
    """Return whether a full key has an answer or is a known list."""
    return answer_at(facts, key) is not None or items_at(facts, key) is not None


def item_of(items: tuple[Facts, ...], ident: str) -> Facts | None:
    """Return the item with this id."""
    return next((item for item in items if item.id == ident), None)


def put_answer(facts: Facts, key: str, answer: Answer | None) -> Facts:
    """Return the facts with the answer of a full key set, or forgotten where it is None."""

    def change(holder: Facts, name: str) -> Facts:
        kept = {one: told for one, told in holder.answers.items() if one != name or answer is not None}
        return replace(holder, answers=kept if answer is None else {**kept, name: answer})

    return _changed(facts, key, change)


def put_items(facts: Facts, key: str, items: tuple[Facts, ...] | None) -> Facts:
    """Return the facts with the list of a full key set, or forgotten where it is None."""

    def change(holder: Facts, name: str) -> Facts:
        kept = {one: told for one, told in holder.lists.items() if one != name or items is not None}
        return replace(holder, lists=kept if items is None else {**kept, name: items})

    return _changed(facts, key, change)


def _changed(facts: Facts, key: str, change: Callable[[Facts, str], Facts]) -> Facts:
    """Change the holder of ``key``; an item that is named but not there is added."""
    match = _INSIDE.fullmatch(key)
    if match is None:
        return change(facts, key)
    items = facts.lists.get(match[1], ())
    if item_of(items, match[2]) is None:
        items = (*items, Facts(id=match[2]))
    inner = tuple(_changed(item, match[3], change) if item.id == match[2] else item for item in items)
    return facts.with_list(match[1], inner)
