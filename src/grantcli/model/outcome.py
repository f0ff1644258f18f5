"""What comes of a call, facts and a date: verdict, findings, money in steps, papers, dates."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from ..i18n import Text
from ..money import ZERO
from .amounts.step import AmountStatus as AmountStatus
from .amounts.step import Step as Step
from .call import Call, Discrepancy
from .facts import Answer, Facts
from .finding import Finding, Overall, Verdict
from .instruments.payments import PaymentSchedule
from .instruments.support import SupportOutcome
from .noun import record
from .rule import Moment, Status
from .standing import Standing
from .timeline import After, OtherDate
from .vocabulary import Vocabulary


@record
class Line:
    """An expense: presented plus its steps is admitted. ``suggestions`` are never decisions.

    ``verdict`` ``unknown`` and ``manual`` lines are kept admitted and counted as doubtful.
    """

    id: str
    category: str
    description: str
    presented: Decimal
    admitted: Decimal
    steps: tuple[Step, ...] = ()
    partner: str | None = None
    supplier: str | None = None
    verdict: Literal["admitted", "refused", "cut", "manual", "unknown"] = "admitted"
    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Finding, ...] = ()


@record
class ExpenseTotals:
    """Lines, totals, and totals by category (presented, admitted).

    ``findings`` are those of limits and of the plan as a whole (each line keeps its own). ``missing`` and
    ``missing_figures`` are what the admitted cost would still need; ``status`` says what figures it rests on.
    """

    presented: Decimal = ZERO
    admitted: Decimal = ZERO
    lines: tuple[Line, ...] = ()
    by_category: Mapping[str, tuple[Decimal, Decimal]] = field(default_factory=dict)
    limits: tuple[Step, ...] = ()  # what each limit removed in all, with a step even when it removed nothing
    known: bool = True  # false: the list of expenses is absent
    findings: tuple[Finding, ...] = ()
    missing: tuple[str, ...] = ()
    missing_figures: tuple[str, ...] = ()
    status: AmountStatus = "official"


@record
class Share:
    """A partner's part: its admitted cost, its rate where there is one, its contribution."""

    partner: str
    presented: Decimal
    admitted: Decimal
    amount: Decimal
    steps: tuple[Step, ...] = ()


@record
class RegimeOutcome:
    """A regime computed: no ``amount`` where a figure or an answer is missing. Steps sum to the amount."""

    id: str
    title: Text
    cite: str
    applies: bool
    status: AmountStatus
    amount: Decimal | None
    steps: tuple[Step, ...] = ()
    because: Text | None = None
    estimates: str | None = None
    leaves_out: bool = False
    missing: tuple[str, ...] = ()
    missing_figures: tuple[str, ...] = ()  # ids to supply
    shares: tuple[Share, ...] = ()
    line_rates: Mapping[str, Decimal] = field(default_factory=dict)


@record
class WithheldOpen:
    """A sum kept back that is open: what the answers lack, or nothing where the text itself does not say."""

    rule: str
    text: Text
    cite: str
    missing: tuple[str, ...] = ()


@record
class ContributionOutcome:
    """The contribution by the regime that applies, and what of the instruments is never paid back.

    Status ``estimate``: a derived or supplied figure was used, or a larger admitted cost may exist (``limits.search``).

    ``estimate`` is what to show where the contribution is open: the regime that bounds the one that applies.
    """

    status: AmountStatus
    amount: Decimal | None = None
    regime: str | None = None
    steps: tuple[Step, ...] = ()
    regimes: tuple[RegimeOutcome, ...] = ()
    partners: tuple[Share, ...] = ()
    why: Text | None = None
    findings: tuple[Finding, ...] = ()
    withheld: tuple[Step, ...] = ()  # negative, below the contribution: what is left of it is paid
    withheld_open: tuple[WithheldOpen, ...] = ()  # sums that are open: then so is the net
    estimate: RegimeOutcome | None = None
    de_minimis: Finding | None = None  # among the findings: what the account of State-aid law takes the place of
    support: SupportOutcome | None = None  # of a call with instruments: they are in the amount as far as they are kept

    @property
    def net(self) -> Decimal | None:
        """Return what is paid of the contribution (euro), without what is withheld; None where it is not known."""
        if self.amount is None or self.withheld_open:
            return None
        return self.amount + sum((step.amount for step in self.withheld), ZERO)


@record
class AttachmentOutcome:
    """Whether a document is due, and why."""

    id: str
    title: Text
    due: Literal["required", "score_only", "not_due", "unknown"]
    because: Text
    cite: str
    form: Text | None = None
    signer: Text | None = None
    moment: Moment = "submission"
    copies: int = 1
    help: Text | None = None
    missing: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    status: Status = "official"
    ours: tuple[str, ...] = ()


