"""Accounts filed in XBRL (Italian taxonomy itcc-ci): a firm's data and the figures of its years, by period."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from ...i18n import _
from ...money import MOST_MONEY
from ...problem import Place, Problem
from .envelopes import documents
from .xbrl_heading import FIELDS, read_heading_fields
from .xbrl_periods import FigureTold, PeriodContext, choose_periods
from .xml import read_xml_bytes

TAXONOMY: Final = "infocamere.it/itnn/fr/itcc"
XBRLI: Final = "http://www.xbrl.org/2003/instance"
_EURO: Final = "EUR"
_DIMENSIONS: Final = frozenset({"explicitMember", "typedMember"})
_SCOPES: Final = frozenset({"scen", "scenario", "segment"})
_OF_A_GROUP: Final = re.compile(r"itcc-ci-con|consolidat", re.IGNORECASE)
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
    """What one instance says: ``company`` maps field to text, ``years`` year to field to figure (euro; headcount).

    ``sources``: by the key of the answer (``company.years[2024].turnover``) the concept it is and its line.
    """

    company: Mapping[str, str] = field(default_factory=dict)
    years: Mapping[int, Mapping[str, object]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)

    def as_data(self) -> dict[str, object]:
        """Return the nested mapping that ``loading.facts.read_facts`` reads, by the keys of the vocabulary."""
        years = {str(year): {key: str(value) for key, value in told.items()} for year, told in self.years.items()}
        return {"company": {**self.company, **({"years": years} if years else {})}}


def read_xbrl(path: Path) -> tuple[Accounts, list[Problem]]:
    """Read an XBRL instance; each figure goes to the year in which its own period ends, whatever its context is called.

    The file may be signed, zipped or in UTF-16. Figures of contexts with dimensions and of tables of the notes are left
    out, and so are periods that are no year of these accounts; a bad field of the heading costs that field alone. The
    filed average of employees is taken as headcount, with a warning: it is not the annual work units of Annex I art. 5.
    Two different values of one figure are a problem.
    """
    documents_found = list(documents(path, str(path), (".xbrl", ".xml", ".p7m")))
    told = [one for one in documents_found if isinstance(one, Problem)]
    found = [one for one in documents_found if not isinstance(one, Problem)]
    if told or len(found) > 1:
        several = _("nell'archivio ci sono più bilanci: darli uno per uno")
        return Accounts(), told or [Problem(Place(str(path)), "", several, kind="several_documents")]
    instance = _Instance(str(path))
    problems = read_xml_bytes(found[0].data, instance, str(path))
    if problems:
        return Accounts(), problems
    if found[0].signed:
        text = _("la firma è stata tolta e non verificata")
        instance.problems.append(Problem(Place(str(path)), "", text, kind="signature_not_checked", warning=True))
    accounts = instance.accounts()
    if not instance.root or not (accounts.company or accounts.years or instance.problems):
        return Accounts(), [Problem(Place(str(path)), "", _("il file non è un bilancio XBRL"), kind="not_xbrl")]
    return accounts, instance.problems


@dataclass(frozen=True, slots=True)
class _Told:
    """One fact of the instance as it is in the file."""

    concept: str
    context: str
    unit: str
    text: str
    line: int


class _Instance:
    """Gathers contexts, units and facts; contexts may come after the facts that use them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.root = False
        self.problems: list[Problem] = []
        self._contexts: dict[str, PeriodContext] = {}
        self._units: dict[str, str] = {}
        self._told: list[_Told] = []
        self._open: list[dict[str, str]] = []
        self._context = PeriodContext()
        self._measure = ""
        self._of_a_group = False
        self._sources: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _sep, local = name.rpartition(" ")
        self.root = self.root or (space == XBRLI and local == "xbrl" and not self._open)
        self._open.append(attributes)
        if space == XBRLI and local == "context":
            self._context = self._contexts.setdefault(attributes.get("id", ""), PeriodContext())
        elif local in _DIMENSIONS:
            self._context.dimensional = True
        elif local == "schemaRef" and _OF_A_GROUP.search(next((v for k, v in attributes.items() if "href" in k), "")):
            self._of_a_group = True

    def end(self, name: str, text: str, line: int) -> None:
        attributes = self._open.pop()
        space, _sep, local = name.rpartition(" ")
        if space == XBRLI:
            self._structure(local, attributes, text)
        elif local in _SCOPES and "consolidat" in text.casefold():
            self._context.consolidated = True
        elif TAXONOMY in space and "contextRef" in attributes and text and len(self._open) == 1:
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
        """Return the accounts, once all of the file was read; facts in tables of the notes were left out already."""
        told = []
        for one in self._told:
            context = self._contexts.get(one.context)
            if context is None or context.end is None:
                self._tell(one, _("il periodo del dato non si trova"), "no_period")
            elif not context.dimensional:
                context.consolidated = context.consolidated or self._of_a_group
                told.append((one, context))
        named = [FigureTold(name, context, one.line) for one, context in told if (name := _figure_of(one.concept))]
        periods = choose_periods(named)
        for doubt in periods.doubts:
            place = Place(self.file, doubt.line, 1)
            self.problems.append(Problem(place, "", doubt.text, kind=doubt.kind, warning=True))
        years: dict[date, dict[str, Decimal]] = {}
        for one, context in told:
            if periods.take(context) and context.end is not None:
                self._figure(one, context, years.setdefault(context.end, {}))
        filled = {end: figures for end, figures in years.items() if figures}
        lengths = {end: _months(start, end) if start else 12 for end, start in periods.starts.items()}
        return Accounts(
            self._company(told),
            {end.year: _year(end, filled[end], lengths[end]) for end in sorted(filled)},
            self._sources,
        )

    def _company(self, told: "list[tuple[_Told, PeriodContext]]") -> dict[str, str]:
        """Return the fields of the firm, those of the last day where they differ."""
        words: dict[str, _Told] = {}
        for one, _context in sorted(told, key=lambda pair: pair[1].end or date.min):
            if one.concept in FIELDS:
                words[FIELDS[one.concept]] = one
        company, doubts = read_heading_fields({field: one.text for field, one in words.items()})
        self._sources |= {f"company.{field}": _source(words[field]) for field in company if field in words}
        for doubt in doubts:
            self._tell(words[doubt.field], doubt.text, doubt.kind, doubt.hint, warning=True)
        return company

    def _figure(self, told: _Told, context: PeriodContext, figures: dict[str, Decimal]) -> None:
        name = _figure_of(told.concept)
        if name is None:
            return
        amount = self._amount(told, name)
        if amount is None:
            return
        if context.end is not None and name not in figures:
            self._sources[f"company.years[{context.end.year}].{name}"] = _source(told)
        if figures.setdefault(name, amount) != amount:
            text = _("due valori diversi per lo stesso dato e lo stesso periodo")
            self._tell(told, text, "two_values", str(context.end))

    def _amount(self, told: _Told, name: str) -> Decimal | None:
        try:
            amount = Decimal(told.text)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite():
            self._tell(told, _("«{text}» non è un numero").format(text=told.text[:40]), "not_a_number")
            return None
        if not -MOST_MONEY < amount < MOST_MONEY:  # abs() would overflow
            self._tell(told, _("«{text}» è fuori misura").format(text=told.text[:40]), "too_large")
            return None
        unit = self._units.get(told.unit, "")
        if name == "headcount":
            text = _("numero medio dei dipendenti, non ULA: da verificare")
            hint = _("le ULA si scrivono nel profilo, alla chiave «headcount»")
            self._tell(told, text, "not_work_units", hint, warning=True)
        elif unit != _EURO:
            self._tell(told, _("l'unità non è l'euro: «{unit}»").format(unit=unit), "not_euro")
            return None
        return amount

    def _tell(self, told: _Told, text: str, kind: str, hint: str = "", warning: bool = False) -> None:
        self.problems.append(Problem(Place(self.file, told.line, 1), told.concept, text, hint, kind, warning))


def _source(told: _Told) -> str:
    return _("{concept}, riga {line}").format(concept=told.concept, line=told.line)


def _figure_of(concept: str) -> str | None:
    """Return the figure that a concept is, None for one that is not read."""
    return _FIGURES.get(concept) or next((name for end, name in _ENDINGS.items() if concept.endswith(end)), None)


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
    """Yield EBITDA (production less costs, amortisation added back) and interest, where the accounts have them."""
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
