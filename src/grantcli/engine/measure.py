"""Numbers taken over the items of a list: how many, how much, how many different."""

from collections.abc import Callable
from decimal import Decimal
from typing import cast

from ..model.condition import Measure, Ref, Word
from ..model.facts import Answer
from ..model.finding import Verdict
from .frame import Frame, Judge, Judgement, Scope, frames_of, lacker, lister, looker, namer
from .words import between, moved

ZERO = Decimal(0)
HOLDS = Judgement("pass")
Bound = Decimal | None


class Tally:
    """The items of a list as a measure sees them: what they give for certain or perhaps, and what that rests on.

    ``sure`` and ``maybe`` hold the answers to the measured field (None where it is not known) of the items that count,
    and of those of which it cannot be told whether they do.
    """

    __slots__ = ("maybe", "missing", "sure", "undetermined", "used")

    def __init__(self) -> None:
        self.sure: list[Answer | None] = []
        self.maybe: list[Answer | None] = []
        self.used: list[tuple[str, Answer]] = []
        self.missing: list[str] = []
        self.undetermined = False


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
        tally = Tally()
        for inner in frames_of(frame, found):
            weigh(inner, tally)
        low, high = bounds(tally)
        return _conclude([test(frame, low, high) for test in tests], tally)

    return judge


def _weigher(measure: Measure, scope: Scope, where: Judge | None) -> Callable[[Frame, Tally], None]:
    """Return what adds one item to a tally when it counts, and what was used or lacked in telling so."""
    field = measure.field if measure.quantity != "count" else None
    inner = scope.within(measure.list)
    look, name = (looker(field, inner), namer(field, inner)) if field else (None, None)

    def weigh(frame: Frame, tally: Tally) -> None:
        verdict, used, missing, _ = where(frame) if where is not None else HOLDS
        if verdict == "fail":
            tally.used += used
            return
        answer = None
        if look is not None and name is not None:
            answer = look(frame)
            if answer is not None:
                tally.used.append((name(frame), answer))
            elif verdict != "unknown":
                tally.missing.append(name(frame))
        tally.used += used
        tally.missing += missing
        tally.undetermined |= verdict == "undetermined"
        (tally.sure if verdict == "pass" else tally.maybe).append(answer)

    return weigh


def _bounds_of(measure: Measure, scope: Scope) -> Callable[[Tally], Bounds]:
    if measure.quantity == "count":
        return lambda tally: (Decimal(len(tally.sure)), Decimal(len(tally.sure) + len(tally.maybe)))
    fact = scope.within(measure.list).fact(measure.field or "")
    if measure.quantity == "distinct":
        several = fact is not None and fact.kind == "choices"
        return lambda tally: _distinct(tally, several)
    never_negative = fact is not None and fact.at_least is not None and fact.at_least >= 0
    return lambda tally: _sum(tally, never_negative)


def _sum(tally: Tally, never_negative: bool) -> Bounds:
    known = sum((Decimal(cast(Decimal, one.value)) for one in tally.sure if one is not None), ZERO)
    perhaps = [Decimal(cast(Decimal, one.value)) for one in tally.maybe if one is not None]
    if None in tally.sure or None in tally.maybe:
        low = known + sum((value for value in perhaps if value < 0), ZERO) if never_negative else None
        return low, None
    if not perhaps:
        return known, known
    low = known + sum((value for value in perhaps if value < 0), ZERO)
    return low, known + sum((value for value in perhaps if value > 0), ZERO)


def _values(answers: list[Answer | None]) -> set[object]:
    found: set[object] = set()
    for answer in answers:
        if answer is not None:
            found.update(answer.value if isinstance(answer.value, tuple) else (answer.value,))
    return found


def _distinct(tally: Tally, several: bool) -> Bounds:
    """Bound how many values differ; an item of unknown value may bring a new one, or (``several``) any number."""
    sure = _values(tally.sure)
    blanks = tally.sure.count(None) + tally.maybe.count(None)
    high = None if several and blanks else Decimal(len(sure | _values(tally.maybe)) + blanks)
    least = 1 if tally.sure and not several else 0
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


def _conclude(compared: list[Judgement], tally: Tally) -> Judgement:
    """Join the comparisons with what the number rests on: settled, it lacks nothing; open, it lacks what is open."""
    verdicts = [one.verdict for one in compared]
    if "fail" in verdicts or all(verdict == "pass" for verdict in verdicts):
        verdict: Verdict = "fail" if "fail" in verdicts else "pass"
        deciding = (pair for one in compared if one.verdict == verdict for pair in one.used)
        return Judgement(verdict, (*tally.used, *deciding))
    missing = tuple(dict.fromkeys((*tally.missing, *(key for one in compared for key in one.missing))))
    if missing:
        return Judgement("unknown", (), missing)
    untold = tally.undetermined or "undetermined" in verdicts
    return Judgement("undetermined" if untold else "manual")
