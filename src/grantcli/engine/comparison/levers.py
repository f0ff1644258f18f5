"""What of an application can be moved bit by bit, as a case writes it: answers, amounts of lines, lengths of lists."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice, pairwise
from typing import NamedTuple

from ...model.computing.stages import operands
from ...model.criterion import Criterion
from ...model.facts import Facts
from ...model.vocabulary import Kind, Vocabulary
from .boundaries import LEAST, as_answered, items_of

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
    kind: Kind = "number"

    def changes(self, value: Decimal) -> dict[str, object]:
        """Return the changes that bring it to ``value``."""
        if self.copies:
            return self._counted(int(value))
        if self.alone:
            return {"expenses": [{"id": NEW_LINE, "category": self.line, "amount": str(value)}]}
        if self.line:
            return {f"expenses[+{NEW_LINE}]": {"category": self.line, "amount": str(value)}}
        return {self.key: as_answered(value, self.kind)}

    def _counted(self, count: int) -> dict[str, object]:
        kept = self.copies[:count]
        gone: dict[str, object] = {f"{self.key}[{one.id}]": None for one in self.copies[count:]}
        last, more = self.copies[-1], range(count - len(kept))
        answers = {key: written(answer.value) for key, answer in last.answers.items() if answer.origin != "derived"}
        return gone | {f"{self.key}[+{NEW_LINE}{n + 1}]": dict(answers) for n in more}


def of_criterion(criterion: Criterion) -> Lever | None:
    """Return the points that an applicant gives itself for a criterion; None where its steps are not alike."""
    steps = sorted({criterion.least, criterion.most, *criterion.steps})
    apart = {after - before for before, after in pairwise(steps)} if criterion.steps else {LEAST["number"]}
    if len(apart) != 1:
        return None
    return Lever(f"score.{criterion.id}", apart.pop(), criterion.least, criterion.most)


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
        yield _lever(f"expenses[{item.id}].amount", "money")
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
        name, inside, held = key.rpartition("[].")
        if not inside:
            yield _lever(key, fact.kind, fact.at_least, fact.at_most)
        for where, _item in islice(items_of(name, base), _MOST_ITEMS) if inside else ():
            yield _lever(f"{where}.{held}", fact.kind, fact.at_least, fact.at_most)


def of_list(name: str, base: Facts) -> Iterator[Lever]:
    """Yield how many items a list of ``base`` has, its last item copied where more are wanted.

    Of a list in the items of another one: that of each of them.
    """
    whole: dict[str, list[Facts]] = {}
    for where, item in items_of(name, base):
        whole.setdefault(where.rpartition("[")[0], []).append(item)
    for place, items in whole.items():
        yield Lever(place, Decimal(1), Decimal(0), Decimal(_LONGEST), copies=tuple(items))


def _lever(key: str, kind: Kind, least: Decimal | None = None, most: Decimal | None = None) -> Lever:
    farthest = _FARTHEST[kind] if most is None else min(most, _FARTHEST[kind])
    return Lever(key, LEAST[kind], least or Decimal(0), farthest, kind=kind)


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
