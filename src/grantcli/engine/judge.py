"""Conditions compiled once a call into functions that judge a frame: pass, fail, or why it cannot be told."""

from collections.abc import Callable, Sequence
from typing import Literal

from ..model.condition import All, Any, Condition, Each, Measure, Not, Ref, Test
from ..model.facts import Answer
from ..model.finding import Verdict
from .frame import (
    COMPUTED,
    Found,
    Frame,
    Judge,
    Judgement,
    Open,
    Scope,
    default_answer,
    frames_of,
    lacker,
    lister,
    looker,
    namer,
)
from .measure import compile_measure
from .places import compile_place, speaks_of_places
from .words import Holds, holds_word, moved

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

made = tuple.__new__  # a Judgement for every line and test: its own constructor costs twice as much
HOLDS = Judgement("pass")
FAILS = Judgement("fail")
_ALL: dict[Verdict, int] = {"pass": 0, "manual": 1, "undetermined": 2, "unknown": 3, "fail": 4}
_ANY: dict[Verdict, int] = {"fail": 0, "manual": 1, "undetermined": 2, "unknown": 3, "pass": 4}
_FLIP: dict[Verdict, Verdict] = {"pass": "fail", "fail": "pass"}


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
            inner = compile_condition(part, scope)
            return lambda frame: flip(inner(frame))
        case Each(list=name, where=where):
            judge = compile_condition(where, scope.within(name))
            return _compile_each(condition.word, lister(name, scope), judge)
        case Measure(list=name, where=where):
            counted = None if where is None else compile_condition(where, scope.within(name))
            return compile_measure(condition, scope, counted)


def flip(judgement: Judgement) -> Judgement:
    """Swap pass and fail."""
    return judgement._replace(verdict=_FLIP.get(judgement.verdict, judgement.verdict))


def all_of(judgements: Sequence[Judgement]) -> Judgement:
    """Join judgements that must all hold: fail, then unknown, undetermined, manual, pass; none at all holds."""
    return _join(judgements, _ALL) if judgements else HOLDS


def any_of(judgements: Sequence[Judgement]) -> Judgement:
    """Join judgements of which one is enough: pass, then unknown, undetermined, manual, fail; none at all fails."""
    return _join(judgements, _ANY) if judgements else FAILS


def _join(judgements: Sequence[Judgement], rank: dict[Verdict, int]) -> Judgement:
    """Take the strongest verdict, and what those that gave it rest on, lack and name."""
    strongest = judgements[0]
    height = rank[strongest[0]]
    several = False
    for judgement in judgements[1:]:
        other = rank[judgement[0]]
        if other > height:
            strongest, height, several = judgement, other, False
        elif other == height:
            several = True
    return _merged(strongest[0], judgements) if several else strongest


def _merged(verdict: Verdict, judgements: Sequence[Judgement]) -> Judgement:
    """Put together what all judgements of ``verdict`` rest on, lack and name."""
    used: list[tuple[str, Answer]] = []
    missing: dict[str, None] = {}
    who: dict[str, None] = {}
    for judgement in judgements:
        if judgement[0] == verdict:
            used += judgement[1]
            missing.update(dict.fromkeys(judgement[2]))
            who.update(dict.fromkeys(judgement[3]))
    return Judgement(verdict, tuple(used), tuple(missing), tuple(who))


def _compile_parts(judges: list[Judge], scope: Scope, *, all_of: bool) -> Judge:
    """Join parts; within a list the first that settles it is reason enough, for the application all reasons count."""
    rank, empty, settled = (_ALL, HOLDS, "fail") if all_of else (_ANY, FAILS, "pass")
    if not judges:
        return lambda frame: empty  # noqa: ARG005
    if len(judges) == 1:
        return judges[0]
    if not scope.inside:
        return lambda frame: _join([judge(frame) for judge in judges], rank)

    def judge_until_settled(frame: Frame) -> Judgement:
        judged = []
        for judge in judges:
            judgement = judge(frame)
            if judgement[0] == settled:
                return judgement
            judged.append(judgement)
        return _join(judged, rank)

    return judge_until_settled


def _compile_test(test: Test, scope: Scope) -> Judge:
    if isinstance(test.value, Ref):
        return _compile_comparison(test, test.value, scope)
    fact = scope.fact(test.fact)
    if fact is not None and fact.kind == "list":
        return _compile_known_list(test, scope)
    if test.word == "under" and speaks_of_places(test, scope):
        return compile_place(test, scope)
    if test.word == "known" and fact is not None and (fact.optional or fact.derived):
        return _compile_given(test, scope)
    holds = holds_word(test.word, test.value, several=None if fact is None else fact.kind == "choices")
    holder = scope.holder(test.fact)
    if holder == "application" and test.fact not in COMPUTED:
        return _at_application(test.fact, holds, scope)
    if holder == "item" and test.fact != "id":
        return _at_item(test.fact, holds, scope)
    look, name, lack = looker(test.fact, scope), namer(test.fact, scope), lacker(test.fact, scope)

    def judge(frame: Frame) -> Judgement:
        answer = look(frame)
        if answer is None:
            return lack(frame)
        return Judgement("pass" if holds(answer.value) else "fail", ((name(frame), answer),))

    return judge


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


def _compile_comparison(test: Test, ref: Ref, scope: Scope) -> Judge:
    """Judge a fact against another one, moved or scaled."""
    look, name, lack = looker(test.fact, scope), namer(test.fact, scope), lacker(test.fact, scope)
    look_at_limit, limit_name = looker(ref.fact, scope), namer(ref.fact, scope)
    lack_limit = lacker(ref.fact, scope)
    word = test.word

    def judge(frame: Frame) -> Judgement:
        answer, limit = look(frame), look_at_limit(frame)
        if answer is None or limit is None:
            sides = ((answer, lack), (limit, lack_limit))
            return all_of([lacking(frame) for known, lacking in sides if known is None])
        holds = holds_word(word, moved(limit.value, ref))(answer.value)
        return Judgement("pass" if holds else "fail", ((name(frame), answer), (limit_name(frame), limit)))

    return judge


def _compile_each(word: Literal["some", "every"], find: Callable[[Frame], Found], where: Judge) -> Judge:
    rank, empty = (_ANY, FAILS) if word == "some" else (_ALL, HOLDS)

    def judge(frame: Frame) -> Judgement:
        found = find(frame)
        if found.items is None:
            return Judgement("unknown", (), (found.path,))
        if not found.items:
            return empty
        judged = [(inner.item.id, where(inner)) for inner in frames_of(frame, found)]
        joined = _join([judgement for _, judgement in judged], rank)
        return joined._replace(who=tuple(one for one, judgement in judged if judgement[0] == joined[0]))

    return judge
