"""Numbers taken over the items of a list: how many, how much, how many different."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, cast

from ..model.condition import Measure, Ref, Word
from ..model.facts import Answer
from ..model.finding import Verdict
from .frame import Frame, Judge, Judgement, Scope, frame_of, lacker, lister, looker, namer
from .words import between, moved

ZERO = Decimal(0)
Bound = Decimal | None


class Weighed(NamedTuple):
    """An item that counts (or may count: ``sure`` false): its value of the field, None where it is not known."""

    sure: bool
    answer: Answer | None


Bounds = tuple[Bound, Bound]


def compile_measure(measure: Measure, scope: Scope, where: Judge | None) -> Judge:
    """Judge a count, a sum or a number of different values over the items for which ``where`` holds.

    What is not known of some items leaves the number between two bounds; the judgement is settled when all numbers
    between them agree.
    """
    find = lister(measure.list, scope)
    weigh = _weigher(measure, scope, where)
    bounds = _bounds_of(measure, scope)
    tests = [_compile_number(word, wanted, scope) for word, wanted in measure.tests]

    def judge(frame: Frame) -> Judgement:
        found = find(frame)
        if found.items is None:
            return Judgement("unknown", (), (found.path,))
        weighed: list[Weighed] = []
        rests: list[Judgement] = []
        for item in found.items:
            weigh(frame_of(frame.facts, item, found), weighed, rests)
        low, high = bounds(weighed)
        return _conclude([test(frame, low, high) for test in tests], rests)

    return judge


def _weigher(
    measure: Measure, scope: Scope, where: Judge | None
) -> Callable[[Frame, list[Weighed], list[Judgement]], None]:
    """Return what weighs one item: appends it when it counts, and what was used or lacked in telling so."""
    field = measure.field if measure.quantity != "count" else None
    inner = scope.within(measure.list)
    look, name = (looker(field, inner), namer(field, inner)) if field else (None, None)

    def weigh(frame: Frame, weighed: list[Weighed], rests: list[Judgement]) -> None:
        judged = where(frame) if where is not None else None
        if judged is not None:
            rests.append(judged)
            if judged.verdict == "fail":
                return
        answer = None
        if look is not None and name is not None:
            answer = look(frame)
            key = name(frame)
            rests.append(Judgement("unknown", (), (key,)) if answer is None else Judgement("pass", ((key, answer),)))
        weighed.append(Weighed(judged is None or judged.verdict == "pass", answer))

    return weigh


def _bounds_of(measure: Measure, scope: Scope) -> Callable[[list[Weighed]], Bounds]:
    if measure.quantity == "count":
        return lambda weighed: (Decimal(sum(one.sure for one in weighed)), Decimal(len(weighed)))
    fact = scope.within(measure.list).fact(measure.field or "")
    if measure.quantity == "distinct":
        several = fact is not None and fact.kind == "choices"
        return lambda weighed: _distinct(weighed, several)
    never_negative = fact is not None and fact.at_least is not None and fact.at_least >= 0
    return lambda weighed: _sum(weighed, never_negative)


def _sum(weighed: list[Weighed], never_negative: bool) -> Bounds:
    low: Bound = ZERO
    high: Bound = ZERO
    for one in weighed:
        if one.answer is None:
            high = None
            low = low if never_negative else None
            continue
        value = Decimal(cast(Decimal, one.answer.value))
        low = low if low is None else low + (value if one.sure else min(value, ZERO))
        high = high if high is None else high + (value if one.sure else max(value, ZERO))
    return low, high


def _values(answer: Answer) -> set[object]:
    return set(answer.value) if isinstance(answer.value, tuple) else {answer.value}


def _distinct(weighed: list[Weighed], several: bool) -> Bounds:
    """Bound how many values differ; an item of unknown value may bring a new one, or (``several``) any number."""
    sure: set[object] = set()
    possible: set[object] = set()
    blanks = 0
    for one in weighed:
        if one.answer is None:
            blanks += 1
            continue
        possible |= _values(one.answer)
        if one.sure:
            sure |= _values(one.answer)
    least = 1 if not several and any(one.sure for one in weighed) else 0
    high = None if several and blanks else Decimal(len(possible) + blanks)
    return Decimal(max(len(sure), least)), high


def _compile_number(word: Word, wanted: object, scope: Scope) -> Callable[[Frame, Bound, Bound], Judgement]:
    """Return what compares the number, known between two bounds, with a figure or another fact."""
    if not isinstance(wanted, Ref):
        verdicts: dict[Verdict, Judgement] = {v: Judgement(v) for v in ("pass", "fail", "unknown")}
        return lambda frame, low, high: verdicts[between(word, low, high, wanted)]  # noqa: ARG005
    look, name, lack = looker(wanted.fact, scope), namer(wanted.fact, scope), lacker(wanted.fact, scope)

    def compare(frame: Frame, low: Bound, high: Bound) -> Judgement:
        limit = look(frame)
        if limit is None:
            return lack(frame)
        return Judgement(between(word, low, high, moved(limit.value, wanted)), ((name(frame), limit),))

    return compare


def _conclude(compared: list[Judgement], rests: list[Judgement]) -> Judgement:
    """Join the comparisons with what the number rests on: settled, it lacks nothing; open, it lacks what is open."""
    verdicts = [one.verdict for one in compared]
    if "fail" in verdicts or all(verdict == "pass" for verdict in verdicts):
        verdict: Verdict = "fail" if "fail" in verdicts else "pass"
        deciding = [one for one in compared if one.verdict == verdict]
        settled = [one for one in rests if one.verdict in ("pass", "fail")]
        return Judgement(verdict, tuple(pair for one in (*settled, *deciding) for pair in one.used))
    missing = tuple(dict.fromkeys(key for one in (*rests, *compared) for key in one.missing))
    if missing:
        return Judgement("unknown", (), missing)
    untold = any(one.verdict == "undetermined" for one in (*rests, *compared))
    return Judgement("undetermined" if untold else "manual")
