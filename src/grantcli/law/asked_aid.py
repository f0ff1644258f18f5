"""The aid that a call gives, form by form, as State-aid law counts it: its gross grant equivalent."""

from decimal import Decimal
from typing import NamedTuple

from ..model.instruments.instrument import KEPT_WHOLE
from ..model.instruments.support import InstrumentOutcome
from ..model.outcome import Judged
from ..money import ZERO


class AskedAid(NamedTuple):
    """Aid under one regulation (euro): its equivalent, None where that is not known, and what it is at ``most``.

    ``of_instruments``: some of it is of an instrument, and not only of a regime.
    """

    amount: Decimal | None = ZERO
    most: Decimal | None = ZERO
    of_instruments: bool = False

    def plus(self, amount: Decimal | None, most: Decimal | None, *, of_instruments: bool) -> "AskedAid":
        """Return the two together."""
        return AskedAid(_sum(self.amount, amount), _sum(self.most, most), self.of_instruments or of_instruments)


def asked_by_regulation(judged: Judged) -> dict[str, AskedAid]:
    """Return what is asked under each de minimis regulation: by the regime that applies, by each instrument."""
    asked: dict[str, AskedAid] = {}
    contribution, support = judged.contribution, judged.contribution.support
    regime = next((one for one in judged.call.contribution.regimes if one.id == contribution.regime), None)
    if regime is not None and regime.de_minimis is not None:
        granted = contribution.amount if support is None else support.granted
        asked[regime.de_minimis] = AskedAid().plus(granted, granted, of_instruments=False)
    for one in () if support is None else support.instruments:
        if one.de_minimis is not None and one.applies is not False:
            told = asked.get(one.de_minimis, AskedAid())
            amount = one.equivalent if one.applies else None
            asked[one.de_minimis] = told.plus(amount, one.amount if one.applies else None, of_instruments=True)
    return asked


def intensive(judged: Judged) -> tuple[InstrumentOutcome, ...]:
    """Return the instruments that apply whose rates are shares of cost that is aid."""
    support = judged.contribution.support
    return tuple(one for one in (() if support is None else support.given) if one.form in KEPT_WHOLE)


def _sum(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
