"""What accounts say of the firm itself; a field that cannot be read is left out with a warning, the figures come in."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from ...i18n import _
from ...model.vocabulary import Fact, Kind
from ...registry.values import read_value, write_value

FIELDS: Final = {
    "DatiAnagraficiDenominazione": "name",
    "DatiAnagraficiPartitaIva": "vat_number",
    "DatiAnagraficiCodiceFiscale": "tax_code",
    "DatiAnagraficiSettoreAttivitaPrevalenteAteco": "ateco",
    "DatiAnagraficiFormaGiuridica": "legal_form",
    "DatiAnagraficiSede": "seat",
    "DatiAnagraficiNumeroRea": "registry_number",
    "DatiAnagraficiCodiceCciaa": "chamber",
    "DatiAnagraficiSocietaLiquidazione": "liquidation",
}
"""The concepts of the heading by what they say; ``chamber`` and ``liquidation`` are not fields of a company."""
_KINDS: Final[Mapping[str, Kind]] = {
    "name": "text",
    "vat_number": "vat_number",
    "tax_code": "tax_code",
    "ateco": "ateco",
    "legal_form": "legal_form",
    "seat": "commune",
    "registry_number": "text",
}
_NOTHING: Final = re.compile(r"(n\.?\s*[dac]\.?|nd|non\s(disponibile|indicato)|-+|0+)", re.IGNORECASE)
_COUNTRY: Final = re.compile(r"IT[\s-]*(?=\d{11}$)", re.IGNORECASE)
_ATECO: Final = re.compile(r"(?<![\d.])(\d{2}\.\d{1,2}(?:\.\d{1,2})?|\d{6})(?![\d.])")
_PROVINCE: Final = re.compile(r"\(?\b([A-Z]{2})\)?\s*$")
_REA: Final = re.compile(r"([A-Z]{2})?\W*(\d{3,8})\W*([A-Z]{2})?", re.IGNORECASE)


class HeadingDoubt(NamedTuple):
    """What is wrong with a field of the heading: the concept that says it, in a sentence."""

    field: str
    kind: str
    text: str
    hint: str = ""


def read_heading_fields(told: Mapping[str, str]) -> tuple[dict[str, str], list[HeadingDoubt]]:
    """Read the fields of a heading (by ``FIELDS``) to those of a company, as texts that are read again as answers."""
    company: dict[str, str] = {}
    doubts: list[HeadingDoubt] = []
    for field, kind in _KINDS.items():
        text = told.get(field, "").strip()
        if not text:
            continue
        fact = Fact(kind=kind, label="")
        found = next((text for text in _candidates(field, text, told) if read_value(fact, text)[1] is None), None)
        if found is not None:
            company[field] = write_value(fact, read_value(fact, found)[0])
        elif not _NOTHING.fullmatch(text):
            refusal = read_value(fact, text)[1]
            doubts.append(_left_out(field, refusal.text if refusal else text))
        else:
            doubts.append(_left_out(field, _("il bilancio non lo dice: «{text}»").format(text=text)))
    if told.get("liquidation", "").strip().casefold() in ("true", "1", "si", "sì"):
        company["voluntary_liquidation"] = "true"
        text = _("il bilancio dice che la società è in liquidazione: presa come volontaria, da verificare")
        doubts.append(HeadingDoubt("liquidation", "in_liquidation", text))
    return company, doubts


def _left_out(field: str, why: str) -> HeadingDoubt:
    text = _("dato dell'intestazione lasciato fuori: {why}").format(why=why)
    return HeadingDoubt(field, "heading_left_out", text, _("scriverlo a mano nel profilo"))


def _candidates(field: str, text: str, told: Mapping[str, str]) -> list[str]:
    """Return a text as it is and as it is often written in accounts: with a country, with words around."""
    if field in ("vat_number", "tax_code"):
        return [_COUNTRY.sub("", text)]
    if field == "ateco":
        found = _ATECO.findall(text)
        return [text, *(found if len(set(found)) == 1 else ())]
    if field == "seat":
        return [text, *_communes(text)]
    if field == "registry_number":
        return [_rea(text, told.get("chamber", "").strip().upper())]
    return [text]


def _communes(text: str) -> list[str]:
    """Return what may be the commune at the end of an address: «VIA ROMA 1 63900 FERMO (FM)»."""
    province = _PROVINCE.search(text)
    bare = text[: province.start()] if province else text
    words = re.split(r"[\s,]+", bare.strip(" ,-("))
    first = next((at + 1 for at in range(len(words) - 1, -1, -1) if any(map(str.isdigit, words[at]))), 0)
    tails = [" ".join(words[at:]) for at in range(first, len(words))] if first or province else []
    return [*(f"{tail} ({province[1]})" for tail in tails if province), *tails]


def _rea(text: str, chamber: str) -> str:
    match = _REA.fullmatch(text)
    if match is None:
        return text
    province = (match[1] or match[3] or chamber).upper()
    return f"{province}-{match[2]}" if province else match[2]
