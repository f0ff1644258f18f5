"""Amounts, shares, days and moments as people write them, in the language spoken now."""

from datetime import date, datetime
from decimal import Decimal

from ..i18n import _, language

_LOCALES = {"it": "it_IT", "en": "en_GB"}
_MINUS = "\u2212"


def _locale() -> str:
    return _LOCALES.get(language(), "it_IT")


def euro(amount: Decimal) -> str:
    """Return an amount with its sign of currency: ``1.234,56 €``, ``€1,234.56``."""
    from babel.numbers import format_currency

    return str(format_currency(amount, "EUR", locale=_locale())).replace("-", _MINUS)


def cents(amount: Decimal) -> str:
    """Return an amount without the sign of currency, for columns that name it: ``1.234,56``."""
    from babel.numbers import format_decimal

    return str(format_decimal(amount, "#,##0.00", locale=_locale())).replace("-", _MINUS)


def number(amount: Decimal | int) -> str:
    """Return a number with as many decimals as it has, up to six."""
    from babel.numbers import format_decimal

    return str(format_decimal(amount, "#,##0.######", locale=_locale())).replace("-", _MINUS)


def share(fraction: Decimal) -> str:
    """Return a fraction as a percentage, up to four decimals: ``50%``, ``33,3333%``."""
    from babel.numbers import format_percent

    return str(format_percent(fraction, "#,##0.####%", locale=_locale()))


def day(value: date) -> str:
    """Return a day in words: ``20 giugno 2022``, ``1º giugno 2022``."""
    from babel.dates import format_date

    written = str(format_date(value, "long", locale=_locale()))
    return written.replace("1 ", "1º ", 1) if value.day == 1 and language() == "it" else written


def moment(value: datetime) -> str:
    """Return a day and its wall time: ``15 luglio 2022, ore 13:00``."""
    from babel.dates import format_datetime

    clock = format_datetime(value, "HH:mm", tzinfo=value.tzinfo, locale=_locale())
    return _("{day}, ore {time}").format(day=day(value.date()), time=clock)
