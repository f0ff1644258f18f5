"""Aid granted to some beneficiaries, from the open data of the national State-aid register (monthly files)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final
from zipfile import is_zipfile

from ...i18n import _
from ...model.facts import Answer, Facts
from ...money import MOST_MONEY
from ...problem import Place, Problem
from .envelopes import xml_parts
from .regulations import UNNAMED, regulation_named
from .xml import read_xml, read_xml_stream

_PROCEDURES: Final = {"2": "de minimis"}
"""Codes of the register's procedures that its words may not repeat."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_rna(path: Path, beneficiaries: Mapping[str, str]) -> tuple[tuple[Facts, ...], list[Problem]]:
    """Read the aid of some tax codes as items of the list ``aids``; all other records flow by unkept.

    ``beneficiaries`` maps tax code to the id of the tie it is (empty: the applicant). One item for each component of an
    aid, as a component has its own regulation; its amount is the sum of the aid elements of its instruments, in euro.
    The file may be an archive of such files, read as they flow. A file that breaks off gives what was read up to
    there, and a problem.
    """
    if not is_zipfile(path):
        register = _Register(str(path), beneficiaries)
        problems = read_xml(path, register)
        return tuple(register.aids), [*register.problems, *problems]
    aids: list[Facts] = []
    told: list[Problem] = []
    for name, stream in xml_parts(path, told):
        register = _Register(name, beneficiaries)
        problems = read_xml_stream(stream, register, name)
        aids += register.aids
        told += [*register.problems, *problems]
    return tuple(aids), told


class _Register:
    """Gathers one record at a time."""

    def __init__(self, file: str, beneficiaries: Mapping[str, str]) -> None:
        self.file = file
        self.beneficiaries = beneficiaries
        self.aids: list[Facts] = []
        self.problems: list[Problem] = []
        self._record: dict[str, str] = {}
        self._components: list[_Component] = []

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local == "AIUTO":
            self._record, self._components = {}, []
        elif local == "COMPONENTE_AIUTO":
            self._components.append(_Component())

    def end(self, name: str, text: str, line: int) -> None:
        local = name.rpartition(" ")[2]
        if local == "AIUTO":
            self._keep(line)
        elif local == "ELEMENTO_DI_AIUTO":
            if self._components:
                self._components[-1].amounts.append(text)
        elif self._components:
            self._components[-1].told[local] = text
        else:
            self._record[local] = text

    def _keep(self, line: int) -> None:
        who = self.beneficiaries.get(self._record.get("CODICE_FISCALE_BENEFICIARIO", "").upper())
        if who is None:
            return
        single = len(self._components) == 1
        for number, component in enumerate(self._components, start=1):
            name = self._record.get("COR", "") if single else f"{self._record.get('COR', '')}-{number}"
            self.aids.append(self._item(name, who, component, line))

    def _item(self, name: str, who: str, component: "_Component", line: int) -> Facts:
        place = Place(self.file, line, 1)
        day, amount = _day(self._record.get("DATA_CONCESSIONE", "")), _total(component.amounts)
        regulation = component.regulation(day)
        values: dict[str, object] = {"regulation": regulation, "date": day, "amount": amount}
        if regulation == UNNAMED:
            told = _("procedura de minimis di un regolamento non riconosciuto: «{text}»")
            said = told.format(text=component.told.get("DES_REGOLAMENTO", "") or "?")
            hint = _("indicare il regolamento dell'atto di concessione")
            path = f"aids[{name}].regulation"
            self.problems.append(Problem(place, path, said, hint, kind="unknown_regulation", warning=True))
        for key, value, text in (
            ("date", day, _("la data della concessione non si legge")),
            ("amount", amount, _("l'elemento di aiuto non si legge")),
        ):
            if value is None:
                self.problems.append(Problem(place, f"aids[{name}].{key}", text, kind="unreadable_value", warning=True))
        values |= {"beneficiary": who, "authority": self._record.get("SOGGETTO_CONCEDENTE", "")}
        note = str(place)
        answers = {key: Answer(value, "import", note) for key, value in values.items() if value not in (None, "")}
        return Facts(answers={"id": Answer(name, "import", note), **answers}, id=name, note=note)


class _Component:
    """One component: its texts by tag, and the aid elements of its instruments."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}
        self.amounts: list[str] = []

    def regulation(self, granted: date | None) -> str:
        """Return the regulation by the codes of the vocabulary; «other»: not known, and not of the de minimis kind."""
        text = f"{self.told.get('COD_REGOLAMENTO', '')} {self.told.get('DES_REGOLAMENTO', '')}"
        coded = _PROCEDURES.get(self.told.get("COD_PROCEDIMENTO", "").strip(), "")
        procedure = f"{self.told.get('DES_PROCEDIMENTO', '')} {coded}"
        return regulation_named(text, procedure=procedure, granted=granted) or "other"


def _day(text: str) -> date | None:
    """Read «2020-02-03+01:00»: the day is local, the offset says nothing more."""
    found = _DAY.match(text)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _total(texts: list[str]) -> Decimal | None:
    try:
        amounts = [Decimal(text) for text in texts]
    except InvalidOperation:
        return None
    if not amounts or not all(amount.is_finite() and 0 <= amount < MOST_MONEY for amount in amounts):
        return None
    return sum(amounts, Decimal(0)).quantize(Decimal("0.01"))
