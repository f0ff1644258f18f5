"""What of an application can be moved bit by bit, as a case writes it: answers, amounts of lines, lengths of lists."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ...model.computing.stages import operands
from ...model.facts import Facts
from ...model.vocabulary import Kind, Vocabulary
from .boundaries import LEAST

NEW_LINE = "soglia"
"""The id of a line that is added to reach a threshold."""
_AMOUNT = "expenses[].amount"
_FARTHEST: Mapping[Kind, Decimal] = {
    "money": Decimal(10**9),
    "percent": Decimal(1),
    "number": Decimal(10**6),
    "integer": Decimal(10**6),
}
_MOST_ITEMS = 3
_LONGEST = 60


class Lever(NamedTuple):
    """An answer that can be moved by ``step`` from ``least`` to ``most``.

    ``key`` names it to people; ``line`` the category where it is the amount of a line to be added, ``alone`` where no
    other line is left; ``copies`` the list whose length it is.
    """

    key: str
    step: Decimal
    least: Decimal
    most: Decimal
    line: str = ""
    alone: bool = False
    copies: tuple[Facts, ...] = ()

    def changes(self, value: Decimal) -> dict[str, object]:
        """Return the changes that bring it to ``value``."""
        if self.copies:
            return self._counted(int(value))
        if self.alone:
            return {"expenses": [{"id": NEW_LINE, "category": self.line, "amount": str(value)}]}
        if self.line:
            return {f"expenses[+{NEW_LINE}]": {"category": self.line, "amount": str(value)}}
        return {self.key: str(value)}

    def _counted(self, count: int) -> dict[str, object]:
        kept = self.copies[:count]
        gone: dict[str, object] = {f"{self.key}[{one.id}]": None for one in self.copies[count:]}
        last, more = self.copies[-1], range(count - len(kept))
        answers = {key: written(answer.value) for key, answer in last.answers.items() if answer.origin != "derived"}
        return gone | {f"{self.key}[+{NEW_LINE}{n + 1}]": dict(answers) for n in more}


def written(value: object) -> object:
    """Return a value as a case would write it."""
    if isinstance(value, tuple):
        return [written(one) for one in value]
    return value if isinstance(value, bool) else str(value)


def of_lines(base: Facts, categories: Iterable[str], all_categories: Iterable[str]) -> Iterator[Lever]:
    """Yield the amounts of the lines of some categories (none: all), then a line more in each of them."""
    wanted = tuple(categories)
    lines = [item for item in base.lists.get("expenses", ()) if not wanted or item.value("category") in wanted]
    lines = [item for item in lines if isinstance(item.value("amount"), Decimal)]
    for item in sorted(lines, key=lambda one: -Decimal(str(one.value("amount"))))[:_MOST_ITEMS]:
        yield _lever(f"expenses[{item.id}].amount", "money", None)
    for alone in (False, True):
        for category in tuple(wanted or all_categories)[:_MOST_ITEMS]:
            name = f"expenses[{NEW_LINE}].amount ({category})"
            yield Lever(name, LEAST["money"], Decimal(0), _FARTHEST["money"], category, alone)


def of_facts(
    keys: Iterable[str], vocabulary: Vocabulary, base: Facts, all_categories: Iterable[str]
) -> Iterator[Lever]:
    """Yield the numeric answers that some facts are or follow from."""
    for key in dict.fromkeys(one for name in keys for one in _asked(name, vocabulary)):
        if key == _AMOUNT:
            yield from of_lines(base, (), all_categories)
            continue
        fact = vocabulary.get(key)
        if fact is None or fact.derived or fact.kind not in LEAST:
            continue
        name, inside, held = key.partition("[].")
        if not inside:
            yield _lever(key, fact.kind, fact.at_least)
        elif "[]" not in held:
            for item in base.lists.get(name, ())[:_MOST_ITEMS]:
                yield _lever(f"{name}[{item.id}].{held}", fact.kind, fact.at_least)


def of_list(name: str, base: Facts) -> Iterator[Lever]:
    """Yield how many items a list of ``base`` has, its last item copied where more are wanted."""
    items = base.lists.get(name, ())
    if items:
        yield Lever(name, Decimal(1), Decimal(0), Decimal(_LONGEST), copies=items)


def _lever(key: str, kind: Kind, at_least: Decimal | None) -> Lever:
    return Lever(key, LEAST[kind], at_least or Decimal(0), _FARTHEST[kind])


def _asked(name: str, vocabulary: Vocabulary, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what a fact follows from that can be answered: totals of the plan follow from the amounts of its lines."""
    if name.startswith(("total.", "partners[].presented")) or name.endswith("[].admitted"):
        yield _AMOUNT
        return
    held = operands(name, vocabulary)
    if not held:
        yield name
    for one in held:
        if one not in seen:
            yield from _asked(one, vocabulary, seen | {name})
