"""One rate that is not a share of cost, as the reference rate of State aid: the call's figure, or the one supplied."""

from fractions import Fraction
from typing import NamedTuple

from ...model.call import Call
from ...model.contribution import Rate
from ...model.facts import Facts
from ...model.outcome import AmountStatus
from ...model.walk.figures import is_open
from ...model.walk.scope import Scope
from ..amount_status import grade, worst
from ..conditions.context import Frame
from ..contribution.cost_groups import GRAIN
from ..contribution.rates import share_of
from ..formulas.figures import compile_figure, figure_grade
from ..formulas.resolved import exact


class FoundRate(NamedTuple):
    """A yearly rate (exact), or None with the keys and the figures it waits for."""

    rate: Fraction | None
    status: AmountStatus = "undetermined"
    missing: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()


class SingleRate:
    """A rate made ready once a call."""

    def __init__(self, rate: Rate, call: Call, scope: Scope) -> None:
        self.rate = rate
        self._find = compile_figure(rate.rate, scope)
        self._grade = worst((grade(rate.status, rate.cite, call), figure_grade(rate.rate, scope, call)))

    def find(self, facts: Facts) -> FoundRate:
        """Return the rate, that supplied in place of what the text lacks before the call's own."""
        given = facts.supplied.get(self.rate.id) if is_open(self.rate) else None
        supplied = None if given is None else share_of(given)
        if supplied is not None:
            return FoundRate(Fraction(supplied) / GRAIN, "estimate")
        if self._find is None:
            return FoundRate(None, figures=(self.rate.id,))
        found = self._find(Frame(facts))
        if found.value is None:
            return FoundRate(None, missing=found.why.missing)
        return FoundRate(exact(found.number), self._grade)
