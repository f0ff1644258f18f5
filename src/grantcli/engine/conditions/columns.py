"""A condition over all items of a list at once: each test looks only at the items that the last one left open."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from ...model.condition import All, Any, Condition, Not, Ref, Test
from ...model.facts import Answer
from ...model.finding import Verdict
from ...model.walk.scope import Scope
from .activities import speaks_of_activities
from .comparisons import Holds, compares, holds_word, moved
from .context import Frame, ItemFrames, answers_of
from .judgement import Judgement, made
from .logic import FAILS, HOLDS, OF_ALL, OF_ANY, Rank, flip, join
from .lookups import Judge, default_answer, looker, namer
from .places import speaks_of_places

Column = Callable[[Sequence[Frame]], list[Judgement]]
"""The judgements of a condition in frames of one application, those of the items of one list."""
Compile = Callable[[Condition | None, Scope], Judge]


def plain_holds(test: Test, scope: Scope) -> Holds | None:
    """Return what a test says of a value, None where it looks at more than the value of its own fact."""
    fact = scope.fact(test.fact)
    if fact is not None and fact.kind == "list":
        return None
    if test.word == "under" and speaks_of_places(test, scope):
        return None
    if speaks_of_activities(test, scope):
        return None
    if test.word == "known" and fact is not None and fact.compute is None and (fact.optional or fact.derived):
        return None
    return holds_word(test.word, test.value, several=None if fact is None else fact.kind == "choices")


def compile_column(condition: Condition | None, scope: Scope, compile_whole: Compile) -> Column:
    """Return the function that gives the judgements that ``compile_whole`` would, for many items."""
    match condition:
        case Test():
            column = _compile_test(condition, scope, compile_whole)
            if column is not None:
                return column
        case All(of=parts):
            return _of_parts([compile_column(part, scope, compile_whole) for part in parts], OF_ALL, HOLDS, "fail")
        case Any(of=parts):
            return _of_parts([compile_column(part, scope, compile_whole) for part in parts], OF_ANY, FAILS, "pass")
        case Not(of=part):
            inner = compile_column(part, scope, compile_whole)
            return lambda frames: [flip(judged) for judged in inner(frames)]
    judge = compile_whole(condition, scope)
    return lambda frames: [judge(frame) for frame in frames]


def _compile_test(test: Test, scope: Scope, compile_whole: Compile) -> Column | None:
    """Return the column of a test on a field of the item or a fact of the application, None for any other."""
    tested = tested_field(test, scope)
    if tested is not None:
        return _of_field(tested)
    if scope.is_computed(test.fact):
        return None
    if isinstance(test.value, Ref):
        aged = test.word in ("younger_than", "reached")
        with_one = _is_field(test, scope) and not aged and scope.holder(test.value.fact) == "application"
        return _of_comparison(test, test.value, scope, compile_whole(test, scope)) if with_one else None
    if scope.holder(test.fact) != "application" or plain_holds(test, scope) is None:
        return None
    judge = compile_whole(test, scope)
    return lambda frames: [judge(frames[0])] * len(frames) if frames else []


class TestedField(NamedTuple):
    """A field of the item, what is asked of its value, and what silence means for it."""

    name: str
    holds: Holds
    default: Answer | None


def tested_field(condition: Condition | None, scope: Scope) -> TestedField | None:
    """Return the field of the item that a condition is about, where it is a test of the value of that field alone."""
    if not isinstance(condition, Test) or isinstance(condition.value, Ref) or not _is_field(condition, scope):
        return None
    holds = None if scope.is_computed(condition.fact) else plain_holds(condition, scope)
    return None if holds is None else TestedField(condition.fact, holds, default_answer(scope.fact(condition.fact)))


def _is_field(test: Test, scope: Scope) -> bool:
    return scope.holder(test.fact) == "item" and test.fact != "id"


def _of_field(tested: TestedField) -> Column:
    field, holds, default = tested

    def judge(frames: Sequence[Frame]) -> list[Judgement]:
        return [
            made(Judgement, ("pass" if holds(pair[1][0]) else "fail", (pair,), (), ()))
            if pair is not None
            else Judgement("unknown", (), (frame.prefix + field,))
            for frame, pair in zip(frames, _answers(frames, field, default), strict=True)
        ]

    return judge


def _answers(frames: Sequence[Frame], field: str, default: Answer | None) -> list[tuple[str, Answer] | None]:
    return frames.answers(field, default) if isinstance(frames, ItemFrames) else answers_of(frames, field, default)


def _of_comparison(test: Test, ref: Ref, scope: Scope, judge_one: Judge) -> Column:
    """Compare a field of each item with one fact of the application, looked up once."""
    field, fact = test.fact, scope.fact(test.fact)
    holds = compares(test.word, names=fact is not None and fact.party)
    default = default_answer(fact)
    look_at_limit, limit_name = looker(ref.fact, scope), namer(ref.fact, scope)

    def judge(frames: Sequence[Frame]) -> list[Judgement]:
        limit = look_at_limit(frames[0]) if frames else None
        if limit is None:
            return [judge_one(frame) for frame in frames]
        bound, against = moved(limit[0], ref), (limit_name(frames[0]), limit)
        return [
            made(Judgement, ("pass" if holds(pair[1][0], bound) else "fail", (pair, against), (), ()))
            if pair is not None
            else judge_one(frame)
            for frame, pair in zip(frames, _answers(frames, field, default), strict=True)
        ]

    return judge


def _of_parts(columns: list[Column], rank: Rank, empty: Judgement, settled: Verdict) -> Column:
    """Join parts: each looks only at the items that those before it have not settled."""
    if not columns:
        return lambda frames: [empty] * len(frames)
    first, *others = columns

    def judge(frames: Sequence[Frame]) -> list[Judgement]:
        judged = first(frames)
        for column in others:
            at = [i for i, one in enumerate(judged) if one[0] != settled]
            if not at:
                break
            for i, one in zip(at, column([frames[i] for i in at]), strict=True):
                judged[i] = join(judged[i], one, rank)
        return judged

    return judge
