"""What would change the contribution: pure functions of a call, facts and a day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ...model.call import Edition
from ...model.facts import Facts
from ...model.whatif import Binding, LineLoss, Reach, WhatIf, Yield
from ...money import CENT, ZERO
from ..evaluate import evaluate
from ..maths.simplex import NOTHING
from .breakpoints import breakpoints, cents_up, decimal_of, reach
from .costly_answers import costly_answers
from .marginal import Probe
from .missed_minimums import Minimum, missed
from .passed_tiers import overspent

_ROUNDED_AWAY = 100
"""How many cents roundings may take from a plan before it is said that spending more does not help."""


def what_if(edition: Edition, facts: Facts, on: date) -> WhatIf:
    """Say what binds, what more spending yields, what costs most, and what reaches the minimums that are missed.

    ``facts`` carry their derived answers. Exact: points and yields come from the structure of the sums, not from
    trying amounts. Where the contribution cannot be told, yields name what is missing and nothing is reckoned.
    """
    now = evaluate(edition, facts, on)
    probe = Probe(edition, facts, on)
    contribution = probe.contribution
    return WhatIf(
        contribution=contribution.amount,
        status=contribution.status,
        regime=contribution.regime,
        binding=tuple(_binding(probe)),
        yields=tuple(_yield(probe, category, partner) for category, partner in _places(probe)),
        lines=tuple(_lines(probe)),
        answers=costly_answers(edition, facts, now),
        reaches=tuple(_reach(probe, minimum) for minimum in missed(now)),
        overspent=tuple(overspent(probe)),
    )


def _binding(probe: Probe) -> Iterator[Binding]:
    for of, steps in (("cost", probe.totals.limits), ("aid", probe.contribution.steps)):
        for step in steps:
            if step.amount < 0:
                yield Binding(step.rule, step.text, step.cite, -step.amount, of)


def _places(probe: Probe) -> Iterator[tuple[str, str]]:
    """Yield where more could be spent: each category whose cost is presented, of each partner where there are some."""
    partners = [partner.id for partner in probe.facts.lists.get("partners", ())] or [""]
    for category in probe.call.expenses.categories:
        if category.flat is None:
            yield from ((category.id, partner) for partner in partners)


def _yield(probe: Probe, category: str, partner: str) -> Yield:
    if probe.contribution.amount is None:
        regimes = [regime for regime in probe.contribution.regimes if regime.estimates is None]
        missing = tuple(dict.fromkeys(key for one in regimes for key in (*one.missing, *one.missing_figures)))
        return Yield(category, partner or None, None, None, (), missing)
    now = probe.read(category, partner, NOTHING)
    if now.missing:
        return Yield(category, partner or None, None, None, (), now.missing)
    points = tuple(breakpoints(probe, category, partner))
    return Yield(category, partner or None, decimal_of(now.admitted_slope), decimal_of(now.aid_slope), points)


def _lines(probe: Probe) -> Iterator[LineLoss]:
    """Yield the lines that line rules refuse or cut, those whose refusal costs most first."""
    limits = {step.rule for step in probe.totals.limits}
    now = probe.contribution.amount
    losses = []
    for line in probe.totals.lines:
        cuts = [step for step in line.steps if step.rule not in limits]
        if not cuts or now is None:
            continue
        then = probe.spared(line.id).amount
        rules = tuple(dict.fromkeys(step.rule for step in cuts))
        refused = -sum((step.amount for step in cuts), ZERO)
        losses.append(LineLoss(line.id, line.description, rules, refused, (then or ZERO) - now))
    yield from sorted(losses, key=lambda loss: -loss.contribution)


def _reach(probe: Probe, minimum: Minimum) -> Reach:
    """Say how much more spending reaches a minimum, place by place."""
    places = list(_places(probe))
    needed = [_needed(probe, category, partner, minimum) for category, partner in places]
    names = [f"{category}@{partner}" if partner else category for category, partner in places]
    value, _slope = minimum.amount(probe.read(*places[0], NOTHING)) if places else (NOTHING, NOTHING)
    return Reach(
        rule=minimum.rule,
        text=minimum.text,
        cite=minimum.cite,
        least=cents_up(minimum.least),
        reached=cents_up(value),
        by_category=tuple(zip(names, needed, strict=True)),
    )


def _needed(probe: Probe, category: str, partner: str, minimum: Minimum) -> Decimal | None:
    """Return the least spending that reaches a minimum once everything is rounded to the cent."""
    found = reach(probe, category, partner, minimum.amount, minimum.least, minimum.above)
    if found is None or minimum.holds(probe.with_spending(category, partner, found)):
        return found
    steps = (found + n * CENT for n in range(1, _ROUNDED_AWAY))
    return next((more for more in steps if minimum.holds(probe.with_spending(category, partner, more))), None)
