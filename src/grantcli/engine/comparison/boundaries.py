"""Where the outcome of a call may turn: each figure and day that an answer is held against, and just beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any as Anything
from typing import NamedTuple

from ...model.call import Call
from ...model.computing.compute import Aggregate
from ...model.condition import All, Any, Condition, Each, Measure, Not, Ref, Test
from ...model.facts import Facts
from ...model.noun import record
from ...model.vocabulary import Kind, Vocabulary
from ...model.walk.call_nouns import field_names
from ...model.walk.named_facts import inner_scope
from ...model.walk.scope import Scope
from ..conditions.comparisons import add_months, moved

LEAST: Mapping[Kind, Decimal] = {
    "money": Decimal("0.01"),
    "percent": Decimal("0.0001"),
    "number": Decimal("0.01"),
    "integer": Decimal(1),
}
"""The least by which an answer of a kind differs from another."""
ORDERED = frozenset({"at_least", "more_than", "at_most", "less_than", "before", "after", "not_before", "not_after"})
AGES = frozenset({"younger_than", "reached"})
_CONDITIONS = (All, Any, Not, Test, Each, Measure)


@record
class Boundary:
    """One case to try: ``side`` is -1 under, 0 on, 1 over what ``cite`` says.

    ``key`` is the answer that is moved to ``value`` (empty: the day of filing is); ``changes`` is how a case writes it.
    """

    key: str
    value: Decimal | date
    side: int
    cite: str
    of: str = ""  # the id of what turns there, where no answer is held against a figure of the text
    changes: Mapping[str, object] = field(default_factory=dict)


class Placed(NamedTuple):
    """A condition of a call (not its parts), what it says it by, and the list it is inside of."""

    condition: Test | Measure
    cite: str
    scope: Scope


def boundaries(
    call: Call, vocabulary: Vocabulary, base: Facts | None = None, day: date | None = None
) -> list[Boundary]:
    """Return three answers for each threshold of a fact that is asked, three days for each that opens or closes.

    Fields of a list are moved in the first item that ``base`` has of it; ages count back from ``day``.
    """
    found: dict[tuple[str, object], Boundary] = {}
    for placed in conditions_in(call, Scope(vocabulary, call.areas)):
        if isinstance(placed.condition, Test):
            for one in _around(placed.condition, placed, base or Facts(), day):
                found.setdefault((one.key, one.value), one)
    return [*found.values(), *_days(call)]


def _days(call: Call) -> Iterator[Boundary]:
    for deadline in call.deadlines:
        if deadline.what in ("opens", "closes") and deadline.at is not None:
            at = deadline.at.date() if isinstance(deadline.at, datetime) else deadline.at
            for side in (-1, 0, 1):
                yield Boundary("", at + timedelta(days=side), side, deadline.cite)


def conditions_in(node: Anything, scope: Scope, cite: str = "") -> Iterator[Placed]:
    """Yield the comparisons of a call with what each is said by: the nearest citation above it."""
    if isinstance(node, _CONDITIONS):
        if cite:
            yield from _comparisons(node, cite, scope)
    elif isinstance(node, (tuple, dict)):
        for part in node.values() if isinstance(node, dict) else node:
            yield from conditions_in(part, scope, cite)
    elif names := field_names(type(node)):
        inner = scope.within(node.list) if isinstance(node, Aggregate) else inner_scope(node, scope)
        for name in names:
            yield from conditions_in(getattr(node, name), inner, str(getattr(node, "cite", None) or cite))


def _comparisons(condition: Condition, cite: str, scope: Scope) -> Iterator[Placed]:
    match condition:
        case All(of=several) | Any(of=several):
            for part in several:
                yield from _comparisons(part, cite, scope)
        case Not(of=part):
            yield from _comparisons(part, cite, scope)
        case Each(list=name, where=where):
            yield from _comparisons(where, cite, scope.within(name))
        case Measure(list=name, where=where):
            yield Placed(condition, cite, scope)
            yield from _comparisons(where, cite, scope.within(name)) if where is not None else ()
        case Test():
            yield Placed(condition, cite, scope)


def _around(test: Test, placed: Placed, base: Facts, day: date | None) -> Iterator[Boundary]:
    fact = placed.scope.fact(test.fact)
    if fact is None or fact.derived or fact.compute is not None or test.word not in ORDERED | AGES:
        return
    key = key_in(placed.scope.path(test.fact), base)
    on = _compared(test, placed.scope, base, day)
    if not key or on is None:
        return
    for side in (-1, 0, 1):
        if isinstance(on, date) and fact.kind in ("date", "datetime"):
            at = on + timedelta(days=side)
            yield Boundary(key, at, side, placed.cite, changes={key: str(at)})
        elif isinstance(on, (Decimal, int)) and fact.kind in LEAST:
            value = Decimal(on) + side * LEAST[fact.kind]
            if fact.at_least is None or value >= fact.at_least:
                yield Boundary(key, value, side, placed.cite, changes={key: as_answered(value, fact.kind)})


def key_in(path: str, base: Facts) -> str:
    """Return how a case writes a key of the vocabulary: a field in the first item that ``base`` has; '' in none."""
    name, inside, held = path.rpartition("[].")
    if not inside:
        return path
    items = list(items_of(name, base))
    first = next((where for where, item in items if held in item.answers), items[0][0] if items else "")
    return first and f"{first}.{held}"


def as_answered(value: Decimal, kind: Kind) -> str:
    """Return a number as a case writes it: 1 and more of a share with its sign, since «1» may be 1 % or 100 %."""
    return f"{(value * 100).normalize():f} %" if kind == "percent" and value >= 1 else str(value)


def items_of(path: str, facts: Facts) -> Iterator[tuple[str, Facts]]:
    """Yield the items of a list, those of a list in the items of another one by one, each with its place."""
    outer, inside, held = path.rpartition("[].")
    if not inside:
        yield from ((f"{path}[{item.id}]", item) for item in facts.lists.get(path, ()))
        return
    for where, holder in items_of(outer, facts):
        yield from ((f"{where}.{held}[{item.id}]", item) for item in holder.lists.get(held, ()))


def _compared(test: Test, scope: Scope, base: Facts, day: date | None) -> object:
    """Return what a test holds a value against: a figure or day of the text, or what an answer of ``base`` makes it."""
    value = test.value
    if isinstance(value, Ref):
        other = day if value.fact == "on" else base.value(scope.path(value.fact))
        if test.word in AGES:
            return _born(other, value) if isinstance(other, date) else None
        value = moved(other, value)
    return value.date() if isinstance(value, datetime) else value


def _born(day: date, ref: Ref) -> date:
    """Return the day of birth of who reaches an age on ``day``."""
    return add_months(day - timedelta(days=ref.days), -(ref.months + 12 * ref.years))
