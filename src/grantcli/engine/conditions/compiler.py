"""Conditions compiled once a call into functions that judge a frame: pass, fail, or why it is open."""

from datetime import date, datetime

from ...model.condition import All, Any, Condition, Each, Measure, Not, Ref, Test
from ...model.finding import Verdict
from ...model.walk.scope import Scope
from .activities import compile_activity, speaks_of_activities
from .aggregates import compile_measure
from .columns import plain_holds
from .comparisons import Holds, compares, moved, older_by
from .context import Frame, frames_of
from .judgement import Judgement, Open, made
from .logic import FAILS, HOLDS, OF_ALL, OF_ANY, all_of, any_of, flip, join_all
from .lookups import Judge, default_answer, lacker, lister, looker, namer
from .places import compile_place
from .quantifiers import compile_each
from .tallies import compile_tally

__all__ = [
    "Frame",
    "Judge",
    "Judgement",
    "Open",
    "Scope",
    "all_of",
    "any_of",
    "compile_condition",
    "flip",
    "frames_of",
    "lacker",
    "lister",
    "looker",
    "namer",
]


def compile_condition(condition: Condition | None, scope: Scope) -> Judge:
    """Return the function that judges ``condition`` in a frame of ``scope``; no condition always holds."""
    match condition:
        case None:
            return lambda frame: HOLDS  # noqa: ARG005
        case Test():
            return _compile_test(condition, scope)
        case All(of=parts):
            return _compile_parts([compile_condition(part, scope) for part in parts], scope, all_of=True)
        case Any(of=parts):
            return _compile_parts([compile_condition(part, scope) for part in parts], scope, all_of=False)
        case Not(of=part):
            judge = compile_condition(part, scope)
            return lambda frame: flip(judge(frame))
        case Each():
            return compile_each(condition, scope, compile_condition)
        case Measure(list=name, where=where):
            return compile_measure(condition, scope, compile_tally(where, scope.within(name), compile_condition))


def _compile_parts(judges: list[Judge], scope: Scope, *, all_of: bool) -> Judge:
    """Join parts; within a list the first that settles it is reason enough, for the application all reasons count."""
    rank, empty, settled = (OF_ALL, HOLDS, "fail") if all_of else (OF_ANY, FAILS, "pass")
    if not judges:
        return lambda frame: empty  # noqa: ARG005
    if len(judges) == 1:
        return judges[0]
    if not scope.inside:
        return lambda frame: join_all([judge(frame) for judge in judges], rank, empty)

    def judge_until_settled(frame: Frame) -> Judgement:
        judged = []
        for judge in judges:
            judgement = judge(frame)
            if judgement[0] == settled:
                return judgement
            judged.append(judgement)
        return join_all(judged, rank, empty)

    return judge_until_settled


def _compile_test(test: Test, scope: Scope) -> Judge:
    if isinstance(test.value, Ref):
        return _compile_comparison(test, test.value, scope)
    holds = plain_holds(test, scope)
    if holds is None:
        return _compile_special(test, scope)
    holder = scope.holder(test.fact)
    computed = scope.is_computed(test.fact)
    if holder == "application" and not computed:
        return _at_application(test.fact, holds, scope)
    if holder == "item" and test.fact != "id" and not computed:
        return _at_item(test.fact, holds, scope)
    look, name, lack = looker(test.fact, scope), namer(test.fact, scope), lacker(test.fact, scope)

    def judge(frame: Frame) -> Judgement:
        answer = look(frame)
        if answer is None:
            return lack(frame)
        return Judgement("pass" if holds(answer.value) else "fail", ((name(frame), answer),))

    return judge


def _compile_special(test: Test, scope: Scope) -> Judge:
    """Judge a test that looks at more than a value: where a place lies, whether a list or an answer is there."""
    if speaks_of_activities(test, scope):
        return compile_activity(test, scope)
    if test.word == "under":
        return compile_place(test, scope)
    fact = scope.fact(test.fact)
    if fact is not None and fact.kind == "list":
        return _compile_known_list(test, scope)
    return _compile_given(test, scope)


