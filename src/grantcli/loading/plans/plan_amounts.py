"""What a line of a plan costs: its amount without VAT, or with it where the call counts that; never a guess."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, NamedTuple

from ...i18n import _
from ...model.vocabulary import Fact
from ...money import CENT
from ...registry.amounts import shown, shown_money
from ...registry.values import read_value
from ...tabular.cell_text import Numbers, cell_text, plain_figure, without_value

_MONEY: Final = Fact(kind="money", label="amount")
_NUMBER: Final = Fact(kind="number", label="number")
_FOREIGN: Final = re.compile(r"\b(USD|GBP|CHF|JPY|CNY|PLN|CZK|SEK|DKK|NOK|HUF|RON|BGN)\b|[$£¥]", re.IGNORECASE)
_NOTHING: Final = re.compile(r"^(€|eur|euro)?\s*[-–—]*\s*(€|eur|euro)?$", re.IGNORECASE)
_ITALIAN: Final = re.compile(r"(?<![\d.,])(\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}|\d{1,3}(\.\d{3}){2,})(?![\d.,])")
_ENGLISH: Final = re.compile(r"(?<![\d.,])(\d{1,3}(,\d{3})+\.\d+|\d+\.\d{1,2}|\d{1,3}(,\d{3}){2,})(?![\d.,])")
_RATE: Final = re.compile(r"(\d{1,2}(?:[.,]\d+)?)\s*%?")
_TOLERANCE: Final = Decimal("0.02")
_RATES: Final = (Decimal("0.04"), Decimal("0.05"), Decimal("0.10"), Decimal("0.22"))
"""Rates of VAT in Italy (D.P.R. 633/1972, art. 16 and table A)."""
_HIGHEST_RATE: Final = Decimal("0.27")
"""No rate of VAT in the Union is higher."""


class PlanDoubt(NamedTuple):
    """What is wrong with a cell: the field whose column it is in, in a sentence; a warning does not cost the line."""

    field: str
    kind: str
    text: str
    hint: str = ""
    warning: bool = False


class PlanCost(NamedTuple):
    """What a line costs and its VAT, as far as they are known; what is wrong."""

    amount: Decimal | None = None
    vat: Decimal | None = None
    doubts: tuple[PlanDoubt, ...] = ()


def numbers_in(texts: Iterable[str]) -> Numbers | None:
    """Return what parts the thousands in figures with two readings, by the figures that have one."""
    italian = english = False
    for text in texts:
        italian = italian or bool(_ITALIAN.search(text))
        english = english or bool(_ENGLISH.search(text))
    return None if italian == english else "italian" if italian else "english"


def cost_of(cells: Mapping[str, object], gross: bool, numbers: Numbers | None) -> PlanCost:
    """Return what a line costs by its cells; ``gross``: VAT is a cost.

    Without a column of the taxable amount it is the total less VAT, given or by its rate; a total with VAT alone is
    refused.
    """
    doubts: list[PlanDoubt] = []
    if foreign := _currency(cells):
        text = _("l'importo è in {currency}: serve il controvalore in euro").format(currency=foreign)
        hint = _("aggiungere una colonna con l'importo in euro, al cambio che il bando indica")
        return PlanCost(doubts=(PlanDoubt(_first(cells, ("currency", *_PRICED)), "foreign_currency", text, hint),))
    told = {name: _money(name, cells[name], numbers, doubts) for name in _PRICED if name in cells}
    said = {name: value for name, value in told.items() if value is not None}
    net = said.get("taxable", said.get("amount"))
    vat, total = said.get("vat"), said.get("total")
    rate = _rate(cells.get("vat_rate"), doubts)
    if "taxable" not in said and net is not None and vat and total is None:
        net = _beside_vat(net, vat, doubts)
    if net is None and total is not None:
        net = _without_vat(total, vat, rate)
        if net is None and not gross:
            hint = _("serve l'imponibile, l'IVA o l'aliquota; se l'IVA è un costo: «vat: gross» nel file delle colonne")
            doubts.append(PlanDoubt("total", "vat_included", _("l'importo è con l'IVA, e l'imponibile non c'è"), hint))
    if vat is None and net is not None:
        vat = total - net if total is not None else (net * rate).quantize(CENT, ROUND_HALF_UP) if rate else None
    doubts += _sums(net, vat, total, cells, numbers)
    if net is None and not gross:
        return PlanCost(None, vat, tuple(doubts))
    with_vat = total if total is not None else net + vat if net is not None and vat is not None else None
    return PlanCost(with_vat if gross and with_vat is not None else net, vat, tuple(doubts))


_PRICED: Final = ("taxable", "amount", "vat", "total")


def _first(cells: Mapping[str, object], names: Sequence[str]) -> str:
    return next((name for name in names if name in cells), "")


def _currency(cells: Mapping[str, object]) -> str:
    told = cell_text(cells["currency"]).strip() if cells.get("currency") is not None else ""
    if told and told.casefold() not in ("eur", "euro", "€"):
        return told[:10]
    for name in _PRICED:
        found = _FOREIGN.search(str(cells.get(name) or ""))
        if found:
            return found[0]
    return ""


def _money(name: str, cell: object, numbers: Numbers | None, doubts: list[PlanDoubt]) -> Decimal | None:
    if (lost := without_value(cell)) is not None:
        doubts.append(PlanDoubt(name, lost.kind, lost.text, lost.hint))
        return None
    if isinstance(cell, float):
        exact = Decimal(format(cell, ".15g"))
        cell = exact.quantize(CENT, ROUND_HALF_UP)
        if cell != exact and abs(cell - exact) > Decimal("0.0001"):
            text = _("«{text}» è arrotondato al centesimo").format(text=exact)
            doubts.append(PlanDoubt(name, "rounded", text, warning=True))
    text = cell_text(cell, _MONEY) if not isinstance(cell, Decimal) else format(cell, "f")
    if _NOTHING.match(text):
        return None
    value, refusal = read_value(_MONEY, plain_figure(text, numbers) if numbers and isinstance(cell, str) else text)
    if refusal is None and isinstance(value, Decimal):
        return value
    if refusal is not None:
        hint = refusal.hint
        if refusal.kind == "ambiguous_number":
            hint = _("{hint}; per tutta la tabella: «numbers: italian» o «numbers: english» nel file delle colonne")
            hint = hint.format(hint=refusal.hint)
        doubts.append(PlanDoubt(name, refusal.kind, refusal.text, hint))
    return None


def _beside_vat(amount: Decimal, vat: Decimal, doubts: list[PlanDoubt]) -> Decimal:
    """Return an amount without VAT: whether it is in, which its heading does not say, the VAT beside it tells."""
    if _is_vat_of(vat, amount):
        return amount
    if _is_vat_of(vat, amount - vat):
        text = _("{amount} comprende l'IVA di {vat}: è letto {net}").format(
            amount=shown_money(amount), vat=shown_money(vat), net=shown_money(amount - vat)
        )
        doubts.append(PlanDoubt("amount", "vat_unsaid", text, warning=True))
        return amount - vat
    text = _("l'IVA di {vat} non dice se {amount} la comprende: è letto come senza").format(
        amount=shown_money(amount), vat=shown_money(vat)
    )
    doubts.append(PlanDoubt("amount", "vat_unsaid", text, warning=True))
    return amount


def _is_vat_of(vat: Decimal, net: Decimal) -> bool:
    return any(abs(net * rate - vat) <= _TOLERANCE for rate in _RATES)


def _rate(cell: object, doubts: list[PlanDoubt]) -> Decimal | None:
    """Read a rate of VAT, ``22``, ``22 %`` or ``0.22``; a figure that is none is doubted."""
    text = cell_text(cell).strip() if cell is not None else ""
    match = _RATE.fullmatch(text)
    rate = Decimal(match[1].replace(",", ".")) if match is not None else None
    if rate is not None and rate >= 1:
        rate /= 100
    if rate is not None and rate <= _HIGHEST_RATE:
        return rate
    if any(map(str.isdigit, text)):
        said = _("«{text}» non è un'aliquota dell'IVA").format(text=text[:40])
        hint = _("se è l'importo dell'IVA: «vat» nel file delle colonne")
        doubts.append(PlanDoubt("vat_rate", "not_a_percent", said, hint, warning=True))
    return None


def _without_vat(total: Decimal, vat: Decimal | None, rate: Decimal | None) -> Decimal | None:
    if vat is not None:
        return total - vat
    return (total / (1 + rate)).quantize(CENT, ROUND_HALF_UP) if rate is not None else None


def _sums(
    net: Decimal | None,
    vat: Decimal | None,
    total: Decimal | None,
    cells: Mapping[str, object],
    numbers: Numbers | None,
) -> list[PlanDoubt]:
    """Report a row that does not add up: amount and VAT, units and their price."""
    doubts = []
    if net is not None and vat is not None and total is not None and abs(net + vat - total) > _TOLERANCE:
        text = _("{net} più IVA {vat} non fa {total}").format(
            net=shown_money(net), vat=shown_money(vat), total=shown_money(total)
        )
        doubts.append(PlanDoubt("total", "does_not_add_up", text, warning=True))
    unread: list[PlanDoubt] = []
    price = _money("unit_price", cells.get("unit_price") or "", numbers, unread)
    units = read_value(_NUMBER, cell_text(cells.get("quantity") or "").strip())[0]
    if price is not None and isinstance(units, Decimal) and net is not None and abs(price * units - net) > _TOLERANCE:
        text = _("{units} per {price} non fa {net}").format(
            units=shown(units), price=shown_money(price), net=shown_money(net)
        )
        doubts.append(PlanDoubt("unit_price", "does_not_add_up", text, warning=True))
    return doubts
