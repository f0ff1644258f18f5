"""Contributions to interest: the interest of a loan on conventional terms, on what of the cost it finances."""

from fractions import Fraction
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.facts import Facts
from ...model.instruments.instrument import Instrument
from ...model.instruments.terms import LoanTerms, Terms
from ...model.walk.scope import Scope
from ...money import euro, whole
from ...wording.aid_forms import terms_words
from ...wording.formats import money
from ..conditions.judgement import Judgement
from ..contribution.cost_groups import Admitted, AdmittedCost, Exact, gather
from ..contribution.ready_rates import reads_line
from ..instalments.exact_plan import exact_plan
from ..instalments.repayment import conventional_interest
from .loan_terms import ReadyTerms


class Financed(NamedTuple):
    """So many cents financed on the same terms, and their interest in cents."""

    cents: int
    terms: LoanTerms
    interest: int


class InterestBase(NamedTuple):
    """The interest as what an instrument is reckoned on, and the loans it is of."""

    cost: AdmittedCost
    loans: tuple[Financed, ...] = ()


class ReadyInterest:
    """The conventional loan of an interest contribution, made ready once a call.

    Its rate may be a field of the expenses: then those of one rate make a loan of their own.
    """

    def __init__(self, terms: Terms, instrument: Instrument, call: Call, scope: Scope) -> None:
        self._terms = ReadyTerms(terms, instrument, scope)
        self._rounding = call.contribution.rounding
        figures = (terms.years, terms.months, terms.grace_years, terms.grace_months, terms.instalments, terms.rate)
        inner = scope.within("expenses")
        self._by_line = any(reads_line(None, figure, inner) for figure in figures)

    def of(self, facts: Facts, base: AdmittedCost) -> InterestBase:
        """Return the interest on a base, loan by loan; where terms are open, what they wait for."""
        sums: dict[LoanTerms, int] = {}
        for group in gather(base.lines, facts, self._by_line):
            terms = self._terms.find(group.frame)
            if isinstance(terms, Judgement):
                return InterestBase(_open(base, terms))
            sums[terms] = sums.get(terms, 0) + whole(Fraction(group.cost), self._rounding)
        loans = tuple(
            Financed(cents, terms, conventional_interest(cents, terms, self._rounding)) for terms, cents in sums.items()
        )
        lines = [Admitted("", "", "", one.interest, one.interest) for one in loans]
        return InterestBase(base._replace(lines=lines), loans)

    def exactly(self, facts: Facts, lines: list[Admitted]) -> list[Admitted] | None:
        """Return the interest on lines of cost, in exact cents and rounded nowhere; None where it is not known."""
        interest: Exact = 0
        for group in gather(lines, facts, self._by_line):
            terms = self._terms.find(group.frame)
            if isinstance(terms, Judgement):
                return None
            interest += group.cost * sum((one.interest for one in exact_plan(1, terms)), Fraction(0))
        return [Admitted("", "", "", interest, interest)]


def _open(base: AdmittedCost, why: Judgement) -> AdmittedCost:
    if why.missing:
        return base._replace(lines=[], missing=(*base.missing, *why.missing))
    return base._replace(lines=[], status="undetermined")


def loan_words(one: Financed) -> str:
    """Say a conventional loan: how much, in how many instalments, at which rate."""
    said = _("Interessi di un finanziamento convenzionale di {amount}: {terms}")
    return said.format(amount=money(euro(one.cents)), terms=terms_words(one.terms))
