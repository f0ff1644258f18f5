"""The rates of a regime made ready once a call, and which of them fit the parts of an application."""

from typing import NamedTuple

from ...model.computing.call_figure import DatedFigure, Figure, facts_of_figure
from ...model.computing.compute import facts_of_condition
from ...model.condition import Condition
from ...model.contribution import Rate
from ...model.outcome import AmountStatus
from ...model.walk.scope import Scope
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..formulas.resolved import Find
from .cost_groups import CostGroup, Exact


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


def reads_lines(condition: Condition | None, figure: Figure | None, scope: Scope) -> bool:
    """Return whether a condition or a figure of a line reads the line itself, and not only its partner or the rest."""
    inner = scope.within("expenses")
    names = [*facts_of_condition(condition), *facts_of_figure(figure)]
    if isinstance(figure, DatedFigure) and figure.on is None:
        names.append(scope.dated_by)
    return any(inner.holder(name) == "item" for name in names)
