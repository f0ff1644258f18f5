"""One company against one call: whether it may apply, why not, what is missing, what it might get."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ..engine.evaluate import evaluate
from ..engine.verdict import counts
from ..i18n import say
from ..law.derive import derive
from ..model.call import Call, Edition
from ..model.facts import Answer, Facts
from ..model.finding import Finding
from ..model.outcome import Outcome
from ..report.window import Window, window_of

Chance = Literal["possible", "missing", "undetermined", "impossible"]
WINDOW = "window"
"""The group of the findings on when one may apply."""
_PLENTY = (Decimal(10) ** 8, Decimal(10) ** 9)
"""Two spendings, in each category, that no cap lets through: where they give the same, that is the most there is."""
_SOME = (Decimal(10) ** 4, Decimal(10) ** 5)
"""Spendings as projects have: a requirement that fails only beyond them is a limit on spending."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a company might get, in euro: from ``least`` to ``most`` (None: cannot be told), and what it rests on.

    ``known`` is the contribution of the plan that the profile has, where it has one; then both ends are that.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    status: Literal["official", "estimate", "undetermined"] = "undetermined"
    known: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """A company and a call. ``chance`` leaves the dates for applying aside: these are in ``window``.

    ``reasons`` are the requirements that fail; ``missing`` the answers that requirements wait for, those of the company
    first; ``figures`` what the text of the call lacks.
    """

    call: Call
    chance: Chance
    window: Window
    reasons: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    figures: tuple[str, ...]
    contribution: Contribution

    @property
    def open(self) -> bool:
        """Tell whether one may apply on the day, as far as dates go."""
        return self.window.state in ("open", "unknown")


def fit(edition: Edition, facts: Facts, on: date) -> Fit:
    """Judge what is known of a company by a call, what is not known left unknown."""
    known = derive(facts, edition.vocabulary, on)
    outcome = evaluate(edition, known, on)
    fails = [one for one in _deciding(outcome) if one.verdict == "fail"]
    return Fit(
        call=outcome.call,
        chance=_chance(outcome, fails),
        window=window_of(outcome.call, on),
        reasons=tuple((one.id, say(one.text)) for one in fails),
        missing=_missing(outcome),
        figures=outcome.missing_figures,
        contribution=Contribution() if fails else _contribution(edition, known, outcome, on),
    )


def _deciding(outcome: Outcome) -> Iterator[Finding]:
    return (one for one in outcome.findings if counts(one) and one.group != WINDOW)


def _chance(outcome: Outcome, fails: list[Finding]) -> Chance:
    verdicts = {one.verdict for one in _deciding(outcome)}
    if fails:
        return "impossible"
    if "unknown" in verdicts:
        return "missing"
    return "undetermined" if "undetermined" in verdicts else "possible"


def _missing(outcome: Outcome) -> tuple[str, ...]:
    """Return what requirements wait for, the company's own answers first, else in the order of the outcome."""
    waited = {key for one in _deciding(outcome) for key in one.missing}
    return tuple(sorted((key for key in outcome.missing if key in waited), key=lambda key: not of_company(key)))


def of_company(key: str) -> bool:
    """Tell whether an answer is about the company, not about one application of it."""
    return key.startswith(("company.", "people", "aids"))


def _contribution(edition: Edition, facts: Facts, outcome: Outcome, on: date) -> Contribution:
    if outcome.expenses.known or not outcome.call.expenses.categories:
        amounts = _amounts(outcome)
        if not amounts:
            return Contribution()
        status = "estimate" if outcome.contribution.amount is None else outcome.contribution.status
        return Contribution(min(amounts), max(amounts), status, known=outcome.expenses.known)
    return _range(edition, facts, outcome, on)


def _amounts(outcome: Outcome) -> list[Decimal]:
    """Return the contribution, or else what the call's own estimates of the regime that applies give."""
    got = outcome.contribution
    if got.amount is not None:
        return [got.amount]
    return [one.amount for one in got.regimes if one.estimates == got.regime and one.estimates and one.amount]


def _range(edition: Edition, facts: Facts, outcome: Outcome, on: date) -> Contribution:
    """Return the least that the call gives and the most that its caps leave of any plan; both are estimates."""
    plans = {amount: evaluate(edition, with_plan(facts, outcome.call, amount), on) for amount in (*_SOME, *_PLENTY)}
    most = {max(_amounts(plans[amount]), default=None) for amount in _PLENTY}
    anyway = _fails(plans[_SOME[0]]) & _fails(plans[_SOME[1]])
    limited = _fails(plans[_PLENTY[0]]) - anyway
    single = most.pop() if len(most) == 1 and not limited else None
    floors, caps = _bounds(outcome.call, least=True), _bounds(outcome.call, least=False)
    return Contribution(max(floors, default=None), single or min(caps, default=None), "estimate")


def _fails(outcome: Outcome) -> set[str]:
    return {one.id for one in _deciding(outcome) if one.verdict == "fail"}


def _bounds(call: Call, *, least: bool) -> list[Decimal]:
    """Return the amounts that any contribution to a project is at least, or at most."""
    caps = (cap for cap in call.contribution.caps if cap.least == least and cap.when is None and not cap.categories)
    return [cap.amount for cap in caps if cap.of == "project" and cap.amount is not None]


def with_plan(facts: Facts, call: Call, amount: Decimal) -> Facts:
    """Return facts with a plan that spends ``amount`` in every category that is presented."""
    lines = [
        Facts(
            id=f"{number}",
            answers={"category": Answer(category.id, "derived"), "amount": Answer(amount, "derived")},
        )
        for number, category in enumerate(call.expenses.categories, start=1)
        if category.flat is None and not category.units
    ]
    return facts.with_list("expenses", tuple(lines))
