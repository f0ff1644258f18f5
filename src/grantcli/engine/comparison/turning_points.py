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
from ...model.criterion import Criterion, Scoring
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
from ..conditions.context import Frame, partner_of
from ..conditions.lookups import Judge as ConditionJudge
from .boundaries import ORDERED, Boundary, Placed, conditions_in, items_of, key_in
from .levers import Lever, of_criterion, of_facts, of_lines, of_list

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
    """Yield where the score meets its threshold, and where the points of each criterion that has one of its own do."""
    scoring = ground.call.scoring
    if scoring is None:
        return
    bound = ground.number(scoring.threshold)
    if bound is not None:
        yield _Threshold(SCORE_RULE, scoring.cite, _met("total.score", "at_least", bound), _of_score(scoring, ground))
    for one in scoring.criteria:
        own, weight = ground.number(one.threshold), ground.number(one.weight)
        if own is not None and weight is not None:
            holds = _graded(one.id, own * weight)
            yield _Threshold(f"score.{one.id}", one.cite, holds, tuple(_of_criterion(one, ground)))


def _of_score(scoring: Scoring, ground: _Ground) -> tuple[Lever, ...]:
    return tuple(lever for one in scoring.criteria for lever in _of_criterion(one, ground))


def _of_criterion(criterion: Criterion, ground: _Ground) -> Iterator[Lever]:
    """Yield the answers that bands look at, then the points that the applicant gives itself."""
    own = f"score.{criterion.id}"
    names = facts_of(ground.call, ground.vocabulary, criterion)
    yield from ground.facts(name for name in names if name != own)
    if (lever := of_criterion(criterion)) is not None:
        yield lever


def _graded(ident: str, bound: Decimal) -> Holds:
    def holds(outcome: Outcome) -> bool | None:
        points = next((one.points for one in outcome.scoring.criteria if one.id == ident), None)
        return _holds(points, "at_least", bound)

    return holds


def _of_measure(placed: Placed, ground: _Ground) -> Iterator[_Threshold]:
    """Yield where a count or a sum over a list meets its figure."""
    measure, cite, scope = placed
    if not isinstance(measure, Measure):
        return
    path, holder = scope.path(measure.list), _holder(measure, scope, ground)
    if holder is None:
        return
    for word, wanted in measure.tests:
        number = ground.number(wanted)
        if number is None or measure.quantity == "distinct":
            continue
        judge = compile_condition(replace(measure, tests=((_RISING.get(word, "at_most"), number),)), scope)
        if measure.quantity == "count":
            levers = tuple(of_list(path, ground.base))
        else:
            levers = ground.facts([f"{path}[].{measure.field}"])
        levers = tuple(one for one in levers if not holder or one.key.startswith(f"{holder}."))
        held = f"{holder}.{measure.list}" if holder else measure.list
        of = f"{measure.quantity} {held}{f'.{measure.field}' if measure.field else ''} {_plain(number)}"
        yield _Threshold(of, cite, _as_judged_by(judge, scope.inside, holder), levers)


def _holder(measure: Measure, scope: Scope, ground: _Ground) -> str | None:
    """Return the first item that has something in a list that is measured inside of another one; None where none has.

    Empty where the list is the application's own.
    """
    if not scope.inside:
        return ""
    path, inner = scope.path(measure.list), f".{measure.list}["
    if path != f"{scope.inside}[].{measure.list}":
        return None
    return next((where[: where.rindex(inner)] for where, _item in items_of(path, ground.base)), None)


def _as_judged_by(judge: ConditionJudge, inside: str, place: str) -> Holds:
    """Return what a condition says of an outcome: of the item at ``place`` of the list that it is inside of, if any."""

    def holds(outcome: Outcome) -> bool | None:
        facts = with_line_totals(outcome.facts, outcome.expenses)
        frame = Frame(facts)
        if place:
            item = dict(items_of(inside, facts)).get(place)
            if item is None:
                return None
            frame = Frame(facts, item, place.rpartition("[")[0], partner_of(item, facts))
        return {"pass": True, "fail": False}.get(judge(frame).verdict)

    return holds


def _of_computed(placed: Placed, ground: _Ground) -> Iterator[_Threshold]:
    """Yield where a total or a computed fact meets the figure that it is held against."""
    test, cite, scope = placed
    if not isinstance(test, Test) or test.word not in ORDERED or not scope.is_computed(test.fact):
        return
    path = scope.path(test.fact)
    key, number = key_in(path, ground.base), ground.number(test.value)
    if key and number is not None:
        word = _RISING.get(test.word, "at_most")
        scoring = ground.call.scoring if path == "total.score" else None
        levers = ground.facts([path]) if scoring is None else _of_score(scoring, ground)
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
