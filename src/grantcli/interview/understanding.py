"""How what a person types is understood: what a file must spell out is taken in its usual sense, and shown.

A file is read strictly, for nobody is there to see how it is read. Here the person sees it: ``12.500`` is twelve
thousand five hundred euro, ``30`` is 30 %, ``15/7/22`` is of 2022.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from ..i18n import LANGUAGES, _, language
from ..model.vocabulary import Fact, Kind
from ..registry.amounts import shown
from ..registry.days import whole_year, with_whole_year
from ..registry.refusal import Reading, refused
from ..registry.spelling import fold
from ..registry.values import read_value, write_value
from ..wording.formats import cents
from .prompter import Sign
from .suggestions import name_of, named_value

_BARE_PERCENT = re.compile(r"\s*(-?[0-9]{1,3}(?:[.,][0-9]{1,6})?)\s*")
_CENTURIES = range(1900, 2101)
_CODES_WITH_NAMES = ("commune", "country", "region", "legal_form")


def sign_words() -> dict[str, Sign]:
    """Return what can be typed instead of an answer, folded, with what it means: in either language, in both."""
    words: dict[str, Sign] = {"<": "back"}
    for spoken in LANGUAGES:
        spelled: dict[Sign, str] = {
            "unknown": _("non so; non lo so; nn so; nn lo so; non saprei; boh; bo; mah; non sappiamo", spoken),
            "back": _("indietro", spoken),
            "quit": _("basta", spoken),
            "map": _("mappa", spoken),
        }
        words |= {fold(word): sign for sign, some in spelled.items() for word in some.split(";")}
    return words


def sign_of(text: str) -> Sign | None:
    """Return what a typed text means when it is no answer: «non so» and «boh», «indietro», «basta», «mappa»."""
    plain = text.strip()
    return sign_words().get(fold(plain) or plain)


def understand(fact: Fact, text: str, on: date) -> Reading:
    """Read one answer as a person types it on the day ``on``; refused as in a file where no sense is usual."""
    usual = _USUAL.get(fact.kind)
    told = usual(fact, text, on) if usual else text
    if isinstance(told, tuple):
        return told
    value, refusal = named_value(fact, told, on)
    if refusal is not None and refusal.kind == "not_a_percent":
        return refused(refusal.kind, refusal.text, _("scrivere per esempio «25 %»"))
    return value, refusal


def _amount(fact: Fact, text: str, _on: date) -> str:
    """Take the mark of thousands as such, where it could also be that of decimals: ``12.500``, in English ``12,500``.

    The point is one in both languages: an amount has no third decimal, and the call is Italian.
    """
    refusal = read_value(fact, text)[1] if text.strip() else None
    if refusal is None or refusal.kind != "ambiguous_number":
        return text
    plain = text.replace(".", "")
    return plain if language() == "it" else plain.replace(",", "")


def _whole(fact: Fact, text: str, on: date) -> str:
    if fact.at_least in _CENTURIES and re.fullmatch(r"\s*[0-9]{2}\s*", text):
        return str(whole_year(int(text), on))
    return _amount(fact, text, on)


def _percent(_fact: Fact, text: str, _on: date) -> str | Reading:
    bare = _BARE_PERCENT.fullmatch(text)
    try:
        value = Decimal(bare[1].replace(",", ".")) if bare else None
    except InvalidOperation:
        return text
    if value is None or value == 0:
        return text
    if abs(value) > 1:
        return f"{text.strip()} %"
    question = _("{one} % o {other} %? Scriverlo con il segno").format(one=shown(value), other=shown(value.scaleb(2)))
    return refused("ambiguous_percent", question)


def _day(_fact: Fact, text: str, on: date) -> str:
    return with_whole_year(text, on)


_USUAL: dict[Kind, Callable[[Fact, str, date], str | Reading]] = {
    "money": _amount,
    "integer": _whole,
    "percent": _percent,
    "date": _day,
    "datetime": _day,
}


def as_typed(fact: Fact, value: object | None) -> str:
    """Return a value as a person would type it, so that it reads back as itself; a commune or a country by name."""
    if value is None:
        return ""
    if isinstance(value, date):
        return write_value(fact, value) if language() != "it" else _italian_day(value)
    if isinstance(value, Decimal) and fact.kind == "money":
        typed = cents(value)
        return typed if read_value(fact, typed)[0] == value else write_value(fact, value)
    if fact.kind in _CODES_WITH_NAMES:
        name = name_of(fact, value)
        return name if name and read_value(fact, name)[0] == value else write_value(fact, value)
    return write_value(fact, value)


def _italian_day(value: date) -> str:
    day = f"{value:%d/%m/%Y}"
    return f"{day} {value:%H:%M}" if hasattr(value, "hour") else day
