"""Amounts, shares and dates as people write them, in the language spoken now."""

import re
from datetime import date, datetime
from decimal import Decimal

from ..i18n import language
from ..money import to_cent

MINUS = "\N{MINUS SIGN}"
_MONTHS = {
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "en": "January February March April May June July August September October November December",
}
_HOUR = {"it": "{day}, ore {hour}", "en": "{day}, {hour}"}
_TO_ITALIAN = str.maketrans(",.", ".,")
_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


def _grouped(text: str) -> str:
    """Write a plain decimal text (``-1234.50``) with the marks of the language."""
    whole, dot, rest = text.lstrip("-").partition(".")
    english = _THOUSANDS.sub(",", whole) + dot + rest
    unsigned = english if language() == "en" else english.translate(_TO_ITALIAN)
    return f"{MINUS}{unsigned}" if text.startswith("-") and unsigned.strip("0.,") else unsigned


def money(amount: Decimal) -> str:
    """Write euro with two decimals: ``1.234,56 €``, in English ``€1,234.56``."""
    written = _grouped(f"{to_cent(amount):f}")
    if language() != "en":
        return f"{written} €"
    return f"{MINUS}€{written[1:]}" if written.startswith(MINUS) else f"€{written}"


def change(amount: Decimal) -> str:
    """Write a signed move of an amount: ``−1.234,56 €``, ``+10,00 €``, ``0,00 €``."""
    return f"+{money(amount)}" if to_cent(amount) > 0 else money(amount)


def number(value: Decimal | int) -> str:
    """Write a number with as many decimals as it has, without idle zeros."""
    text = f"{value:f}"
    return _grouped(text.rstrip("0").rstrip(".") if "." in text else text)


def percent(share: Decimal) -> str:
    """Write a fraction as per cent: ``0.125`` is ``12,5 %``, in English ``12.5%``."""
    written = number(share * 100)
    return f"{written}%" if language() == "en" else f"{written} %"


def day(when: date) -> str:
    """Write a day: ``1º luglio 2022``, in English ``1 July 2022``."""
    spoken = language()
    first = "1º" if when.day == 1 and spoken == "it" else str(when.day)
    return f"{first} {_MONTHS[spoken].split()[when.month - 1]} {when.year}"


def moment(when: date | datetime) -> str:
    """Write a moment of wall time: ``15 luglio 2022, ore 13:00``; a bare day has no hour."""
    if not isinstance(when, datetime):
        return day(when)
    return _HOUR[language()].format(day=day(when), hour=f"{when:%H:%M}")
