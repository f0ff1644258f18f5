"""Lint of figures: shares that are shares, caps that can be reached, budgets and grids that add up."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ...i18n import _
from ...model.computing.call_figure import fixed
from ...model.contribution import Bonus, Cap, Rate, Regime, Tier
from ...model.expense import FlatRate, Limit
from ...model.instruments.instrument import Instrument, SupportCap
from ...model.instruments.payments import Payment
from ...model.walk.call_nouns import Steps
from ...registry.amounts import shown
from ..call.address_problem import AddressProblem
from ..call.addresses import of_kind
from .subject import Check, Linted

ONE = Decimal(1)
FACTOR = 2
"""How many times the budget may differ from what the expected projects can take at most before it is doubted."""
_BOUNDS = ("amount", "share")


def check_shares(linted: Linted) -> Iterator[AddressProblem]:
    """A share lies between 0 and 1: 50 % is written 0.50."""
    beyond = {regime.id for regime in linted.call.contribution.regimes if regime.beyond_cost}
    for steps, name, share in _shares(linted):
        if steps[:2] == ("contribution", "regimes") and len(steps) > 3:
            regime = linted.call.contribution.regimes[int(steps[2])]
            if regime.id in beyond and share >= 0:
                continue
        if steps[:1] == ("instruments",) and linted.call.instruments[int(steps[1])].exceeds_cost and share >= 0:
            continue
        if not 0 <= share <= ONE:
            text = _("la quota {share} non sta fra 0 e 1").format(share=share)
            yield AddressProblem((*steps, name), "wrong_share", text, _("il 50 % si scrive 0.50"))


def _shares(linted: Linted) -> Iterator[tuple[Steps, str, Decimal]]:
    named = (Rate, "rate"), (Tier, "rate"), (Bonus, "points"), (FlatRate, "share"), (Limit, "share"), (Cap, "share")
    for kind, name in (
        *named,
        (Regime, "ceiling"),
        (Payment, "share"),
        (Instrument, "rate"),
        (Instrument, "ceiling"),
        (SupportCap, "share"),
    ):
        for steps, noun in of_kind(linted.call, kind):
            share = fixed(getattr(noun, name))
            if share is not None:
                yield steps, name, share


def check_figures(linted: Linted) -> Iterator[AddressProblem]:
    """A figure is there, or its status says that it is missing; never both."""
    figures = (Rate, ("rate",)), (Bonus, ("points", "fixed")), *((kind, _BOUNDS) for kind in (Cap, Limit, SupportCap))
    for kind, names in figures:
        for steps, noun in of_kind(linted.call, kind):
            given = any(getattr(noun, name) is not None for name in names)
            if given and noun.status == "missing":
                yield AddressProblem(steps, "figure_and_missing", _("c'è la cifra, ma lo stato dice che manca"))
            elif not given and noun.status != "missing":
                text = _("manca la cifra ({names}), e lo stato non lo dice").format(names=", ".join(names))
                yield AddressProblem(steps, "figure_missing", text, "status: missing")


def check_tiers(linted: Linted) -> Iterator[AddressProblem]:
    """Tiers rise."""
    for steps, regime in of_kind(linted.call, Regime, Instrument):
        starts = [fixed(tier.from_ if tier.over is None else tier.over) for tier in regime.tiers]
        for index, (before, start) in enumerate(pairwise(starts), start=1):
            if before is not None and start is not None and start <= before:
                text = _("gli scaglioni devono crescere: {above} non supera {before}")
                said = text.format(above=shown(start), before=shown(before))
                yield AddressProblem((*steps, "tiers", index), "tiers_out_of_order", said)


def check_caps(linted: Linted) -> Iterator[AddressProblem]:
    """No floor is above a cap of the same kind, and no cap of a project exceeds the whole budget."""
    call = linted.call
    budget = call.budget.total if call.budget else None
    for index, regime in enumerate(call.contribution.regimes):
        where = [
            *((("contribution", "caps", at), cap) for at, cap in enumerate(call.contribution.caps)),
            *((("contribution", "regimes", index, "caps", at), cap) for at, cap in enumerate(regime.caps)),
        ]
        yield from _floors(where)
        yield from _unreachable(where, budget)
        ceiling = fixed(regime.ceiling)
        if ceiling is not None and any((fixed(one.rate) or 0) > ceiling for one in regime.rates):
            text = _("un'aliquota supera già il massimale {ceiling}").format(ceiling=ceiling)
            yield AddressProblem(("contribution", "regimes", index, "ceiling"), "cap_unreachable", text)


def _floors(caps: Sequence[tuple[Steps, Cap]]) -> Iterator[AddressProblem]:
    for steps, floor in caps:
        for _at, cap in caps if floor.least else ():
            same = not cap.least and cap.of == floor.of and cap.categories == floor.categories
            least, most = fixed(floor.amount), fixed(cap.amount)
            if same and least is not None and most is not None and least > most:
                text = _("il minimo {least} supera il massimo {most}").format(least=shown(least), most=shown(most))
                yield AddressProblem((*steps, "amount"), "cap_unreachable", text)


def _unreachable(caps: Sequence[tuple[Steps, Cap]], budget: Decimal | None) -> Iterator[AddressProblem]:
    for steps, cap in caps:
        most = fixed(cap.amount)
        if budget is not None and most is not None and not cap.least and most > budget:
            text = _("il massimo {most} supera l'intera dotazione {budget}").format(
                most=shown(most), budget=shown(budget)
            )
            yield AddressProblem((*steps, "amount"), "cap_unreachable", text)


def check_limits(linted: Linted) -> Iterator[AddressProblem]:
    """A minimum on some costs does not exceed the maximum on the same."""
    limits = list(enumerate(linted.call.expenses.limits))
    tops = [limit for _index, limit in limits if not limit.least]
    for index, floor in limits:
        for top in tops if floor.least else ():
            same = top.of == floor.of and top.each == floor.each
            least, most = fixed(floor.amount), fixed(top.amount)
            if same and least is not None and most is not None and least > most:
                text = _("il minimo {least} supera il massimo {most}")
                said = text.format(least=shown(least), most=shown(most))
                yield AddressProblem(("expenses", "limits", index, "amount"), "limit_unreachable", said)


def check_budget(linted: Linted) -> Iterator[AddressProblem]:
    """What the expected projects can take at most is of the size of the budget, and its parts sum to it."""
    budget = linted.call.budget
    if budget is None or budget.total is None or budget.explained is not None:
        return
    if budget.projects and budget.most:
        most = budget.most * budget.projects
        if not most / FACTOR <= budget.total <= most * FACTOR:
            text = _("{projects} progetti per {most} fanno {product}: la dotazione dice {total}")
            said = text.format(
                projects=budget.projects, most=shown(budget.most), product=shown(most), total=shown(budget.total)
            )
            yield AddressProblem(
                ("budget", "total"), "budget_sanity", said, _("se è così, dirlo in budget.explained"), True
            )
    if budget.parts and sum(budget.parts.values()) != budget.total:
        text = _("le parti sommano a {parts}, la dotazione è {total}")
        said = text.format(parts=shown(sum(budget.parts.values())), total=shown(budget.total))
        yield AddressProblem(("budget", "parts"), "budget_parts", said, _("se è così, dirlo in budget.explained"), True)


def check_grid(linted: Linted) -> Iterator[AddressProblem]:
    """The criteria can give the points that the grid promises, and reach its threshold."""
    scoring = linted.call.scoring
    if scoring is None or scoring.status == "missing" or not scoring.criteria:
        return
    if any(fixed(one.weight) is None for one in scoring.criteria):
        return
    reachable = sum(one.most * (fixed(one.weight) or 0) for one in scoring.criteria if not one.bonus)
    threshold = fixed(scoring.threshold)
    if threshold is not None and threshold > reachable:
        text = _("la soglia {threshold} supera i punti possibili {points}")
        said = text.format(threshold=shown(threshold), points=shown(reachable))
        yield AddressProblem(("scoring", "threshold"), "threshold_unreachable", said)
    every = reachable + sum(one.most * (fixed(one.weight) or 0) for one in scoring.criteria if one.bonus)
    if scoring.most is not None and scoring.most not in (reachable, every):
        text = _("i criteri danno al massimo {points} punti, la griglia dice {most}")
        yield AddressProblem(
            ("scoring", "most"),
            "grid_sum",
            text.format(points=shown(reachable), most=shown(scoring.most)),
            warning=True,
        )


def check_coverage(linted: Linted) -> Iterator[AddressProblem]:
    """Every category that the call admits has a rate in each regime: else its cost would give nothing, in silence.

    Tiers and a lump sum look at all cost: they count as rates.
    """
    for index, regime in enumerate(linted.call.contribution.regimes):
        named = {category for rate in regime.rates for category in rate.categories}
        of_all = bool(regime.tiers or regime.tiers_table) or regime.lump_sum is not None
        everything = of_all or not regime.rates or any(not rate.categories for rate in regime.rates)
        lost = [one.id for one in linted.call.expenses.categories if not everything and one.id not in named]
        if lost:
            text = _("nessuna aliquota vale per: {categories}").format(categories=", ".join(lost))
            steps = ("contribution", "regimes", index, "rates")
            yield AddressProblem(
                steps, "category_without_rate", text, _("se non dà nulla, scriverlo: rate: 0"), warning=True
            )


def check_ceilings(linted: Linted) -> Iterator[AddressProblem]:
    """A ceiling on rate and bonuses can be reached by the highest rate with every bonus."""
    for index, regime in enumerate(linted.call.contribution.regimes):
        given = [fixed(one.rate) for one in regime.rates]
        points, ceiling = [fixed(one.points) for one in regime.bonuses], fixed(regime.ceiling)
        if ceiling is None or not given or None in given or None in points:
            continue
        most = max(rate for rate in given if rate is not None) + sum(one for one in points if one is not None)
        if most < ceiling:
            text = _("aliquota e aumenti arrivano a {most}: il massimale {ceiling} non si raggiunge mai")
            steps = ("contribution", "regimes", index, "ceiling")
            said = text.format(most=most, ceiling=ceiling)
            yield AddressProblem(steps, "ceiling_never_reached", said, warning=True)


MONEY_CHECKS: tuple[Check, ...] = (
    check_shares,
    check_figures,
    check_tiers,
    check_caps,
    check_limits,
    check_budget,
    check_grid,
    check_coverage,
    check_ceilings,
)
