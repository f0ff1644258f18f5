"""The terms of a loan as its figures say: how many periods, at which rate, when the first instalment falls due."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction

from ...model.instruments.instrument import Instrument
from ...model.instruments.terms import LoanTerms, Terms
from ...model.walk.scope import Scope
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import looker
from ..formulas.figures import compile_figure
from ..formulas.resolved import UNDETERMINED, Find, exact
from ..instalments.periods import PER_YEAR, counted_day, periods_in

_FIGURES = ("years", "months", "grace_years", "grace_months", "instalments", "rate")


class ReadyTerms:
    """The terms of one instrument, made ready once a call; names in them may be fields of the expenses."""

    def __init__(self, terms: Terms, instrument: Instrument, scope: Scope) -> None:
        inner = scope.within("expenses")
        found = {name: compile_figure(getattr(terms, name), inner) for name in _FIGURES}
        self._finds: Mapping[str, Find] = {name: find for name, find in found.items() if find is not None}
        self._terms = terms
        self._conventional = instrument.form == "interest"
        self._look = looker(terms.first.fact, scope) if terms.first is not None else None

    def find(self, frame: Frame) -> LoanTerms | Judgement:
        """Return the terms there, or what keeps them open."""
        resolved = {name: find(frame) for name, find in self._finds.items()}
        open_ = [one.why for one in resolved.values() if one.value is None]
        if open_:
            missing = tuple(dict.fromkeys(key for one in open_ for key in one.missing))
            return Judgement("unknown" if missing else "undetermined", (), missing)
        figures = {name: exact(one.number) for name, one in resolved.items()}
        if not {"instalments", "rate"} <= set(figures) or not {"years", "months"} & set(figures):
            return UNDETERMINED
        return self._terms_from(figures)

    def _terms_from(self, figures: Mapping[str, Fraction]) -> LoanTerms | Judgement:
        per_year = int(figures["instalments"])
        if per_year not in PER_YEAR or per_year != figures["instalments"] or figures["rate"] < 0:
            return UNDETERMINED
        periods = periods_in(_months(figures, ""), per_year)
        grace = periods_in(_months(figures, "grace_"), per_year)
        if periods is None or grace is None or grace >= periods:
            return UNDETERMINED
        terms = self._terms
        return LoanTerms(
            periods, per_year, figures["rate"], grace, terms.repayment, terms.rounded, conventional=self._conventional
        )

    def first_day(self, frame: Frame) -> date | None:
        """Return the day of the first instalment, None where it is not known."""
        answer = None if self._look is None else self._look(frame)
        if answer is None or not isinstance(answer.value, date) or self._terms.first is None:
            return None
        return counted_day(
            answer.value.date() if isinstance(answer.value, datetime) else answer.value, self._terms.first
        )

    @property
    def month_ends(self) -> bool:
        """Return whether every instalment falls on the last day of its month."""
        return self._terms.first is not None and self._terms.first.at == "end_of_month"


def _months(figures: Mapping[str, Fraction], of: str) -> Fraction:
    nothing = Fraction(0)
    return 12 * figures.get(f"{of}years", nothing) + figures.get(f"{of}months", nothing)
