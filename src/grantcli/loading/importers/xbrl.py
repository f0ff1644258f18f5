"""Accounts filed in XBRL (Italian taxonomy itcc-ci): a firm's data and the figures of its years, by period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from ...i18n import _
from ...problem import Place, Problem
from .xml import read_xml

TAXONOMY: Final = "infocamere.it/itnn/fr/itcc"
XBRLI: Final = "http://www.xbrl.org/2003/instance"
_EURO: Final = "EUR"
_DIMENSIONS: Final = frozenset({"explicitMember", "typedMember"})
_WORDS: Final = {
    "DatiAnagraficiDenominazione": "name",
    "DatiAnagraficiPartitaIva": "vat_number",
    "DatiAnagraficiCodiceFiscale": "tax_code",
    "DatiAnagraficiSettoreAttivitaPrevalenteAteco": "ateco",
}
_FIGURES: Final = {
    "TotaleAttivo": "balance_sheet",
    "ValoreProduzioneRicaviVenditePrestazioni": "turnover",
    "PatrimonioNettoCapitale": "subscribed_capital",
    "PatrimonioNettoRiservaSoprapprezzoAzioni": "share_premium",
    "TotalePatrimonioNetto": "equity",
    "TotaleDebiti": "debt",
    "PatrimonioNettoUtiliPerditePortatiNuovo": "carried",
    "PatrimonioNettoUtilePerditaEsercizio": "result",
    "TotaleValoreProduzione": "production",
    "TotaleCostiProduzione": "costs",
    "TotaleDipendentiNumeroMedio": "headcount",
}
_ENDINGS: Final = {
    "TotaleAmmortamentiSvalutazioni": "amortisation",
    "TotaleInteressiAltriOneriFinanziari": "interest",
}
_WRITTEN: Final = ("headcount", "turnover", "balance_sheet", "subscribed_capital", "share_premium", "equity", "debt")


@dataclass(frozen=True, slots=True)
class Accounts:
    """What one instance says: ``company`` maps field to text, ``years`` year to field to figure (euro; headcount)."""

    company: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[int, Mapping[str, object]] = field(default_factory=dict)

    def as_data(self) -> dict[str, object]:
        """Return the nested mapping that ``loading.facts.read_facts`` reads, by the keys of the vocabulary."""
        years = {str(year): {key: str(value) for key, value in told.items()} for year, told in self.years.items()}
        return {"company": {**self.company, **({"years": years} if years else {})}}


def read_xbrl(path: Path) -> tuple[Accounts, list[Problem]]:
    """Read an XBRL instance; each figure goes to the year in which its own period ends, whatever its context is called.

    Figures of contexts with dimensions are left out. The filed average of employees is taken as headcount, with a
    warning: it is not the annual work units of Annex I art. 5. Two different values of one figure are a problem.
    """
    instance = _Instance(str(path))
    problems = read_xml(path, instance)
    if problems:
        return Accounts(), problems
    accounts = instance.accounts()
    if not instance.root or not (accounts.company or accounts.years or instance.problems):
        return Accounts(), [Problem(Place(str(path)), "", _("il file non è un bilancio XBRL"), kind="not_xbrl")]
    return accounts, instance.problems


@dataclass(slots=True)
class _Context:
    start: date | None = None
    end: date | None = None
    dimensional: bool = False


@dataclass(frozen=True, slots=True)
class _Told:
    """One fact of the instance as it stands in the file."""

    concept: str
    context: str
    unit: str
    text: str
    line: int


class _Instance:
    """Gathers contexts, units and facts; contexts may stand after the facts that use them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = False
        self.problems: list[Problem] = []
        self._contexts: dict[str, _Context] = {}
        self._units: dict[str, str] = {}
        self._told: list[_Told] = []
        self._open: list[dict[str, str]] = []
        self._context = _Context()
        self._measure = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _sep, local = name.rpartition(" ")
        self.root = self.root or (space == XBRLI and local == "xbrl" and not self._open)
        self._open.append(attributes)
        if space == XBRLI and local == "context":
            self._context = self._contexts.setdefault(attributes.get("id", ""), _Context())
        elif local in _DIMENSIONS:
            self._context.dimensional = True

    def end(self, name: str, text: str, line: int) -> None:
        attributes = self._open.pop()
        space, _sep, local = name.rpartition(" ")
        if space == XBRLI:
            self._structure(local, attributes, text)
        elif TAXONOMY in space and "contextRef" in attributes and text:
            told = _Told(local, attributes["contextRef"], attributes.get("unitRef", ""), text, line)
            self._told.append(told)

    def _structure(self, local: str, attributes: dict[str, str], text: str) -> None:
        if local in ("instant", "endDate"):
            self._context.end = _day(text)
        elif local == "startDate":
            self._context.start = _day(text)
        elif local == "measure":
            self._measure = text.rpartition(":")[2]
        elif local == "unit":
            self._units[attributes.get("id", "")] = self._measure

    def accounts(self) -> Accounts:
        """Return what was told, once all of the file was read."""
        company: dict[str, str] = {}
        years: dict[date, dict[str, Decimal]] = {}
        months: dict[date, int] = {}
        for told in self._told:
            context = self._contexts.get(told.context)
            if context is None or context.end is None:
                self._tell(told, _("il periodo del dato non si trova"), "no_period")
            elif not context.dimensional:
                self._word(told, company)
                self._figure(told, context, years.setdefault(context.end, {}))
                if context.start is not None:
                    months[context.end] = _months(context.start, context.end)
        filled = {end: figures for end, figures in years.items() if figures}
        return Accounts(company, {end.year: _year(end, filled[end], months.get(end, 12)) for end in sorted(filled)})

    def _word(self, told: _Told, company: dict[str, str]) -> None:
        name = _WORDS.get(told.concept)
        if name is not None:
            company.setdefault(name, told.text)

    def _figure(self, told: _Told, context: _Context, figures: dict[str, Decimal]) -> None:
        name = _FIGURES.get(told.concept) or next(
            (figure for ending, figure in _ENDINGS.items() if told.concept.endswith(ending)), None
        )
        if name is None:
            return
        amount = self._amount(told, name)
        if amount is None:
            return
        if figures.setdefault(name, amount) != amount:
            text = _("due valori diversi per lo stesso dato e lo stesso periodo")
            self._tell(told, text, "two_values", str(context.end))

    def _amount(self, told: _Told, name: str) -> Decimal | None:
        try:
            amount = Decimal(told.text)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite():
            self._tell(told, _("«{text}» non è un numero").format(text=told.text), "not_a_number")
            return None
        unit = self._units.get(told.unit, "")
        if name == "headcount":
            text = _("numero medio dei dipendenti, non ULA: da verificare")
            self._tell(told, text, "not_work_units", unit, warning=True)
        elif unit != _EURO:
            self._tell(told, _("l'unità non è l'euro: «{unit}»").format(unit=unit), "not_euro")
            return None
        return amount

    def _tell(self, told: _Told, text: str, kind: str, hint: str = "", warning: bool = False) -> None:
        self.problems.append(Problem(Place(self.file, told.line, 1), told.concept, text, hint, kind, warning))