@record
class DeadlineOutcome:
    """A date of the timeline; ``at`` None where it counts from something not known yet. Aware datetimes.

    ``whole_day``: the text gives a day and no hour (``at`` is its end, of an opening its start). ``after``: what it
    counts from. ``other_dates``: what other sources say instead. ``apply_by`` false: not the day to apply by.
    """

    id: str
    text: Text
    cite: str
    at: datetime | None
    verified: bool
    what: str = "due"
    note: Text | None = None
    after: After | None = None
    whole_day: bool = False
    status: Status = "official"
    other_dates: tuple[OtherDate, ...] = ()
    moment: Moment = "submission"
    apply_by: bool = True

    @property
    def counted_from(self) -> str | None:
        """Return the key of the fact that the date counts from; None of a fixed date."""
        return self.after.fact if self.after is not None else None


@record
class CriterionOutcome:
    """Points given for one criterion, None where they are unknown or undetermined."""

    id: str
    text: Text
    cite: str
    most: Decimal
    points: Decimal | None
    origin: Literal["computed", "self_assessed", "unknown"]
    missing: tuple[str, ...] = ()


@record
class ScoreOutcome:
    """The ranking score, or the statement that it is undetermined."""

    status: Literal["missing", "computed", "incomplete", "none"]
    points: Decimal | None = None
    most: Decimal | None = None
    threshold: Decimal | None = None
    passed: bool | None = None
    criteria: tuple[CriterionOutcome, ...] = ()
    why: Text | None = None
    cite: str = ""


@record
class SectionOutcome:
    """A section of the form as it will be printed: the applicant's text, or a draft built from answers."""

    id: str
    title: Text
    text: str
    drafted: bool
    guidance: Text | None = None
    words: int | None = None
    lacking: tuple[str, ...] = ()


@record
class ComputedValue:
    """What a computed fact came to, by its full key: its value, or what it waits for, and the answers it rests on.

    ``row`` is the row of a table that fitted, ``since`` the day from which a dated value holds.
    """

    key: str
    value: object  # Decimal | Fraction | date | None
    verdict: Verdict = "pass"
    missing: tuple[str, ...] = ()
    facts: Mapping[str, Answer] = field(default_factory=dict)
    row: int | None = None
    since: date | None = None


@record
class Judged:
    """An application judged by its call, before the verdict on the whole: what State-aid law looks at.

    ``facts`` are those given, derived answers included.
    """

    call: Call
    on: date
    facts: Facts
    findings: tuple[Finding, ...]
    expenses: ExpenseTotals
    contribution: ContributionOutcome


SCORE_RULE: Final = "scoring.threshold"
"""The id of the finding on the thresholds of the score."""


class Supplement(NamedTuple):
    """All findings that the verdict rests on, those of State-aid law among them, and the account of the undertaking."""

    findings: tuple[Finding, ...]
    standing: Standing | None = None


@record
class Outcome(Judged):
    """The whole. ``missing`` lists fact keys, those that block most first.

    ``sources`` are the keys that can be asked for those of ``missing`` that only follow from others, by full key.
    """

    vocabulary: Vocabulary
    digest: str
    verdict: Overall
    attachments: tuple[AttachmentOutcome, ...] = ()
    deadlines: tuple[DeadlineOutcome, ...] = ()
    scoring: ScoreOutcome = field(default_factory=lambda: ScoreOutcome("none"))
    sections: tuple[SectionOutcome, ...] = ()
    payments: tuple[PaymentSchedule, ...] = ()
    track: str | None = None
    missing: tuple[str, ...] = ()
    missing_figures: tuple[str, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()
    untouched: frozenset[str] = frozenset()  # ids of the discrepancies that touch nothing in this application
    warnings: tuple[Text, ...] = ()
    computed: tuple[ComputedValue, ...] = ()
    standing: Standing | None = None  # filled by law, where it was asked to
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    filed: bool = False  # the answers say that the application was handed in
    unchecked: Text | None = None  # that nobody looked at the call lately: said by whoever reads the clock

    @property
    def unfunded(self) -> bool:
        """Return whether the score is under a threshold below which the call admits an application and pays nothing."""
        return any(self.unpaying)

    @property
    def unpaying(self) -> Iterator[Finding]:
        """Return what an application that is admitted fails, so that it is not paid."""
        return (
            one for one in self.findings if one.id == SCORE_RULE and one.verdict == "fail" and one.severity == "warning"
        )

    @property
    def to_ask(self) -> tuple[str, ...]:
        """Return the keys that somebody can answer so that nothing is missing, each once, those that block first."""
        return tuple(dict.fromkeys(one for key in self.missing for one in self.sources.get(key, (key,))))
