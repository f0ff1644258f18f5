"""What would change the contribution: the caps that bind, what one more euro yields, what costs most, what lacks."""

from dataclasses import dataclass
from decimal import Decimal

from ..i18n import Text
from ..money import ZERO
from .facts import Answer
from .finding import Overall
from .outcome import AmountStatus


@dataclass(frozen=True, slots=True)
class Binding:
    """A limit, cap or floor that takes something away now: ``amount`` euro of cost (limits) or of aid.

    ``instrument`` is the name of the one that it takes it from, None for what the regimes give.
    """

    rule: str
    text: Text
    cite: str
    amount: Decimal
    of: str  # «cost» or «aid»
    instrument: Text | None = None


@dataclass(frozen=True, slots=True)
class FormYield:
    """What one more euro of spending adds to an instrument: ``yields`` is euro for a euro, ``jump`` as of a point.

    Where that changes little by little, it goes to ``bends_to`` just before the next point.
    """

    id: str
    label: Text
    yields: Decimal
    jump: Decimal = ZERO
    bends_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """Where the yield of more spending changes: judged anew with ``spending`` more euro it gives ``contribution``.

    From there one more euro yields ``yields``; where that changes little by little, up to ``bends_to`` just before the
    next point, and never beyond the two in between. ``jump`` is what the contribution gains or loses at one stroke (a
    whole-amount tier, a floor). ``starts`` and ``ends`` name the rules that begin or cease to bind, ``forms`` the
    instruments that yield something else from there on, or go on changing little by little.
    """

    spending: Decimal
    contribution: Decimal
    yields: Decimal
    jump: Decimal
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    bends_to: Decimal | None = None
    forms: tuple[FormYield, ...] = ()


@dataclass(frozen=True, slots=True)
class Yield:
    """What one more euro spent in a category (of a partner) gives now, and how that changes as spending grows.

    ``admitted`` is how much of the euro is admitted, ``contribution`` how much comes back. ``missing`` names the
    answers or figures without which it is open: then both are None. ``bends_to`` is as of a breakpoint.
    ``measured`` is the spending (euro) over which the two are an average, where cost and aid rest on each other without
    a formula; then no points are told. ``forms`` are the instruments, with how much each of them grows. ``told_to`` is
    the spending beyond which nothing is said, None where all is.
    """

    category: str
    partner: str | None
    admitted: Decimal | None
    contribution: Decimal | None
    breakpoints: tuple[Breakpoint, ...] = ()
    missing: tuple[str, ...] = ()
    bends_to: Decimal | None = None
    measured: Decimal | None = None
    told_to: Decimal | None = None
    forms: tuple[FormYield, ...] = ()

    @property
    def lowers_from(self) -> Decimal | None:
        """Return the spending (euro) from which more of it lowers the contribution, None where no point given does."""
        if min(self.contribution or ZERO, self.bends_to or ZERO) < 0:
            return ZERO
        falling = (point for point in self.breakpoints if min(point.jump, point.yields, point.bends_to or ZERO) < 0)
        return next((point.spending for point in falling), None)


@dataclass(frozen=True, slots=True)
class LineLoss:
    """What refusing (or cutting) a line costs: ``contribution`` is what would be added were it admitted in full."""

    line: str
    description: str
    rules: tuple[str, ...]
    refused: Decimal
    contribution: Decimal


@dataclass(frozen=True, slots=True)
class AnswerLoss:
    """What an answer costs: with ``instead`` in its place the verdict and the contribution would be these.

    ``unfunded``: admitted then, and not paid for want of points.

    ``gain`` is the difference in contribution, zero where only the verdict changes.
    """

    key: str
    answer: Answer
    instead: object
    verdict: Overall
    contribution: Decimal | None
    status: AmountStatus
    gain: Decimal
    unfunded: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """A minimum that is not reached, and the least more to spend, category by category, that reaches it.

    ``by_category`` pairs a category (``category@partner``) with euro, None where no spending there reaches it.
    """

    rule: str
    text: Text
    cite: str
    least: Decimal
    reached: Decimal
    by_category: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Overspent:
    """Spending that lowers the contribution: with ``less`` euro less on a line (all of it, where it is all) it would be
    higher. A step of whole-amount tiers that was passed, a limit or a cap that cost of little aid takes the room of.

    ``contribution`` is what the plan so cut is granted, ``gain`` how much more than now.
    """

    line: str
    description: str
    less: Decimal
    contribution: Decimal
    gain: Decimal


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The whole answer; losses and answers begin with those that cost most."""

    contribution: Decimal | None
    status: AmountStatus
    regime: str | None
    binding: tuple[Binding, ...] = ()
    yields: tuple[Yield, ...] = ()
    lines: tuple[LineLoss, ...] = ()
    answers: tuple[AnswerLoss, ...] = ()
    reaches: tuple[Reach, ...] = ()
    overspent: tuple[Overspent, ...] = ()
    unrounded: Text | None = None  # the rounding that yields leave aside, points do not
