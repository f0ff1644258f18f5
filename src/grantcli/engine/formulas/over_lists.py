"""Numbers taken over the items of a list: sum, mean, count, how many different, the least, the greatest."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...model.computing.compute import Aggregate
from ...model.walk.scope import Scope
from ..conditions.columns import compile_column
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame, frames_of
from ..conditions.judgement import Judgement
from ..conditions.lookups import lacker, lister, looker, namer
from .arithmetic import operand
from .resolved import UNDETERMINED, Find, Resolved, Used, lacking, settled

_TAKE: Mapping[str, Callable[[Sequence[Any]], Any]] = {
    "sum": lambda values: sum(values, Fraction(0)),
    "mean": lambda values: sum(values, Fraction(0)) / len(values),
    "least": min,
    "greatest": max,
    "distinct": lambda values: Fraction(len(set(values))),
}
_OF_NOTHING = frozenset({"sum", "distinct"})


def compile_aggregate(aggregate: Aggregate, scope: Scope) -> Find:
    """Return the function from a frame to the number taken over the list there.

    What is not known of an item that may count leaves the number unknown; a mean, a least or a greatest of no item is
    undetermined.
    """
    find_list, inner = lister(aggregate.list, scope), scope.within(aggregate.list)
    where = compile_column(aggregate.where, inner, compile_condition)
    take_newest = _newest(aggregate, inner)
    measure = None if aggregate.field is None else _measure(aggregate, aggregate.field, inner)

    def find(frame: Frame) -> Resolved:
        found = find_list(frame)
        if found.items is None:
            return Resolved(None, lack=Judgement("unknown", (), (found.path,)))
        frames = frames_of(frame, found)
        judged = where(frames)
        doubts = [one for one in judged if one.verdict not in ("pass", "fail")]
        if doubts:
            return lacking(doubts)
        kept = [one for one, judgement in zip(frames, judged, strict=True) if judgement.verdict == "pass"]
        chosen = take_newest(kept, found.path)
        if isinstance(chosen, Resolved):
            return chosen
        if measure is None:
            return Resolved(settled(Fraction(len(chosen))))
        return measure(chosen)

    return find


def _newest(aggregate: Aggregate, inner: Scope) -> Callable[[list[Frame], str], list[Frame] | Resolved]:
    """Return what keeps the newest or oldest items, or says what is missing to know which they are."""
    count = aggregate.newest or aggregate.oldest
    if count is None or aggregate.by is None:
        return lambda frames, _path: frames
    look, lack = looker(aggregate.by, inner), lacker(aggregate.by, inner)

    def keep(frames: list[Frame], path: str) -> list[Frame] | Resolved:
        if len(frames) < count and not aggregate.or_fewer:
            return Resolved(None, lack=Judgement("unknown", (), (path,)))
        answers = [look(frame) for frame in frames]
        if None in answers:
            return lacking([lack(frame) for frame, answer in zip(frames, answers, strict=True) if answer is None])
        keys: list[Any] = [operand(answer.value) for answer in answers if answer is not None]
        order = sorted(range(len(frames)), key=keys.__getitem__, reverse=aggregate.newest is not None)
        return [frames[i] for i in order[:count]]

    return keep


def _measure(aggregate: Aggregate, field: str, inner: Scope) -> Callable[[list[Frame]], Resolved]:
    look, name, lack = looker(field, inner), namer(field, inner), lacker(field, inner)
    take = _TAKE[aggregate.quantity]
    plain = aggregate.quantity == "distinct"

    def measure(frames: list[Frame]) -> Resolved:
        answers = [look(frame) for frame in frames]
        if None in answers:
            return lacking([lack(frame) for frame, answer in zip(frames, answers, strict=True) if answer is None])
        used: Used = tuple([(name(f), a) for f, a in zip(frames, answers, strict=True) if a is not None])
        if not used and aggregate.quantity not in _OF_NOTHING:
            return Resolved(None, (), UNDETERMINED)
        return Resolved(settled(take([a.value if plain else operand(a.value) for _key, a in used])), used)

    return measure
