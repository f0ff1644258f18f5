"""The ranking score: criteria by bands or self-assessed, weights, thresholds, bonus; no number where one is missing."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from ...i18n import _, say
from ...model.criterion import Criterion, Scoring
from ...model.facts import Facts
from ...model.outcome import CriterionOutcome, ScoreOutcome
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.lookups import Judge

Origin = Literal["computed", "self_assessed", "unknown"]
FindScore = Callable[[Frame], ScoreOutcome]
ZERO = Decimal(0)


class Scored(NamedTuple):
    """A criterion's outcome, and whether its points are too few to be admitted at all."""

    outcome: CriterionOutcome
    bonus: bool = False
    short: bool = False


def compile_scoring(scoring: Scoring | None, scope: Scope) -> FindScore:
    """Return the function from the application's frame to the score.

    ``none`` where nobody is ranked, ``missing`` where we lack the grid.
    """
    if scoring is None:
        return lambda frame: ScoreOutcome("none")  # noqa: ARG005
    if scoring.status == "missing":
        lost = ScoreOutcome(
            "missing", most=scoring.most, threshold=scoring.threshold, why=scoring.why, cite=scoring.cite
        )
        return lambda frame: lost  # noqa: ARG005
    judges = [_compile_criterion(criterion, scope) for criterion in scoring.criteria]
    return lambda frame: _total(scoring, [judge(frame) for judge in judges])


def _total(scoring: Scoring, scored: list[Scored]) -> ScoreOutcome:
    known = all(one.outcome.points is not None for one in scored)
    points = _points(scored, bonus=False) + _points(scored, bonus=True) if known else None
    if points is not None and scoring.most is not None:
        points = min(points, scoring.most)
    return ScoreOutcome(
        "computed" if known else "incomplete",
        None if points is None else _rounded(points, scoring.decimals),
        scoring.most,
        scoring.threshold,
        _passes(scoring, scored, known=known),
        tuple(one.outcome for one in scored),
        scoring.why,
        scoring.cite,
    )


def _passes(scoring: Scoring, scored: list[Scored], *, known: bool) -> bool | None:
    """Tell whether the thresholds are met: the total's is tested without the bonus; None where it cannot be told."""
    if any(one.short for one in scored):
        return False
    if scoring.threshold is None:
        return True if known else None
    points = _points(scored, bonus=False)
    if points >= scoring.threshold:
        return True if known else None
    possible = sum((one.outcome.most for one in scored if not one.bonus and one.outcome.points is None), points)
    return False if possible < scoring.threshold else None


def _points(scored: list[Scored], *, bonus: bool) -> Decimal:
    return sum((one.outcome.points or ZERO for one in scored if one.bonus is bonus), ZERO)


def _rounded(points: Decimal, decimals: int) -> Decimal:
    return points.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _compile_criterion(criterion: Criterion, scope: Scope) -> Callable[[Frame], Scored]:
    when = None if criterion.when is None else compile_condition(criterion.when, scope)
    bands = [(band.points, compile_condition(band.when, scope)) for band in criterion.bands]

    def score(frame: Frame) -> Scored:
        if when is not None:
            occasion = when(frame)
            if occasion.verdict == "fail":
                return _scored(criterion, ZERO, "computed")
            if occasion.verdict != "pass":
                return _scored(criterion, None, "unknown", occasion.missing)
        return _of_bands(criterion, bands, frame)

    return score


def _of_bands(criterion: Criterion, bands: list[tuple[Decimal, Judge]], frame: Frame) -> Scored:
    """Take the first band that holds; one that cannot be told leaves it to the applicant's own assessment."""
    for points, judge in bands:
        judgement = judge(frame)
        if judgement.verdict == "pass":
            return _scored(criterion, points, "computed")
        if judgement.verdict != "fail":
            own = _self_assessed(criterion, frame.facts)
            return own if own.outcome.points is not None else _scored(criterion, None, "unknown", judgement.missing)
    return _scored(criterion, criterion.least, "computed") if bands else _self_assessed(criterion, frame.facts)


def _self_assessed(criterion: Criterion, facts: Facts) -> Scored:
    key = f"score.{criterion.id}"
    value = facts.value(key)
    if not isinstance(value, (Decimal, int)):
        return _scored(criterion, None, "unknown", () if criterion.status == "missing" else (key,))
    if not fits(criterion, Decimal(value)):
        return _scored(criterion, None, "unknown")
    return _scored(criterion, Decimal(value), "self_assessed")


def fits(criterion: Criterion, points: Decimal) -> bool:
    """Tell whether so many points can be given for ``criterion``."""
    return criterion.least <= points <= criterion.most and (not criterion.steps or points in criterion.steps)


def misfits(scoring: Scoring | None, facts: Facts) -> list[str]:
    """Say which self-assessed points the grid cannot give."""
    found = []
    for criterion in scoring.criteria if scoring is not None else ():
        value = facts.value(f"score.{criterion.id}")
        if isinstance(value, (Decimal, int)) and not fits(criterion, Decimal(value)):
            text = _("Il punteggio {points} per «{criterion}» non è tra quelli previsti: non è stato usato.")
            found.append(text.format(points=value, criterion=say(criterion.text)))
    return found


def _scored(criterion: Criterion, points: Decimal | None, origin: Origin, missing: tuple[str, ...] = ()) -> Scored:
    weighted = None if points is None else points * criterion.weight
    outcome = CriterionOutcome(
        criterion.id, criterion.text, criterion.cite, criterion.most * criterion.weight, weighted, origin, missing
    )
    threshold = criterion.threshold
    return Scored(outcome, criterion.bonus, points is not None and threshold is not None and points < threshold)
