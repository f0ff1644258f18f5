"""What a column of an expense plan holds, by its heading in Italian or English; never by its place."""

import re
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ...registry.spelling import fold

MONEY: Final = frozenset({"amount", "taxable", "vat", "total", "unit_price"})
"""Fields of a plan that are amounts; ``amount`` is one whose heading does not tell whether VAT is in it."""
OWN: Final = frozenset({"taxable", "vat_rate", "total", "currency", "quantity", "unit_price", "left_out"})
"""Fields of a plan that are not fields of an expense, or not by that name."""
_RATE = re.compile(r"%|\b(aliquota|rate|perc)", re.IGNORECASE)
_AT_RATE = re.compile(r"^(?!.*\b(aliquota|rate|perc)).*\d\s*%", re.IGNORECASE)
"""«IVA 22 %»: the VAT at a rate, in euro, which is not a column of rates."""
_KEY = re.compile(r"\[(\w+|=)\]\s*$")
_OF_VAT = re.compile(r"\b(iva|vat|i\.v\.a)", re.IGNORECASE)
_FOREIGN = re.compile(r"\b(USD|GBP|CHF|JPY|CNY|PLN|CZK|SEK|DKK|NOK|HUF|RON|BGN)\b|[$£¥]|\b(dollari|sterline|franchi)\b")
_TOTAL = re.compile(r"^(tot|totale|total|totals|totale\s(euro|eur|complessivo)|total\s(cost|costs|amount))$")


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the fields with what their headings look like, folded; the first that is found holds."""
    rows = Path(__file__).with_name("headings.tsv").read_text("utf-8").splitlines()[1:]
    return tuple((name, re.compile(pattern)) for name, _tab, pattern in (row.partition("\t") for row in rows))


class Heading(NamedTuple):
    """A heading with what is over it; the field it names, empty where none; a foreign currency; its own words."""

    text: str
    field: str = ""
    currency: str = ""
    name: str = ""


def named_key(heading: str) -> str:
    """Return the key in brackets that ends a heading, as plans written here have it: ``=`` of a computed column."""
    found = _KEY.search(heading)
    return found[1] if found else ""


def read_heading(name: str, group: str = "") -> Heading:
    """Return what a column called ``name``, below the merged head ``group``, holds."""
    whole = " ".join(f"{group} {name}".split())
    if key := named_key(name):
        return Heading(whole, "left_out" if key == "=" else key, name=" ".join(name.split()))
    foreign = _FOREIGN.search(whole)
    field = _field(name) or _field(whole)
    if group and field in ("amount", "") and _field(whole) not in ("", "quote", "invoice_number"):
        field = _field(whole)
    return Heading(whole, field, foreign[0] if foreign and field in MONEY else "", " ".join(name.split()))


def is_bare_total(heading: str) -> bool:
    """Return whether a heading says «total» and nothing more: beside an amount without VAT it is that with VAT."""
    return bool(_TOTAL.match(fold(heading)))


def _field(text: str) -> str:
    if _RATE.search(text) and _OF_VAT.search(text) and not re.search("inclus|compres|esclus", text, re.IGNORECASE):
        return "vat" if _AT_RATE.match(text) else "vat_rate"
    plain = fold(text)
    return next((field for field, pattern in _patterns() if pattern.search(plain)), "")
