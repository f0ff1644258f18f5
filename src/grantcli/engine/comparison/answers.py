"""What two applications answer differently: values, items of lists by their id, figures supplied."""

from collections.abc import Iterator

from ...model.facts import Facts
from .differences import Change


def answer_changes(before: Facts, after: Facts) -> list[Change]:
    """Return every answer in which two applications differ, by its full key, in the order of the first.

    An item that only one of them has is one change, whose value is the item (its Facts). Where an answer came from
    does not count.
    """
    return [*_changes("", before, after), *_supplied(before, after)]


def _changes(path: str, before: Facts, after: Facts) -> Iterator[Change]:
    for key in dict.fromkeys((*before.answers, *after.answers)):
        old, new = before.value(key), after.value(key)
        if old != new:
            yield Change(f"{path}{key}", old, new)
    for key in dict.fromkeys((*before.lists, *after.lists)):
        yield from _items(f"{path}{key}", before.lists.get(key, ()), after.lists.get(key, ()))


def _items(path: str, before: tuple[Facts, ...], after: tuple[Facts, ...]) -> Iterator[Change]:
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    for ident in dict.fromkeys((*old, *new)):
        if ident in old and ident in new:
            yield from _changes(f"{path}[{ident}].", old[ident], new[ident])
        else:
            yield Change(f"{path}[{ident}]", old.get(ident), new.get(ident))


def _supplied(before: Facts, after: Facts) -> Iterator[Change]:
    for ident in dict.fromkeys((*before.supplied, *after.supplied)):
        values = (one.supplied.get(ident) for one in (before, after))
        old, new = (None if given is None else given.value for given in values)
        if old != new:
            yield Change(f"supplied.{ident}", old, new)
