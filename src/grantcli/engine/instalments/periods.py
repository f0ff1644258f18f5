"""How many instalments a length makes, and on which days they fall due."""

from datetime import date
from fractions import Fraction

from ...model.timeline import After
from ..conditions.comparisons import add_months, at_end

PER_YEAR = (1, 2, 3, 4, 6, 12)
"""How many instalments a year there may be: those that fall after whole months."""


def periods_in(months: Fraction, per_year: int) -> int | None:
    """Return how many periods of ``per_year`` a year make so many months; None where they are not a whole number."""
    count = months * per_year / 12
    return int(count) if count.denominator == 1 and count >= 0 else None


def due_day(first: date, months: int, *, month_ends: bool = False) -> date:
    """Return the day so many months after ``first``: the same of the month, or the last that month has.

    Counted from the first each time, so that a plan which begins on a 31st comes back to it; ``month_ends`` says that
    every instalment falls on the last day of its month.
    """
    return at_end(add_months(first, months), "end_of_month" if month_ends else None)


def counted_day(start: date, after: After) -> date:
    """Return the day so many years, months and days after ``start``, moved to the end of its month or year if so."""
    moved = add_months(start, after.months + 12 * after.years)
    return at_end(date.fromordinal(moved.toordinal() + after.days), after.at)
