"""The rates of a regime made ready once a call, and which of them fit the parts of an application."""

from decimal import Decimal
from typing import NamedTuple

from ...model.call import Call
from ...model.computing.call_figure import DatedFigure, Figure, facts_of_figure
from ...model.computing.compute import facts_of_condition
from ...model.condition import Condition
from ...model.contribution import Rate
from ...model.outcome import AmountStatus
from ...model.walk.figures import is_open
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..formulas.figures import compile_figure, graded
from ..formulas.resolved import Find
from .cost_groups import CostGroup, Exact, grains


class ReadyRate(NamedTuple):
    """A rate made ready: ``fixed`` is its share in grains where the text gives one number.

    ``alike``: it fits all parts of a partner or none.
    """

    place: int
    rate: Rate
    categories: frozenset[str]
    judge: Judge
    share: Find | None
    fixed: Exact | None
    grade: AmountStatus
    can_be_supplied: bool
    alike: bool


def ready_rate(place: int, rate: Rate, call: Call, scope: Scope) -> ReadyRate:
    """Make a rate ready, the one at this place of its regime; ``scope`` is that of an expense."""
    return ReadyRate(
        place,
        rate,
        frozenset(rate.categories),
        compile_condition(rate.when, scope),
        compile_figure(rate.rate, scope),
        grains(rate.rate) if isinstance(rate.rate, Decimal) else None,
        graded(rate, scope, call, rate.rate),
        is_open(rate),
        not reads_line(rate.when, None, scope),
    )


class JudgedRates(dict[tuple[int, str], Judgement]):
    """Which rates fit the parts of each partner, as far as that is settled and looks at no line: judged once."""

    def of(self, ready: ReadyRate, part: CostGroup) -> Judgement:
        """Judge whether a rate fits a part."""
        key = (ready.place, part.partner)
        found = self.get(key)
        if found is None:
            found = ready.judge(part.frame)
            if ready.alike and found[0] in ("pass", "fail"):
                self[key] = found
        return found


def reads_line(condition: Condition | None, figure: Figure | None, scope: Scope) -> bool:
    """Return whether a condition or a figure of a line reads the line itself, and not only its partner or the rest.

    ``scope`` is that of an expense.
    """
    names = [*facts_of_condition(condition), *facts_of_figure(figure)]
    if isinstance(figure, DatedFigure) and figure.on is None:
        names.append(scope.dated_by)
    return any(scope.holder(name) == "item" for name in names)
