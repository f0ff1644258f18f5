"""Numbers as Italians and machines write them, read exactly; what can be read in two ways is refused."""

import re
from decimal import Decimal

from ..i18n import _, language
from ..model.vocabulary import Fact
from ..money import CENT
from ..problem import Refusal
from .refusal import Reading, refused

_PLAIN = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_SIMPLE = re.compile(r"([+-]?)\s?([0-9]{1,15})(?:([.,])([0-9]{1,12}))?")
_GROUPED = re.compile(r"([+-]?)\s?([0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\3[0-9]{3}){0,4})(?:([.,])([0-9]{1,12}))?")
_NUMBER_LIKE = re.compile(r"[+-]?[0-9][0-9., ']*")
_CURRENCY = re.compile(r"^(?:€|eur\b|euro\b)\s*|\s*(?:€|\beur|\beuro)$", re.IGNORECASE)
_PERCENT = re.compile(r"([+-]?[0-9]{1,9}(?:[.,][0-9]{1,12})?)\s*(%|per ?cento)?", re.IGNORECASE)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2212": "-", "\u2019": "'"})
_LARGEST = Decimal(10) ** 12


def read_money(fact: Fact, text: str) -> Reading:
    """Read an amount in euro: a Decimal with two decimals."""
    if _PLAIN.fullmatch(text):
        return _credible(fact, Decimal(text).quantize(CENT))
    return _read(fact, _CURRENCY.sub("", text.translate(_SPACES).strip()), decimals=2)


def read_number(fact: Fact, text: str) -> Reading:
    """Read a Decimal with as many decimals as are written."""
    if _PLAIN.fullmatch(text):
        return _credible(fact, Decimal(text))
    return _read(fact, text.translate(_SPACES).strip(), decimals=None)


def read_integer(fact: Fact, text: str) -> Reading:
    """Read an int; ``12,0`` is the whole number 12."""
    if text.isascii() and text.isdigit() and len(text) <= 12:
        return _whole(_credible(fact, Decimal(text)))
    return _whole(_read(fact, text.translate(_SPACES).strip(), decimals=0))


def read_percent(fact: Fact, text: str) -> Reading:
    """Read a fraction (0.25) from ``25 %`` or from the fraction itself; a bare ``25`` or ``1`` is not guessed."""
    match = _PERCENT.fullmatch(text.strip() if text.isascii() else text.translate(_SPACES).strip())
    if match is None:
        return refused(
            "not_a_percent",
            _("«{text}» non è una percentuale").format(text=text),
            _("scrivere per esempio «25 %» o «0,25»"),
        )
    figure, sign = match[1].replace(",", "."), match[2]
    value = Decimal(figure)
    if sign:
        return _bounded(fact, value.scaleb(-2), share=True)
    if abs(value) < 1 or (abs(value) == 1 and "." in figure):
        return _bounded(fact, value, share=True)
    return _bare_percent(text.strip(), value)


def _bare_percent(text: str, value: Decimal) -> tuple[None, Refusal]:
    if abs(value) <= 1:
        hint = _("scrivere «{one} %» oppure «{other} %»").format(one=shown(value), other=shown(value.scaleb(2)))
    else:
        hint = _("scrivere «{percent} %» oppure la frazione «{fraction}»")
        hint = hint.format(percent=shown(value), fraction=shown(value.scaleb(-2)))
    return refused(
        "ambiguous_percent", _("«{text}» senza il segno % si può leggere in due modi").format(text=text), hint
    )


def write_plain(value: Decimal) -> str:
    """Return a Decimal as its shortest text that is read back as itself: no exponent, no second reading."""
    text = format(value, "f")
    match = _SIMPLE.fullmatch(text)
    return f"{text}0" if match and _two_readings(match) else text


def write_percent(value: Decimal) -> str:
    """Return a fraction as a percentage: ``25 %`` for 0.25."""
    text = format(value.scaleb(2), "f")
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"


def shown(value: Decimal | int) -> str:
    """Return a number as people read it in the language spoken now: ``1.234,5`` in Italian."""
    text = format(value, ",f") if isinstance(value, Decimal) else format(value, ",")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if language() != "it" else text.translate(str.maketrans(",.", ".,"))


def shown_money(amount: Decimal) -> str:
    """Return euro as people read them in the language spoken now: ``1.234,50 €`` in Italian, ``€1,234.50``."""
    text = format(amount, ",.2f")
    return f"€{text}" if language() != "it" else text.translate(str.maketrans(",.", ".,")) + "\N{NO-BREAK SPACE}€"


def _whole(reading: Reading) -> Reading:
    value, refusal = reading
    return (int(value), None) if isinstance(value, Decimal) else (None, refusal)


