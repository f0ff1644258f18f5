"""Which items of a list a condition counts, which not, and of which that is open, with the answers it rests on."""

from collections.abc import Callable, Sequence
from itertools import chain, compress
from operator import itemgetter
from typing import NamedTuple

from ...model.condition import Condition
from ...model.facts import Answer
from ...model.walk.scope import Scope
from .columns import Compile, TestedField, compile_column, tested_field
from .context import Frame, ItemFrames
from .judgement import Judgement, made

Used = list[tuple[str, Answer]]
_used_by = itemgetter(1)


class ItemTally(NamedTuple):
    """The items that count, the answers by which they do and those by which others do not; the items of which that
    is open, with their judgements alongside."""

    sure: list[Frame]
    counting: Used
    out: Used
    maybe: list[Frame]
    doubts: list[Judgement]


Tally = Callable[[ItemFrames], ItemTally]


def compile_tally(where: Condition | None, scope: Scope, compile_whole: Compile) -> Tally:
    """Return what tallies the items of a list by a condition; one on a single field needs no judgements."""
    column = compile_column(where, scope, compile_whole)
    tested = tested_field(where, scope)
    if tested is None:
        return lambda frames: _tallied(frames, column(frames))

    def tally(frames: ItemFrames) -> ItemTally:
        held = answers_held(frames, tested)
        if held is None:
            return _tallied(frames, column(frames))
        known, holding = held
        if True not in holding:
            return made(ItemTally, ([], [], known, [], []))
        out = [pair for pair, held in zip(known, holding, strict=True) if not held]
        return made(ItemTally, (list(compress(frames, holding)), list(compress(known, holding)), out, [], []))

    return tally


def answers_held(frames: ItemFrames, tested: TestedField) -> tuple[Used, list[bool]] | None:
    """Return the answers of all items to a field, and which of them hold; None where one is not known."""
    field, holds, default = tested
    answers = frames.answers(field, default)
    known = [pair for pair in answers if pair is not None]
    return None if len(known) < len(answers) else (known, [holds(pair[1][0]) for pair in known])


def _tallied(frames: Sequence[Frame], judged: Sequence[Judgement]) -> ItemTally:
    sure = [i for i, one in enumerate(judged) if one[0] == "pass"]
    out = [one for one in judged if one[0] == "fail"]
    settled = len(sure) + len(out) == len(judged)
    maybe = [] if settled else [i for i, one in enumerate(judged) if one[0] not in ("pass", "fail")]
    counting = list(chain.from_iterable([judged[i][1] for i in sure]))
    others = list(chain.from_iterable(map(_used_by, out)))
    doubts = [judged[i] for i in maybe]
    return made(ItemTally, ([frames[i] for i in sure], counting, others, [frames[i] for i in maybe], doubts))
