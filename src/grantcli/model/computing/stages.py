"""From which stage of judging a fact is known: answers, the track, the totals of cost, the contribution, the score."""

from collections.abc import Iterator, Mapping
from enum import IntEnum

from ..call import Call
from ..vocabulary import Fact, Vocabulary
from ..walk.scope import OF_SUPPORT
from .compute import Aggregate, LookupTable, facts_of_compute


class Stage(IntEnum):
    """What has been judged already; a fact known at one stage is known at those after it."""

    ANSWERS = 0
    TRACK = 1
    TOTALS = 2
    CONTRIBUTION = 3
    SCORE = 4


JUDGED: dict[str, Stage] = {
    "track": Stage.TRACK,
    "total.presented": Stage.TOTALS,
    "total.admitted": Stage.TOTALS,
    "expenses[].admitted": Stage.TOTALS,
    "total.contribution": Stage.CONTRIBUTION,
    **dict.fromkeys(OF_SUPPORT, Stage.CONTRIBUTION),
    "partners[].presented": Stage.CONTRIBUTION,
    "partners[].admitted": Stage.CONTRIBUTION,
    "partners[].contribution": Stage.CONTRIBUTION,
    "total.score": Stage.SCORE,
}
"""What judging itself computes, and from which stage it is there; all other facts are there from the start."""


def key_in(name: str, inside: str, vocabulary: Vocabulary) -> str:
    """Return the whole key that ``name`` means inside a list (empty: in the application)."""
    for beginning in _beginnings(inside):
        if beginning + name in vocabulary:
            return beginning + name
    return name


def _beginnings(inside: str) -> Iterator[str]:
    if inside:
        lists = inside.split("[].")
        for count in range(len(lists), 0, -1):
            yield "[].".join(lists[:count]) + "[]."
        if lists[0] == "expenses":
            yield "partners[]."
    yield ""


def operands(key: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the whole keys that a computed fact looks at; of a list that is measured, its fields by their own keys."""
    compute = vocabulary[key].compute if key in vocabulary else None
    if compute is None:
        return ()
    inside = key.rpartition("[].")[0]
    names = list(facts_of_compute(compute))
    found = [_operand(name, inside, vocabulary) for name in names]
    if isinstance(compute, Aggregate):
        measured = key_in(compute.list, inside, vocabulary)
        found += [key_in(name, measured, vocabulary) for name in names if name not in vocabulary]
    if isinstance(compute, LookupTable) and compute.each:
        found += [key_in(name, compute.each, vocabulary) for name in names]
    return tuple(dict.fromkeys(found))


def _operand(name: str, inside: str, vocabulary: Vocabulary) -> str:
    whole = key_in(name, inside, vocabulary)
    if whole in vocabulary:
        return whole
    steps = name.split(".")
    for count in range(len(steps) - 1, 0, -1):
        held = key_in(".".join(steps[:count]), inside, vocabulary)
        field = f"{held}[].{'.'.join(steps[count:])}"
        if field in vocabulary:
            return field
    return name


def operands_by_key(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return what each computed fact looks at."""
    return {key: operands(key, vocabulary) for key, fact in vocabulary.items() if fact.compute is not None}


def in_order(vocabulary: Vocabulary) -> tuple[list[str], list[str]]:
    """Return the computed facts, each after those it rests on, and those that rest on themselves."""
    return _ordered(operands_by_key(vocabulary))


def _ordered(looked_at: Mapping[str, tuple[str, ...]]) -> tuple[list[str], list[str]]:
    waiting = {key: set(names) for key, names in looked_at.items()}
    ordered: list[str] = []
    while waiting:
        free = [key for key, names in waiting.items() if names.isdisjoint(waiting)]
        if not free:
            return ordered, list(waiting)
        ordered += free
        for key in free:
            del waiting[key]
    return ordered, []


def stages_of(vocabulary: Vocabulary, looked_at: Mapping[str, tuple[str, ...]] | None = None) -> dict[str, Stage]:
    """Return the stage of each computed fact, in the order in which they can be resolved.

    ``looked_at`` is what ``operands_by_key`` gives, where it is known.
    """
    named = operands_by_key(vocabulary) if looked_at is None else looked_at
    stages: dict[str, Stage] = {}
    for key in _ordered(named)[0]:
        stages[key] = max((stage_of(name, stages) for name in named[key]), default=Stage.ANSWERS)
    return stages


def stage_of(key: str, stages: dict[str, Stage]) -> Stage:
    """Return the stage from which a fact is known."""
    return stages.get(key, JUDGED.get(key, Stage.ANSWERS))


def table_facts(tables: Mapping[str, LookupTable]) -> Vocabulary:
    """Return what tables give as facts, those over a list as fields of its items; not those of brackets."""
    return {
        f"{table.each}[].{name}" if table.each else name: Fact(
            kind=table.gives,
            label=table.label or name,
            derived=True,
            compute=table,
            cite=table.cite,
            status=table.status,
        )
        for name, table in tables.items()
        if table.brackets is None
    }


def as_computed_by(call: Call, vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary with facts computed as a version of the call says; the same one where it computes none."""
    own = {key: fact for key, fact in call.facts.items() if fact.compute is not None} | table_facts(call.tables)
    return {**vocabulary, **own} if own else vocabulary
