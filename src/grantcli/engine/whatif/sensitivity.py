"""What would change the contribution: pure functions of a call, facts and a day."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ...i18n import Text, _
from ...model.call import Call, Edition
from ...model.facts import Facts
from ...model.instruments.support import InstrumentOutcome
from ...model.outcome import ContributionOutcome
from ...model.whatif import Binding, FormYield, LineLoss, Reach, WhatIf, Yield
from ...money import CENT, ZERO
from ...wording import formats
from ..evaluate import evaluate
from ..maths.curves import slope_at, value_at
from ..maths.simplex import NOTHING
from .breakpoints import cents_up, course, decimal_of, reach
from .costly_answers import costly_answers
from .marginal import Probe, lacking
from .missed_minimums import Minimum, missed
from .passed_tiers import overspent
from .points import form_yield, in_steps, points

_STRETCH = Decimal("1000.00")
_ROUNDED_AWAY = 100
"""How many cents roundings may take from a plan before it is said that spending more does not help."""


def what_if(edition: Edition, facts: Facts, on: date) -> WhatIf:
    """Say what binds, what more spending yields, what costs most, and what reaches the minimums that are missed.

    ``facts`` carry their derived answers. Exact: points and yields come from the structure of the sums, not from
    trying amounts. Where the contribution is open, yields name what is missing and nothing is reckoned.
    """
    now = evaluate(edition, facts, on)
    probe = Probe(edition, facts, on)
    contribution = probe.contribution
    yields = tuple(yield_of(probe, category, partner) for category, partner in _places(probe))
    return WhatIf(
        contribution=contribution.amount,
        status=contribution.status,
        regime=contribution.regime,
        binding=tuple(_binding(probe)),
        yields=yields,
        lines=tuple(_lines(probe)),
        answers=costly_answers(edition, facts, now),
        reaches=tuple(_reach(probe, minimum) for minimum in missed(now)),
        overspent=tuple(overspent(probe)),
        unrounded=_unrounded(probe.call, any(one.breakpoints for one in yields)) if yields else None,
    )


def _unrounded(call: Call, points_told: bool) -> Text | None:
    """Say which rounding the yields leave aside: they are those of the sums before it."""
    contribution = call.contribution
    conventional = (one.terms for one in call.instruments if one.form == "interest" and one.terms is not None)
    if any(terms.rounded == "each" for terms in conventional):
        return _("Il bando arrotonda ogni rata: le rese qui sono quelle prima dell'arrotondamento")
    if contribution.round_each == "line":
        return _("Il bando arrotonda ogni riga: le rese qui sono quelle prima dell'arrotondamento")
    if contribution.round_to > CENT:
        text = _("Il bando arrotonda a {unit} euro: le rese qui sono quelle prima dell'arrotondamento")
        return text.format(unit=formats.number(contribution.round_to))
    if points_told and in_steps(call):
        return _(
            "Il contributo dei punti è al centesimo; fra l'uno e l'altro i costi, ammessi a centesimi interi, lo"
            " spostano di qualche centesimo"
        )
    return None


def _binding(probe: Probe) -> Iterator[Binding]:
    for of, steps in (("cost", probe.totals.limits), ("aid", probe.contribution.steps)):
        for step in steps:
            if step.amount < 0:
                yield Binding(step.rule, step.text, step.cite, -step.amount, of)
    for one in _instruments(probe.contribution):
        for step in one.steps:
            if step.amount < 0:
                yield Binding(step.rule, step.text, step.cite, -step.amount, "aid", one.label)


def _instruments(contribution: ContributionOutcome) -> tuple[InstrumentOutcome, ...]:
    return () if contribution.support is None else contribution.support.given


def _places(probe: Probe) -> Iterator[tuple[str, str]]:
    """Yield where more could be spent: each category whose cost is presented, of each partner where there are some."""
    partners = [partner.id for partner in probe.facts.lists.get("partners", ())] or [""]
    for category in probe.call.expenses.categories:
        if category.flat is None:
            yield from ((category.id, partner) for partner in partners)


def yield_of(probe: Probe, category: str, partner: str) -> Yield:
    """Say what one more euro in a category (of a partner, where there are some) yields, now and as spending grows."""
    if probe.contribution.amount is None:
        return Yield(category, partner or None, None, None, (), lacking(probe.contribution))
    found = course(probe, category, partner)
    if not found.stretches:
        missing = probe.read(category, partner, NOTHING).missing
        if missing:
            return Yield(category, partner or None, None, None, (), missing)
        return _measured(probe, category, partner)
    first, told = found.stretches[0], tuple(points(probe, category, partner, found))
    now, bends_to = first.first.reading, first.bends_to(lambda reading: reading.aid)
    admitted, aid = (decimal_of(slope_at(one, NOTHING)) for one in (now.admitted, now.aid))
    forms = tuple(form_yield(first, one.id, one.label) for one in probe.call.instruments if one.id in now.forms)
    return Yield(category, partner or None, admitted, aid, told, bends_to=bends_to, told_to=found.told_to, forms=forms)


def _measured(probe: Probe, category: str, partner: str) -> Yield:
    """Say what a stretch of spending yields on average: of the contribution, and of each instrument.

    Where cost and aid rest on each other without a formula, or an instrument's conditions on more cost are not known.
    """
    now, then = probe.with_spending(category, partner, ZERO), probe.with_spending(category, partner, _STRETCH)
    if then.contribution.amount is None:
        return Yield(category, partner or None, None, None, (), lacking(then.contribution))
    admitted = (then.totals.admitted - now.totals.admitted) / _STRETCH
    aid = ((then.contribution.amount or ZERO) - (now.contribution.amount or ZERO)) / _STRETCH
    before = {one.id: one.amount or ZERO for one in _instruments(now.contribution)}
    forms = tuple(
        FormYield(one.id, one.label, (((one.amount or ZERO) - before.get(one.id, ZERO)) / _STRETCH).normalize())
        for one in _instruments(then.contribution)
    )
    return Yield(category, partner or None, admitted.normalize(), aid.normalize(), measured=_STRETCH, forms=forms)


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
    value = value_at(minimum.amount(probe.read(*places[0], NOTHING)), NOTHING) if places else NOTHING
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
