"""The instruments of a call: the forms its aid takes beside the contribution, the ways between them, joint ceilings."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Literal

from ...i18n import Text
from ..amounts.aid_form import InstrumentForm
from ..computing.call_figure import MoneyFigure, NumberFigure, ShareFigure
from ..condition import Condition
from ..contribution import Bonus, Cap, Rate, Regime, Tier
from ..expense import Limit
from ..noun import noun
from ..rule import Status
from .terms import Terms

KEPT_WHOLE: frozenset[InstrumentForm] = frozenset({"grant", "voucher", "tax_credit", "interest"})
"""The forms of which nothing is ever paid back."""
COVERING: frozenset[InstrumentForm] = KEPT_WHOLE | {"loan", "equity"}
"""The forms that pay for the cost with all that they give."""
EquivalentMethodName = Literal["interest", "premium", "proportion", "share"]
"""Interest saved, discounted · yearly premiums of a market, discounted · a ceiling in proportion · a share given."""

METHOD_FIGURES: Mapping[EquivalentMethodName, tuple[str, ...]] = {
    "interest": (),
    "premium": ("premium",),
    "proportion": ("ceiling", "of", "over"),
    "share": ("share",),
}
"""The figures that each method needs."""


@noun
class InstrumentBase:
    """What an instrument is reckoned on: the admitted cost, or one of these.

    The admitted cost of some ``categories``, what another ``instrument`` gives, an ``amount`` in euro (a fact, answered
    or computed).
    """

    categories: tuple[str, ...] = ()
    instrument: str | None = None
    amount: MoneyFigure | None = None


@noun
class EquivalentMethod:
    """How the gross grant equivalent of a loan or a guarantee is reckoned; unsaid, of a loan by the interest saved.

    ``premium``: the yearly premium a market would ask, a share of what is guaranteed, less the ``fee`` paid (a share of
    it too). ``proportion``: ``ceiling`` for a sum ``of`` so many euro ``over`` so many years. ``share``: of the amount,
    as tables give it.
    """

    method: EquivalentMethodName
    cite: str
    premium: ShareFigure | None = None
    fee: ShareFigure | None = None
    due: Literal["in_advance", "in_arrears"] = "in_advance"
    ceiling: MoneyFigure | None = None
    of: MoneyFigure | None = None
    over: NumberFigure | None = None
    share: ShareFigure | None = None
    compounding: Literal["by_period", "yearly"] = "by_period"
    status: Status = "official"


@noun
class Instrument:
    """One form of aid, on its base: ``rate``, or the first of ``rates`` that fits, or tiers; without any, all of it.

    Bonuses, caps and limits are as in a regime. ``terms`` are those of the loan, of the guaranteed one, or of the
    conventional one whose interest an ``interest`` contribution is: that interest is then what rates are reckoned on.
    ``not_repaid`` is the share of a loan that is never paid back, the first that fits, at most ``not_repaid_most``
    euro. ``worth`` is what a euro of a deduction saves in tax. ``beyond_cost``: it may exceed its base, and what is
    left of the cost; a deduction may without saying so.
    """

    id: str
    form: InstrumentForm
    label: Text
    cite: str
    status: Status = "official"
    when: Condition | None = None
    base: InstrumentBase = field(default_factory=InstrumentBase)
    rate: ShareFigure | None = None
    rates: tuple[Rate, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    ceiling: ShareFigure | None = None  # of rate plus bonuses
    tiers: tuple[Tier, ...] = ()
    tiers_table: str | None = None
    tiers_by: Literal["bracket", "whole"] = "bracket"
    caps: tuple[Cap, ...] = ()
    limits: tuple[Limit, ...] = ()
    beyond_cost: bool = False
    terms: Terms | None = None
    not_repaid: tuple[Rate, ...] = ()
    not_repaid_most: MoneyFigure | None = None
    equivalent: EquivalentMethod | None = None
    worth: ShareFigure | None = None
    de_minimis: str | None = None  # the de minimis regulation that its gross grant equivalent counts under
    why: Text | None = None

    @property
    def exceeds_cost(self) -> bool:
        """Tell whether it may be more than its base: where it says so, and of a deduction, which is no money."""
        return self.beyond_cost or self.form == "deduction"

    @property
    def own_rate(self) -> str:
        """Return the id of the step of its own ``rate``, or of all its base."""
        return f"{self.id}.rate"

    def reckoned(self) -> Regime:
        """Return how it is reckoned, as a regime on its base: all of the base where it says no share of it.

        Its own ``rate`` is a rate that nobody is asked to supply: how far it can be trusted, the regime says.
        """
        alone, rates = self.rate, self.rates
        if alone is not None or not (rates or self.tiers or self.tiers_table):
            share = Decimal(1) if alone is None else alone
            rates = (*rates, Rate(id=self.own_rate, cite=self.cite, rate=share))
        return Regime(
            id=self.id,
            title=self.label,
            cite=self.cite,
            status=self.status,
            when=self.when,
            rates=rates,
            bonuses=self.bonuses,
            ceiling=self.ceiling,
            tiers=self.tiers,
            tiers_table=self.tiers_table,
            tiers_by=self.tiers_by,
            beyond_cost=self.exceeds_cost,
            caps=self.caps,
            limits=self.limits,
        )


@noun
class AidWay:
    """One of the ways that exclude each other: the instruments it gives; ``id`` is the answer that chooses it."""

    id: str
    of: tuple[str, ...]
    text: Text | None = None


@noun
class Alternatives:
    """Ways of which one is taken: the ``greater`` or ``smaller`` sum, or the one ``chosen`` by the fact ``by``.

    The others are shown with what they would give.
    """

    id: str
    text: Text
    cite: str
    take: Literal["greater", "smaller", "chosen"]
    ways: tuple[AidWay, ...]
    by: str | None = None
    status: Status = "official"


@noun
class SupportCap:
    """Some instruments (none named: all) together give at most an ``amount``, or a ``share`` of the admitted cost.

    What is above is taken from the last of them, in the order of the call; what the regimes give, named
    ``contribution``, comes first. Counted as ``equivalent``, it is their gross grant equivalent that stays below:
    nothing is cut, a finding says so.
    """

    id: str
    text: Text
    cite: str
    of: tuple[str, ...] = ()
    amount: MoneyFigure | None = None
    share: ShareFigure | None = None
    counts: Literal["nominal", "equivalent"] = "nominal"
    when: Condition | None = None
    status: Status = "official"
