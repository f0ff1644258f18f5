"""One scalar of a call file, typed by the field it is in: figures, dates and words, read strictly."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from ...i18n import _
from ...problem import Refusal
from ...registry.days import FIRST_JUDGED, LATEST, no_such_year

_PLAIN = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,12})?")
_ITALIAN = re.compile(r"([+-]?)([0-9]{1,3}(?:\.[0-9]{3})+),([0-9]+)")
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_COMMA = re.compile(r"([+-]?[0-9]+),([0-9]+)")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}((?:\.[0-9]{3}){2,}|(?:[' _][0-9]{3})+)")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ITALIAN_DAY = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
_YES = frozenset({"true", "sì", "si", "yes"})
_NO = frozenset({"false", "no"})


def read_decimal(text: str) -> Decimal | Refusal:
    """Read ``0.5``, ``140000``, ``1.234,56``; refuse what could be read in two ways."""
    text = text.strip()
    if _AMBIGUOUS.fullmatch(text):
        whole = text.replace(".", "")
        hint = _("scrivere {whole} se il punto separa le migliaia, {decimal}0 se separa i decimali")
        said = _("«{text}» si può leggere in due modi").format(text=text)
        return Refusal("ambiguous_number", said, hint.format(whole=whole, decimal=text))
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    italian = _ITALIAN.fullmatch(text)
    if italian:
        return Decimal(f"{italian[1]}{italian[2].replace('.', '')}.{italian[3]}")
    return Refusal("not_a_number", _("«{text}» non è un numero").format(text=text), _number_hint(text))


def _number_hint(text: str) -> str:
    comma = _COMMA.fullmatch(text)
    if comma:
        return _("scrivere {number}").format(number=f"{comma[1]}.{comma[2]}")
    if _GROUPED.fullmatch(text):
        return _("scrivere {number}").format(number=re.sub("[.' _]", "", text))
    percent = re.fullmatch(r"([0-9]{1,3})([.,][0-9]+)?\s*%", text)
    if percent:
        share = Decimal(f"{percent[1]}{(percent[2] or '').replace(',', '.')}") / 100
        return _("scrivere {number}").format(number=format(share, "f"))
    return ""


def read_integer(text: str) -> int | Refusal:
    """Read a whole number."""
    if re.fullmatch(r"[+-]?[0-9]{1,12}", text.strip()):
        return int(text.strip())
    return Refusal("not_an_integer", _("«{text}» non è un numero intero").format(text=text))


def read_yes_no(text: str) -> bool | Refusal:
    """Read ``true``/``false``, also as sì, no, yes."""
    word = text.strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    said = _("«{text}» non è né vero né falso").format(text=text)
    return Refusal("not_yes_no", said, _("scrivere true oppure false"))


def read_day(text: str) -> date | Refusal:
    """Read ``2022-06-20``, or ``20/06/2022``."""
    text = text.strip()
    iso, italian = _ISO_DAY.fullmatch(text), _ITALIAN_DAY.fullmatch(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif italian:
        day, month, year = (int(part) for part in italian.groups())
    else:
        said = _("«{text}» non è una data").format(text=text)
        return Refusal("not_a_date", said, _("scrivere anno-mese-giorno: 2022-07-15"))
    if not FIRST_JUDGED <= year <= LATEST:
        return no_such_year(text, year)
    try:
        return date(year, month, day)
    except ValueError:
        return Refusal("no_such_date", _("«{text}» non esiste nel calendario").format(text=text))


def read_moment(text: str) -> datetime | date | Refusal:
    """Read a day, or a day with its hour (``2022-07-15T13:00``): a day stays a day, never midnight."""
    moment = _MOMENT.fullmatch(text.strip())
    if not moment:
        return read_day(text)
    day = read_day(moment[1])
    if isinstance(day, Refusal):
        return day
    hour, minute, second = int(moment[2]), int(moment[3]), int(moment[4] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return Refusal("no_such_hour", _("«{text}» non è un'ora possibile").format(text=text))
    return datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001 - local wall time by design


READERS: dict[type, Callable[[str], object]] = {
    Decimal: read_decimal,
    int: read_integer,
    bool: read_yes_no,
    date: read_day,
    datetime: read_moment,
}
