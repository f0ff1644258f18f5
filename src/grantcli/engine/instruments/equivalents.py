"""The gross grant equivalent of an instrument: its own amount where it is money, else what the method named gives."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from ...i18n import Text, _
from ...model.call import Call
from ...model.facts import Facts
from ...model.instruments.instrument import METHOD_FIGURES, EquivalentMethod, Instrument
from ...model.instruments.terms import LoanTerms
from ...model.outcome import AmountStatus, Step
from ...model.walk.scope import Scope
from ...money import euro, whole
from ..amount_status import grade, worst
from ..conditions.context import Frame
from ..formulas.figures import compile_figure, figure_grade
from ..formulas.resolved import Find, exact
from ..instalments.exact_plan import exact_plan
from ..instalments.grant_equivalent import guarantee_equivalent, loan_equivalent, proportional_equivalent
from ..instalments.present_value import Flow, present_value
from .interest import Financed
from .single_rate import FoundRate, SingleRate

_FIGURES = ("premium", "fee", "ceiling", "of", "over", "share")


class Valued(NamedTuple):
    """What is valued, in cents: the ``amount`` given, what of it is ``kept``, its ``base``, the terms."""

    amount: int
    kept: int
    base: int
    terms: LoanTerms | None = None
    loans: tuple[Financed, ...] = ()


class FoundEquivalent(NamedTuple):
    """A gross grant equivalent in cents with its steps; None with the reason, and what it waits for."""

    cents: int | None
    status: AmountStatus = "undetermined"
    steps: tuple[Step, ...] = ()
    why: Text | None = None
    missing: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


class ReadyEquivalent:
    """How the equivalent of one instrument is reckoned, made ready once a call."""

    def __init__(self, instrument: Instrument, call: Call, scope: Scope) -> None:
        method = instrument.equivalent
        by_interest = instrument.form in ("loan", "interest") and method is None
        if by_interest:
            method = EquivalentMethod(method="interest", cite=instrument.cite)
        self._instrument = instrument
        self._method = method
        self._rounding = call.contribution.rounding
        self._reference = None if call.reference_rate is None else SingleRate(call.reference_rate, call, scope)
        figures = {} if method is None else {name: getattr(method, name) for name in _FIGURES}
        found = {name: compile_figure(figure, scope) for name, figure in figures.items()}
        self._finds: Mapping[str, Find] = {name: find for name, find in found.items() if find is not None}
        graded = [figure_grade(figure, scope, call) for figure in figures.values()]
        self._grade = "undetermined" if method is None else worst((grade(method.status, method.cite, call), *graded))

    def find(self, facts: Facts, valued: Valued) -> FoundEquivalent:
        """Return the equivalent of what is given, or why it is open."""
        form = self._instrument.form
        if form in ("grant", "voucher", "tax_credit"):
            return FoundEquivalent(valued.amount, "official")
        if form == "deduction":
            if self._instrument.worth is not None:
                return FoundEquivalent(valued.kept, "official")
            return FoundEquivalent(None, why=_("Il bando non dice quanta imposta fa risparmiare"))
        if self._method is None:
            return FoundEquivalent(None, why=_("Il bando non dice con quale metodo"))
        return self._by_method(self._method, facts, valued)

    def _by_method(self, method: EquivalentMethod, facts: Facts, valued: Valued) -> FoundEquivalent:
        found = {name: find(Frame(facts)) for name, find in self._finds.items()}
        open_ = [one.why for one in found.values() if one.value is None]
        missing = tuple(dict.fromkeys(key for one in open_ for key in one.missing))
        if open_ or not found.keys() >= set(METHOD_FIGURES[method.method]):
            return FoundEquivalent(None, why=_("Mancano le cifre del metodo"), missing=missing)
        figures = {name: exact(one.number) for name, one in found.items()}
        if method.method == "share":
            return self._in_cents(figures["share"] * valued.amount, valued, self._grade)
        terms = valued.loans[0].terms if valued.loans else valued.terms
        if terms is None:
            return FoundEquivalent(None, why=_("Mancano durata, rate e tasso del prestito"))
        if method.method == "proportion":
            return self._in_cents(_in_proportion(figures, valued, terms), valued, self._grade)
        reference = FoundRate(None) if self._reference is None else self._reference.find(facts)
        if reference.rate is None:
            why = _("Manca il tasso di riferimento")
            return FoundEquivalent(None, why=why, missing=reference.missing, figures=reference.figures)
        exactly = self._discounted(method, figures, valued, terms, reference.rate)
        return self._in_cents(exactly, valued, worst((self._grade, reference.status)), self._reference)

    def _discounted(
        self,
        method: EquivalentMethod,
        figures: Mapping[str, Fraction],
        valued: Valued,
        terms: LoanTerms,
        reference: Fraction,
    ) -> Fraction:
        """Return what the method gives at the reference rate, in exact cents; of a loan without what is kept."""
        if method.method == "premium":
            fee = whole(figures.get("fee", Fraction(0)) * valued.amount, self._rounding)
            cover = Fraction(valued.amount, valued.base) if valued.base else Fraction(0)
            premium = figures["premium"]
            return guarantee_equivalent(
                valued.base, terms, cover=cover, premium=premium, reference=reference, due=method.due, fee=fee
            )
        if valued.loans:
            return _interest_today(valued, method, reference)
        return loan_equivalent(valued.amount - valued.kept, terms, reference, method.compounding)

    def _in_cents(
        self, exactly: Fraction, valued: Valued, status: AmountStatus, reference: SingleRate | None = None
    ) -> FoundEquivalent:
        """Return the equivalent in whole cents, never more than the amount: what is kept, and the rest."""
        form, method = self._instrument.form, self._method
        kept = valued.kept if form == "loan" else 0
        cents = min(valued.amount, kept + whole(exactly, self._rounding))
        cite = self._instrument.cite if method is None else method.cite
        cite = cite if reference is None else f"{cite}; {reference.rate.cite}"
        steps = (
            [Step(f"{self._instrument.id}.kept", cite, euro(kept), _("Parte che non si restituisce"))] if kept else []
        )
        text = _METHODS[method.method]() if method is not None else ""
        steps.append(Step(f"{self._instrument.id}.equivalent", cite, euro(cents - kept), text))
        return FoundEquivalent(cents, status, tuple(steps))


def _in_proportion(figures: Mapping[str, Fraction], valued: Valued, terms: LoanTerms) -> Fraction:
    years = Fraction(terms.periods, terms.per_year)
    ceiling, of = (whole(figures[name] * 100) for name in ("ceiling", "of"))
    return proportional_equivalent(valued.amount - valued.kept, years, ceiling=ceiling, of=of, over=figures["over"])


def _interest_today(valued: Valued, method: EquivalentMethod, reference: Fraction) -> Fraction:
    """Return what a contribution to interest is worth today: its part of each instalment's interest, discounted."""
    plans = [(exact_plan(one.cents, one.terms), one.terms.per_year) for one in valued.loans]
    total = sum((row.interest for plan, _per_year in plans for row in plan), Fraction(0))
    if not total:
        return Fraction(0)
    part = valued.amount / total
    return sum(
        (
            present_value(
                [Flow(row.period, row.interest * part) for row in plan], reference, per_year, method.compounding
            )
            for plan, per_year in plans
        ),
        Fraction(0),
    )


_METHODS = {
    "interest": lambda: _("Interessi risparmiati rispetto al tasso di riferimento, attualizzati"),
    "premium": lambda: _("Premi annui di mercato attualizzati, meno la commissione pagata"),
    "proportion": lambda: _("In proporzione al massimale, per importo e durata"),
    "share": lambda: _("Quota dell'importo data dalle tabelle"),
}
