"""Tiers of a regime: rates by stretches of the cost, each stretch with its own rate or one rate for the whole."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ...model.call import Call
from ...model.computing.call_figure import Figure
from ...model.computing.compute import Bracket, LookupTable
from ...model.condition import Condition
from ...model.contribution import Regime, Tier
from ...model.outcome import AmountStatus
from ...model.walk.scope import Scope
from ..amount_status import grade, worst
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..formulas.figures import compile_figure, figure_grade
from ..formulas.resolved import Find, exact
from .cost_groups import CENTS, NOTHING, Exact, in_grains


class _ReadyTier(NamedTuple):
    low: Find
    from_low: bool
    high: Find | None
    rate: Find | None
    judge: Judge


class TierAt(NamedTuple):
    """A tier with its figures known: from or over ``low``, up to ``high`` (cents; None: the next); rate in grains."""

    low: Exact
    from_low: bool
    high: Exact | None
    rate: Exact

    def reached_by(self, cost: Exact) -> bool:
        """Tell whether a cost in cents reaches into the tier."""
        return cost >= self.low if self.from_low else cost > self.low


class TierScale:
    """The tiers of one regime, written there or in a table of brackets, made ready once a call."""

    def __init__(self, regime: Regime, call: Call, scope: Scope) -> None:
        self._by_whole = regime.tiers_by == "whole"
        self._inner = scope.within("partners") if regime.tiers_base == "partner" else scope
        table = None if regime.tiers_table is None else call.tables.get(regime.tiers_table)
        self._tiers = [_ready(*one, self._inner) for one in _written(regime.tiers, table)]
        figures = [figure for stretch, rate, _when in _written(regime.tiers, table) for figure in (stretch.low, rate)]
        status = [] if table is None else [grade(table.status, table.cite, call)]
        self.grade: AmountStatus = worst([*status, *(figure_grade(one, self._inner, call) for one in figures)])

    def __bool__(self) -> bool:
        return bool(self._tiers)

    def give(self, cost: Exact, frame: Frame) -> Exact | Judgement:
        """Return the aid (grains) that the tiers give on a cost in cents, or why it is unknown or undetermined."""
        tiers: list[TierAt] = []
        for ready in self._tiers:
            judged = ready.judge(frame)
            if judged.verdict == "fail":
                continue
            found = [ready.low(frame), *(find(frame) for find in (ready.rate, ready.high) if find is not None)]
            open_ = next((one.why for one in found if one.value is None), None)
            if judged.verdict != "pass" or open_ is not None or ready.rate is None:
                return judged if judged.verdict != "pass" else open_ or Judgement("undetermined")
            high = None if ready.high is None else exact(found[2].number) * CENTS
            tiers.append(TierAt(exact(found[0].number) * CENTS, ready.from_low, high, in_grains(found[1].number)))
        return tiered(sorted(tiers, key=lambda tier: (tier.low, not tier.from_low)), cost, self._by_whole)


def _written(
    tiers: tuple[Tier, ...], table: LookupTable | None
) -> Iterator[tuple[Bracket, Figure | None, Condition | None]]:
    for tier in tiers:
        low = tier.from_ if tier.from_ is not None else tier.over
        yield Bracket(low=Decimal(0) if low is None else low, from_low=tier.over is None), tier.rate, tier.when
    for row in table.rows if table is not None else ():
        if row.bracket is not None:
            yield row.bracket, row.value, row.when


def _ready(stretch: Bracket, rate: Figure | None, when: Condition | None, scope: Scope) -> _ReadyTier:
    low = compile_figure(stretch.low, scope)
    if low is None:
        raise TypeError("a bracket begins somewhere")
    return _ReadyTier(
        low,
        stretch.from_low,
        compile_figure(stretch.high, scope),
        compile_figure(rate, scope),
        compile_condition(when, scope),
    )


def tiered(tiers: list[TierAt], cost: Exact, by_whole: bool) -> Exact:
    """Return the aid (grains) that rising tiers give on a cost in cents: by bracket, or one rate for the whole."""
    reached = [tier for tier in tiers if tier.reached_by(cost)]
    if by_whole:
        last = reached[-1] if reached else None
        return NOTHING if last is None or (last.high is not None and cost > last.high) else last.rate * cost
    given: Exact = NOTHING
    for i, tier in enumerate(reached):
        tops = [tier.high, reached[i + 1].low if i + 1 < len(reached) else None]
        top = min([one for one in tops if one is not None], default=cost)
        given += tier.rate * ((top if cost > top else cost) - tier.low)
    return given
