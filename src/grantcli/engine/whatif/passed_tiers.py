"""Where spending less would yield more: steps of whole-amount tiers already passed, lines that lower the aid."""

from collections.abc import Iterator
from decimal import Decimal

from ...model.computing.call_figure import fixed
from ...model.contribution import Regime
from ...model.facts import Answer, Facts
from ...model.whatif import Overspent
from ...money import CENT, ZERO
from .marginal import Probe

_MOST_LINES = 200


def overspent(probe: Probe) -> Iterator[Overspent]:
    """Yield the steps passed, and the lines without which more would be granted."""
    yield from _passed(probe)
    yield from _lowering(probe)


def _lowering(probe: Probe) -> Iterator[Overspent]:
    """Yield the lines (of the largest) without which the plan would be granted more, where that can be at all."""
    now = probe.contribution.amount
    regime = _chosen(probe)
    if now is None or regime is None:
        return
    cut = any(step.amount < 0 for step in probe.totals.limits)
    if not (cut or regime.tiers or probe.ready.money.grants.reads_totals):
        return
    lines = sorted((line for line in probe.totals.lines if line.admitted > 0), key=lambda line: -line.presented)
    items = probe.start.lists.get("expenses", ())
    for line in lines[:_MOST_LINES]:
        without = tuple(item for item in items if item.id != line.id)
        if len(without) == len(items):
            continue
        then = probe.judged(probe.start.with_list("expenses", without)).amount
        if then is not None and then > now:
            yield Overspent(line.id, line.description, line.presented, then, then - now)


def _passed(probe: Probe) -> Iterator[Overspent]:
    """Yield, for each step passed, the cut of one line just below it, where the plan so cut is granted more.

    The line is the largest admitted one; the plan is judged anew with it, so that limits, caps and floors are counted.
    """
    regime = _chosen(probe)
    now = probe.contribution.amount
    lines = [line for line in probe.totals.lines if line.admitted > 0]
    if regime is None or regime.tiers_by != "whole" or now is None or not lines:
        return
    largest = max(lines, key=lambda line: line.admitted)
    for start in sorted(_starts(regime), reverse=True):
        less = probe.totals.admitted - start + CENT
        if not (ZERO < start <= probe.totals.admitted) or less >= largest.presented:
            continue
        then = probe.judged(_cut(probe.start, largest.id, largest.presented - less)).amount
        if then is not None and then > now:
            yield Overspent(largest.id, largest.description, less, then, then - now)


def _starts(regime: Regime) -> Iterator[Decimal]:
    """Yield the first cent of each tier whose start is a number of the call."""
    for tier in regime.tiers:
        first, over = fixed(tier.from_), fixed(tier.over)
        if first is not None or over is not None:
            yield first if first is not None else (over or ZERO) + CENT


def _chosen(probe: Probe) -> Regime | None:
    regimes = probe.call.contribution.regimes
    return next((regime for regime in regimes if regime.id == probe.contribution.regime), None)


def _cut(facts: Facts, line: str, amount: Decimal) -> Facts:
    items = facts.lists.get("expenses", ())
    cut = {"amount": Answer(amount, "derived")}
    return facts.with_list("expenses", tuple(item.with_answers(cut) if item.id == line else item for item in items))
