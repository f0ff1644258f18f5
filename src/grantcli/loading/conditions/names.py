"""Which fact a name in a condition means, looked for from the innermost list outward."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ...model.vocabulary import Fact, Vocabulary


class FoundFact(NamedTuple):
    """The whole key of a fact in the vocabulary (``expenses[].amount``), and the fact."""

    key: str
    fact: Fact


class Split(NamedTuple):
    """A list, and what was written after its name: ``expenses.amount`` is the list ``expenses``, field ``amount``."""

    found: FoundFact
    field: str


class ConditionNames:
    """The names that the conditions of one call may use: its vocabulary, and its areas by id."""

    def __init__(self, vocabulary: Vocabulary, areas: Mapping[str, object] | frozenset[str] = frozenset()) -> None:
        self.vocabulary = vocabulary
        self.areas = frozenset(areas)

    def find(self, name: str, scope: str) -> FoundFact | None:
        """Return what ``name`` means inside the list ``scope`` (empty: the application); None when nothing."""
        if "[]" in name:
            return None
        for beginning in beginnings(scope):
            fact = self.vocabulary.get(beginning + name)
            if fact is not None:
                return FoundFact(beginning + name, fact)
        return None

    def within(self, scope: str) -> set[str]:
        """Return all names that mean something inside ``scope``."""
        return {
            key.removeprefix(beginning)
            for beginning in beginnings(scope)
            for key in self.vocabulary
            if key.startswith(beginning) and "[]" not in key.removeprefix(beginning)
        }

    def find_list(self, name: str, scope: str) -> FoundFact | None:
        """Return the list that ``name`` means, or None when it is not one."""
        found = self.find(name, scope)
        return found if found and found.fact.kind == "list" else None

    def split(self, name: str, scope: str) -> Split | None:
        """Split ``expenses.amount`` into the list and its field: the longest beginning that is a list."""
        steps = name.split(".")
        for count in range(len(steps), 0, -1):
            found = self.find_list(".".join(steps[:count]), scope)
            if found:
                return Split(found, ".".join(steps[count:]))
        return None


def beginnings(scope: str) -> Iterator[str]:
    """Yield what may come before a name inside ``scope``, innermost first; an expense also sees its partner."""
    if scope:
        lists = scope.split("[].")
        for count in range(len(lists), 0, -1):
            yield "[].".join(lists[:count]) + "[]."
        if lists[0] == "expenses":
            yield "partners[]."
    yield ""
