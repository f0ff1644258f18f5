"""Dates and times as Italians and machines write them, day or year first; a century is guessed only where asked to."""

import re
from datetime import date, datetime

from ..i18n import _
from ..model.vocabulary import Fact
from ..problem import Refusal
from .refusal import Reading, refused

_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s?[-/. ]\s?([0-9]{1,2})\s?[-/. ]\s?([0-9]{4})")
_SPOKEN = re.compile(r"([0-9]{1,2})[°º]?[\s/-]+([a-z]+)\.?[\s/-]+([0-9]{4})", re.IGNORECASE)
_SHORT_SPOKEN = re.compile(r"[0-9]{1,2}[\s/-]+([a-z]{3,9})\.?[\s/-]+[0-9]{2}", re.IGNORECASE)
_MACHINE = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_ROME = ("+01", "+02")
_LAST_SAME_DAY = 21
"""The last hour of Greenwich that is on the same day in Italy, in summer and in winter."""
_SHORT_YEAR = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}")
_TIMED = re.compile(
    r"(.*?)(?:[T,]?\s*(?:ore|alle|h)?\s*)(?<![0-9])([0-9]{1,2})[:.]([0-9]{2})(?::([0-9]{2})(?:\.0+)?)?", re.IGNORECASE
)
_ZONED = re.compile(r".*[T ].*[0-9]:[0-9]{2}(?:\.[0-9]+)?(?:Z|\s?[+-][0-9]{2}:?[0-9]{2})", re.IGNORECASE)
_MONTHS = (
    ("gennaio", "january"), ("febbraio", "february"), ("marzo", "march"), ("aprile", "april"),
    ("maggio", "may"), ("giugno", "june"), ("luglio", "july"), ("agosto", "august"),
    ("settembre", "september"), ("ottobre", "october"), ("novembre", "november"), ("dicembre", "december"),
)  # fmt: skip
_MONTH = {
    name[:length]: number for number, names in enumerate(_MONTHS, 1) for name in names for length in (3, len(name))
}
_EARLIEST, LATEST = 1800, 2199
FIRST_JUDGED = 1900
"""The first year of a day that a call is judged on: earlier days are those of old firms and communes."""
_AHEAD = 20
"""Years after the day it is that two figures can still mean: projects are planned, companies are old."""
_SHORT_DAY = re.compile(
    r"(\s*[0-9]{1,2}\s?[-/. ]\s?(?:[0-9]{1,2}|[a-zA-Z]{3,9}\.?)\s?[-/. ]\s?)([0-9]{2})(?![0-9])(.*)"
)


def with_whole_year(text: str, on: date) -> str:
    """Return a day as typed on the day ``on`` with its year of four figures, where it was written with two."""
    short = _SHORT_DAY.fullmatch(text)
    return f"{short[1]}{whole_year(int(short[2]), on)}{short[3]}" if short else text


def whole_year(figures: int, on: date) -> int:
    """Return the year that two figures mean to somebody who writes them on the day ``on``."""
    year = on.year - on.year % 100 + figures
    return year if year <= on.year + _AHEAD else year - 100


def no_such_year(text: str, year: int) -> Refusal:
    """Return the refusal of a day whose year cannot be meant."""
    return Refusal("no_such_year", _("«{text}»: l'anno {year} non è credibile").format(text=text, year=year))


def read_date(_fact: Fact, text: str) -> Reading:
    """Read a day; the hour that machines write after it is set aside, where its zone leaves no doubt of the day."""
    text = text.strip()
    for midnight in (" 00:00:00", "T00:00:00", " 00:00"):
        text = text.removesuffix(midnight)
    written = _MACHINE.fullmatch(text)
    if written and (not written[3] or written[3].startswith(_ROME) or _is_same_day(written)):
        text = written[1]
    return _day(text)


def _is_same_day(written: re.Match[str]) -> bool:
    return written[3].upper() in ("Z", "+00:00", "+0000") and int(written[2]) <= _LAST_SAME_DAY


def read_datetime(_fact: Fact, text: str) -> Reading:
    """Read a day and an hour of local wall time, without a zone."""
    text = text.strip()
    timed = None if _ZONED.fullmatch(text) else _TIMED.fullmatch(text)
    if timed is None or not timed[1]:
        return _no_hour(text)
    day, refusal = _day(timed[1].strip())
    if not isinstance(day, date):
        return None, refusal
    hour, minute, second = int(timed[2]), int(timed[3]), int(timed[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        text = _("«{text}»: l'ora non esiste").format(text=text)
        return refused("no_such_hour", text, _("le ore vanno da 0:00 a 23:59"))
    return datetime(day.year, day.month, day.day, hour, minute, second), None  # noqa: DTZ001 - local wall time by contract


def _day(text: str) -> Reading:
    parts = _parts(text)
    if parts is None:
        return _not_a_date(text)
    year, month, day = parts
    if not _EARLIEST <= year <= LATEST:
        return None, no_such_year(text, year)
    try:
        return date(year, month, day), None
    except ValueError:
        hint = _("prima il giorno, poi il mese: 31/12/2022") if month > 12 else ""
        return refused("no_such_day", _("«{text}»: nel calendario questo giorno non c'è").format(text=text), hint)


def _parts(text: str) -> tuple[int, int, int] | None:
    if match := _ISO.fullmatch(text):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(text):
        return int(match[3]), int(match[2]), int(match[1])
    match = _SPOKEN.fullmatch(text)
    month = _MONTH.get(match[2].lower()) if match else None
    return (int(match[3]), month, int(match[1])) if match and month else None


def _not_a_date(text: str) -> tuple[None, Refusal]:
    spoken = _SHORT_SPOKEN.fullmatch(text)
    if _SHORT_YEAR.fullmatch(text) or (spoken and spoken[1].lower() in _MONTH):
        return refused("short_year", _("«{text}»: scrivere l'anno con quattro cifre").format(text=text))
    hint = _("scrivere per esempio 31/12/2022 o 2022-12-31")
    return refused("not_a_date", _("«{text}» non è una data").format(text=text), hint)


def _no_hour(text: str) -> tuple[None, Refusal]:
    if _ZONED.fullmatch(text):
        return refused("zoned", _("«{text}»: scrivere l'ora locale, senza fuso orario").format(text=text))
    hint = _("scrivere giorno e ora, per esempio 15/07/2022 12:59")
    if _parts(text):
        return refused("no_hour", _("«{text}»: manca l'ora").format(text=text), hint)
    return refused("not_a_date", _("«{text}» non è una data con l'ora").format(text=text), hint)