def _at_item(field: str, holds: Holds, scope: Scope) -> Judge:
    """Judge a field of the item: done for every line of a plan, so as little as possible is called."""
    default = default_answer(scope.fact(field))

    def judge(frame: Frame) -> Judgement:
        answer = frame.item.answers.get(field, default)
        if answer is None:
            return Judgement("unknown", (), (frame.prefix + field,))
        verdict = "pass" if holds(answer[0]) else "fail"
        return made(Judgement, (verdict, ((frame.prefix + field, answer),), (), ()))

    return judge


def _at_application(key: str, holds: Holds, scope: Scope) -> Judge:
    """Judge a fact of the application: the commonest test, so nothing is looked up or made that need not be."""
    default = default_answer(scope.fact(key))
    absent = Judgement("unknown", (), (key,))

    def judge(frame: Frame) -> Judgement:
        answer = frame.facts.answers.get(key, default)
        if answer is None:
            return absent
        return made(Judgement, ("pass" if holds(answer[0]) else "fail", ((key, answer),), (), ()))

    return judge


def _compile_known_list(test: Test, scope: Scope) -> Judge:
    """Judge ``known`` of a list: it holds of one that has items."""
    find = lister(test.fact, scope)

    def judge(frame: Frame) -> Judgement:
        found = find(frame)
        if found.items is None:
            return Judgement("unknown", (), (found.path,))
        return HOLDS if bool(found.items) is bool(test.value) else FAILS

    return judge


def _compile_given(test: Test, scope: Scope) -> Judge:
    """Judge ``known`` of a fact that may stay silent (optional or derived): its absence is an answer."""
    look, name = looker(test.fact, scope), namer(test.fact, scope)
    wanted = bool(test.value)

    def judge(frame: Frame) -> Judgement:
        answer = look(frame)
        if answer is None:
            return FAILS if wanted else HOLDS
        given = answer.value not in (None, "", ())
        return Judgement("pass" if given is wanted else "fail", ((name(frame), answer),))

    return judge


def _compile_age(test: Test, ref: Ref, scope: Scope) -> Judge:
    """Judge how long before another day (that of an application, say) a day lies."""
    look, name, lack = looker(test.fact, scope), namer(test.fact, scope), lacker(test.fact, scope)
    look_on, on_name, lack_on = looker(ref.fact, scope), namer(ref.fact, scope), lacker(ref.fact, scope)
    younger = test.word == "younger_than"

    def judge(frame: Frame) -> Judgement:
        born, on = look(frame), look_on(frame)
        if born is None or on is None:
            sides = ((born, lack), (on, lack_on))
            return all_of([lacking(frame) for known, lacking in sides if known is None])
        reached = _day(on.value) >= older_by(_day(born.value), ref)
        return Judgement("fail" if reached is younger else "pass", ((name(frame), born), (on_name(frame), on)))

    return judge


def _day(value: object) -> date:
    return value.date() if isinstance(value, datetime) else value  # type: ignore[return-value]


def _compile_comparison(test: Test, ref: Ref, scope: Scope) -> Judge:
    """Judge a fact against another one, moved or scaled."""
    look, name, lack = looker(test.fact, scope), namer(test.fact, scope), lacker(test.fact, scope)
    look_at_limit, limit_name = looker(ref.fact, scope), namer(ref.fact, scope)
    lack_limit = lacker(ref.fact, scope)
    if test.word in ("younger_than", "reached"):
        return _compile_age(test, ref, scope)
    fact = scope.fact(test.fact)
    holds = compares(test.word, names=fact is not None and fact.party)

    def judge(frame: Frame) -> Judgement:
        answer, limit = look(frame), look_at_limit(frame)
        if answer is None or limit is None:
            sides = ((answer, lack), (limit, lack_limit))
            return all_of([lacking(frame) for known, lacking in sides if known is None])
        verdict: Verdict = "pass" if holds(answer.value, moved(limit.value, ref)) else "fail"
        return Judgement(verdict, ((name(frame), answer), (limit_name(frame), limit)))

    return judge
