"""Numbers taken over the items of a list: how many, how much, how many different."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from ...model.condition import Measure, Quantity, Ref, Word
from ...model.facts import Answer
from ...model.finding import Verdict
from ...model.walk.scope import Scope
from ...wording.names import name_key
from .comparisons import Number, compares_number, moved
from .context import Frame, frames_of
from .judgement import Judgement, made
from .logic import OF_ALL
from .lookups import Judge, Look, Name, lacker, lister, looker, namer
from .tallies import ItemTally, Tally

Bound = Number | None
Answers = list[Answer | None]
_FINITE = (Decimal, int)
Bounds = tuple[Bound, Bound]


class Measured(NamedTuple):
    """The field that is measured: how its answer is found and named, what lacks where it is not; whether an item can
    hold several values of it, and whether it is never negative; of the name of a party, how its tax code is found."""

    look: Look
    name: Name
    lack: Judge
    several: bool
    never_negative: bool
    code: Look | None


def compile_measure(measure: Measure, scope: Scope, tally_of: Tally) -> Judge:
    """Judge a count, a sum or a number of different values over the items that ``tally_of`` finds to count.

    What is not known of some items leaves the number between two bounds; the judgement is settled when all numbers
    between them agree.
    """
    find = lister(measure.list, scope)
    field = _measured(measure, scope)
    tests = [_compile_number(word, wanted, scope) for word, wanted in measure.tests]
    rising = field is None or field.never_negative or measure.quantity == "distinct"

    def judge(frame: Frame) -> Judgement:
        found = find(frame)
        if found.items is None:
            return Judgement("unknown", (), (found.path,))
        tally = tally_of(frames_of(frame, found))
        low, high = _bounds(measure.quantity, tally, field)
        compared = [test(frame, low, high) for test in tests]
        verdict = _strongest(compared)
        if verdict not in ("pass", "fail"):
            return _open(compared, tally, field)
        used = _number(measure, found.path, low, high)
        used += [pair for one in compared if one[0] == verdict for pair in one[1]]
        enough = rising and _strongest([test(frame, low, None) for test in tests]) == verdict
        used += tally.counting if enough else tally.out + tally.counting
        if field is not None:
            used += _measured_answers(tally.sure if enough else tally.sure + tally.maybe, field)
        return made(Judgement, (verdict, tuple(used), (), ()))

    return judge


def _number(measure: Measure, path: str, low: Bound, high: Bound) -> list[tuple[str, Answer]]:
    """Return the number where all of it is known, by what it is: ``count:partners``, ``sum:expenses[].amount``."""
    if not isinstance(low, Decimal) or low != high:
        return []
    field = f"[].{measure.field}" if measure.field and measure.quantity != "count" else ""
    return [(f"{measure.quantity}:{path}{field}", Answer(low, "derived"))]


def _measured(measure: Measure, scope: Scope) -> Measured | None:
    if measure.field is None or measure.quantity == "count":
        return None
    inner = scope.within(measure.list)
    fact = inner.fact(measure.field)
    least = None if fact is None else fact.at_least
    return Measured(
        looker(measure.field, inner),
        namer(measure.field, inner),
        lacker(measure.field, inner),
        several=fact is not None and fact.kind == "choices",
        never_negative=least is not None and least >= 0,
        code=looker(f"{measure.field}_tax_code", inner) if fact is not None and fact.party else None,
    )


def _bounds(quantity: Quantity, tally: ItemTally, field: Measured | None) -> Bounds:
    if field is None:
        least = Decimal(len(tally.sure))
        return least, least + len(tally.maybe) if tally.maybe else least
    if field.code is not None:
        return _parties(tally, field, field.code)
    sure = [field.look(inner) for inner in tally.sure]
    maybe = [field.look(inner) for inner in tally.maybe]
    return _distinct(sure, maybe, field) if quantity == "distinct" else _sum(sure, maybe, field)


def _sum(sure: Answers, maybe: Answers, field: Measured) -> Bounds:
    known, doubtful = _numbers(sure, sure + maybe), _numbers(maybe, sure + maybe)
    low: Number = sum(known)
    high: Number = low
    for value in doubtful:
        low, high = (low, high + value) if value >= 0 else (low + value, high)
    if None in sure or None in maybe:
        return low if field.never_negative else None, None
    return low, high


def _numbers(answers: Answers, along_with: Answers) -> list[Any]:
    """Return the numbers answered: all of them exact fractions where one of those they go with is."""
    exact = any(one is not None and not isinstance(one[0], _FINITE) for one in along_with)
    make: Callable[[Any], Number] = _fraction if exact else Decimal
    return [make(one[0]) for one in answers if one is not None]


def _fraction(value: Any) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(value)  # a moving one stays what it is


def _parties(tally: ItemTally, field: Measured, code: Look) -> Bounds:
    """Bound how many parties items name: one tax code is one party, and one name is, unless its codes differ."""
    told = [(name_key(_text(field.look(one))), _text(code(one))) for one in (*tally.sure, *tally.maybe)]
    codes: dict[str, set[str]] = {}
    for name, number in told:
        codes.setdefault(name, set()).update({number} - {""})
    parties = [number or (next(iter(codes[name])) if len(codes[name]) == 1 else name) for name, number in told]
    sure = parties[: len(tally.sure)]
    blanks = parties.count("")
    high = len(set(parties) - {""}) + blanks
    return Decimal(max(len(set(sure) - {""}), 1 if sure else 0)), Decimal(high)


def _text(answer: Answer | None) -> str:
    return "" if answer is None or answer.value is None else str(answer.value)


def _values(answers: Answers) -> set[object]:
    found: set[object] = set()
    for answer in answers:
        if answer is not None:
            found.update(answer.value if isinstance(answer.value, tuple) else (answer.value,))
    return found


def _distinct(sure: Answers, maybe: Answers, field: Measured) -> Bounds:
    """Bound how many values differ; an item of unknown value may bring a new one, or (``several``) any number."""
    values = _values(sure)
    blanks = sure.count(None) + maybe.count(None)
    high = None if field.several and blanks else Decimal(len(values | _values(maybe)) + blanks)
    least = 1 if sure and not field.several else 0
    return Decimal(max(len(values), least)), high


def _strongest(compared: list[Judgement]) -> Verdict:
    if len(compared) == 1:
        return compared[0][0]
    return max((one[0] for one in compared), key=OF_ALL.__getitem__, default="pass")


def _measured_answers(frames: list[Frame], field: Measured) -> Iterator[tuple[str, Answer]]:
    for inner in frames:
        answer = field.look(inner)
        if answer is not None:
            yield field.name(inner), answer


def _lacks(tally: ItemTally, field: Measured | None) -> Iterator[str]:
    """Yield the keys that would decide more: whether an item counts before what it gives."""
    for inner in tally.sure:
        yield from _blank(inner, field)
    for inner, judged in zip(tally.maybe, tally.doubts, strict=True):
        yield from judged.missing if judged.verdict == "unknown" else _blank(inner, field)


def _blank(inner: Frame, field: Measured | None) -> Iterator[str]:
    if field is not None and field.look(inner) is None:
        yield from field.lack(inner).missing


def _open(compared: list[Judgement], tally: ItemTally, field: Measured | None) -> Judgement:
    """Say why the number is open: what is lacking, else what no answer could settle."""
    lacks = (*_lacks(tally, field), *(key for one in compared for key in one.missing))
    missing = tuple(dict.fromkeys(lacks))
    if missing:
        return Judgement("unknown", (), missing)
    untold = any(one.verdict == "undetermined" for one in (*tally.doubts, *compared))
    return Judgement("undetermined" if untold else "manual")


def _compile_number(word: Word, wanted: object, scope: Scope) -> Callable[[Frame, Bound, Bound], Judgement]:
    """Return what compares the number, known between two bounds, with a figure or another fact."""
    if not isinstance(wanted, Ref):
        verdicts: dict[Verdict, Judgement] = {v: Judgement(v) for v in ("pass", "fail", "unknown")}
        compare_fixed = compares_number(word, wanted)
        return lambda frame, low, high: verdicts[compare_fixed(low, high)]  # noqa: ARG005
    look, name, lack = looker(wanted.fact, scope), namer(wanted.fact, scope), lacker(wanted.fact, scope)

    def compare(frame: Frame, low: Bound, high: Bound) -> Judgement:
        limit = look(frame)
        if limit is None:
            return lack(frame)
        compare_with = compares_number(word, moved(limit.value, wanted))
        return Judgement(compare_with(low, high), ((name(frame), limit),))

    return compare
