"""A codice fiscale held against the person it is said to be of: surname, name, day of birth."""

from datetime import date

from ..i18n import _
from .spelling import squeeze

_VOWELS = "aeiou"
_MONTHS = "ABCDEHLMPRST"
_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")  # letters that stand for digits where two people would share a code


def doubt_on_tax_code(code: str, surname: str = "", name: str = "", born: date | None = None) -> str | None:
    """Return which of the data given does not agree with a person's codice fiscale (already read), None if all do.

    Data not given are not held against it, and a company's number agrees with everything.
    """
    if len(code) != 16:
        return None
    wrong = []
    if surname and code[:3] != _three_of(surname):
        wrong.append(_("il cognome"))
    if name and code[3:6] != _three_of(name, first_name=True):
        wrong.append(_("il nome"))
    if born and not _same_day(code, born):
        wrong.append(_("la data di nascita"))
    if not wrong:
        return None
    return _("{code}: non corrisponde a {what}").format(code=code, what=", ".join(wrong))


def _three_of(word: str, first_name: bool = False) -> str:
    letters = squeeze(word)
    consonants = "".join(letter for letter in letters if letter not in _VOWELS)
    if first_name and len(consonants) > 3:
        consonants = consonants[0] + consonants[2:]
    vowels = "".join(letter for letter in letters if letter in _VOWELS)
    return f"{consonants}{vowels}xxx"[:3].upper()


def _same_day(code: str, born: date) -> bool:
    year, day = (int(digits.translate(_DIGITS)) for digits in (code[6:8], code[9:11]))
    return (year, _MONTHS.find(code[8]) + 1, day % 40) == (born.year % 100, born.month, born.day)
