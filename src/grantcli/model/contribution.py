"""How the contribution is computed: alternative regimes, rates, bonuses, tiers, caps and floors."""

from datetime import date
from decimal import Decimal
from typing import Literal

from ..i18n import Text
from ..money import CENT, Rounding
from .amounts.aid_form import InstrumentForm
from .computing.call_figure import MoneyFigure, ShareFigure
from .condition import Condition
from .expense import Limit
from .noun import noun
from .rule import Status

ZoneOfAid = Literal["none", "a", "c", "14", "15", "16", "17", "18", "19", "20", "TA", "sulcis"]
"""Where rates hold on the regional aid map: outside it, in an «a» or «c» zone, in a region, a province, in Sulcis."""


@noun
class Rate:
    """A share of the admitted cost of ``categories`` (empty: all), where ``when`` holds; the first that fits is taken.

    ``when`` is over the line's fields, then its partner's, then the application's. A missing rate has no ``rate``:
    the user may supply it under ``id``.
    """

    id: str
    cite: str
    rate: ShareFigure | None = None
    text: Text | None = None
    categories: tuple[str, ...] = ()
    when: Condition | None = None
    status: Status = "official"
    article: str | None = None
    zone_of_aid: ZoneOfAid | None = None


@noun
class Bonus:
    """Points added to the rate of ``categories`` (empty: all) where ``when`` holds: ``points`` 0.10 is ten points.

    Or a ``fixed`` amount in euro, once, never on nothing admitted; ``outside_caps``: beside the caps.
    """

    id: str
    cite: str
    points: ShareFigure | None = None
    fixed: MoneyFigure | None = None
    outside_caps: bool = False
    text: Text | None = None
    categories: tuple[str, ...] = ()
    when: Condition | None = None
    status: Status = "official"


@noun
class Tier:
    """A rate for the cost ``from`` an amount (that amount included) or ``over`` it (euro), one of the two.

    By bracket, or for the whole amount, as the regime says; where ``when`` holds.
    """

    rate: ShareFigure
    from_: MoneyFigure | None = None
    over: MoneyFigure | None = None
    when: Condition | None = None


@noun
class Cap:
    """The contribution is at most (``least``: at least, else nothing is granted) ``amount``, or ``share`` of the cost.

    ``of`` says of whom: the project, each partner, one service (line), or some categories' aid; ``each`` names a field
    of the expenses (``expenses.mark``): one cap for the lines of each of its values.
    """

    id: str
    cite: str
    amount: MoneyFigure | None = None
    share: ShareFigure | None = None
    text: Text | None = None
    of: Literal["project", "partner", "line"] = "project"
    each: str | None = None
    categories: tuple[str, ...] = ()
    article: str | None = None
    least: bool = False
    when: Condition | None = None
    status: Status = "official"


@noun
class Regime:
    """One alternative. ``valid`` is the span of award dates for which it holds; ``estimates`` names the regime whose
    missing figures it bounds: then it never applies, it is only shown beside it as an estimate."""

    id: str
    title: Text
    cite: str
    status: Status = "official"
    valid_from: date | None = None
    valid_to: date | None = None
    when: Condition | None = None
    rates: tuple[Rate, ...] = ()
    bonuses: tuple[Bonus, ...] = ()
    ceiling: ShareFigure | None = None  # of rate plus bonuses
    tiers: tuple[Tier, ...] = ()
    tiers_table: str | None = None  # a table of brackets, instead of tiers written here
    tiers_by: Literal["bracket", "whole"] = "bracket"
    tiers_base: Literal["project", "partner"] = "project"
    lump_sum: MoneyFigure | None = None
    beyond_cost: bool = False  # the aid may be more than the cost: without it, it never is
    caps: tuple[Cap, ...] = ()
    limits: tuple[Limit, ...] = ()  # on the cost that this regime looks at, beside those of the call
    estimates: str | None = None
    leaves_out: bool = False  # of an estimate: it counts only some costs, so what it gives is the least
    de_minimis: str | None = None  # id of the de minimis regulation it counts under
    zone_of_aid: ZoneOfAid | None = None
    why: Text | None = None


@noun
class Withheld:
    """What is kept back from the contribution: a ``share`` of it or of the cost, an amount, at most ``most``.

    Shown below the contribution, which stays what is granted.
    """

    id: str
    text: Text
    cite: str
    share: ShareFigure | None = None
    amount: MoneyFigure | None = None
    most: MoneyFigure | None = None
    base: Literal["contribution", "admitted"] = "contribution"
    when: Condition | None = None
    status: Status = "official"


@noun
class Contribution:
    """The regimes of a call and how one of them is chosen; caps common to all; the rounding rule.

    ``choose``: ``first`` whose conditions hold, in the order of the call, or the ``best`` amount. ``combine`` takes
    the maximum or minimum of all regimes that hold. ``round_each`` line: every line's aid is rounded, then summed and
    capped; ``round_to`` is the unit in euro (1: whole euro).
    """

    regimes: tuple[Regime, ...] = ()
    caps: tuple[Cap, ...] = ()
    choose: Literal["first", "best", "worst"] = "first"
    choice_cite: str | None = None
    choice_text: Text | None = None
    rounding: Rounding = "half_up"
    round_each: Literal["line", "once"] = "once"
    round_to: Decimal = CENT
    rounding_cite: str | None = None
    withheld: tuple[Withheld, ...] = ()
    cumulation: Literal["none", "within_intensity", "free", "unknown"] = "unknown"
    cumulation_cite: str | None = None
    form: Text | None = None
    gives: InstrumentForm = "grant"  # what form it is one of, for who looks for calls by form
