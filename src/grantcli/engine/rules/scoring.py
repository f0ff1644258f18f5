"""The ranking score: criteria by bands or self-assessed, weights, thresholds, bonus; no number where one is missing."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from ...i18n import _, say
from ...model.computing.call_figure import Figure, fixed
from ...model.criterion import Criterion, Scoring
from ...model.facts import Facts
from ...model.finding import Finding, Verdict
from ...model.outcome import SCORE_RULE, CriterionOutcome, ScoreOutcome
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..formulas.figures import compile_figure, number_of

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
            "missing", most=scoring.most, threshold=fixed(scoring.threshold), why=scoring.why, cite=scoring.cite
        )
        return lambda frame: lost  # noqa: ARG005
    judges = [_compile_criterion(criterion, scope) for criterion in scoring.criteria]
    threshold = _figure(scoring.threshold, scope)
    return lambda frame: _total(scoring, [judge(frame) for judge in judges], threshold(frame))


FigureAt = Callable[[Frame], Decimal | None]


def _figure(figure: Figure | None, scope: Scope) -> FigureAt:
    """Return the function from a frame to a figure of the grid; None where there is none, or it is not known."""
    find = compile_figure(figure, scope)
    if find is None:
        return lambda _frame: None

    def at(frame: Frame) -> Decimal | None:
        found = find(frame)
        return None if found.value is None else number_of(found)

    return at


def _total(scoring: Scoring, scored: list[Scored], threshold: Decimal | None) -> ScoreOutcome:
    known = all(one.outcome.points is not None for one in scored)
    points = _points(scored, bonus=False) + _points(scored, bonus=True) if known else None
    if points is not None and scoring.most is not None:
        points = min(points, scoring.most)
    return ScoreOutcome(
        "computed" if known else "incomplete",
        None if points is None else _rounded(points, scoring.decimals),
        scoring.most,
        threshold,
        _passes(scoring, scored, threshold, known=known),
        tuple(one.outcome for one in scored),
        scoring.why,
        scoring.cite,
    )


def _passes(scoring: Scoring, scored: list[Scored], threshold: Decimal | None, *, known: bool) -> bool | None:
    """Return whether the thresholds are met: the total's is tested without the bonus; None where it is open."""
    if any(one.short for one in scored):
        return False
    if scoring.threshold is None:
        return True if known else None
    points = _points(scored, bonus=False)
    if threshold is None:
        return None
    if points >= threshold:
        return True if known else None
    possible = sum((one.outcome.most for one in scored if not one.bonus and one.outcome.points is None), points)
    return False if possible < threshold else None


def _points(scored: list[Scored], *, bonus: bool) -> Decimal:
    return sum((one.outcome.points or ZERO for one in scored if one.bonus is bonus), ZERO)


def _rounded(points: Decimal, decimals: int) -> Decimal:
    return points.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _compile_criterion(criterion: Criterion, scope: Scope) -> Callable[[Frame], Scored]:
    when = None if criterion.when is None else compile_condition(criterion.when, scope)
    grader = _Grader(criterion, scope)

    def score(frame: Frame) -> Scored:
        if when is not None:
            occasion = when(frame)
            if occasion.verdict == "fail":
                return grader.scored(ZERO, "computed", frame)
            if occasion.verdict != "pass":
                return grader.scored(None, "unknown", frame, occasion.missing)
        return grader.of_bands(frame)

    return score


class _Grader:
    """What gives the points of one criterion, made ready once a call."""

    def __init__(self, criterion: Criterion, scope: Scope) -> None:
        self.criterion = criterion
        self._bands = [
            (compile_figure(band.points, scope), compile_condition(band.when, scope)) for band in criterion.bands
        ]
        self._weight = _figure(criterion.weight, scope)
        self._threshold = _figure(criterion.threshold, scope)

    def of_bands(self, frame: Frame) -> Scored:
        """Take the first band that holds; one that is open leaves it to the applicant's own assessment."""
        for find, judge in self._bands:
            judgement = judge(frame)
            if judgement.verdict == "fail":
                continue
            found = None if find is None or judgement.verdict != "pass" else find(frame)
            if found is not None and found.value is not None:
                return self.scored(number_of(found), "computed", frame)
            own = self.self_assessed(frame)
            missing = judgement.missing if found is None else found.why.missing
            return own if own.outcome.points is not None else self.scored(None, "unknown", frame, missing)
        return self.scored(self.criterion.least, "computed", frame) if self._bands else self.self_assessed(frame)

    def self_assessed(self, frame: Frame) -> Scored:
        """Take the points that the applicant gives itself, where the grid can give them."""
        key = f"score.{self.criterion.id}"
        value = frame.facts.value(key)
        if not isinstance(value, (Decimal, int)):
            return self.scored(None, "unknown", frame, () if self.criterion.status == "missing" else (key,))
        if not fits(self.criterion, Decimal(value)):
            return self.scored(None, "unknown", frame)
        return self.scored(Decimal(value), "self_assessed", frame)

    def scored(self, points: Decimal | None, origin: Origin, frame: Frame, missing: tuple[str, ...] = ()) -> Scored:
        """Weigh points, and return whether they are too few."""
        weight, threshold, criterion = self._weight(frame), self._threshold(frame), self.criterion
        weighted = None if points is None or weight is None else points * weight
        most = criterion.most * (weight if weight is not None else 1)
        outcome = CriterionOutcome(criterion.id, criterion.text, criterion.cite, most, weighted, origin, missing)
        return Scored(outcome, criterion.bonus, points is not None and threshold is not None and points < threshold)


def fits(criterion: Criterion, points: Decimal) -> bool:
    """Return whether so many points can be given for ``criterion``."""
    return criterion.least <= points <= criterion.most and (not criterion.steps or points in criterion.steps)


def score_finding(scoring: Scoring | None, score: ScoreOutcome) -> Finding | None:
    """Return what follows of a score under its thresholds, where the call says it: no right, or no money."""
    if scoring is None or scoring.below == "unsaid" or score.status == "missing":
        return None
    blocking = scoring.below == "not_eligible"
    verdict: Verdict = "pass" if score.passed else "fail" if score.passed is False else "unknown"
    missing = tuple(dict.fromkeys(key for one in score.criteria for key in one.missing)) if verdict == "unknown" else ()
    if verdict == "unknown" and not missing:
        verdict = "undetermined"
    text = (
        _("Il punteggio raggiunge la soglia: al di sotto la domanda non è ammessa")
        if blocking
        else _("Il punteggio raggiunge la soglia: al di sotto la domanda è ammessa ma non finanziata")
    )
    return Finding(
        SCORE_RULE,
        verdict,
        "blocking" if blocking else "warning",
        text,
        scoring.cite,
        scoring.status,
        group="scoring",
        missing=missing,
    )


def misfits(scoring: Scoring | None, facts: Facts) -> list[str]:
    """Say which self-assessed points the grid cannot give."""
    found = []
    for criterion in scoring.criteria if scoring is not None else ():
        value = facts.value(f"score.{criterion.id}")
        if isinstance(value, (Decimal, int)) and not fits(criterion, Decimal(value)):
            text = _("Il punteggio {points} per «{criterion}» non è tra quelli previsti: non è stato usato.")
            found.append(text.format(points=value, criterion=say(criterion.text)))
    return found
