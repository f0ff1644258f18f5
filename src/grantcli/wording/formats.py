"""Amounts, shares, numbers, days and moments as people write them, in the language wanted (else the one spoken).

The marks are those of the language's catalog, since a library of all locales would cost each command more than its
judging; the tests hold them against CLDR.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ..i18n import LANGUAGES, _, language, plural
from ..money import to_cent

MINUS = "\N{MINUS SIGN}"
_LOOSE = re.compile(r"(?<=\d) (?=[€%])|(?<=\bore) (?=\d)|(?<=\w) (?=§)")


class Manners(NamedTuple):
    """How a language writes: its months, the day that opens one, its marks and patterns."""

    months: tuple[str, ...]
    first: str
    day: str
    moment: str
    marks: dict[int, int]
    euro: str
    percent: str
    last: str


@cache
def _manners(language: str) -> Manners:
    """Read from the catalog of a language how it writes: a language is a catalog, no code."""
    first = _("gennaio febbraio marzo aprile maggio giugno", language)
    second = _("luglio agosto settembre ottobre novembre dicembre", language)
    example = _("1.234,5", language)
    return Manners(
        months=(*first.split(), *second.split()),
        first=_("1º", language),
        day=_("{day} {month} {year}", language),
        moment=_("{day}, ore {hour}", language),
        marks=str.maketrans(",.", example[1] + example[5]),
        euro=_("{amount} €", language),
        percent=_("{share} %", language),
        last=_("{before} e {last}", language),
    )


def _grouped(text: str, wanted: str | None) -> str:
    """Write a plain decimal text with commas (``-1,234.50``) with the marks of the language."""
    written = text.translate(_manners(wanted or language()).marks)
    if not written.startswith("-"):
        return written
    return f"{MINUS}{written[1:]}" if written.strip("-0.,") else written[1:]


def cents(amount: Decimal, wanted: str | None = None) -> str:
    """Write euro with two decimals and no sign of currency, for columns that name it: ``1.234,56``."""
    return _grouped(f"{to_cent(amount):,f}", wanted)


def money(amount: Decimal, wanted: str | None = None) -> str:
    """Write euro with two decimals: ``1.234,56 €``, in English ``€1,234.56``."""
    written = cents(amount, wanted)
    sign = MINUS if written.startswith(MINUS) else ""
    return sign + _manners(wanted or language()).euro.format(amount=written.removeprefix(MINUS))


def change(amount: Decimal, wanted: str | None = None) -> str:
    """Write a signed move of an amount: ``−1.234,56 €``, ``+10,00 €``, ``0,00 €``."""
    return f"+{money(amount, wanted)}" if to_cent(amount) > 0 else money(amount, wanted)


def number(value: Decimal | int, wanted: str | None = None) -> str:
    """Write a number with as many decimals as it has, without idle zeros."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
    return _grouped(text.rstrip("0").rstrip(".") if "." in text else text, wanted)


def percent(share: Decimal, wanted: str | None = None) -> str:
    """Write a fraction as per cent: ``0.125`` is ``12,5 %``, in English ``12.5%``."""
    return _manners(wanted or language()).percent.format(share=number(share * 100, wanted))


def day(when: date, wanted: str | None = None) -> str:
    """Write a day: ``1º luglio 2022``, in English ``1 July 2022``."""
    manners = _manners(wanted or language())
    written = manners.first if when.day == 1 else str(when.day)
    return manners.day.format(day=written, month=manners.months[when.month - 1], year=when.year)


def moment(when: date | datetime, wanted: str | None = None) -> str:
    """Write a moment of wall time: ``15 luglio 2022, ore 13:00``; a bare day has no hour."""
    if not isinstance(when, datetime):
        return day(when, wanted)
    return _manners(wanted or language()).moment.format(day=day(when, wanted), hour=f"{when:%H:%M}")


def limit(at: datetime, wanted: str | None = None) -> str:
    """Write the moment of a deadline; a day that counts from its start or to its end has no hour of its own."""
    whole = (at.hour, at.minute) in ((0, 0), (23, 59))
    return day(at, wanted) if whole else moment(at, wanted)


def listing(words: Sequence[str], wanted: str | None = None) -> str:
    """Join words as a sentence does: «a, b e c»; nothing for none."""
    if len(words) < 2:
        return "".join(words)
    return _manners(wanted or language()).last.format(before=", ".join(words[:-1]), last=words[-1])


def some(names: Sequence[str], most: int = 4, mark: str = ", ") -> str:
    """Join names, at most so many, and say how many are left."""
    shown = mark.join(names[:most])
    rest = len(names) - most
    return plural("{names} e un'altra", "{names} e altre {n}", rest).format(names=shown, n=rest) if rest > 0 else shown


def glued(text: str) -> str:
    """Return the text with figures, hours and paragraphs held together with their sign on one line of paper."""
    return _LOOSE.sub("\N{NO-BREAK SPACE}", text)


def continued(text: str) -> str:
    """Return a sentence as it goes on after «:» or «;»: its first word small, where that is no name."""
    first = re.match(r"\w+", text)
    return text[:1].lower() + text[1:] if first and first[0].lower() in _openers() else text


@cache
def _openers() -> frozenset[str]:
    """Return the words of all languages: a call's text need not be in the one spoken."""
    return frozenset(word for spoken in LANGUAGES for word in _words_that_open(spoken))


def _words_that_open(language: str) -> list[str]:
    words = _(
        "a al alla ciascuna ciascuno con copia da di dichiarazione domanda e è firma gli i il in l la le lo nel nella"
        " non ogni oltre per se senza si solo tutte tutti un una uno",
        language,
    )
    return words.split()


def yes_or_no(value: bool, wanted: str | None = None) -> str:
    """Say a yes or a no."""
    return _("sì", wanted) if value else _("no", wanted)
