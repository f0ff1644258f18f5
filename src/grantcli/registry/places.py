"""Communes, provinces and regions of Italy by their ISTAT codes, on any day since 1995, with what became of them."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from ..model.noun import record
from .tables import day, fields, lines


@record
class Commune:
    """A commune under one of its codes.

    ``since`` and ``until`` are the first and last day of this code (None: before 1990, or still in force);
    ``successors`` the codes that follow it, ``province`` two letters, ``region`` two digits, ``cadastral`` the
    land-register code, ``nuts3`` and ``nuts3_2024`` its NUTS 3 area of the versions 2021 and 2024 (empty: unknown).
    """

    code: str
    name: str
    other_name: str
    province: str
    region: str
    cadastral: str
    nuts3: str
    nuts3_2024: str
    since: date | None
    until: date | None
    successors: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.name} ({self.province})"

    def stands(self, on: date) -> bool:
        """Return whether this code was in force on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@record
class Province:
    """A province or metropolitan city: two letters, the three digits of its communes' codes, name, region."""

    letters: str
    code: str
    name: str
    region: str


@record
class Region:
    """A region: two digits, name, part of Italy, NUTS 2 areas (Trentino-Alto Adige has two)."""

    code: str
    name: str
    part: str
    nuts2: tuple[str, ...]


@cache
def _lines_by_code() -> dict[str, str]:
    return {line[:6]: line for line in lines("communes")}


@cache
def provinces() -> dict[str, Province]:
    """Return the provinces by their two letters, the four Sardinian ones of 2006-2016 among them."""
    return {line.split("\t")[0]: Province(*line.split("\t")) for line in lines("provinces")}


@cache
def regions() -> dict[str, Region]:
    """Return the regions by their two digits."""
    rows = (line.split("\t") for line in lines("regions"))
    return {code: Region(code, name, part, tuple(nuts.split(","))) for code, name, part, nuts in rows}


@cache
def _commune(code: str) -> Commune | None:
    line = _lines_by_code().get(code)
    if line is None:
        return None
    _code, name, other, letters, cadastral, nuts3, later, since, until, heirs = fields(line, 10)
    successors = tuple(heirs.split(",")) if heirs else ()
    region = provinces()[letters].region
    return Commune(
        code, name, other, letters, region, cadastral, nuts3, later or nuts3, day(since), day(until), successors
    )


def commune(code: str, on: date | None = None) -> Commune | None:
    """Return the commune that has, or had, an ISTAT code of six digits; with ``on`` only if in force that day."""
    found = _commune(code)
    return None if found is None or (on is not None and not found.stands(on)) else found


def communes() -> Iterator[Commune]:
    """Yield every code of every commune, those of today and those that ended, in order of code."""
    for code in _lines_by_code():
        found = _commune(code)
        if found is not None:
            yield found


def successors(code: str) -> tuple[str, ...]:
    """Return the codes that have the territory of ``code`` today: itself while it is in force, () when not known."""
    found = _commune(code)
    if found is None:
        return ()
    if not found.successors:
        return (code,)
    return tuple(dict.fromkeys(heir for successor in found.successors for heir in successors(successor)))
