"""What an import would add to a profile, and where the two say otherwise."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model.facts import Answer, Facts
from ...model.vocabulary import Fact


class Figure(NamedTuple):
    """One imported answer. ``key`` names it for people (``company.years[2024].turnover``), ``path`` in the file
    (``company.years.2024.turnover``); ``list`` and ``item`` say whose it is, empty outside lists. ``held`` is the
    profile's own answer, None where it has none."""

    key: str
    path: str
    fact: Fact
    value: object
    held: Answer | None
    list: str = ""
    item: str = ""

    @property
    def differs(self) -> bool:
        """Return whether the profile holds another value."""
        return self.held is not None and self.held.value != self.value


def figures_of(imported: Facts, profile: Facts, vocabulary: Mapping[str, Fact]) -> list[Figure]:
    """Return every imported answer beside the profile's; lists are compared item by item, by id."""
    alone = [
        Figure(key, key, vocabulary[key], told.value, profile.answers.get(key))
        for key, told in imported.answers.items()
    ]
    lists = [figure for key in imported.lists for figure in _of_list(key, imported, profile, vocabulary[key])]
    return alone + lists


def _of_list(key: str, imported: Facts, profile: Facts, fact: Fact) -> Iterator[Figure]:
    held = {item.id: item for item in profile.lists.get(key, ())}
    for item in imported.lists[key]:
        mine = held.get(item.id, Facts())
        for field, told in item.answers.items():
            if field != fact.key:
                path, inner = f"{key}.{item.id}.{field}", (fact.items or {})[field]
                name = f"{key}[{item.id}].{field}"
                yield Figure(name, path, inner, told.value, mine.answers.get(field), key, item.id)
        for inner_list in item.lists:
            of = Facts(lists={inner_list: item.lists[inner_list]})
            for one in _of_list(inner_list, of, mine, (fact.items or {})[inner_list]):
                yield one._replace(
                    key=f"{key}[{item.id}].{one.key}", path=f"{key}.{item.id}.{one.path}", list=key, item=item.id
                )


def flattened(facts: Facts, prefix: str = "") -> dict[str, object]:
    """Return every value by its path in the file, those of lists by the ids of their items."""
    values: dict[str, object] = {f"{prefix}{key}": told.value for key, told in facts.answers.items()}
    for key, items in facts.lists.items():
        for item in items:
            values |= flattened(item, f"{prefix}{key}.{item.id}.")
    return values
