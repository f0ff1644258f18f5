"""The verdict of a condition alone, for lists: most of their items need no explanation, and there are many."""

from collections.abc import Callable

from ..model.condition import All, Any, Condition, Not, Ref, Test
from ..model.finding import Verdict
from .algebra import OF_ALL, OF_ANY, SWAPPED, Rank
from .frame import Frame, Judge, Scope, default_answer, lacker, looker
from .places import speaks_of_places
from .words import Holds, compares, holds_word, moved

Glance = Callable[[Frame], Verdict]
Compile = Callable[[Condition | None, Scope], Judge]


def plain_holds(test: Test, scope: Scope) -> Holds | None:
    """Return what a test says of a value, None where it looks at more than the value of its own fact."""
    fact = scope.fact(test.fact)
    if fact is not None and fact.kind == "list":
        return None
    if test.word == "under" and speaks_of_places(test, scope):
        return None
    if test.word == "known" and fact is not None and (fact.optional or fact.derived):
        return None
    return holds_word(test.word, test.value, several=None if fact is None else fact.kind == "choices")


def compile_glance(condition: Condition | None, scope: Scope, compile_whole: Compile) -> Glance:
    """Return the function that gives the verdict that ``compile_whole`` would, and nothing else."""
    match condition:
        case Test():
            if isinstance(condition.value, Ref):
                return _of_comparison(condition, condition.value, scope)
            holds = plain_holds(condition, scope)
            if holds is not None:
                return _of_test(condition.fact, holds, scope)
        case All(of=parts):
            return _of_parts([compile_glance(part, scope, compile_whole) for part in parts], OF_ALL, "pass", "fail")
        case Any(of=parts):
            return _of_parts([compile_glance(part, scope, compile_whole) for part in parts], OF_ANY, "fail", "pass")
        case Not(of=part):
            inner = compile_glance(part, scope, compile_whole)
            return lambda frame: SWAPPED[inner(frame)]
    judge = compile_whole(condition, scope)
    return lambda frame: judge(frame)[0]


def _of_test(name: str, holds: Holds, scope: Scope) -> Glance:
    if scope.holder(name) == "item" and name != "id":
        return _of_field(name, holds, scope)
    look, lack = looker(name, scope), lacker(name, scope)

    def glance(frame: Frame) -> Verdict:
        answer = look(frame)
        if answer is None:
            return lack(frame)[0]
        return "pass" if holds(answer[0]) else "fail"

    return glance


def _of_field(field: str, holds: Holds, scope: Scope) -> Glance:
    default = default_answer(scope.fact(field))

    def glance(frame: Frame) -> Verdict:
        answer = frame.item.answers.get(field, default)
        if answer is None:
            return "unknown"
        return "pass" if holds(answer[0]) else "fail"

    return glance


def _of_comparison(test: Test, ref: Ref, scope: Scope) -> Glance:
    holds = compares(test.word)
    look, lack = looker(test.fact, scope), lacker(test.fact, scope)
    look_at_limit, lack_limit = looker(ref.fact, scope), lacker(ref.fact, scope)

    def glance(frame: Frame) -> Verdict:
        answer, limit = look(frame), look_at_limit(frame)
        if answer is not None and limit is not None:
            return "pass" if holds(answer[0], moved(limit[0], ref)) else "fail"
        verdicts = [lacking(frame)[0] for one, lacking in ((answer, lack), (limit, lack_limit)) if one is None]
        return max(verdicts, key=OF_ALL.__getitem__)

    return glance


def _of_parts(glances: list[Glance], rank: Rank, empty: Verdict, settled: Verdict) -> Glance:
    if len(glances) == 1:
        return glances[0]

    def glance(frame: Frame) -> Verdict:
        strongest = empty
        for one in glances:
            verdict = one(frame)
            if verdict == settled:
                return settled
            if rank[verdict] > rank[strongest]:
                strongest = verdict
        return strongest

    return glance
