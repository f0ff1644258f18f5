"""One instrument reckoned on its base: what it gives with its steps, what is never paid back, what covers cost."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ...i18n import Text, _, say
from ...model.call import Call
from ...model.contribution import Cap, Rate, Regime
from ...model.facts import Facts
from ...model.finding import Finding
from ...model.instruments.instrument import COVERING, KEPT_WHOLE, Instrument
from ...model.outcome import AmountStatus, Step
from ...model.rule import Status
from ...model.walk.scope import Scope
from ...money import euro
from ..conditions.judgement import Judgement
from ..contribution.aid_ledger import steps_of
from ..contribution.caps import REQUESTED
from ..contribution.cost_groups import Admitted, AdmittedCost, Exact, gather
from ..contribution.regimes import ExactAid, ReadyRegime, Tried, costs_of, regime_limits, under_limits
from .bases import GivenAid, ReadyBase
from .equivalents import ReadyEquivalent
from .interest import Financed, ReadyInterest, loan_words
from .loan_terms import ReadyTerms


class Worked(NamedTuple):
    """An instrument reckoned on an application: what came of it, the lines and cents of its base, cuts from outside.

    ``doubt`` is what keeps a cut open: then there are no cents.
    """

    ready: "ReadyInstrument"
    tried: Tried
    base: list[Admitted]
    cents: int | None
    loans: tuple[Financed, ...] = ()
    cuts: tuple[Step, ...] = ()
    doubt: Judgement | None = None

    @property
    def given(self) -> GivenAid:
        """Return what it gives, for those that rest on it."""
        doubt = () if self.doubt is None else self.doubt.missing
        missing = (*self.tried.holds.missing, *self.tried.grant.missing, *doubt)
        return GivenAid(self.cents, self.tried.status, tuple(dict.fromkeys(missing)), tuple(self.tried.grant.figures))

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return the steps, which sum to what it gives; none where that is open."""
        if self.tried.cents is None:
            return ()
        steps = steps_of(self.tried.grant.moves, self.tried.cents)
        return (*(each for step in steps for each in self._by_loan(step)), *self.cuts)

    def _by_loan(self, step: Step) -> Iterator[Step]:
        """Yield interest that is taken whole loan by loan; any other step as it is, its own rate's with its status."""
        instrument = self.ready.instrument
        if step.rule != instrument.own_rate:
            yield step
            return
        step = replace(step, status=instrument.status)
        if not self.loans or instrument.rate is not None:
            yield step
            return
        for one in self.loans:
            yield replace(step, amount=euro(one.interest), text=loan_words(one))

    def cut(self, most: int, rule: str, cite: str, text: Text, status: Status = "official") -> "Worked":
        """Return it with no more than so many cents, and the step that says why."""
        if self.cents is None or self.cents <= most:
            return self
        step = Step(rule, cite, euro(most - self.cents), text, status)
        return self._replace(cents=most, cuts=(*self.cuts, step))


class AidPart(NamedTuple):
    """A part of what an instrument gives, in cents (None: open), with its steps and what it lacks."""

    cents: int | None
    steps: tuple[Step, ...] = ()
    status: AmountStatus = "official"
    missing: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


