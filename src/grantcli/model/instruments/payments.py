"""When the money of a call arrives: advances, states of progress, the balance, shares by year."""

from datetime import date
from decimal import Decimal
from typing import Literal

from ...i18n import Text
from ..computing.call_figure import MoneyFigure, NumberFigure, ShareFigure
from ..condition import Condition
from ..finding import Verdict
from ..noun import noun, record
from ..rule import Status
from ..timeline import After

CONTRIBUTION = "contribution"
"""How payments name what the regimes of a call give."""
PaymentKind = Literal["advance", "progress", "balance", "yearly"]
"""Before the costs, as works go on, what is left at the end, equal shares a year apart."""


@noun
class Payment:
    """One way in which the aid is paid, or a credit used: a ``share`` of it or an ``amount``, at most ``most`` (euro).

    A balance is what the payments before it leave; so are yearly shares where no figure says how much. ``times`` is in
    how many equal parts it comes, of yearly shares the years; cents that do not divide go to the ``remainder`` part.
    ``of`` names instruments, or ``contribution`` for what the regimes give; none: all the money that no other payment
    names. ``at`` or ``after`` is the day of the first part; ``tax_year``: only its year counts.
    """

    id: str
    text: Text
    cite: str
    what: PaymentKind
    of: tuple[str, ...] = ()
    share: ShareFigure | None = None
    amount: MoneyFigure | None = None
    most: MoneyFigure | None = None
    times: NumberFigure | None = None
    remainder: Literal["first", "last"] = "last"
    at: date | None = None
    after: After | None = None
    tax_year: bool = False
    when: Condition | None = None
    status: Status = "official"
    note: Text | None = None


@record
class PaymentPart:
    """One of the sums of a payment (euro), on its day where that is known."""

    amount: Decimal
    on: date | None = None


@record
class PaymentOutcome:
    """A payment with its ``amount`` (euro) and the ``parts`` that it comes in, which sum to it.

    ``amount`` is None where it is open: ``verdict`` says whether answers are ``missing`` or the text is silent;
    ``would_be`` is then what it comes to if it is due. ``after`` is what its day counts from.
    """

    id: str
    text: Text
    cite: str
    what: PaymentKind
    amount: Decimal | None
    parts: tuple[PaymentPart, ...] = ()
    verdict: Verdict = "pass"
    would_be: Decimal | None = None
    missing: tuple[str, ...] = ()
    after: After | None = None
    tax_year: bool = False
    status: Status = "official"
    note: Text | None = None


@record
class PaymentSchedule:
    """What is received when of some instruments (``of``), or of the contribution: payments in the order of the call.

    ``total`` is the sum that is paid, None where it is not known. ``left`` is what no payment says when it arrives:
    None where that is open.
    """

    of: tuple[str, ...]
    total: Decimal | None
    payments: tuple[PaymentOutcome, ...]
    left: Decimal | None = None
