"""The facts that judging adds to the application's: the day, the track, the totals."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from ..model.condition import Condition, Measure, Ref, Test
from ..model.facts import Answer, Facts
from ..model.instruments.support import SupportOutcome
from ..model.outcome import AmountStatus, ContributionOutcome, ExpenseTotals, ScoreOutcome
from ..model.walk.scope import OF_SUPPORT
from ..money import ZERO
from .conditions.judgement import Open, made

UNTOLD = Answer(Open("undetermined"), "derived")
_ITEM_TOTALS = frozenset({"presented", "admitted", "contribution"})


def names_item_total(condition: Condition) -> bool:
    """Return whether a condition (not its parts) looks at an amount that judging computes of each item."""
    names: set[str | None] = set()
    if isinstance(condition, Test):
        names = {condition.fact, condition.value.fact if isinstance(condition.value, Ref) else None}
    elif isinstance(condition, Measure):
        names = {condition.field}
    return not names.isdisjoint(_ITEM_TOTALS)


def names_plan_total(condition: Condition) -> bool:
    """Return whether a condition (not its parts) looks at a total of the plan."""
    if not isinstance(condition, Test):
        return False
    names = {condition.fact, condition.value.fact if isinstance(condition.value, Ref) else ""}
    return any(name.startswith("total.") for name in names)


def with_day(facts: Facts, on: date) -> Facts:
    """Return ``facts`` with the day of the evaluation as the fact ``on``."""
    return facts.with_answers({"on": Answer(on, "derived")})


class _PlanTotals(Protocol):
    """What conditions on totals need of a plan: euro, and what is not known of them."""

    @property
    def known(self) -> bool: ...
    @property
    def presented(self) -> Decimal: ...
    @property
    def admitted(self) -> Decimal: ...
    @property
    def missing(self) -> tuple[str, ...]: ...
    @property
    def status(self) -> AmountStatus: ...


def with_totals(facts: Facts, totals: _PlanTotals) -> Facts:
    """Return ``facts`` with ``total.presented`` and ``total.admitted``, open while something of them is not known."""
    return facts.with_answers({"total.presented": _presented(totals), "total.admitted": _admitted(totals)})


def _presented(totals: _PlanTotals) -> Answer:
    if not totals.known:
        return _waiting(("expenses",))
    amounts = tuple(key for key in totals.missing if key.endswith(".amount"))
    return _waiting(amounts) if amounts else Answer(totals.presented, "derived")


def _admitted(totals: _PlanTotals) -> Answer:
    if not totals.known:
        return _waiting(("expenses",))
    if totals.missing:
        return _waiting(totals.missing)
    return UNTOLD if totals.status == "undetermined" else Answer(totals.admitted, "derived")


def _waiting(missing: tuple[str, ...]) -> Answer:
    return Answer(Open("unknown", missing), "derived")


def with_contribution(facts: Facts, contribution: ContributionOutcome) -> Facts:
    """Return ``facts`` with ``total.contribution``, open while there is no figure, and the sums of the instruments."""
    if contribution.amount is not None:
        answer = Answer(contribution.amount, "derived")
    else:
        missing = awaited(contribution)
        answer = _waiting(missing) if missing else UNTOLD
    return facts.with_answers({"total.contribution": answer, **_of_support(contribution.support)})


def _of_support(support: SupportOutcome | None) -> Mapping[str, Answer]:
    """Return the sums of all support as answers, open while a part of them is not known; none without instruments."""
    if support is None:
        return {}
    untold = _waiting(support.missing) if support.missing else UNTOLD
    sums = (support.support, support.own_funds, support.equivalent)
    return {
        name: untold if amount is None else Answer(amount, "derived")
        for name, amount in zip(OF_SUPPORT, sums, strict=True)
    }


def with_score(facts: Facts, score: ScoreOutcome) -> Facts:
    """Return ``facts`` with ``total.score``, open while points are missing."""
    if score.points is not None:
        return facts.with_answers({"total.score": Answer(score.points, "derived")})
    missing = tuple(dict.fromkeys(key for one in score.criteria for key in one.missing))
    return facts.with_answers({"total.score": _waiting(missing) if missing else UNTOLD})


def awaited(contribution: ContributionOutcome) -> tuple[str, ...]:
    """Return the keys that a contribution without a figure waits for."""
    if contribution.amount is not None:
        return ()
    regimes = [regime for regime in contribution.regimes if regime.estimates is None]
    beside = () if contribution.support is None else contribution.support.missing
    return tuple(dict.fromkeys((*(key for regime in regimes for key in regime.missing), *beside)))


def with_line_totals(facts: Facts, totals: ExpenseTotals) -> Facts:
    """Return ``facts`` with what is admitted of each expense; one of which that is open gets no such field."""
    lines = [line for line in totals.lines if line.verdict != "unknown"]
    return with_admitted(facts, {line.id: line.admitted for line in lines})


def with_admitted(facts: Facts, admitted: Mapping[str, Decimal | Fraction]) -> Facts:
    """Return ``facts`` with what is admitted (euro, exact where it moves) of each expense named."""
    return _with_fields(facts, "expenses", {line: {"admitted": amount} for line, amount in admitted.items()})


def with_partner_totals(facts: Facts, totals: ExpenseTotals, contribution: ContributionOutcome) -> Facts:
    """Return ``facts`` with what is presented, admitted and granted of each partner."""
    partners = facts.lists.get("partners", ())
    if not partners:
        return facts
    sums = {partner.id: {"presented": ZERO, "admitted": ZERO} for partner in partners}
    for line in totals.lines:
        own = sums.get(line.partner or "")
        if own is not None:
            own["presented"] += line.presented
            own["admitted"] += line.admitted
    for part in contribution.partners:
        sums.setdefault(part.partner, {})["contribution"] = part.amount
    return _with_fields(facts, "partners", sums)


def _with_fields(facts: Facts, name: str, fields: Mapping[str, Mapping[str, object]]) -> Facts:
    items = facts.lists.get(name)
    if items is None:
        return facts
    return facts.with_list(name, tuple(_with_amounts(item, fields.get(item.id, {})) for item in items))


def _with_amounts(item: Facts, amounts: Mapping[str, object]) -> Facts:
    more = {key: made(Answer, (amount, "derived", "")) for key, amount in amounts.items()}
    return item.with_answers(more)
