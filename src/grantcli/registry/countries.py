"""Countries by ISO 3166 code, their days in the European Union and in COSME (2014-2020)."""

from datetime import date
from functools import cache

from ..i18n import language
from ..model.noun import record
from .spelling import fold, nearest
from .tables import day, fields, lines

_COSME_FIRST, _COSME_LAST = date(2014, 1, 1), date(2020, 12, 31)
_OTHER_CODES = {"EL": "GR", "UK": "GB"}  # as the Union's institutions write them


@record
class Country:
    """A country: names, first and last day in the Union, first day in COSME and whether that day is certain."""

    code: str
    name: str
    name_en: str
    eu_since: date | None
    eu_until: date | None
    cosme_since: date | None
    cosme_certain: bool

    def __str__(self) -> str:
        return self.name if language() == "it" else self.name_en


@cache
def countries() -> dict[str, Country]:
    """Return the countries by code."""
    found = {}
    for line in lines("countries"):
        code, name, name_en, since, until, cosme, certain = fields(line, 7)
        found[code] = Country(code, name, name_en, day(since), day(until), day(cosme), certain == "y")
    return found


def country(code: str) -> Country | None:
    """Return the country of an ISO code of two letters (``EL`` and ``UK`` too), None for an unknown one."""
    code = code.strip().upper()
    return countries().get(_OTHER_CODES.get(code, code))


def find_country(text: str) -> Country | None:
    """Return the country that a text names: its code, or its name in Italian or English."""
    sought = fold(text)
    named = (one for one in countries().values() if sought in (fold(one.name), fold(one.name_en)))
    return country(text) or next(named, None)


def nearest_country(text: str) -> Country | None:
    """Return the country whose name is spelled most like ``text``, or None when none is like it."""
    names = {name: one for one in countries().values() for name in (one.name, one.name_en)}
    name = nearest(text, names)
    return names[name] if name else None


def in_union(code: str, on: date) -> bool:
    """Tell whether a country was a member State of the European Union on a day."""
    found = country(code)
    if found is None or found.eu_since is None:
        return False
    return found.eu_since <= on and (found.eu_until is None or on <= found.eu_until)


def in_cosme(code: str, on: date) -> bool | None:
    """Tell whether a country took part in COSME on a day; None when our sources do not tell for that day."""
    found = country(code)
    if found is None or not _COSME_FIRST <= on <= _COSME_LAST:
        return False
    if in_union(code, on):
        return True
    if found.cosme_since is None or on >= found.cosme_since:
        return found.cosme_since is not None
    return False if found.cosme_certain else None
