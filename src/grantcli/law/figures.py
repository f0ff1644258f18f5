"""The three figures that size a firm (annual work units, turnover, balance sheet), year by year, and their limits."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Final, Literal, NamedTuple, cast

from ..i18n import _
from ..model.facts import Answer, Facts, TwoReadings
from ..wording.formats import day
from .units import MONTHS, annual_units, contracts_of

Size = Literal["micro", "small", "medium", "large"]
SIZES: Final[tuple[Size, ...]] = ("micro", "small", "medium", "large")
NAMES: Final = ("headcount", "turnover", "balance_sheet")
LIMITS: Final = (
    (Decimal(10), Decimal(2_000_000), Decimal(2_000_000)),
    (Decimal(50), Decimal(10_000_000), Decimal(10_000_000)),
    (Decimal(250), Decimal(50_000_000), Decimal(43_000_000)),
)
"""Micro, small, medium: headcount below, turnover and balance sheet up to (euro). Annex I art. 2 of Reg. 651/2014."""

_ZERO: Final = Decimal(0)


class Amount(NamedTuple):
    """What is known of a figure: at least ``known``; exactly that when ``complete``."""

    known: Decimal
    complete: bool

    def plus(self, other: "Amount") -> "Amount":
        """Return the sum, complete when both are."""
        return Amount(self.known + other.known, self.complete and other.complete)

    def times(self, share: Decimal) -> "Amount":
        """Return ``share`` of it."""
        return self if share == 1 else Amount(self.known * share, self.complete or share == 0)


NOTHING: Final = Amount(_ZERO, True)
UNKNOWN: Final = Amount(_ZERO, False)


class Figures(NamedTuple):
    """Annual work units, turnover (euro, without VAT), balance sheet total (euro)."""

    headcount: Amount
    turnover: Amount
    balance_sheet: Amount

    def plus(self, other: "Figures") -> "Figures":
        """Add figure by figure."""
        return Figures(*(mine.plus(theirs) for mine, theirs in zip(self, other, strict=True)))

    def times(self, share: Decimal) -> "Figures":
        """Return ``share`` of each figure."""
        return self if share == 1 else Figures(*(figure.times(share) for figure in self))


NO_FIGURES: Final = Figures(NOTHING, NOTHING, NOTHING)
UNKNOWN_FIGURES: Final = Figures(UNKNOWN, UNKNOWN, UNKNOWN)


def bands(figures: Figures) -> tuple[int, int]:
    """Return the lowest and the highest category (index in SIZES) that the figures allow; equal when they decide.

    Headcount counts strictly below its limit, one of the two financial figures up to its own (Annex I art. 2).
    """
    head, turnover, balance = figures
    lowest = _band(head.known, turnover.known, balance.known)
    if head.complete and turnover.complete and balance.complete:
        return lowest, lowest
    return lowest, _band(
        head.known if head.complete else None,
        turnover.known if turnover.complete else None,
        balance.known if balance.complete else None,
    )


def _band(head: Decimal | None, turnover: Decimal | None, balance: Decimal | None) -> int:
    if head is None:
        return 3
    for index, (heads, most_turnover, most_balance) in enumerate(LIMITS):
        within = (turnover is not None and turnover <= most_turnover) or (
            balance is not None and balance <= most_balance
        )
        if head < heads and within:
            return index
    return 3


APPROVAL_DAYS: Final = 180
"""Days after the close within which accounts are approved at the latest (art. 2364 c.c.: 120, or 180 by statute)."""


class Period(NamedTuple):
    """One accounting period of one firm. ``approved``: yes or no as answered (no: an estimate too), None: not answered.

    ``approved_on`` is the day of the approval where it is known.
    """

    year: int
    closed_on: date
    approved: bool | None
    months: int
    figures: Figures
    facts: Facts
    approved_on: date | None = None

    def counts(self, on: date) -> bool | None:
        """Return whether accounts were closed and approved on a day; None: nobody said, and the close is too near.

        Art. 4(1) of Annex I looks at approved accounts only; those of 180 days before are taken as approved.
        """
        if self.closed_on > on or self.approved is False:
            return False
        if self.approved_on is not None:
            return self.approved_on <= on
        return True if self.approved or (on - self.closed_on).days >= APPROVAL_DAYS else None

    def amount(self, name: str) -> Decimal | None:
        """Return a figure of the accounts (euro) by its field name, None when it is not known."""
        answer = self.facts.answers.get(name)
        return None if answer is None else answer.value  # type: ignore[return-value]


_CLOSED_ON: Final = attrgetter("closed_on")


def periods(items: tuple[Facts, ...]) -> tuple[Period, ...]:
    """Read the items of a list of accounting periods, oldest first; one without a year or a closing day is left out."""
    read = [_period(item, year) for item in items if (year := year_of(item)) is not None]
    return tuple(sorted(read, key=_CLOSED_ON))


def closed(known: tuple[Period, ...], on: date) -> tuple[Period, ...]:
    """Return the periods closed and approved by ``on``, the only ones art. 4(1) looks at; doubtful ones are in."""
    return tuple([period for period in known if period.counts(on) is not False])


def doubtful(known: tuple[Period, ...], on: date) -> tuple[Period, ...]:
    """Return the periods closed less than 180 days before of which nobody said whether they were approved by ``on``."""
    return tuple([period for period in known if period.counts(on) is None])


def of_approval(period: Period, on: date, *, with_it: str, without: str) -> TwoReadings:
    """Return the doubt on a judgement that comes out ``with_it`` with the accounts of a period, else ``without``."""
    text = _(
        "L'esercizio {year}, chiuso il {closed}, conta solo se il bilancio era approvato al {day} (all. I, art. 4, "
        "par. 1; art. 2364 c.c.: 120 o 180 giorni): se lo era, {with_it}; se no, {without}. Lo dice il verbale di "
        "approvazione."
    )
    said = text.format(year=period.year, closed=day(period.closed_on), day=day(on), with_it=with_it, without=without)
    return TwoReadings(said, (f"company.years[{period.facts.id or period.year}].approved_on",))


def outdated(last: date, on: date) -> Iterator[str]:
    """Doubt accounts whose next ones are closed and approved by a day, if the firm closes every twelve months."""
    leap = (last.month, last.day) == (2, 29)
    after = last.replace(year=last.year + 1, day=28 if leap else last.day)
    if (on - after).days >= APPROVAL_DAYS:
        text = _(
            "L'ultimo esercizio indicato è chiuso il {closed}: al {day} il successivo dovrebbe essere chiuso e "
            "approvato (all. I, art. 4, par. 1). Aggiungerlo, o verificare che non ci sia."
        )
        yield text.format(closed=day(last), day=day(on))


def year_of(item: Facts) -> int | None:
    """Return the year of an accounting period: the one given, else that of its closing day, else None."""
    year, closing = item.value("year"), cast("date | None", item.value("closed_on"))
    if year is not None:
        return int(cast("int", year))
    return closing.year if closing is not None else None


def _period(item: Facts, year: int) -> Period:
    closed_on, months = cast("date | None", item.value("closed_on")), item.value("months")
    length = int(cast("int", months)) if months else MONTHS
    return Period(
        year,
        closed_on or date(year, 12, 31),
        _approval(item),
        length,
        _figures(item, year, length),
        item,
        cast("date | None", item.value("approved_on")),
    )


def _approval(item: Facts) -> bool | None:
    """Return whether the accounts are approved; those that came from a filed balance sheet are (art. 2435 c.c.)."""
    told = cast("bool | None", item.value("approved"))
    if told is None and any(answer.origin == "import" for answer in item.answers.values()):
        return True
    return told


def _figures(item: Facts, year: int, months: int) -> Figures:
    head, turnover, balance = [_amount(item.answers.get(name)) for name in NAMES]
    staff = item.lists.get("staff")
    if staff and not head.complete:
        head = Amount(annual_units(contracts_of(staff), year), True)
    if months != MONTHS:
        turnover = turnover.times(Decimal(MONTHS) / Decimal(months))
    return Figures(head, turnover, balance)


def _amount(answer: Answer | None) -> Amount:
    if answer is None or answer.value is None:
        return UNKNOWN
    return Amount(Decimal(cast("Decimal", answer.value)), True)
