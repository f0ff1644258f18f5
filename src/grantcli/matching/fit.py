"""One company against one call: whether it may apply, why not, what is missing, what it might get."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple

from ..assessment.assess import assess_plainly
from ..engine.verdict import counts
from ..engine.window import window_of
from ..i18n import say
from ..model.call import Call, Edition
from ..model.facts import Facts
from ..model.finding import Finding
from ..model.outcome import Outcome
from ..model.timeline import Window
from ..model.vocabulary import Vocabulary
from .awaited import Awaited, awaited
from .ranges import ContributionRange, FormRange, form_of, range_of

Chance = Literal["possible", "missing", "undetermined", "impossible"]
WINDOW = "window"
"""The group of the findings on when one may apply."""


class Unmet(NamedTuple):
    """A requirement that fails: its id, what it asks, where that stands."""

    id: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class Fit:
    """A company and a call. ``chance`` leaves the dates for applying aside: these are in ``window``.

    ``judged_on`` is the day as of which it was judged, one on which one can apply as far as the dates are known.
    ``unfunded``: one may apply, and is not paid for want of points. ``reasons`` are the requirements that fail;
    ``waits`` what requirements wait for, the company's own answers first; ``figures`` what the text of the call lacks;
    ``vocabulary`` the call's own words for all these.
    """

    call: Call
    chance: Chance
    window: Window
    judged_on: date
    reasons: tuple[Unmet, ...]
    waits: tuple[Awaited, ...]
    figures: tuple[str, ...]
    unfunded: bool
    contribution: ContributionRange
    vocabulary: Vocabulary

    @property
    def open(self) -> bool:
        """Return whether one may apply on the day, as far as dates go."""
        return self.window.state in ("open", "unknown")

    @property
    def gone(self) -> bool:
        """Return whether the call is closed and does not come back."""
        way = self.window.way
        return self.window.state == "closed" and not (way is not None and way.closes == "recurring")

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the answers to give, each once, in the order of ``waits``."""
        return tuple(dict.fromkeys(key for one in self.waits for key in one.answers))


def fit(edition: Edition, facts: Facts, on: date, own: date | None = None) -> Fit:
    """Judge what is known of a company by a call on a day, what is not known left unknown.

    ``own`` is the day that the company's application gives: it is judged as of that, the window as of ``on``.
    """
    window = window_of(edition.on(on), on)
    day = _day_to_judge(window if own is None else window_of(edition.on(own), own), own or on)
    outcome = assess_plainly(edition, facts, day)
    fails = [one for one in _deciding(outcome) if one.verdict == "fail"]
    unpaying = [] if fails else list(outcome.unpaying)
    return Fit(
        call=outcome.call,
        chance=_chance(outcome, fails),
        window=window,
        judged_on=day,
        reasons=tuple(Unmet(one.id, say(one.text), one.cite or "") for one in fails or unpaying),
        waits=_waits(outcome),
        figures=outcome.missing_figures,
        unfunded=bool(unpaying),
        contribution=ContributionRange() if fails else _contribution(edition, outcome),
        vocabulary=outcome.vocabulary,
    )


def _day_to_judge(window: Window, on: date) -> date:
    """Return the day itself, or the one nearest to it on which the call was or will be open."""
    nearest = {"closed": window.closes, "coming": window.opens}.get(window.state) or on
    return nearest.date() if isinstance(nearest, datetime) else nearest


def _deciding(outcome: Outcome) -> Iterator[Finding]:
    return (one for one in outcome.findings if counts(one) and one.group != WINDOW)


def _chance(outcome: Outcome, fails: list[Finding]) -> Chance:
    verdicts = {one.verdict for one in _deciding(outcome)}
    if fails:
        return "impossible"
    if "unknown" in verdicts:
        return "missing"
    return "undetermined" if "undetermined" in verdicts else "possible"


def _waits(outcome: Outcome) -> tuple[Awaited, ...]:
    """Return what requirements wait for, the company's own answers first, else in the order of the outcome."""
    waited = {key for one in _deciding(outcome) for key in one.missing}
    waits = (awaited(key, outcome.facts) for key in outcome.missing if key in waited)
    return tuple(sorted(waits, key=lambda one: not of_company(one.answers[0])))


def of_company(key: str) -> bool:
    """Return whether an answer is about the company, not about one application of it."""
    return key.startswith(("company.", "people", "aids"))


def _contribution(edition: Edition, outcome: Outcome) -> ContributionRange:
    if not outcome.expenses.known and outcome.call.expenses.categories:
        return range_of(edition, outcome)
    got, known = outcome.contribution, outcome.expenses.known
    given = () if got.support is None else got.support.given
    forms = tuple(FormRange(one.id, one.form, one.label, one.amount) for one in given if one.amount is not None)
    if got.amount is not None:
        return ContributionRange(got.amount, got.amount, got.status, known, forms=forms, gives=form_of(outcome.call))
    estimate = got.estimate.amount if got.estimate is not None else None
    return ContributionRange(known=known, estimate=estimate, forms=forms, gives=form_of(outcome.call))
