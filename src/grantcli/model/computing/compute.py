"""How a fact follows from others: closed arithmetic, a number taken over a list, or a row of a table."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from ...i18n import Text
from ..condition import Condition, Measure, Ref, Test, parts
from ..noun import noun
from ..rule import Status
from .call_figure import AnyFigure, DatedFigure, FactFigure, MoneyFigure, facts_of_figure

Operator = Literal[
    "+",
    "-",
    "*",
    "/",
    "min",
    "max",
    "abs",
    "round_down",  # to a multiple of the unit: round_down(x, 0.01)
    "round_up",
    "round_half",
    "days",  # whole days from the first day to the second
    "months",  # whole months
    "years",  # whole years
    "first_of_month",
    "end_of_month",
    "end_of_year",
    "plus_days",
    "plus_months",
    "plus_years",
]


@noun
class FormulaNumber:
    """A number written in a formula."""

    value: Decimal


@noun
class FormulaName:
    """A fact named in a formula."""

    fact: str


@noun
class FormulaStep:
    """An operation or a function on what comes of its parts."""

    operator: Operator
    of: "tuple[Term, ...]"


Term = FormulaNumber | FormulaName | FormulaStep


@noun
class Formula:
    """Closed arithmetic over facts, exact: ``min(0.35 * mean_turnover, 2500000)``. ``text`` as it was written."""

    text: str
    term: Term


@noun
class Aggregate:
    """A number taken over the items of ``list`` that hold ``where``: of their ``field``, unless they are counted.

    ``newest`` or ``oldest`` keeps so many items by the field ``by`` (else the list's own key). Fewer items than that
    leave it unknown, unless ``or_fewer``.
    """

    quantity: Literal["sum", "mean", "count", "distinct", "least", "greatest"]
    list: str
    field: str | None = None
    where: Condition | None = None
    newest: int | None = None
    oldest: int | None = None
    by: str | None = None
    or_fewer: bool = False


@noun
class Bracket:
    """A stretch of the cost: over ``low`` (``from_low``: from it) up to ``high``, or as far as the next begins."""

    low: MoneyFigure
    from_low: bool = False
    high: MoneyFigure | None = None


@noun
class LookupRow:
    """One row: the figure where ``when`` holds, in the stretch ``bracket`` where the table is one of brackets.

    Without ``value`` the text has a row there and no figure.
    """

    value: AnyFigure | None = None
    when: Condition | None = None
    bracket: Bracket | None = None
    text: Text | None = None


@noun
class LookupTable:
    """A figure by the answers: the value of the first row that fits, ``gives`` its kind.

    ``each`` names the list whose items the columns are about. ``brackets`` names the column that is a stretch of the
    cost: such a table is used by the ``tiers`` of a regime only.
    """

    cite: str
    gives: Literal["money", "percent", "number"] = "percent"
    rows: tuple[LookupRow, ...] = ()
    label: Text | None = None
    each: str | None = None
    brackets: str | None = None
    status: Status = "official"


Compute = Formula | Aggregate | LookupTable


def facts_of_compute(compute: Compute) -> Iterator[str]:
    """Yield the names of facts and lists that a computed fact looks at, as it writes them."""
    if isinstance(compute, Formula):
        yield from _facts_of_term(compute.term)
    elif isinstance(compute, Aggregate):
        yield compute.list
        yield from (f"{compute.list}.{name}" for name in (compute.field, compute.by) if name)
        yield from facts_of_condition(compute.where)
    else:
        for row in compute.rows:
            yield from facts_of_condition(row.when)
            bounds = () if row.bracket is None else (row.bracket.low, row.bracket.high)
            for figure in (row.value, *bounds):
                if isinstance(figure, (FactFigure, DatedFigure)):
                    yield from facts_of_figure(figure)


def _facts_of_term(term: Term) -> Iterator[str]:
    if isinstance(term, FormulaName):
        yield term.fact
    elif isinstance(term, FormulaStep):
        for part in term.of:
            yield from _facts_of_term(part)


def facts_of_condition(condition: Condition | None) -> Iterator[str]:
    """Yield the names of the facts that a condition looks at, as it writes them; of a list that is measured its own."""
    for part in parts(condition):
        if isinstance(part, Test):
            yield part.fact
            yield from _compared(part.value)
        elif isinstance(part, Measure):
            yield part.list
            if part.field is not None:
                yield f"{part.list}.{part.field}"
            for _word, wanted in part.tests:
                yield from _compared(wanted)
        elif hasattr(part, "list"):
            yield part.list


def _compared(value: object) -> Iterator[str]:
    if isinstance(value, (Ref, FactFigure)):
        yield value.fact
