"""The steps from an application to an answer: the keys of its data, items of lists, entries of keyed lists."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...model.vocabulary import Fact


@dataclass(frozen=True, slots=True)
class ItemStep:
    """An item of a list, by its name (``2`` is the second); without a name the one that the row itself is."""

    name: str = ""

    def __str__(self) -> str:
        return f"[{self.name}]"


@dataclass(frozen=True, slots=True)
class EntryStep:
    """An entry of a list that is written as a mapping, by its key: the ``2021`` of ``company.years``."""

    key: str

    def __str__(self) -> str:
        return f"[{self.key}]"


Step = str | ItemStep | EntryStep
THIS_ROW = ItemStep()
"""The item that the row itself is, in a table with a row for each item."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cells of a column go, step by step, and the fact that types them (None: ``id``, ``call`` or ``on``)."""

    steps: tuple[Step, ...]
    fact: Fact | None = None


def path_of(steps: Sequence[Step]) -> str:
    """Return steps as the column that leads to them is called: ``expenses[2].amount``, ``company.years[2021].debt``."""
    path = ""
    for step in steps:
        path += f".{step}" if path and isinstance(step, str) else str(step)
    return path


def generic(steps: Sequence[Step]) -> str:
    """Return the fact that some steps lead to, whichever the items: ``expenses[].amount``."""
    return path_of([step if isinstance(step, str) else THIS_ROW for step in steps])


def of_item(steps: tuple[Step, ...], name: str) -> tuple[Step, ...]:
    """Return the steps with the item that the row itself is called by its name."""
    return tuple(ItemStep(name) if step == THIS_ROW else step for step in steps)
