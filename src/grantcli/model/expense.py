"""What may be bought: categories, limits on them, and the rules that refuse a line."""

from decimal import Decimal
from typing import Literal

from ..i18n import Text
from .computing.call_figure import MoneyFigure, ShareFigure
from .condition import Condition
from .noun import noun
from .rule import Status

NamedBase = Literal["presented", "admitted", "direct", "contribution"]


@noun
class UnitCost:
    """A fixed amount for each unit of a line (visit, hour), where ``when`` holds; the first that holds is taken."""

    amount: MoneyFigure
    when: Condition | None = None
    cite: str | None = None
    status: Status = "official"


@noun
class FlatRate:
    """A category whose amount is not presented but computed: ``share`` of what is admitted in other categories."""

    share: ShareFigure
    of: tuple[str, ...]
    cite: str | None = None
    status: Status = "official"


@noun
class Category:
    """A kind of cost that the call admits. ``direct`` costs are the base of limits that name it so."""

    id: str
    text: Text
    cite: str
    status: Status = "official"
    direct: bool = True
    counts_at: ShareFigure | None = None  # the aid is reckoned on so many times the cost: 1.20
    flat: FlatRate | None = None
    units: tuple[UnitCost, ...] = ()
    article: str | None = None  # of the block exemption: «17», «28»…


PartyKind = Literal["applicant", "person", "holder", "linked", "partner", "consultant"]
"""Who may be behind a supplier: the firm itself, its people, who holds it, what it is linked to, the partners."""


@noun
class LineRule:
    """What refuses one line (or sends it to a person), by the nature of the cost or by counterparty and payment.

    ``when`` is over the line's fields, then its partner's, then the application's. ``refuses`` a share of the line
    (1: all of it). ``words`` are what the text calls this kind: a line described so while its answers say otherwise is
    left to a person. ``hints`` are keywords that make a description smell of it: a suggestion, never a decision.
    ``ties`` are parties whose supplies it refuses: the same tax code decides, the same name is left to a person.
    """

    id: str
    text: Text
    cite: str
    when: Condition | None = None
    letter: str | None = None
    status: Status = "official"
    verdict: Literal["refuse", "manual", "warn"] = "refuse"
    by: Literal["nature", "counterparty", "payment", "timing", "place"] = "nature"
    refuses: ShareFigure = Decimal(1)
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    ties: tuple[PartyKind, ...] = ()
    remedy: Text | None = None


@noun
class Limit:
    """At most (or at least) a share of a named base, an amount, or an amount a unit, on the cost of some categories.

    ``each`` line: on every line by itself, of its own ``field`` (``list_price``) where there is a share.
    ``base`` is a name, or a tuple of category ids whose admitted total it is. ``admitted`` includes the limited
    category itself. ``share`` and ``amount`` may stand together: the lower holds. ``per`` counts a list (``people``)
    or a numeric fact for an amount a unit. A ``least`` limit that is missed is a blocking finding, not a cut.
    """

    id: str
    text: Text
    cite: str
    of: tuple[str, ...]
    share: ShareFigure | None = None
    base: NamedBase | tuple[str, ...] = "admitted"
    amount: MoneyFigure | None = None
    per: str | None = None
    least: bool = False
    each: Literal["project", "partner", "line"] = "project"
    field: str | None = None
    status: Status = "official"
    when: Condition | None = None
    why: Text | None = None


@noun
class Expenses:
    """All that a call says of costs."""

    categories: tuple[Category, ...] = ()
    refused: tuple[LineRule, ...] = ()
    limits: tuple[Limit, ...] = ()
    prefer: Literal["cost", "aid"] = "cost"  # of the plans that limits leave, the one kept: most cost or most aid
    vat: Literal["net", "gross", "unknown"] = "unknown"
