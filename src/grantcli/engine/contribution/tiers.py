"""Tiers of a regime: rates by stretches of the cost, each stretch with its own rate or one rate for the whole."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...i18n import Text, _, say
from ...model.call import Call
from ...model.computing.call_figure import Figure
from ...model.computing.compute import Bracket, LookupTable
from ...model.condition import Condition
from ...model.contribution import Regime, Tier
from ...model.outcome import AmountStatus
from ...model.walk.scope import Scope
from ...wording import formats
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
    row: int | None


class TierAt(NamedTuple):
    """A tier with its figures known: from or over ``low``, up to ``high`` (cents; None: the next); rate in grains.

    ``row`` is its row of a table, counted from 0, ``since`` the day from which a dated rate holds.
    """

    low: Exact
    from_low: bool
    high: Exact | None
    rate: Exact
    row: int | None = None
    since: date | None = None

    def reached_by(self, cost: Exact) -> bool:
        """Return whether a cost in cents reaches into the tier."""
        return _reaches(cost, self.low, self.from_low)


def _reaches(cost: Exact, low: Exact, from_low: bool) -> bool:
    return cost >= low if from_low else cost > low


class TierPiece(NamedTuple):
    """The stretch of the cost (cents) that one tier is given on."""

    tier: TierAt
    low: Exact
    high: Exact

    @property
    def aid(self) -> Exact:
        """Return what the tier gives on the stretch, in grains."""
        return self.tier.rate * (self.high - self.low)


class TierScale:
    """The tiers of one regime, written there or in a table of brackets, made ready once a call."""

    def __init__(self, regime: Regime, call: Call, scope: Scope) -> None:
        self._by_whole = regime.tiers_by == "whole"
        self._inner = scope.within("partners") if regime.tiers_base == "partner" else scope
        table = None if regime.tiers_table is None else call.tables.get(regime.tiers_table)
        written = list(_written(regime.tiers, table))
        self._tiers = [_ready(*one, self._inner) for one in written]
        figures = [figure for stretch, rate, _when, _row in written for figure in (stretch.low, rate)]
        status = [] if table is None else [grade(table.status, table.cite, call)]
        self.grade: AmountStatus = worst([*status, *(figure_grade(one, self._inner, call) for one in figures)])
        self.table = None if table is None else table.label or regime.tiers_table
        self.cite = regime.cite if table is None else table.cite

    def __bool__(self) -> bool:
        return bool(self._tiers)

    def give(self, cost: Exact, frame: Frame) -> list[TierPiece] | Judgement:
        """Return the stretches of a cost in cents that tiers give on, or why it is unknown or undetermined.

        What lacks of a tier that the cost does not reach keeps nothing open.
        """
        tiers: list[TierAt] = []
        for ready in self._tiers:
            low = ready.low(frame)
            if low.value is not None and not _reaches(cost, exact(low.number) * CENTS, ready.from_low):
                continue
            judged = ready.judge(frame)
            if judged.verdict == "fail":
                continue
            found = [low, *(find(frame) for find in (ready.rate, ready.high) if find is not None)]
            open_ = next((one.why for one in found if one.value is None), None)
            if judged.verdict != "pass" or open_ is not None or ready.rate is None:
                return judged if judged.verdict != "pass" else open_ or Judgement("undetermined")
            rate = in_grains(found[1].number)
            high = None if ready.high is None else exact(found[2].number) * CENTS
            tiers.append(TierAt(exact(low.number) * CENTS, ready.from_low, high, rate, ready.row, found[1].since))
        return tiered(tiers, cost, self._by_whole)


def _written(
    tiers: tuple[Tier, ...], table: LookupTable | None
) -> Iterator[tuple[Bracket, Figure | None, Condition | None, int | None]]:
    for tier in tiers:
        low = tier.from_ if tier.from_ is not None else tier.over
        start = Decimal(0) if low is None else low
        yield Bracket(low=start, from_low=tier.over is None), tier.rate, tier.when, None
    for index, row in enumerate(table.rows if table is not None else ()):
        if row.bracket is not None:
            yield row.bracket, row.value, row.when, index


def _ready(stretch: Bracket, rate: Figure | None, when: Condition | None, row: int | None, scope: Scope) -> _ReadyTier:
    low = compile_figure(stretch.low, scope)
    if low is None:
        raise TypeError("a bracket begins somewhere")
    return _ReadyTier(
        low,
        stretch.from_low,
        compile_figure(stretch.high, scope),
        compile_figure(rate, scope),
        compile_condition(when, scope),
        row,
    )


def tiered(tiers: list[TierAt], cost: Exact, by_whole: bool) -> list[TierPiece]:
    """Return the stretches of a cost in cents that tiers give on: each bracket its own, or one tier on the whole.

    Where two tiers are about the same stretch the one written first is given. A tier without an end goes as far as
    the next begins.
    """
    reached = [tier for tier in tiers if tier.reached_by(cost)]
    if by_whole:
        whole = next((tier for tier in reached if _holds_to_the_end(tier, reached, cost)), None)
        return [] if whole is None else [TierPiece(whole, NOTHING, cost)]
    free: list[tuple[Exact, Exact]] = [(NOTHING, cost)]
    pieces: list[TierPiece] = []
    for tier in reached:
        top, left = _end(tier, reached, cost), []
        for low, high in free:
            start, end = max(low, tier.low), min(high, top)
            if start >= end:
                left.append((low, high))
                continue
            pieces.append(TierPiece(tier, start, end))
            left += [(one, other) for one, other in ((low, start), (end, high)) if one < other]
        free = left
    return sorted(pieces, key=lambda piece: piece.low)


def _end(tier: TierAt, tiers: list[TierAt], cost: Exact) -> Exact:
    """Return where a tier ends, or the cost where that comes first."""
    if tier.high is not None:
        return min(tier.high, cost)
    return min([*(one.low for one in tiers if one.low > tier.low), cost])


def _holds_to_the_end(tier: TierAt, reached: list[TierAt], cost: Exact) -> bool:
    """Return whether a tier that a cost reaches is still the one that it ends in."""
    if tier.high is not None:
        return cost <= tier.high
    return not any((one.low, not one.from_low) > (tier.low, not tier.from_low) for one in reached)


def row_words(tier: TierAt, table: Text | None) -> str:
    """Say which row of a table a tier is, and since when its rate holds; nothing of a tier written in the regime."""
    words = ""
    if table is not None and tier.row is not None:
        words = _(", riga {n} di «{table}»").format(n=tier.row + 1, table=say(table))
    if tier.since is not None:
        words += _(", in vigore dal {day}").format(day=formats.day(tier.since))
    return words
