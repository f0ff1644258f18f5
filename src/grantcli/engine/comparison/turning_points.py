"""Where limits, caps, tiers, counts and computed facts turn as an answer is moved: found by judging, to the last step.

Idea: what is asked of a threshold is a yes or no of the outcome. Where it differs at the two ends of what an answer may
be, halving finds two neighbouring answers between which it turns; the one on the threshold is that where it still
holds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...model.call import Call
from ...model.computing.call_figure import FactFigure
from ...model.condition import Measure, Ref, Test, Word
from ...model.contribution import Cap, Regime
from ...model.expense import Limit
from ...model.facts import Facts
from ...model.instruments.instrument import Instrument, SupportCap
from ...model.outcome import SCORE_RULE, Outcome, Step
from ...model.vocabulary import Vocabulary
from ...model.walk.call_nouns import nouns_of
from ...model.walk.named_facts import facts_of
from ...model.walk.scope import Scope
from ..computed_facts import with_line_totals
from ..conditions.comparisons import moved
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.lookups import Judge as ConditionJudge
from .boundaries import ORDERED, Boundary, Placed, conditions_in, key_in
from .levers import Lever, of_facts, of_lines, of_list

Judge = Callable[[Mapping[str, object]], Outcome | None]
Holds = Callable[[Outcome], bool | None]
_RISING: Mapping[str, Word] = {"at_least": "at_least", "less_than": "at_least", "is": "at_least"}
_NUMBERS = (Decimal, int)


class _Threshold(NamedTuple):
    """Something that turns: ``holds`` on the threshold and on one side of it."""

    id: str
    cite: str
    holds: Holds
    levers: tuple[Lever, ...]


class TurningPoints(NamedTuple):
    """Cases beside every threshold that an answer of the base can be moved over, and the ids of those it cannot."""

    found: list[Boundary]
    out_of_reach: list[str]


def turning_points(call: Call, vocabulary: Vocabulary, base: Facts, judge: Judge) -> TurningPoints:
    """Return three answers for each limit, cap, tier, joint ceiling, list that is measured, computed fact compared."""
    now = judge({})
    found: list[Boundary] = []
    lost: list[str] = []
    if now is None:
        return TurningPoints(found, lost)
    for one in _thresholds(_Ground(call, vocabulary, base, now)):
        turned = next((two for lever in one.levers if (two := _turn(judge, lever, one.holds))), None)
        if turned is None:
            lost.append(one.id)
            continue
        lever, on, step = turned
        for side in (-1, 0, 1):
            value = on + side * abs(step)
            if value >= lever.least:
                found.append(Boundary(lever.key, value, side, one.cite, one.id, lever.changes(value)))
    return TurningPoints(found, lost)


def _turn(judge: Judge, lever: Lever, holds: Holds) -> tuple[Lever, Decimal, Decimal] | None:
    """Return the last value on the side where it holds, and the step over the threshold; None where it never turns."""

    def told(value: Decimal) -> bool | None:
        outcome = judge(lever.changes(value))
        return None if outcome is None else holds(outcome)

    low, high = lever.least, lever.most
    first, last = told(low), told(high)
    if first is None or last is None or first is last:
        return None
    while high - low > lever.step:
        middle = low + (high - low) / 2 // lever.step * lever.step
        at = told(middle)
        if at is None:
            return None
        low, high = (middle, high) if at is first else (low, middle)
    return lever, low if first else high, lever.step


class _Ground(NamedTuple):
    """The call, what its facts are, the application that cases start from and what comes of it now."""

    call: Call
    vocabulary: Vocabulary
    base: Facts
    now: Outcome

    def lines(self, categories: Iterable[str] = ()) -> tuple[Lever, ...]:
        return tuple(of_lines(self.base, categories, self.categories))

    def facts(self, keys: Iterable[str]) -> tuple[Lever, ...]:
        return tuple(of_facts(keys, self.vocabulary, self.base, self.categories))

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.call.expenses.categories if one.flat is None)

    def number(self, figure: object) -> Decimal | None:
        """Return a figure as it is for the base: one of the text, a fact answered or computed, another one scaled."""
        if isinstance(figure, _NUMBERS):
            return Decimal(figure)
        if isinstance(figure, FactFigure):
            figure = Ref(fact=figure.fact)
        if not isinstance(figure, Ref):
            return None
        value = self.base.value(figure.fact)
        value = moved(_value(self.now, figure.fact) if value is None else value, figure)
        if isinstance(value, Fraction):
            return Decimal(value.numerator) / Decimal(value.denominator)
        return Decimal(value) if isinstance(value, _NUMBERS) else None


def _thresholds(ground: _Ground) -> Iterator[_Threshold]:
    yield from _of_money(ground)
    yield from _of_tiers(ground)
    yield from _of_scores(ground)
    seen: set[object] = set()
    for placed in conditions_in(ground.call, Scope(ground.vocabulary, ground.call.areas)):
        one = placed.condition
        if placed.scope.inside and isinstance(one, Measure):
            continue
        find = _of_measure if isinstance(one, Measure) else _of_computed
        for threshold in find(placed, ground):
            if threshold.id not in seen:
                seen.add(threshold.id)
                yield threshold


def _of_money(ground: _Ground) -> Iterator[_Threshold]:
    """Yield limits, caps and joint ceilings: they hold until something is taken away, or nothing is granted."""
    for steps, noun in nouns_of(ground.call):
        if isinstance(noun, (Limit, Cap, SupportCap)):
            named = noun.of if isinstance(noun, Limit) else noun.categories if isinstance(noun, Cap) else ()
            levers = (*_bases(steps, ground), *ground.lines(named))
            yield _Threshold(noun.id, noun.cite, _untouched(noun), levers)


def _bases(steps: tuple[str | int, ...], ground: _Ground) -> tuple[Lever, ...]:
    """Return the answers that the base of an instrument is, where what is looked at is one of its own."""
    if steps[0] == "together":
        amounts = [one.base.amount for one in ground.call.instruments]
    elif steps[0] == "instruments":
        amounts = [ground.call.instruments[int(steps[1])].base.amount]
    else:
        return ()
    return ground.facts(one.fact for one in amounts if isinstance(one, FactFigure))


def _untouched(noun: Limit | Cap | SupportCap) -> Holds:
    def holds(outcome: Outcome) -> bool | None:
        verdicts = {one.verdict for one in outcome.findings if one.id == noun.id}
        if verdicts & {"pass", "fail"}:
            return "fail" not in verdicts
        if isinstance(noun, Limit) or verdicts or outcome.contribution.amount is None:
            return None
        return not any(step.rule == noun.id and step.amount for step in _steps(outcome))

    return holds


def _steps(outcome: Outcome) -> Iterator[Step]:
    contribution = outcome.contribution
    yield from contribution.steps
    for regime in contribution.regimes:
        yield from regime.steps
    for one in contribution.support.instruments if contribution.support is not None else ():
        yield from (*one.steps, *one.kept_steps)


def _of_tiers(ground: _Ground) -> Iterator[_Threshold]:
    """Yield where each tier begins, and where each stretch of a table of brackets does and ends."""
    for steps, noun in nouns_of(ground.call):
        if not isinstance(noun, (Regime, Instrument)):
            continue
        bounds = [(one.from_ if one.over is None else one.over, one.over is None) for one in noun.tiers]
        for row in ground.call.tables[noun.tiers_table].rows if noun.tiers_table is not None else ():
            if row.bracket is not None:
                bounds += [(row.bracket.low, row.bracket.from_low)]
                bounds += [(row.bracket.high, False)] if row.bracket.high is not None else []
        levers = (*_bases(steps, ground), *ground.lines())
        told = {number: from_it for figure, from_it in bounds if (number := ground.number(figure))}
        for number, from_it in told.items():
            holds = _reaches(noun, "at_least" if from_it else "at_most", number)
            yield _Threshold(f"{noun.id} {_plain(number)}", noun.cite, holds, levers)


def _reaches(noun: Regime | Instrument, word: Word, bound: Decimal) -> Holds:
    def holds(outcome: Outcome) -> bool | None:
        return _holds(_base(noun, outcome), word, bound)

    return holds


def _base(noun: Regime | Instrument, outcome: Outcome) -> object:
    """Return the cost that tiers look at: of those by partner, that of the partner of most cost."""
    if isinstance(noun, Instrument):
        support = outcome.contribution.support
        return next((one.base for one in support.instruments if one.id == noun.id), None) if support else None
    if noun.tiers_base == "project":
        return outcome.expenses.admitted
    sums: dict[str | None, Decimal] = {}
    for line in outcome.expenses.lines:
        sums[line.partner] = sums.get(line.partner, Decimal(0)) + line.admitted
    return max(sums.values(), default=None)


def _of_scores(ground: _Ground) -> Iterator[_Threshold]:
    scoring = ground.call.scoring
    bound = None if scoring is None else ground.number(scoring.threshold)
    if scoring is not None and bound is not None:
        levers = ground.facts(facts_of(ground.call, ground.vocabulary, scoring))
        holds = _met("total.score", "at_least", bound)
        yield _Threshold(SCORE_RULE, scoring.cite, holds, levers)


def _of_measure(placed: Placed, ground: _Ground) -> Iterator[_Threshold]:
    """Yield where a count or a sum over a list meets its figure."""
    measure, cite, scope = placed
    if not isinstance(measure, Measure):
        return
    for word, wanted in measure.tests:
        number = ground.number(wanted)
        if number is None or measure.quantity == "distinct":
            continue
        judge = compile_condition(replace(measure, tests=((_RISING.get(word, "at_most"), number),)), scope)
        if measure.quantity == "count":
            levers = tuple(of_list(scope.path(measure.list), ground.base))
        else:
            levers = ground.facts([f"{scope.path(measure.list)}[].{measure.field}"])
        of = f"{measure.quantity} {measure.list}{f'.{measure.field}' if measure.field else ''} {_plain(number)}"
        yield _Threshold(of, cite, _as_judged_by(judge), levers)


def _as_judged_by(judge: ConditionJudge) -> Holds:
    return lambda outcome: {"pass": True, "fail": False}.get(
        judge(Frame(with_line_totals(outcome.facts, outcome.expenses))).verdict
    )


def _of_computed(placed: Placed, ground: _Ground) -> Iterator[_Threshold]:
    """Yield where a total or a computed fact meets the figure that it is held against."""
    test, cite, scope = placed
    if not isinstance(test, Test) or test.word not in ORDERED or not scope.is_computed(test.fact):
        return
    path = scope.path(test.fact)
    key, number = key_in(path, ground.base), ground.number(test.value)
    if key and number is not None:
        word = _RISING.get(test.word, "at_most")
        levers = ground.facts([path])
        yield _Threshold(f"{key} {_plain(number)}", cite, _met(key, word, number), levers)


def _met(key: str, word: str, bound: Decimal) -> Holds:
    return lambda outcome: _holds(_value(outcome, key), word, bound)


def _value(outcome: Outcome, key: str) -> object:
    """Return what judging made of a total or a computed fact."""
    totals = {
        "total.presented": outcome.expenses.presented if outcome.expenses.known else None,
        "total.admitted": outcome.expenses.admitted if outcome.expenses.known else None,
        "total.contribution": outcome.contribution.amount,
        "total.score": outcome.scoring.points,
    }
    return totals[key] if key in totals else next((one.value for one in outcome.computed if one.key == key), None)


def _holds(value: object, word: str, bound: Decimal) -> bool | None:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, Fraction)):
        return None
    gap = Fraction(value) - Fraction(bound)
    return gap >= 0 if word == "at_least" else gap <= 0


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")
