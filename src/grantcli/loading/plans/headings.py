"""What a column of an expense plan holds, by its heading in Italian or English; never by its place."""

import re
from typing import Final, NamedTuple

from ...registry.spelling import fold

MONEY: Final = frozenset({"amount", "taxable", "vat", "total", "unit_price"})
"""Fields of a plan that are amounts; ``amount`` is one whose heading does not tell whether VAT is in it."""
OWN: Final = frozenset({"taxable", "vat_rate", "total", "currency", "quantity", "unit_price", "left_out"})
"""Fields of a plan that are not fields of an expense, or not by that name."""
_PATTERNS: Final = (
    ("left_out", r"\b(contribut|agevolazion|cofinanz|finanziament|grant|funding|residuo|differenza|scost|incidenza)"),
    ("left_out", r"\b(rendicontat|consuntiv|gia spes|liquidat|pagat[oi]\b)"),
    ("quote_date", r"\bdata\b.*\b(prev|offert)|\bquot\w* date|\bdate of quot"),
    ("order_date", r"\bdata\b.*\b(ordine|contratt|conferma)|\border date|\bcontract date"),
    ("payment_date", r"\bdata\b.*\b(pagament|bonific|quietanz)|\bpayment date|\bdate paid"),
    ("invoice_date", r"\bdata\b.*\b(fattur|doc)|\binvoice date"),
    ("date", r"^(data|date)$"),
    ("currency", r"^(valuta|divisa|currency|curr)$"),
    ("supplier_tax_code", r"\b(p iva|partita iva|piva|c f|codice fiscale|cf|vat (n|no|nr|number|id|code)|tax code)\b"),
    ("unit_price", r"\bunitari|\bunit (cost|price)|\bcosts? per unit|\bprezzo unit"),
    ("quantity", r"^(quantita|qta|q ta|q t|qty|quantity|pezzi|n pezzi|units?|no of units|number of units|numero)$"),
    ("quantity", r"^(giornate|ore|days|hours|mesi|months|person months)$"),
    ("taxable", r"\bimponibil|\b(iva|vat) esclus|\besclusa? iva|\bsenza iva|\bnetto\b|\bnetti\b|\bnett[ao] iva"),
    ("taxable", r"\bexcl\w* (of )?vat|\b(without|net of|ex) vat|\bvat excl|\bnet (amount|cost|price)|\btaxable"),
    ("total", r"\biva (inclus|compres)|\b(inclus\w*|compres\w*|con) (di )?iva|\bivat[oaie]\b|\blord[oaie]\b"),
    ("total", r"\bincl\w* (of )?vat|\bwith vat|\bvat incl|\bgross\b|\btotale (fattura|documento)"),
    ("vat", r"^(di cui )?(iva|imposta|vat|importo iva|iva importo|vat amount|imposta iva|iva \d+|iva euro)$"),
    ("invoice_number", r"\b(n|nr|num|numero|no|number)\b.*\b(fattura|documento|invoice)|\b(fattura|invoice)\b"),
    ("id", r"^(id|sigla|n|nr|num|rif|cod|codice|riga|pos|posizione|no|line|n ord|progressivo|prog)$"),
    ("id", r"^(n|nr|num|numero|codice|cod|id|item|line) (voce|riga|spesa|d ordine|ordine|no|number|item|progressivo)$"),
    ("quote", r"\b(n|nr|num|numero|rif|no|number|ref)\b.*\b(prev|preventivo|offerta|quote|quotation)\b"),
    ("quote", r"\b(preventivo|offerta|quote|quotation)\b.*\b(n|nr|num|numero|rif|no|number|ref)$"),
    ("category", r"\bcategor|\bmacro ?voc|\bmacro ?categ|\btipologi|\bcapitol|\bvoc[ei] di cost|\bbudget heading"),
    ("category", r"^(tipo|linea|cost type|type|heading|ambito|voce di costo ammissibile)\b"),
    ("supplier", r"\bfornit|\bditta|\bragione sociale|\bsupplier|\bvendor|\bcontractor|\bprestator|\bconsulente\b"),
    ("partner", r"^(partner|participant|partecipante|soggetto( proponente)?|beneficiario|beneficiary|capofila)\b"),
    ("description", r"\bdescri|\boggett|\bintervent|\bdettagli|\bbene\b|\bbeni\b|\bvoce\b|\bvoci\b|\binvestiment"),
    ("description", r"^(item|items|costs? item|denominazione|spesa|spese|attivita|activity|servizio|cost)$"),
    ("left_out", r"^(note|notes|osservazioni|commenti|comments|stato|status|allegat\w*|link|work ?package|wp)\b"),
    ("amount", r"\b(import|cost|spes|valor|prezz|ammontar|budget|total|amount|preventiv|prevision|previst|euro|eur)"),
)
_COMPILED: Final = tuple((field, re.compile(pattern)) for field, pattern in _PATTERNS)
_RATE = re.compile(r"%|\b(aliquota|rate|perc)", re.IGNORECASE)
_OF_VAT = re.compile(r"\b(iva|vat|i\.v\.a)", re.IGNORECASE)
_FOREIGN = re.compile(r"\b(USD|GBP|CHF|JPY|CNY|PLN|CZK|SEK|DKK|NOK|HUF|RON|BGN)\b|[$£¥]|\b(dollari|sterline|franchi)\b")
_TOTAL = re.compile(r"^(tot|totale|total|totals|totale (euro|eur|complessivo)|total (cost|costs|amount))$")


class Heading(NamedTuple):
    """A heading with what stands over it; the field it names, empty where none; a foreign currency; its own words."""

    text: str
    field: str = ""
    currency: str = ""
    name: str = ""


def read_heading(name: str, group: str = "") -> Heading:
    """Tell what a column called ``name``, below the merged head ``group``, holds."""
    whole = " ".join(f"{group} {name}".split())
    foreign = _FOREIGN.search(whole)
    field = _field(name) or _field(whole)
    if group and field in ("amount", "") and _field(whole) not in ("", "quote", "invoice_number"):
        field = _field(whole)
    return Heading(whole, field, foreign[0] if foreign and field in MONEY else "", " ".join(name.split()))


def is_bare_total(heading: str) -> bool:
    """Tell whether a heading says «total» and nothing more: beside an amount without VAT it is that with VAT."""
    return bool(_TOTAL.match(fold(heading)))


def _field(text: str) -> str:
    if _RATE.search(text) and _OF_VAT.search(text) and not re.search("inclus|compres|esclus", text, re.IGNORECASE):
        return "vat_rate"
    plain = fold(text)
    return next((field for field, pattern in _COMPILED if pattern.search(plain)), "")
