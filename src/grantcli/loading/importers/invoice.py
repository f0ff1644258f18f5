"""Electronic invoices (FatturaPA 1.2.x) as expenses, one a document or a line; signatures are not checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Final, Literal

from ...i18n import _
from ...model.facts import Answer, Facts
from ...money import CENT
from ...problem import Place, Problem
from ...registry.amounts import shown_money
from .envelopes import Opened, documents
from .xml import read_xml_bytes

By = Literal["document", "line"]
ENDINGS: Final = (".xml", ".p7m")
_CREDIT: Final = frozenset({"TD04", "TD08"})
_MOST_WORDS = 200
_ROOTS: Final = frozenset({"FatturaElettronica"})
_SELLER, _BUYER, _DOCUMENT = "CedentePrestatore", "CessionarioCommittente", "DatiGeneraliDocumento"


@dataclass(slots=True)
class InvoiceLine:
    """One line of an invoice as it is written: what, how much without VAT, the rate of VAT in percent."""

    description: str = ""
    amount: str = ""
    rate: str = ""


@dataclass(slots=True)
class InvoiceBody:
    """One document: its general data by tag, its lines, the taxable amounts and the VAT of its summary."""

    line: int = 0
    told: dict[str, str] = field(default_factory=dict)
    lines: list[InvoiceLine] = field(default_factory=list)
    taxable: list[str] = field(default_factory=list)
    vat: list[str] = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)
    due: list[str] = field(default_factory=list)


def read_invoices(
    path: Path, shown: str, by: By = "document", buyers: frozenset[str] = frozenset()
) -> tuple[tuple[Facts, ...], list[Problem]]:
    """Read the invoices of a file (XML, ``.p7m``, archive) as items of the list ``expenses``.

    Amounts are without VAT. Credit notes, other currencies, withholding are reported; a damaged document is a problem,
    the others of its archive come in. ``buyers`` are the tax codes of who applies: an invoice to others is doubted.
    """
    items: list[Facts] = []
    problems: list[Problem] = []
    for found in documents(path, shown, ENDINGS):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        if found.signed:
            text = _("la firma è stata tolta e non verificata")
            problems.append(Problem(Place(found.name), "", text, kind="signature_not_checked", warning=True))
        made, told = _of_document(found, by, buyers)
        items += made
        problems += told
    return tuple(items), problems


def _of_document(found: Opened, by: By, buyers: frozenset[str]) -> tuple[list[Facts], list[Problem]]:
    handler = _Handler()
    problems = read_xml_bytes(found.data, handler, found.name)
    if problems:
        return [], problems
    if handler.root not in _ROOTS or not handler.bodies:
        text = _("il file non è una fattura elettronica ordinaria (FatturaPA)")
        return [], [Problem(Place(found.name), "", text, handler.root, "not_an_invoice")]
    reading = _InvoiceReading(found.name, handler.seller)
    items = [item for body in handler.bodies for item in reading.items(body, by)]
    return items, [*_to_others(found.name, handler, buyers), *reading.problems]


def _to_others(file: str, handler: "_Handler", buyers: frozenset[str]) -> Iterator[Problem]:
    """Doubt a document whose buyer is known by its codes and is none of those who apply."""
    codes = {code.upper() for name in ("IdCodice", "CodiceFiscale") if (code := handler.buyer.get(name))}
    if buyers and codes and codes.isdisjoint(buyers):
        text = _("la fattura è intestata a {name} ({code}), che non è chi fa domanda")
        name = handler.buyer.get("Denominazione") or handler.buyer.get("Cognome", "")
        said = text.format(name=name[:60], code=min(codes))
        hint = _("se è di un altro cliente, toglierla")
        yield Problem(Place(file, handler.bodies[0].line, 1), "", said, hint, "other_buyer", warning=True)


class _Handler:
    """Gathers the seller, the buyer and the bodies of one document by the path of their elements."""

    def __init__(self) -> None:
        self.root = ""
        self.seller: dict[str, str] = {}
        self.buyer: dict[str, str] = {}
        self.bodies: list[InvoiceBody] = []
        self._path: list[str] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        self.root = self.root or local
        self._path.append(local)
        if local == "FatturaElettronicaBody":
            self.bodies.append(InvoiceBody())
        elif local == "DettaglioLinee" and self.bodies:
            self.bodies[-1].lines.append(InvoiceLine())

    def end(self, name: str, text: str, line: int) -> None:
        local = name.rpartition(" ")[2]
        self._path.pop()
        inside = self._path[-1] if self._path else ""
        if self.bodies:
            self._of_body(self.bodies[-1], inside, local, text, line)
        elif _SELLER in self._path and text:
            self.seller.setdefault(local, text)
        elif _BUYER in self._path and text:
            self.buyer.setdefault(local, text)

    def _of_body(self, body: InvoiceBody, inside: str, local: str, text: str, line: int) -> None:
        if inside == _DOCUMENT and text:
            body.told.setdefault(local, text)
            body.line = body.line or line
        elif inside == "DettaglioLinee" and body.lines:
            _put_line(body.lines[-1], local, text)
        elif local == "ImponibileImporto":
            body.taxable.append(text)
        elif local == "Imposta":
            body.vat.append(text)
        elif local == "ImportoRitenuta":
            body.withheld.append(text)
        elif local in ("CodiceCUP", "CodiceCIG", "ImportoBollo", "ModalitaPagamento", "CondizioniPagamento"):
            body.told.setdefault(local, text)
        elif inside == "DatiFattureCollegate" and local == "IdDocumento":
            body.told.setdefault("linked", text)
        elif local == "DataScadenzaPagamento":
            body.due.append(text)


def _put_line(line: InvoiceLine, local: str, text: str) -> None:
    if local == "Descrizione":
        line.description = text
    elif local == "PrezzoTotale":
        line.amount = text
    elif local == "AliquotaIVA":
        line.rate = text


class _InvoiceReading:
    """The documents of one file, read to expenses."""

    def __init__(self, file: str, seller: dict[str, str]) -> None:
        self.file = file
        self.supplier = seller.get("Denominazione") or " ".join(
            part for part in (seller.get("Nome"), seller.get("Cognome")) if part
        )
        country, code = seller.get("IdPaese", ""), seller.get("IdCodice", "")
        self.tax_code = code if country in ("", "IT") else f"{country}{code}"
        self.problems: list[Problem] = []

    def items(self, body: InvoiceBody, by: By) -> Iterator[Facts]:
        number = body.told.get("Numero", "")
        currency = body.told.get("Divisa", "EUR").upper()
        taxable = self._sum(body, body.taxable, "ImponibileImporto")
        if currency != "EUR":
            text = _("la fattura {number} è in {currency}: serve il controvalore in euro")
            self._tell(body, "foreign_currency", text.format(number=number, currency=currency[:10]))
            return
        if taxable is None:
            return
        if body.told.get("TipoDocumento") in _CREDIT:
            self._credit(body, number, taxable)
            return
        self._doubts(body, number, taxable)
        if by == "line":
            yield from self._lines(body)
        else:
            vat = self._sum(body, body.vat, "Imposta") if body.vat else None
            yield self._item(body, _subject(body), taxable, vat, "")

    def _lines(self, body: InvoiceBody) -> Iterator[Facts]:
        for at, line in enumerate(body.lines, start=1):
            amount = self._sum(body, [line.amount], "PrezzoTotale")
            if amount is None or amount == 0:
                continue
            if amount < 0:
                text = _("la riga {n} è uno sconto di {amount}: va tolta dalle altre a mano")
                self._tell(body, "discount_line", text.format(n=at, amount=shown_money(-amount)), warning=True)
                continue
            rate = _decimal(line.rate)
            vat = (amount * rate / 100).quantize(CENT, ROUND_HALF_UP) if rate is not None else None
            yield self._item(body, line.description, amount, vat, f"-{at}")

    def _item(self, body: InvoiceBody, subject: str, amount: Decimal, vat: Decimal | None, part: str) -> Facts:
        note = f"{self.file}:{body.line}:1"
        number = body.told.get("Numero", "")
        ident = f"F{number}{part}" if number else f"F{body.line}{part}"
        values: dict[str, object] = {
            "id": ident,
            "description": subject[:_MOST_WORDS],
            "supplier": self.supplier,
            "amount": amount,
            "vat": vat,
            "invoice_number": number,
            "invoice_date": _day(body.told.get("Data", "")),
            "supplier_tax_code": self.tax_code,
            "cup": body.told.get("CodiceCUP"),
            "cig": body.told.get("CodiceCIG"),
            "payment_terms": _terms(body),
        }
        answers = {key: Answer(value, "import", note) for key, value in values.items() if value not in (None, "")}
        return Facts(answers=answers, id=ident, note=note)

    def _credit(self, body: InvoiceBody, number: str, taxable: Decimal) -> None:
        text = _("la nota di credito {number} toglie {amount}: non è una spesa, e va tolta dalla fattura che corregge")
        linked = body.told.get("linked", "")
        hint = _("corregge la fattura {number}").format(number=linked) if linked else ""
        said = text.format(number=number, amount=shown_money(abs(taxable)))
        self._tell(body, "credit_note", said, hint, warning=True)

    def _doubts(self, body: InvoiceBody, number: str, taxable: Decimal) -> None:
        lines = [amount for line in body.lines if (amount := _decimal(line.amount)) is not None]
        if lines and abs(sum(lines) - taxable) > CENT * len(lines):
            text = _("le righe della fattura {number} fanno {sum}, il riepilogo dice {said}: vale il riepilogo")
            said = text.format(number=number, sum=shown_money(sum(lines, Decimal(0))), said=shown_money(taxable))
            self._tell(body, "does_not_add_up", said, warning=True)
        withheld = sum((_decimal(text) or Decimal(0) for text in body.withheld), Decimal(0))
        if withheld:
            text = _("la fattura {number} ha una ritenuta di {amount}: il costo resta l'imponibile intero")
            self._tell(body, "withholding", text.format(number=number, amount=shown_money(withheld)), warning=True)
        stamp = _decimal(body.told.get("ImportoBollo", ""))
        if stamp:
            text = _("la fattura {number} ha un bollo di {amount}: conta solo se è fra le righe")
            self._tell(body, "stamp", text.format(number=number, amount=shown_money(stamp)), warning=True)

    def _sum(self, body: InvoiceBody, texts: list[str], tag: str) -> Decimal | None:
        amounts = [_decimal(text) for text in texts]
        known = [amount for amount in amounts if amount is not None]
        if not known or len(known) < len(amounts):
            said = _("la fattura {number} non dice un importo leggibile ({tag})")
            self._tell(body, "unreadable_value", said.format(number=body.told.get("Numero", ""), tag=tag))
            return None
        return sum(known, Decimal(0)).quantize(CENT, ROUND_HALF_UP)

    def _tell(self, body: InvoiceBody, kind: str, text: str, hint: str = "", warning: bool = False) -> None:
        self.problems.append(Problem(Place(self.file, body.line, 1), "", text, hint, kind, warning))


def _subject(body: InvoiceBody) -> str:
    """Return what an invoice is about: its first line and how many others, else its own word on it."""
    described = [line.description for line in body.lines if line.description]
    if not described:
        return body.told.get("Causale", "") or _("fattura {number}").format(number=body.told.get("Numero", ""))
    more = len(described) - 1
    return described[0][: _MOST_WORDS - 20] + (_(" (e altre righe: {n})").format(n=more) if more else "")


def _terms(body: InvoiceBody) -> str:
    told = [body.told[name] for name in ("CondizioniPagamento", "ModalitaPagamento") if name in body.told]
    return " ".join([*told, *body.due[:3]])


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < Decimal(10) ** 12 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
