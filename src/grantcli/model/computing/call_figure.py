"""A figure of a call: a number, the name of a fact that gives it, or numbers that each hold from a day on."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated

from ..noun import noun


@noun
class FactFigure:
    """The value of a fact, answered or computed, as the figure: ``amount: loan_ceiling``."""

    fact: str


@noun
class DatedValue:
    """A figure that holds from a day on, until the next; none (``value`` absent) where the text gives none then."""

    since: date
    value: Decimal | FactFigure | None = None


@noun
class DatedFigure:
    """Figures by the day from which each holds, in order; ``on`` names the fact whose day is asked.

    Without ``on`` the day is that of the call's ``dated_by``. Before the first day there is no figure.
    """

    values: tuple[DatedValue, ...]
    on: str | None = None


Figure = Decimal | FactFigure | DatedFigure
MoneyFigure = Annotated[Figure, "money"]
"""A figure in euro."""
ShareFigure = Annotated[Figure, "share"]
"""A figure that is a share or a factor: 0.50 for 50 %."""
NumberFigure = Annotated[Figure, "number"]
"""A figure that is a plain number: points, weights."""
AnyFigure = Annotated[Figure, "any"]
"""A figure of the kind that the noun around it says."""


def fixed(figure: Figure | None) -> Decimal | None:
    """Return a figure that is one number whatever the answers, None for any other."""
    return figure if isinstance(figure, Decimal) else None


def facts_of_figure(figure: Figure | None) -> Iterator[str]:
    """Yield the facts that a figure names, the day it is asked for included."""
    if isinstance(figure, FactFigure):
        yield figure.fact
    elif isinstance(figure, DatedFigure):
        if figure.on is not None:
            yield figure.on
        for one in figure.values:
            yield from facts_of_figure(one.value)
