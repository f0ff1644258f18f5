"""Lint of what a call says and nothing would come of: a bonus that no rate carries, two figures for one bonus."""

from collections.abc import Iterator

from ...i18n import _
from ...model.contribution import Bonus, Regime
from ...model.instruments.instrument import Instrument
from ..call.address_problem import AddressProblem
from ..call.addresses import of_kind
from .subject import Check, Linted


def check_bonuses(linted: Linted) -> Iterator[AddressProblem]:
    """A bonus gives points or a fixed amount, not both: the points would be lost."""
    for steps, bonus in of_kind(linted.call, Bonus):
        if bonus.points is not None and bonus.fixed is not None:
            text = _("la maggiorazione ha punti e somma fissa: varrebbe solo la somma")
            yield AddressProblem(steps, "points_and_fixed", text, _("scrivere due maggiorazioni"))


def check_carried(linted: Linted) -> Iterator[AddressProblem]:
    """Points are added to a rate: where a regime has tiers or a lump sum and no rates they would add nothing."""
    for index, regime in enumerate(linted.call.contribution.regimes):
        for at, bonus in enumerate(regime.bonuses if not regime.rates else ()):
            if bonus.points is not None:
                text = _("i punti si aggiungono a un'aliquota, e il regime non ne ha: non aggiungono nulla")
                hint = _("scrivere gli scaglioni già maggiorati, con when, oppure fixed")
                steps = ("contribution", "regimes", index, "bonuses", at)
                yield AddressProblem(steps, "bonus_without_rate", text, hint)


def check_tiers_reached(linted: Linted) -> Iterator[AddressProblem]:
    """Tiers cover what no rate fits: where rates fit everything they give nothing."""
    everything = {one.id for one in linted.call.expenses.categories}
    for steps, whole in of_kind(linted.call, Regime, Instrument):
        fitting = [rate.categories for rate in whole.rates if rate.when is None]
        fitted = () in fitting or (everything and everything <= {name for names in fitting for name in names})
        if fitted and (whole.tiers or whole.tiers_table is not None):
            text = _("un'aliquota vale per ogni spesa: gli scaglioni non danno mai nulla")
            hint = _("togliere gli scaglioni, o dire le categorie dell'aliquota")
            key = "tiers" if whole.tiers else "tiers_table"
            yield AddressProblem((*steps, key), "tiers_never_reached", text, hint, warning=True)


def check_units(linted: Linted) -> Iterator[AddressProblem]:
    """Costs by unit need the fact that says how many units a line has."""
    for index, category in enumerate(linted.call.expenses.categories):
        if category.units and "expenses[].units" not in linted.edition.vocabulary:
            text = _("i costi per unità non hanno il fatto che le conta: expenses[].units")
            yield AddressProblem(("expenses", "categories", index, "units"), "units_without_fact", text)


SILENCE_CHECKS: tuple[Check, ...] = (check_bonuses, check_carried, check_tiers_reached, check_units)
