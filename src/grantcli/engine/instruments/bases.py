"""What an instrument is reckoned on, as admitted cost: of some categories, an amount, what another instrument gives."""

from collections.abc import Mapping
from typing import NamedTuple

from ...i18n import Text, say
from ...model.call import Call
from ...model.computing.call_figure import FactFigure
from ...model.facts import Facts
from ...model.instruments.instrument import Instrument
from ...model.outcome import AmountStatus
from ...model.walk.scope import Scope
from ...money import whole
from ..amount_status import worst
from ..conditions.context import Frame
from ..contribution.cost_groups import CENTS, Admitted, AdmittedCost, Exact
from ..formulas.figures import compile_figure, figure_grade
from ..formulas.resolved import exact


class GivenAid(NamedTuple):
    """What an instrument gives, in cents; None where it is open, for want of answers or of figures."""

    cents: int | None
    status: AmountStatus = "official"
    missing: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


class ReadyBase:
    """The base of one instrument, made ready once a call."""

    def __init__(self, instrument: Instrument, call: Call, scope: Scope) -> None:
        base = instrument.base
        self._categories = frozenset(base.categories)
        self._amount = compile_figure(base.amount, scope)
        self._grade = figure_grade(base.amount, scope, call)
        self._rounding = call.contribution.rounding
        self.instrument = base.instrument
        words = _words(instrument, call, scope)
        self.words = None if words is None else lambda: say(words)

    def cost(self, facts: Facts, cost: AdmittedCost, given: Mapping[str, GivenAid]) -> AdmittedCost:
        """Return the base as lines of cost in cents, with what it waits for; ``given`` is what the others give."""
        if self.instrument is not None:
            return self._of_instrument(given[self.instrument])
        if self._amount is not None:
            found = self._amount(Frame(facts))
            if found.value is None:
                status: AmountStatus = "official" if found.why.missing else "undetermined"
                return AdmittedCost([], found.why.missing, (), status)
            cents = max(0, whole(exact(found.number) * CENTS, self._rounding))
            return AdmittedCost([_alone(cents)], (), (), self._grade)
        if not self._categories:
            return cost
        return cost._replace(lines=[line for line in cost.lines if line.category in self._categories])

    def exactly(self, facts: Facts, lines: list[Admitted], given: Mapping[str, Exact]) -> list[Admitted] | None:
        """Return the base as lines of cost in exact cents; None where it is not known."""
        if self.instrument is not None:
            return [_alone(given[self.instrument])] if self.instrument in given else None
        if self._amount is not None:
            found = self._amount(Frame(facts))
            if found.value is None:
                return None
            cents = exact(found.number) * CENTS
            return [_alone(cents if cents > 0 else 0)]
        return [line for line in lines if not self._categories or line.category in self._categories]

    @staticmethod
    def _of_instrument(given: GivenAid) -> AdmittedCost:
        if given.cents is None:
            status = "undetermined" if given.status == "undetermined" else worst((given.status,))
            return AdmittedCost([], given.missing, given.figures, status)
        return AdmittedCost([_alone(given.cents)], (), (), given.status)


def _alone(cents: Exact) -> Admitted:
    """Return an amount as a line of cost of nobody and of no category."""
    return Admitted("", "", "", cents, cents)


def _words(instrument: Instrument, call: Call, scope: Scope) -> Text | None:
    """Return what the base is called, None of the admitted cost."""
    base = instrument.base
    if base.instrument is not None:
        return next((one.label for one in call.instruments if one.id == base.instrument), base.instrument)
    if isinstance(base.amount, FactFigure):
        fact = scope.fact(base.amount.fact)
        return base.amount.fact if fact is None else fact.label
    return None if base.amount is None else instrument.label
