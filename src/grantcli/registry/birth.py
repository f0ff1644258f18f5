"""Where and when a person was born, as a codice fiscale says it (D.M. 23 December 1976)."""

from datetime import date
from functools import cache

from ..model.noun import record
from .places import communes
from .tables import lines

_MONTHS = "ABCDEHLMPRST"
_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")
_YOUNGEST, _OLDEST = 18, 100


@record
class Birth:
    """The day of birth (None: the century is in doubt) and the place, commune or foreign State (empty: unknown)."""

    day: date | None
    place: str


def birth_of(code: str, on: date) -> Birth | None:
    """Return what a person's tax code says of birth, None of a company's.

    Of an office holder on the day ``on``: the century is the one that makes the person 18 to 100 years old, and the day
    is not told where both do, or neither.
    """
    if len(code) != 16:
        return None
    digits = code[:6] + code[6:8].translate(_DIGITS) + code[8] + code[9:11].translate(_DIGITS)
    place = code[11] + code[12:15].translate(_DIGITS)
    days = [found for century in (1900, 2000) if (found := _day(digits, century)) is not None and _adult(found, on)]
    return Birth(days[0] if len(days) == 1 else None, _places().get(place, ""))


def _day(code: str, century: int) -> date | None:
    year, month, day = code[6:8], _MONTHS.find(code[8]) + 1, code[9:11]
    if not (year.isdigit() and day.isdigit() and month):
        return None
    try:
        return date(century + int(year), month, int(day) % 40)
    except ValueError:
        return None


def _adult(born: date, on: date) -> bool:
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return _YOUNGEST <= age <= _OLDEST


@cache
def _places() -> dict[str, str]:
    """Return places by the code that a tax code has: communes with their province, those that ended too, and States."""
    rows = (line.split("\t") for line in lines("birthplaces"))
    return {row[0]: row[1] for row in rows} | {one.cadastral: str(one) for one in communes() if one.cadastral}
