"""The State-aid regulation that a text names, as registers and people write it, in the codes of the vocabulary."""

import re
from datetime import date
from typing import Final

_KNOWN: Final = (
    ("1407/2013", "1407", "13"),
    ("2023/2831", "2831", "23"),
    ("1408/2013", "1408", "13"),
    ("717/2014", "717", "14"),
    ("360/2012", "360", "12"),
    ("2023/2832", "2832", "23"),
    ("651/2014", "651", "14"),
)
_NUMBERED: Final = tuple(
    (code, re.compile(rf"(?<!\d)(?:{number}\s*/\s*(?:20)?{year}|(?:20)?{year}\s*/\s*{number})(?!\d)"))
    for code, number, year in _KNOWN
)
_BARE: Final = tuple((code, re.compile(rf"(?<!\d){number}(?!\d)")) for code, number, _year in _KNOWN)
_DE_MINIMIS: Final = re.compile(r"de[\s_-]*minimis", re.IGNORECASE)
_FARM: Final = re.compile(r"agricol", re.IGNORECASE)
_FISH: Final = re.compile(r"pesca|acquacoltura", re.IGNORECASE)
_SERVICES: Final = re.compile(r"SIEG|interesse economico generale", re.IGNORECASE)
_GENERAL: Final = re.compile(r"de[\s_-]*minimis\s+(?:di\s+carattere\s+)?general", re.IGNORECASE)
NEW_TEXTS: Final = date(2024, 1, 1)
UNNAMED: Final = "de_minimis"


def regulation_named(text: str, *, procedure: str = "", granted: date | None = None) -> str | None:
    """Return the code of the regulation that ``text`` names; «de_minimis» for one that is only known to be such.

    The order of number and year is free, and two digits are enough for the year. Where the text, or the ``procedure``
    of the register, says de minimis, a number alone is enough (``UE2831``), and so is the kind: agricultural, of
    fisheries, of services, general (then by the day of the award, for one followed the other on 1 January 2024). None:
    the text names nothing known.
    """
    for code, pattern in _NUMBERED:
        if pattern.search(text):
            return code
    if not _DE_MINIMIS.search(f"{text} {procedure}"):
        return None
    for code, pattern in _BARE[:-1]:
        if pattern.search(text):
            return code
    return _by_kind(text, granted) or UNNAMED


def _by_kind(text: str, granted: date | None) -> str | None:
    if _FARM.search(text):
        return "1408/2013"
    if _FISH.search(text):
        return "717/2014"
    if granted is None or not (_SERVICES.search(text) or _GENERAL.search(text)):
        return None
    old, new = ("360/2012", "2023/2832") if _SERVICES.search(text) else ("1407/2013", "2023/2831")
    return new if granted >= NEW_TEXTS else old