def _read(fact: Fact, text: str, decimals: int | None) -> Reading:
    simple = _SIMPLE.fullmatch(text)
    if simple and _two_readings(simple):
        return _ambiguous(text, simple, decimals)
    value = _simple_value(simple) if simple else _grouped_value(text)
    if value is None:
        return _not_a_number(text, decimals)
    if decimals is None:
        return _bounded(fact, value)
    rounded = value.quantize(Decimal(1).scaleb(-decimals))
    if rounded != value:
        return _too_many_decimals(text, decimals)
    return _bounded(fact, rounded)


def _two_readings(match: re.Match[str]) -> bool:
    decimals = match[4] or ""
    return len(decimals) == 3 and len(match[2]) <= 3 and match[2][0] != "0"


def _simple_value(match: re.Match[str]) -> Decimal:
    return Decimal(f"{match[1]}{match[2]}.{match[4] or 0}" if match[3] else f"{match[1]}{match[2]}")


def _grouped_value(text: str) -> Decimal | None:
    match = _GROUPED.fullmatch(text)
    if match is None or match[3] == match[4]:
        return None
    whole = match[2].replace(match[3], "")
    return Decimal(f"{match[1]}{whole}.{match[5]}" if match[5] else f"{match[1]}{whole}")


def _ambiguous(text: str, match: re.Match[str], decimals: int | None) -> tuple[None, Refusal]:
    whole = match[1] + match[2] + match[4]
    if decimals == 0:
        hint = _("scrivere «{whole}»").format(whole=whole)
    elif decimals is not None:
        hint = _("scrivere «{whole}» se sono migliaia; i decimali sono al più {most}")
        hint = hint.format(whole=whole, most=decimals)
    else:
        small = f"{match[1]}{match[2]}{',' if language() == 'it' else '.'}{match[4]}0"
        hint = _("scrivere «{whole}» se sono migliaia, «{small}» se sono decimali").format(whole=whole, small=small)
    return refused("ambiguous_number", _("«{text}» si può leggere in due modi").format(text=text), hint)


def _not_a_number(text: str, decimals: int | None) -> tuple[None, Refusal]:
    if len(text) > 15 and _NUMBER_LIKE.fullmatch(text):
        return refused("too_large", _("«{text}» ha troppe cifre").format(text=text))
    example = "36" if decimals == 0 else "1234,56" if language() == "it" else "1234.56"
    hint = _("scrivere per esempio «{number}»").format(number=example)
    return refused("not_a_number", _("«{text}» non è un numero").format(text=text), hint)


def _too_many_decimals(text: str, decimals: int) -> tuple[None, Refusal]:
    if decimals == 0:
        return refused("not_whole", _("«{text}» non è un numero intero").format(text=text))
    hint = _("gli importi si scrivono al centesimo")
    return refused("too_many_decimals", _("«{text}» ha più di due decimali").format(text=text), hint)


def _credible(fact: Fact, value: Decimal) -> Reading:
    """Hold a figure without sign and of no more than twelve digits against the fact's bounds."""
    least, most = fact.at_least, fact.at_most
    if (least is None or least <= value) and (most is None or value <= most):
        return value, None
    return _bounded(fact, value)


def _bounded(fact: Fact, value: Decimal, share: bool = False) -> Reading:
    if value.is_zero():
        value = abs(value)
    least, most = fact.at_least, fact.at_most
    if value < 0 and (least is None or least >= 0):
        return refused("negative", _("{value} è negativo").format(value=_figure(value, share)))
    if _is_year(fact) and least is not None and most is not None and not least <= value <= most:
        text = _("l'anno va dal {least} al {most}").format(least=least, most=most)
        return refused("too_small" if value < least else "too_large", text)
    if least is not None and value < least:
        text = _("{value} è meno del minimo, {bound}")
        return refused("too_small", text.format(value=_figure(value, share), bound=_figure(least, share)))
    if most is not None and value > most:
        text = _("{value} è più del massimo, {bound}")
        return refused("too_large", text.format(value=_figure(value, share), bound=_figure(most, share)))
    if abs(value) >= _LARGEST:
        return refused("too_large", _("{value} è troppo grande per essere vero").format(value=shown(value)))
    return value, None


def _is_year(fact: Fact) -> bool:
    """Return whether a fact is a year, by its bounds: a whole number that begins in our century or the last."""
    return fact.kind == "integer" and fact.at_least is not None and 1900 <= fact.at_least <= 2100


def _figure(value: Decimal, share: bool) -> str:
    return f"{shown(value.scaleb(2))} %" if share else shown(value)
