"""From contracts to annual work units: Annex I art. 5 of Reg. (EU) 651/2014, months as the decree of 18 April 2005."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, cast

from ..model.facts import Facts
from ..model.noun import record

LEFT_OUT: Final = frozenset({"apprentice", "trainee"})
"""Apprentices and students with a training contract are not staff (art. 5, last paragraph)."""

FULL_MONTH_ABOVE: Final = 15
"""A month counts when worked for more than fifteen calendar days (appendix of the decree of 18 April 2005)."""

MONTHS: Final = 12
_ONE: Final = Decimal(1)


@record
class Contract:
    """People on a contract: ``kind`` (employee, assimilated, owner, partner, apprentice, trainee), how many, at which
    share of full time (a fraction), from when to when (None: all year), and months of parental leave."""

    kind: str = "employee"
    count: int = 1
    share: Decimal = _ONE
    start: date | None = None
    end: date | None = None
    leave_months: Decimal = Decimal(0)


def annual_units(contracts: Iterable[Contract], year: int) -> Decimal:
    """Return the annual work units of a calendar year; parental leave and training contracts are not counted."""
    return sum((_units(contract, year) for contract in contracts), Decimal(0))


def months_worked(start: date | None, end: date | None, year: int) -> int:
    """Return the months of ``year`` worked for more than fifteen calendar days (bounds included)."""
    first, last = max(start or date.min, date(year, 1, 1)), min(end or date.max, date(year, 12, 31))
    return sum(_days(first, last, year, month) > FULL_MONTH_ABOVE for month in range(1, MONTHS + 1))


def contracts_of(items: tuple[Facts, ...]) -> tuple[Contract, ...]:
    """Read the items of ``company.years[].staff``."""
    return tuple(
        Contract(
            str(item.value("kind") or "employee"),
            cast("int", item.value("count") or 1),
            cast("Decimal", item.value("share") or _ONE),
            cast("date | None", item.value("start")),
            cast("date | None", item.value("end")),
            cast("Decimal", item.value("leave_months") or Decimal(0)),
        )
        for item in items
    )


def _units(contract: Contract, year: int) -> Decimal:
    if contract.kind in LEFT_OUT:
        return Decimal(0)
    months = months_worked(contract.start, contract.end, year) - contract.leave_months
    return max(months, Decimal(0)) / MONTHS * contract.share * contract.count


def _days(first: date, last: date, year: int, month: int) -> int:
    begins, ends = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return (min(last, ends) - max(first, begins)).days + 1
