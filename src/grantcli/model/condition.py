"""What must hold: a condition over facts and lists, as written in a call, already typed."""

from collections.abc import Iterator
from typing import Literal

from .noun import noun

Word = Literal[
    "is",  # value: tuple of accepted values (a list-valued fact passes when it contains one of them)
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "before",
    "after",
    "not_before",
    "not_after",
    "under",  # ATECO prefix, region code, or the id of an area of the call
    "known",  # value: bool
    "within_words",  # a text has at most so many words
    "younger_than",  # a day is less than so long before another: a Ref to that one, with years, months, days
    "reached",  # a day is at least so long before another
]
Quantity = Literal["count", "sum", "distinct"]


@noun
class Ref:
    """Another fact as the thing compared with, moved or scaled: ``{fact: award.decree_date, plus: {months: 6}}``.

    ``days``/``months``/``years`` move a date (months clip to the month's end), ``at`` then takes it to the first or the
    last day of its month or its year; ``times`` scales a number.
    """

    fact: str
    days: int = 0
    months: int = 0
    years: int = 0
    at: Literal["first_of_month", "end_of_month", "end_of_year"] | None = None
    times: object = None  # Decimal | None


@noun
class Test:
    """One fact compared by one word with a typed value: str, Decimal, int, bool, date, tuple of them, or a Ref."""

    fact: str
    word: Word
    value: object


@noun
class All:
    """Every part must hold."""

    of: "tuple[Condition, ...]"


@noun
class Any:
    """One part is enough."""

    of: "tuple[Condition, ...]"


@noun
class Not:
    """The part must not hold."""

    of: "Condition"


@noun
class Each:
    """``some`` or ``every`` item of a list holds ``where`` (``every`` of an empty list passes)."""

    word: Literal["some", "every"]
    list: str
    where: "Condition"


@noun
class Measure:
    """A number taken over the items of a list that hold ``where``, compared by words: ``count``, ``sum``, ``distinct``.

    ``field`` is the item's field summed or counted. ``tests`` pairs words (``at_least``, ``at_most``, ``more_than``,
    ``less_than``, ``is``) with a Decimal or a Ref.
    """

    quantity: Quantity
    list: str
    field: str | None = None
    where: "Condition | None" = None
    tests: tuple[tuple[Word, object], ...] = ()


Condition = All | Any | Not | Test | Each | Measure


def parts(condition: Condition | None) -> Iterator[Condition]:
    """Yield the condition and all that it is made of, outermost first."""
    if condition is None:
        return
    yield condition
    if isinstance(condition, (All, Any)):
        for part in condition.of:
            yield from parts(part)
    elif isinstance(condition, Not):
        yield from parts(condition.of)
    elif isinstance(condition, (Each, Measure)):
        yield from parts(condition.where)
