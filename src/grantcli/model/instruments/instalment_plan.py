"""A plan of instalments to the cent: what is due when, its capital, its interest, what is left to repay."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from ...money import ZERO
from ..noun import record


@record
class Instalment:
    """One instalment, in euro: ``capital`` and ``interest`` due, ``left`` the capital still to repay after it.

    ``period`` counts the periods from the start of the loan (1 is the end of the first one), ``on`` is its day, None
    until the day of the first is known.
    """

    period: int
    capital: Decimal
    interest: Decimal
    left: Decimal
    on: date | None = None

    @property
    def due(self) -> Decimal:
        """Return what is paid: capital and interest (euro)."""
        return self.capital + self.interest


@record
class InstalmentPlan:
    """The instalments of a loan of ``capital`` euro, those in which something is due; their capital sums to it.

    ``rounding`` is the interest of the plan less the exact one (euro, exact): what rounding to the cent leaves.
    """

    capital: Decimal
    instalments: tuple[Instalment, ...]
    rounding: Fraction = Fraction(0)

    @property
    def interest(self) -> Decimal:
        """Return the interest of all instalments (euro)."""
        return sum((one.interest for one in self.instalments), ZERO)

    @property
    def due(self) -> Decimal:
        """Return what is paid in all (euro)."""
        return self.capital + self.interest