class ReadyInstrument:
    """An instrument made ready once a call."""

    def __init__(self, instrument: Instrument, call: Call, scope: Scope) -> None:
        alone = replace(call, contribution=replace(call.contribution, caps=()))
        self.instrument = instrument
        self.base = ReadyBase(instrument, call, scope)
        terms, of_interest = instrument.terms, instrument.form == "interest"
        self._interest = ReadyInterest(terms, instrument, call, scope) if of_interest and terms is not None else None
        self.terms = None if terms is None or of_interest else ReadyTerms(terms, instrument, scope)
        self.equivalent = ReadyEquivalent(instrument, call, scope)
        words = self.base.words if self._interest is None else _of_interest
        regime = instrument.reckoned()
        self._financed = None if self._interest is None else regime_limits(regime, call, scope)
        given = regime if self._interest is None else replace(regime, limits=())
        self._given = ReadyRegime(given, alone, scope, words)
        kept = (Rate(id=f"{instrument.id}.worth", cite=instrument.cite, rate=instrument.worth),)
        shares = instrument.not_repaid or (kept if instrument.worth is not None else ())
        name, most = f"{instrument.id}.not_repaid", instrument.not_repaid_most
        caps = () if most is None else (Cap(id=f"{name}_most", cite=instrument.cite, amount=most),)
        part = Regime(id=name, title=instrument.label, cite=instrument.cite, rates=shares, caps=caps)
        self._kept = ReadyRegime(part, alone, scope, lambda: say(instrument.label)) if shares else None

    def work(self, facts: Facts, cost: AdmittedCost, given: Mapping[str, GivenAid], awarded: date) -> Worked:
        """Reckon what it gives on its base; ``given`` is what the instruments before it give."""
        base = self.base.cost(facts, cost, given)
        loans: tuple[Financed, ...] = ()
        findings: tuple[Finding, ...] = ()
        if self._financed is not None:
            base, findings = under_limits(self._financed, base, facts)
        if self._interest is not None:
            base, loans = self._interest.of(facts, base)
        tried = _attempt(self._given, facts, base, awarded)
        tried = tried._replace(findings=(*findings, *tried.findings))
        return Worked(self, tried, base.lines, tried.cents, loans)

    def judge(self, facts: Facts, awarded: date) -> Judgement:
        """Judge whether its own conditions hold."""
        return self._given.judge(_unasked(facts), awarded)

    def exactly(self, facts: Facts, lines: list[Admitted], given: Mapping[str, Exact]) -> ExactAid | None:
        """Return what it gives on admitted cost in exact cents, rounded nowhere; None where that is not known."""
        base = self.base.exactly(facts, lines, given)
        if base is not None and self._financed is not None:
            kept = self._financed.exactly(costs_of(base), facts, None).admitted
            base = [line._replace(cost=cents) for line, cents in zip(base, kept, strict=True)]
        if base is not None and self._interest is not None:
            base = self._interest.exactly(facts, base)
        return None if base is None else self._given.exactly(_unasked(facts), base)

    def kept_exactly(self, facts: Facts, cents: Exact) -> Exact | None:
        """Return what of an exact amount is never paid back; of a deduction, what it saves in tax."""
        if self.instrument.form in KEPT_WHOLE:
            return cents
        of_all = [Admitted("", "", "", cents, cents)]
        found = ExactAid(0, below_minimum=False) if self._kept is None else self._kept.exactly(_unasked(facts), of_all)
        return None if found is None else found.cents

    def kept(self, facts: Facts, worked: Worked, awarded: date) -> AidPart:
        """Return what of it is never paid back; of a deduction, what it saves in tax."""
        form = self.instrument.form
        if worked.cents is None or form in KEPT_WHOLE:
            return AidPart(worked.cents)
        if self._kept is None:
            return AidPart(0)
        of_all = AdmittedCost([Admitted("", "", "", worked.cents, worked.cents)])
        tried = _attempt(self._kept, facts, of_all, awarded)
        steps = () if tried.cents is None else steps_of(tried.grant.moves, tried.cents)
        told = tuple(step for step in steps if step.amount)
        return AidPart(tried.cents, told, tried.status, tuple(tried.grant.missing), tuple(tried.grant.figures))

    def covers(self, cents: int | None, kept: int | None) -> int | None:
        """Return how much cost it pays for: all of it, of a deduction what it saves, nothing of a guarantee."""
        form = self.instrument.form
        if form in COVERING:
            return cents
        return kept if form == "deduction" else 0


def _attempt(ready: ReadyRegime, facts: Facts, cost: AdmittedCost, awarded: date) -> Tried:
    """Reckon on a cost; what the applicant asks of the contribution is no ceiling here."""
    facts = _unasked(facts)
    return ready.attempt(facts, cost, gather(cost.lines, facts, ready.by_line), awarded)


def _unasked(facts: Facts) -> Facts:
    if REQUESTED not in facts.answers:
        return facts
    answers = {key: answer for key, answer in facts.answers.items() if key != REQUESTED}
    return Facts(answers, facts.lists, facts.supplied, facts.id, facts.note, facts.doubts)


def _of_interest() -> str:
    return _("interessi del finanziamento convenzionale")


def base_cents(worked: Worked) -> int:
    """Return what an instrument is reckoned on, in cents."""
    return int(sum(line.cost for line in worked.base))


def because_of_conditions(worked: Worked) -> str | None:
    """Say why an instrument does not apply by its own conditions, or why that is open; None where it does."""
    if worked.tried.holds.verdict == "pass":
        return None
    if worked.tried.holds.verdict == "fail":
        return _("Le sue condizioni non valgono per questa domanda")
    return _("Non si può ancora dire se le sue condizioni valgono")
