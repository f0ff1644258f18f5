"""What comes of the instruments of a call: each with its steps, what is paid back and what never is, own funds."""

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal

from ...i18n import Text
from ..amounts.aid_form import InstrumentForm
from ..amounts.step import AmountStatus, Step
from ..finding import Finding
from ..noun import record
from .instalment_plan import InstalmentPlan
from .terms import LoanTerms


@record
class InstrumentOutcome:
    """An instrument computed: ``amount`` is what it gives, to which the steps sum; None where something is missing.

    ``applies`` is false of one whose conditions do not hold or whose way is not taken (``because`` says which; the
    amount is then what it would give), None where that is open. ``base`` is what it is reckoned on (euro),
    ``share`` the part of the admitted cost. ``kept`` is never paid back, with ``kept_steps``; ``repaid`` is.
    ``covers`` is how much cost it pays for: nothing of a guarantee. ``equivalent`` is its gross grant equivalent, None
    where it cannot be computed (``equivalent_why``).
    """

    id: str
    form: InstrumentForm
    label: Text
    cite: str
    applies: bool | None
    status: AmountStatus
    amount: Decimal | None = None
    base: Decimal | None = None
    steps: tuple[Step, ...] = ()
    because: Text | None = None
    share: Decimal | None = None
    kept: Decimal | None = None
    kept_steps: tuple[Step, ...] = ()
    repaid: Decimal | None = None
    covers: Decimal | None = None
    equivalent: Decimal | None = None
    equivalent_steps: tuple[Step, ...] = ()
    equivalent_status: AmountStatus = "undetermined"
    equivalent_why: Text | None = None
    de_minimis: str | None = None
    way: str | None = None  # the alternatives that it is one of the ways of
    terms: LoanTerms | None = None  # of the loan, or of the conventional one, where all of it has the same
    plan: InstalmentPlan | None = (
        None  # by which what is to be paid back is; of an interest contribution the convention
    )
    missing: tuple[str, ...] = ()
    missing_figures: tuple[str, ...] = ()
    line_rates: Mapping[str, Decimal] = field(default_factory=dict)


@record
class SupportOutcome:
    """All the instruments of a call, with the contribution of its regimes (``granted``), and their sums in euro.

    ``kept`` is never paid back, ``repaid`` is, ``support`` is what pays for the cost: of ``cost``, where the call
    names some, the rest is ``own_funds``. ``equivalent`` is the gross grant equivalent of all. Each is None where a
    part of it is not known.
    """

    instruments: tuple[InstrumentOutcome, ...]
    cost: Decimal | None  # admitted; None where the call names no cost
    granted: Decimal | None
    status: AmountStatus
    kept: Decimal | None = None
    repaid: Decimal | None = None
    support: Decimal | None = None
    own_funds: Decimal | None = None
    equivalent: Decimal | None = None
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    missing_figures: tuple[str, ...] = ()

    @property
    def given(self) -> tuple[InstrumentOutcome, ...]:
        """Return the instruments that surely apply."""
        return tuple(one for one in self.instruments if one.applies)
