"""How a loan is repaid: its length, grace, instalments a year, rate, and how its sums are rounded."""

from fractions import Fraction
from typing import Literal

from ..computing.call_figure import NumberFigure, ShareFigure
from ..noun import noun, record
from ..timeline import After

Repayment = Literal["equal_capital", "annuity", "bullet"]
"""Equal parts of the capital with interest on the rest; equal instalments; all the capital at the end."""
RoundedWhen = Literal["each", "at_end"]
"""Every instalment is rounded to the cent, or the sums are exact and rounded once."""


@noun
class Terms:
    """The terms of a loan, real or conventional: ``years`` and ``months`` in all, of which grace with interest alone.

    ``instalments`` is how many a year (2: half-yearly), ``rate`` the yearly rate, divided by them. ``first`` is the day
    of the first instalment; counted to a month's end (``at``), all are at a month's end.
    """

    years: NumberFigure | None = None
    months: NumberFigure | None = None
    grace_years: NumberFigure | None = None
    grace_months: NumberFigure | None = None
    instalments: NumberFigure | None = None
    rate: ShareFigure | None = None
    repayment: Repayment = "annuity"
    rounded: RoundedWhen = "at_end"
    first: After | None = None


@record
class LoanTerms:
    """Terms with their figures known: ``periods`` in all, of which ``grace`` with interest alone, ``per_year``.

    At least one period comes after the grace. ``rate`` is yearly, exact. ``conventional``: a loan that nobody
    repays, whose instalments are all alike.
    """

    periods: int
    per_year: int
    rate: Fraction
    grace: int = 0
    repayment: Repayment = "annuity"
    rounded: RoundedWhen = "at_end"
    conventional: bool = False
