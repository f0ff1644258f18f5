"""The computed facts of a call, resolved in the order they rest on each other, as soon as what they need is known."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from ...model.computing.compute import Aggregate, Compute, Formula
from ...model.computing.stages import JUDGED, Stage, operands_by_key, stages_of
from ...model.facts import Answer, Facts
from ...model.outcome import ComputedValue
from ...model.walk.scope import Scope
from ..conditions.context import Frame
from .arithmetic import compile_formula
from .lookups import compile_lookup
from .over_lists import compile_aggregate
from .resolved import UNDETERMINED, Find, Resolved


class ReadyFact(NamedTuple):
    """A computed fact made ready: its key in the vocabulary, the list it is a field of (or none), how it is found."""

    key: str
    list: str
    field: str
    find: Find


class ComputedFacts:
    """The computed facts of a call by the stage of judging from which they can be known."""

    def __init__(self, scope: Scope) -> None:
        self._ready: dict[Stage, list[ReadyFact]] = {}
        named = operands_by_key(scope.vocabulary)
        stages = stages_of(scope.vocabulary, named)
        for key, stage in stages.items():
            self._ready.setdefault(stage, []).append(_ready(key, scope))
        looked_at = {name for key in stages for name in named[key]}
        self.looks_at_plan = any(stage >= Stage.TOTALS for stage in self._ready)
        self.looks_at_lines = "expenses[].admitted" in looked_at
        self.moving = _resting_on_lines(stages, named)
        self.looks_at_spending = bool(self.moving)
        self.looks_at_items = any("[]." in name and name in JUDGED for name in looked_at)

    def known(self, facts: Facts, stage: Stage) -> Facts:
        """Return ``facts`` with the facts that can be computed from this stage on, open where something is missing."""
        ready = self._ready.get(stage)
        if not ready:
            return facts
        held = Facts(dict(facts.answers), dict(facts.lists), facts.supplied, facts.id, facts.note)
        for one in ready:
            _resolve(one, held)
        return held

    def told(self, facts: Facts) -> Iterator[ComputedValue]:
        """Yield what each computed fact came to and rests on, from facts that have them all, in their order."""
        for stage in sorted(self._ready):
            for one in self._ready[stage]:
                for key, frame in _places(one, facts):
                    yield _value(key, one.find(frame))


def _resting_on_lines(in_order: Iterable[str], looked_at: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the computed facts that change when a line of expenses is added or changed: by themselves or by others."""
    moving: set[str] = set()
    for key in in_order:
        names = looked_at[key]
        if any(name in moving or name == "expenses" or name.startswith("expenses[].") for name in names):
            moving.add(key)
    return frozenset(moving)


def _value(key: str, found: Resolved) -> ComputedValue:
    if found.value is None:
        return ComputedValue(key, None, found.why.verdict, found.why.missing, dict(found.used), found.row, found.since)
    return ComputedValue(key, found.value, facts=dict(found.used), row=found.row, since=found.since)


def _ready(key: str, scope: Scope) -> ReadyFact:
    held, inside, field = key.rpartition("[].")
    inner = Scope(scope.vocabulary, scope.areas, held, scope.dated_by) if inside else scope
    compute = scope.vocabulary[key].compute
    if compute is None:
        raise TypeError(f"{key} is not computed")
    missing = scope.vocabulary[key].status == "missing"
    return ReadyFact(key, held, field, _supplied(key) if missing else _compile(compute, inner))


def _supplied(key: str) -> Find:
    """Return what finds the figure that the text lacks where somebody has supplied it under its name."""

    def find(frame: Frame) -> Resolved:
        supplied = frame.facts.supplied.get(key)
        known = isinstance(supplied.value, Decimal) if supplied is not None else False
        return Resolved(supplied.value if supplied is not None and known else None, lack=UNDETERMINED)  # type: ignore[arg-type]

    return find


def _compile(compute: Compute, scope: Scope) -> Find:
    if isinstance(compute, Formula):
        return compile_formula(compute, scope)
    if isinstance(compute, Aggregate):
        return compile_aggregate(compute, scope)
    return compile_lookup(compute, scope)


def _resolve(one: ReadyFact, held: Facts) -> None:
    """Put what a fact comes to among the answers of whoever it is of; ``held`` is nobody else's yet."""
    answers: dict[str, Answer] = held.answers  # type: ignore[assignment]
    if not one.list:
        answers[one.key] = one.find(Frame(held)).answer()
        return
    lists: dict[str, tuple[Facts, ...]] = held.lists  # type: ignore[assignment]
    if one.list in lists:
        found = [(frame.item, one.find(frame).answer()) for _key, frame in _places(one, held)]
        lists[one.list] = tuple(item.with_answers({one.field: answer}) for item, answer in found)


def _places(one: ReadyFact, facts: Facts) -> Iterator[tuple[str, Frame]]:
    if not one.list:
        yield one.key, Frame(facts)
        return
    partners: Mapping[object, Facts] = {item.id: item for item in facts.lists.get("partners", ())}
    for item in facts.lists.get(one.list, ()):
        partner = item if one.list == "partners" else partners.get(item.value("partner"))
        yield f"{one.list}[{item.id}].{one.field}", Frame(facts, item, one.list, partner)
