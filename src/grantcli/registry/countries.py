"""Countries by ISO 3166 code, their days in the European Union and in COSME (2014-2020)."""

from datetime import date
from functools import cache

from ..i18n import language
from ..model.noun import record
from .spelling import alike, fold
from .tables import day, fields, lines

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


@cache
def _codes_by_name() -> dict[str, str]:
    """Return names in Italian and English, and what people write («Olanda», «USA»), to the code of the country."""
    named = {row[0]: row[1] for row in (fields(line, 3) for line in lines("country_aliases"))}
    return named | {fold(name): one.code for one in countries().values() for name in (one.name, one.name_en)}


def find_country(text: str) -> Country | None:
    """Return the country that a text names: its code of two letters or three, or its name in use."""
    found = country(text)
    return found or countries().get(_codes_by_name().get(fold(text.replace(".", "")), ""))


def nearest_country(text: str) -> Country | None:
    """Return the country whose name is spelled nearly as ``text``, or None when none is, or several are."""
    found = [one for one in countries().values() if alike(text, [one.name]) or alike(text, [one.name_en])]
    return found[0] if len(found) == 1 else None
