"""Where the outcome of a call may turn: each figure and day that an answer is held against, and just beside it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from ...model.call import Call
from ...model.condition import Test
from ...model.vocabulary import Kind, Vocabulary
from ...model.walk.call_nouns import conditions_of, nouns_of

_LEAST: dict[Kind, Decimal] = {
    "money": Decimal("0.01"),
    "percent": Decimal("0.0001"),
    "number": Decimal("0.01"),
    "integer": Decimal(1),
}
_ORDERED = frozenset({"at_least", "more_than", "at_most", "less_than", "before", "after", "not_before", "not_after"})


class Boundary(NamedTuple):
    """One answer to try (or the day of filing, where ``key`` is empty): ``side`` is -1 under, 0 on, 1 over."""

    key: str
    value: Decimal | date
    side: int
    cite: str


def boundaries(call: Call, vocabulary: Vocabulary) -> Iterator[Boundary]:
    """Yield three answers for each threshold of a fact that is asked, three days for each day that opens or closes."""
    seen: set[tuple[str, object]] = set()
    for _steps, noun in nouns_of(call):
        cite = str(getattr(noun, "cite", None) or "")
        for part in conditions_of(noun) if cite else ():
            if isinstance(part, Test) and (part.fact, part.value) not in seen:
                seen.add((part.fact, part.value))
                yield from _around(part, vocabulary, cite)
    for deadline in call.deadlines:
        if deadline.what in ("opens", "closes") and deadline.at is not None:
            day = deadline.at.date() if isinstance(deadline.at, datetime) else deadline.at
            for side in (-1, 0, 1):
                yield Boundary("", day + timedelta(days=side), side, deadline.cite)


def _around(test: Test, vocabulary: Vocabulary, cite: str) -> Iterator[Boundary]:
    fact = vocabulary.get(test.fact)
    if fact is None or fact.derived or test.word not in _ORDERED:
        return
    for side in (-1, 0, 1):
        if isinstance(test.value, date) and fact.kind in ("date", "datetime"):
            day = test.value.date() if isinstance(test.value, datetime) else test.value
            yield Boundary(test.fact, day + timedelta(days=side), side, cite)
        elif isinstance(test.value, (Decimal, int)) and fact.kind in _LEAST:
            value = Decimal(test.value) + side * _LEAST[fact.kind]
            if fact.at_least is None or value >= fact.at_least:
                yield Boundary(test.fact, value, side, cite)
