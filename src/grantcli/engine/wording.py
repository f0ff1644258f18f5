"""Values as words in Italian or English: amounts, dates, choices by their text, and the label of a key."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from ..i18n import say
from ..model.fact import Fact, Vocabulary
from ..money import to_cent

_ITEM = re.compile(r"\[[^\]]*\]")
_MONTHS = {
    "it": (
        *("gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno"),
        *("luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_BOOLEANS = {"it": ("no", "sì"), "en": ("no", "yes")}
_AND = {"it": " e ", "en": " and "}
_HOUR = {"it": "{day}, ore {hour}", "en": "{day}, {hour}"}
_PERCENT = {"it": "{number} %", "en": "{number}%"}
_EURO = {"it": "{number} €", "en": "€{number}"}


def vocabulary_key(key: str) -> str:
    """Return the key that the vocabulary has for a full key: ``expenses[S3].amount`` is ``expenses[].amount``."""
    return _ITEM.sub("[]", key)


def label_of(key: str, vocabulary: Vocabulary, language: str | None = None) -> str:
    """Return the short name of a key, with the item it is of; the key itself where the vocabulary lacks it."""
    fact = vocabulary.get(vocabulary_key(key))
    if fact is None:
        return key
    items = [mark[1:-1] for mark in _ITEM.findall(key)]
    label = say(fact.label, language)
    return f"{label} ({', '.join(items)})" if items else label


def number_words(number: Decimal | int, language: str, decimals: int | None = None) -> str:
    """Write a number with the language's separators, with ``decimals`` places or as many as it has."""
    shown = f"{number:,.{decimals}f}" if decimals is not None else f"{_plain(Decimal(number)):,f}"
    return shown if language == "en" else shown.translate(str.maketrans(",.", ".,"))


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def date_words(day: date, language: str) -> str:
    """Write a day, or a moment with its hour, in full: «30 giugno 2022, ore 13:00»."""
    words = f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"
    if isinstance(day, datetime):
        return _HOUR[language].format(day=words, hour=f"{day:%H:%M}")
    return words


def listing(words: Sequence[str], language: str) -> str:
    """Join words as a sentence does: «a, b e c»."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + _AND[language] + words[-1]


def value_words(value: object, fact: Fact | None, language: str) -> str:
    """Write a value of ``fact`` (None: of what is computed, an amount when it is a Decimal) in ``it`` or ``en``."""
    if isinstance(value, bool):
        return _BOOLEANS[language][value]
    if isinstance(value, date):
        return date_words(value, language)
    if isinstance(value, (Decimal, int)):
        return _number_of(value, fact, language)
    if isinstance(value, tuple):
        return listing([value_words(one, fact, language) for one in value], language)
    text = fact.choices.get(str(value)) if fact is not None and fact.choices else None
    return str(value) if text is None else say(text, language)


def _number_of(value: Decimal | int, fact: Fact | None, language: str) -> str:
    kind = "money" if fact is None and isinstance(value, Decimal) else fact.kind if fact is not None else "number"
    if kind == "money":
        return _EURO[language].format(number=number_words(to_cent(Decimal(value)), language, 2))
    if kind == "percent":
        return _PERCENT[language].format(number=number_words(value * 100, language))
    return str(value) if kind == "integer" and 1900 <= value <= 2100 else number_words(value, language)
