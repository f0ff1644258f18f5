"""The position of an undertaking in State-aid law, as it will be printed: size and group, difficulty, aid received."""

from datetime import date
from decimal import Decimal

from .noun import record


@record
class GroupRow:
    """One row of the aggregated table: who, as what (``self``, ``linked``, ``partner``, ``linked_to_partner``,
    ``exempt``, ``person``, ``public``, ``none``), at which share, and what it adds (None: not known).

    ``share`` and ``interest`` (its largest holding) are fractions; turnover and balance sheet are euro at that share.
    """

    id: str
    name: str
    role: str
    share: Decimal
    interest: Decimal
    headcount: Decimal | None
    turnover: Decimal | None
    balance_sheet: Decimal | None
    why: str
    cite: str


@record
class GroupTie:
    """A holding: ids of who holds and who is held (empty: the applicant), shares as fractions."""

    holder: str
    held: str
    capital: Decimal
    votes: Decimal
    control: bool


@record
class SizeYear:
    """One accounting period: the group's figures (None: not known), the size they give alone, the size after it."""

    year: int
    headcount: Decimal | None
    turnover: Decimal | None
    balance_sheet: Decimal | None
    alone: str | None
    status: str | None
    cite: str


@record
class SizeAccount:
    """How the size came out: year by year, the table of the last period, the ties, and what a person must check."""

    size: str | None
    possible: tuple[str, ...]
    basis: str
    cite: str
    autonomous: bool
    years: tuple[SizeYear, ...]
    rows: tuple[GroupRow, ...]
    ties: tuple[GroupTie, ...]
    to_verify: tuple[str, ...] = ()


@record
class DifficultyLimb:
    """One limb of the definition: whether it is for this firm, whether it holds (None: not known), and why."""

    letter: str
    applies: bool
    holds: bool | None
    why: str
    cite: str


@record
class DifficultyAccount:
    """The judgement on a day, limb by limb."""

    on: date
    in_difficulty: bool | None
    limbs: tuple[DifficultyLimb, ...]
    to_verify: tuple[str, ...] = ()


@record
class AidRow:
    """One aid already granted (euro of gross grant equivalent), whether it counts, and why.

    ``weight``: ``counts``, ``out``, ``either`` (in one of two readings), ``unknown`` (cannot be placed).
    """

    id: str
    granted: date | None
    amount: Decimal | None
    regulation: str
    beneficiary: str
    counts: bool
    why: str
    weight: str


@record
class AidAccount:
    """The de minimis account on the day of the award, in euro, since the first day that counts.

    ``headroom`` is what is left at most, ``least`` what is left when all that is disputed counts (None: the
    same); while keys are ``missing`` even less may be left.
    """

    on: date
    since: date
    regulation: str
    ceiling: Decimal
    used: Decimal
    headroom: Decimal
    rows: tuple[AidRow, ...]
    cite: str
    to_verify: tuple[str, ...] = ()
    least: Decimal | None = None
    missing: tuple[str, ...] = ()


@record
class SupportStep:
    """One move of the aid that a cost may still get, in euro, signed."""

    text: str
    cite: str
    amount: Decimal


@record
class SupportAccount:
    """An expense with other public money on it, in euro: from the aid it may get at most to what is left.

    The steps sum to ``left`` (below zero: in excess); empty where no highest intensity is known. ``support`` is public
    money that is not aid; all public money together stays within ``cost``.
    """

    line: str
    cost: Decimal
    others: Decimal
    support: Decimal
    headroom: Decimal | None
    left: Decimal | None
    steps: tuple[SupportStep, ...]


@record
class Standing:
    """All of it; what nothing is known about is None or empty."""

    size: SizeAccount | None = None
    difficulty: tuple[DifficultyAccount, ...] = ()
    aid: AidAccount | None = None
    cumulation: tuple[SupportAccount, ...] = ()
