"""A person's codice fiscale (D.M. 23 December 1976): held against who it is said to be of; birth as it says it."""

import re
from datetime import date
from functools import cache
from itertools import combinations

from ..i18n import _
from ..model.noun import record
from ..model.vocabulary import PERSON_TITLES
from .places import communes
from .spelling import fold, squeeze
from .tables import lines

_VOWELS = "aeiou"
_MONTHS = "ABCDEHLMPRST"
_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")  # letters that stand for digits where two people would share a code

_FORMS_OF_ADDRESS = (
    *("per", "cav", "cavaliere", "comm", "commendatore", "uff", "on", "onorevole", "notaio", "don", "suor", "padre"),
    *("mr", "mrs", "ms", "gent", "egr", "spett"),
)
"""Beside the titles: what may be the word of a firm as well, harmless only where a tax code decides."""
_TITLES = re.compile(rf"\b(?:{'|'.join(sorted({*PERSON_TITLES, *_FORMS_OF_ADDRESS}))})\b")
_MARRIED = re.compile(r"\b(?:in|ved|vedova|coniugata|con|nata|nato|detto|detta)\b")
_MOST_WORDS = 6
_YOUNGEST, _OLDEST = 18, 100


@record
class Birth:
    """The day of birth (None: the century is in doubt) and the place, commune or foreign State (empty: unknown)."""

    day: date | None
    place: str


def doubt_on_name(code: str, called: str) -> str | None:
    """Return a doubt when a person's codice fiscale is not of who is called so, whichever words are the surname.

    Titles are set aside («Dott.ssa»), and so may be any words that are not needed: the surname of a husband
    («Rossi in Bianchi», «Rossi ved. Bianchi»), a second name, the words of a firm. Never more than a doubt: a code that
    is right may be of a name that is told otherwise.
    """
    words = _TITLES.sub(" ", _MARRIED.sub(" ", fold(called))).split()[:_MOST_WORDS]
    if len(code) != 16 or len(words) < 2:
        return None
    runs = [" ".join(words[a:b]) for a, b in combinations(range(len(words) + 1), 2)]
    surname = any(code[:3] == _three_of(run) for run in runs)
    name = any(code[3:6] == _three_of(run, first_name=True) for run in runs)
    if surname and name:
        return None
    return _("{code}: non sembra di chi si chiama {name}").format(code=code, name=called)


def _three_of(word: str, first_name: bool = False) -> str:
    letters = squeeze(word)
    consonants = "".join(letter for letter in letters if letter not in _VOWELS)
    if first_name and len(consonants) > 3:
        consonants = consonants[0] + consonants[2:]
    vowels = "".join(letter for letter in letters if letter in _VOWELS)
    return f"{consonants}{vowels}xxx"[:3].upper()


def birth_of(code: str, on: date) -> Birth | None:
    """Return what a person's tax code says of birth, None of a company's.

    Of an office holder on the day ``on``: the century is the one that makes the person 18 to 100 years old, and the day
    is unknown where both do, or neither.
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
