"""The words of a condition: what each says of one value, and of a number known only between two bounds."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from operator import eq, ge, gt, le, lt
from typing import Any as Anything
from typing import cast

from ...model.condition import Ref, Word
from ...model.finding import Verdict
from ...wording.names import same_name

Holds = Callable[[object], bool]
Number = Decimal | Fraction

_ORDER: dict[str, Callable[[Anything, Anything], bool]] = {
    "at_least": ge,
    "at_most": le,
    "more_than": gt,
    "less_than": lt,
    "before": lt,
    "after": gt,
    "not_before": ge,
    "not_after": le,
}
_RISING = frozenset({"at_least", "more_than"})


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later (or earlier), clipped to the month's end; a datetime keeps its hour."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def at_end(day: date, at: str | None) -> date:
    """Return the first day of its month, the last one, or the last of its year; the day itself where ``at`` is None."""
    if at is None:
        return day
    if at == "first_of_month":
        return day.replace(day=1)
    return (
        day.replace(day=monthrange(day.year, day.month)[1]) if at == "end_of_month" else day.replace(month=12, day=31)
    )


def older_by(born: date, ref: Ref) -> date:
    """Return the day on which so long has passed since ``born``: on 29 February a year ends on the 28th."""
    return add_months(born, ref.months + 12 * ref.years) + timedelta(days=ref.days)


def moved(value: object, ref: Ref) -> object:
    """Return the value that ``ref`` names, moved by its days and months or scaled by its ``times``."""
    if isinstance(value, date):
        return at_end(add_months(value, ref.months + 12 * ref.years) + timedelta(days=ref.days), ref.at)
    if ref.times is not None and isinstance(value, Fraction):
        return value * Fraction(cast(Decimal, ref.times))
    if ref.times is not None and isinstance(value, (int, Decimal)):
        return value * cast(Decimal, ref.times)
    return value


def _alike(left: object, right: object) -> tuple[object, object]:
    """Make two values comparable: a day and a moment as days, a decimal and a fraction as fractions.

    Of these two a decimal would compare itself, and a fraction that moves would not note where that turns.
    """
    if isinstance(left, Decimal) and isinstance(right, Fraction):
        return Fraction(left), right
    if isinstance(left, date) and isinstance(right, date) and isinstance(left, datetime) != isinstance(right, datetime):
        return (
            left.date() if isinstance(left, datetime) else left,
            right.date() if isinstance(right, datetime) else right,
        )
    return left, right


def _as_set(value: object) -> frozenset[object]:
    return frozenset(value) if isinstance(value, (tuple, list, set, frozenset)) else frozenset((value,))


def _is_one_of(accepted: frozenset[object], several: bool | None) -> Holds:
    """Accept a value, or one of ``several`` values (None: as the value itself shows)."""
    if several is None:
        return lambda value: not accepted.isdisjoint(value) if isinstance(value, tuple) else value in accepted
    if several:
        return lambda value: not accepted.isdisjoint(value)  # type: ignore[arg-type]
    return accepted.__contains__


def holds_word(word: Word, wanted: object, *, several: bool | None = None) -> Holds:
    """Return what ``word`` with the value ``wanted`` says of a known value (places: see ``places``).

    ``several`` says whether the value is a tuple, where that is known beforehand.
    """
    if word == "is":
        return _is_one_of(_as_set(wanted), several)
    if word == "known":
        return lambda value: (value not in (None, "", ())) is bool(wanted)
    if word == "within_words":
        return lambda value: len(str(value).split()) <= int(cast(Anything, wanted))
    if word == "under":
        prefixes = tuple(str(prefix) for prefix in _as_set(wanted))
        return lambda value: any(str(v).startswith(prefixes) for v in (value if isinstance(value, tuple) else (value,)))
    order = _ORDER[word]
    if isinstance(wanted, date):
        return lambda value: order(*_alike(value, wanted))
    return lambda value: order(value, wanted)


def compares(word: Word, *, names: bool = False) -> Callable[[object, object], bool]:
    """Return what ``word`` says of a value and another one that is only known while judging; ``names`` as names."""
    if word == "is" and names:
        return lambda value, wanted: same_name(str(value), str(wanted))
    if word == "is":
        return lambda value, wanted: wanted in value if isinstance(value, tuple) else eq(*_alike(value, wanted))
    order = _ORDER[word]
    return lambda value, wanted: order(*_alike(value, wanted))


def compares_number(word: Word, wanted: object) -> Callable[[Number | None, Number | None], Verdict]:
    """Return what judges a number that lies between two bounds (None: unbounded).

    It is settled when every such number agrees.
    """
    fixed = (wanted, holds_word(word, wanted))
    exact = Fraction(wanted) if isinstance(wanted, (int, Decimal)) else wanted
    moving = (exact, holds_word(word, exact))

    def compare(low: Number | None, high: Number | None) -> Verdict:
        bound, told = fixed if low is None or isinstance(low, Decimal) else moving
        if low is not None and high is not None and low == high:
            return "pass" if told(low) else "fail"
        if word == "is":
            outside = all(not _within(cast(Decimal, one), low, high) for one in _as_set(bound))
            return "fail" if outside else "unknown"
        ends = (low, high) if word in _RISING else (high, low)
        if ends[0] is not None and told(ends[0]):
            return "pass"
        if ends[1] is not None and not told(ends[1]):
            return "fail"
        return "unknown"

    return compare


def _within(value: Number, low: Number | None, high: Number | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)
