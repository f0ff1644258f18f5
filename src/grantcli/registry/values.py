"""One answer, from text to its typed value and back, by the kind of its fact."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal

from ..i18n import _
from ..model.vocabulary import Fact, Kind
from ..problem import Refusal
from . import amounts, choosing, days, identifiers, named
from .refusal import Reading, refused

__all__ = ["Reading", "Refusal", "read_value", "read_values", "warn_value", "write_value"]

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_RUNS = re.compile(r"\s+")


def read_value(fact: Fact, text: str) -> Reading:
    """Read one answer typed by ``fact.kind``: its value and None, or None and why it is refused; never raises."""
    if not text or text.isspace():
        return refused("empty", _("manca la risposta"))
    return _READERS[fact.kind](fact, text)


def read_values(fact: Fact, texts: Sequence[str]) -> Reading:
    """Read an answer given as several texts (a list in a file): ``choices`` only, a tuple of codes."""
    if fact.kind != "choices":
        return refused("not_one_value", _("qui va una risposta sola, non un elenco"))
    return choosing.read_each_choice(fact, texts)


def write_value(fact: Fact, value: object) -> str:
    """Return the text that ``read_value`` reads back as ``value``; one line but for ``long_text``, not quoted.

    No choice at all, ``()``, has no text: it is written as an empty list.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return _WRITERS.get(fact.kind, amounts.write_plain)(value)
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def warn_value(fact: Fact, value: object) -> str | None:
    """Return a doubt to show on a value that was read, or None; it does not stop the reading."""
    warn = _WARNERS.get(fact.kind)
    return warn(value) if warn and isinstance(value, str) else None


def _read_text(_fact: Fact, text: str) -> Reading:
    if text.isprintable() and "  " not in text:
        return unicodedata.normalize("NFC", text).strip(), None
    if _CONTROLS.search(text.replace("\r\n", "\n")):
        return refused("control_characters", _("il testo contiene caratteri che non si possono stampare"))
    return _RUNS.sub(" ", unicodedata.normalize("NFC", text)).strip(), None


def _read_long_text(_fact: Fact, text: str) -> Reading:
    if text.isprintable():
        return unicodedata.normalize("NFC", text).strip(), None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    if _CONTROLS.search(text):
        return refused("control_characters", _("il testo contiene caratteri che non si possono stampare"))
    return "\n".join(line.rstrip() for line in text.splitlines()).strip(), None


def _refuse_list(_fact: Fact, text: str) -> Reading:
    return refused("not_a_list", _("qui va un elenco, non «{text}»").format(text=text))


_READERS: dict[Kind, Callable[[Fact, str], Reading]] = {
    "money": amounts.read_money,
    "percent": amounts.read_percent,
    "number": amounts.read_number,
    "integer": amounts.read_integer,
    "date": days.read_date,
    "datetime": days.read_datetime,
    "yes_no": choosing.read_yes_no,
    "choice": choosing.read_choice,
    "choices": choosing.read_choices,
    "text": _read_text,
    "long_text": _read_long_text,
    "vat_number": identifiers.read_vat_number,
    "tax_code": identifiers.read_tax_code,
    "iban": identifiers.read_iban,
    "pec": identifiers.read_email,
    "email": identifiers.read_email,
    "commune": named.read_commune,
    "region": named.read_region,
    "country": named.read_country,
    "ateco": named.read_ateco,
    "legal_form": named.read_legal_form,
    "list": _refuse_list,
}
_WRITERS: dict[Kind, Callable[[Decimal], str]] = {"money": "{:f}".format, "percent": amounts.write_percent}
_WARNERS: dict[Kind, Callable[[str], str | None]] = {
    "commune": named.warn_commune,
    "ateco": named.warn_ateco,
    "vat_number": identifiers.warn_vat_number,
    "tax_code": identifiers.warn_tax_code,
    "pec": identifiers.warn_pec,
}