def _year(end: date, told: Mapping[str, Decimal], months: int) -> dict[str, object]:
    """Return the fields of one year, with those that follow from the balance sheet and the income statement."""
    year: dict[str, object] = {name: told[name] for name in _WRITTEN if name in told}
    if (end.month, end.day) != (12, 31):
        year["closed_on"] = end.isoformat()
    if months != 12:
        year["months"] = months
    year.update(_own_funds(told))
    year.update(_earnings(told))
    return year


def _own_funds(told: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    """Yield accumulated losses (those of the year with them, positive) and reserves, so that they add up to equity."""
    if "equity" not in told or "subscribed_capital" not in told:
        return
    losses = sum((max(-told.get(name, Decimal(0)), Decimal(0)) for name in ("carried", "result")), Decimal(0))
    yield "accumulated_losses", losses
    yield "reserves", told["equity"] - told["subscribed_capital"] - told.get("share_premium", Decimal(0)) + losses


def _earnings(told: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    """Yield EBITDA (production less costs, amortisation added back) and interest, where they are told."""
    if "production" in told and "costs" in told and "amortisation" in told:
        yield "ebitda", told["production"] - told["costs"] + told["amortisation"]
    if "interest" in told:
        yield "interest", abs(told["interest"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _months(start: date, end: date) -> int:
    """Return the whole months of a period, to the nearest."""
    return max(round(((end - start).days + 1) * 12 / 365.25), 1)
