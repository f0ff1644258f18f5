"""What changed between two states of an application, as edits of its file."""

from collections.abc import Iterator

from ..model.facts import Facts
from ..model.vocabulary import Fact, Vocabulary
from .edits import Edit
from .yaml_text import answer_lines, answer_text, item_line, item_text, list_lines, list_text, supplied_text


def changes(before: Facts, after: Facts, vocabulary: Vocabulary) -> Iterator[Edit]:
    """Yield the edits that lead from one state to the other, in the order of the answers."""
    for key, answer in after.answers.items():
        if answer.origin in ("derived", "default"):
            continue
        if before.value(key) != answer.value or key not in before.answers:
            fact = vocabulary[key]
            yield Edit(key, answer_text(fact, answer.value), answer_lines(fact, answer.value, 0))
    for key, items in after.lists.items():
        if key not in before.lists or not same_items(before.lists[key], items):
            yield from _of_list(key, before.lists.get(key), items, vocabulary[key])
    gone = [key for key in (*before.answers, *before.lists) if key not in (*after.answers, *after.lists)]
    yield from (Edit(key, None) for key in gone)
    for ident, supplied in after.supplied.items():
        told = before.supplied.get(ident)
        if told is None or (told.value, told.source) != (supplied.value, supplied.source):
            yield Edit(ident, supplied_text(supplied), within="supplied")
    yield from (Edit(ident, None, within="supplied") for ident in before.supplied if ident not in after.supplied)


def whole_list(key: str, items: tuple[Facts, ...], fact: Fact) -> Edit:
    """Return the edit that writes the list anew."""
    return Edit(key, list_text(items, fact), list_lines(items, fact, 0))


def _of_list(key: str, before: tuple[Facts, ...] | None, items: tuple[Facts, ...], fact: Fact) -> Iterator[Edit]:
    old = before or ()
    if not old or [one.id for one in old] != [one.id for one in items[: len(old)]]:
        yield whole_list(key, items, fact)
        return
    for index, item in enumerate(items):
        if index >= len(old) or not same_item(old[index], item):
            path = f"{key}.{item.id}" if fact.key else f"{key}[{index}]"
            yield Edit(key, item_text(item, fact, index), item_line(item, fact, index, 0), item=index, path=path)


def same_items(one: tuple[Facts, ...], other: tuple[Facts, ...]) -> bool:
    """Return whether two lists say the same, wherever it was said."""
    return len(one) == len(other) and all(same_item(a, b) for a, b in zip(one, other, strict=True))


def same_item(one: Facts, other: Facts) -> bool:
    """Return whether two items say the same, wherever it was said."""
    return (
        one.id == other.id
        and {key: told.value for key, told in one.answers.items()}
        == {key: told.value for key, told in other.answers.items()}
        and set(one.lists) == set(other.lists)
        and all(same_items(items, other.lists[key]) for key, items in one.lists.items())
    )
