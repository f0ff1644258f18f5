"""The ledger of aid already granted, from a table (CSV, xlsx, ods): a client's own, or what the register exports."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ...filing import open_regular
from ...i18n import _
from ...model.facts import Answer, Facts
from ...model.vocabulary import Fact
from ...problem import Place, Problem, reason_of
from ...registry.spelling import fold
from ...registry.values import read_value
from ...tabular.cell_text import cell_text, without_value
from ...tabular.file_sheets import BOOKS, FileSheet, file_sheets
from ..parser.suggestions import did_you_mean
from .regulations import regulation_named

_TAX_CODE: Final = "beneficiary_tax_code"
_REGISTER: Final = {
    "cor": "id",
    "data_concessione": "date",
    "elemento_di_aiuto": "amount",
    "des_regolamento": "regulation",
    "regolamento": "regulation",
    "soggetto_concedente": "authority",
    "codice_fiscale_beneficiario": _TAX_CODE,
}
"""Columns of the register's export, without the «RNA_» that may stand before them."""
_OF_REGISTER: Final = re.compile(r"^(rna|tipo|cod|des|car|titolo|denominazione|data|link|numero|codice|strumento)\b")
_MOST_ROWS: Final = 40


def read_ledger(
    path: Path, aids: Fact, beneficiaries: Mapping[str, str] | None = None, name: str = "aids"
) -> tuple[tuple[Facts, ...], list[Problem]]:
    """Read the rows of a table as items of the list ``aids`` (the fact of the vocabulary that describes it).

    Columns are named by field or by label, in either language, or as the register's export names them; regulations as
    papers write them. ``beneficiaries`` maps tax code to the id of the tie it is (empty: the applicant): where a column
    has tax codes, the rows of others are left out. A wrong value costs itself alone. Any other plain list is read
    the same, ``name`` being its key.
    """
    if path.suffix.lower() in BOOKS:
        sheets, problems = file_sheets(path, str(path))
    else:
        sheets, problems = _as_text(path)
    if not sheets:
        return (), problems
    readings = [_LedgerReading(sheet, dict(aids.items or {}), beneficiaries or {}, name) for sheet in sheets]
    best = max(readings, key=lambda one: len(one.known))
    if not best.known and not any(one.kind == "empty" for one in best.problems):
        text = _("nessuna colonna è riconosciuta: la tabella non si legge")
        hint = ", ".join(aids.items or {})
        return (), [*problems, Problem(best.sheet.place(best.line, 1), name, text, hint, "unknown_column")]
    return tuple(best.items()), [*problems, *best.problems]


def _as_text(path: Path) -> tuple[list[FileSheet], list[Problem]]:
    """Return a file of any other ending as text."""
    try:
        with open_regular(path) as stream:
            if stream.read(4) == b"%PDF":
                text = _("è un PDF: gli aiuti non si leggono da una stampa")
                hint = _("dal sito del registro scaricare «Visura aiuti» come CSV, o gli open data in XML")
                return [], [Problem(Place(str(path)), "", text, hint, "pdf")]
        return file_sheets(path, str(path), as_text=True)
    except OSError as wrong:
        return [], [Problem(Place(str(path)), "", _("il file non si legge"), reason_of(wrong), "unreadable")]


class _LedgerReading:
    """One sheet: the row of its head, names of columns, items, problems."""

    def __init__(
        self, sheet: FileSheet, fields: Mapping[str, Fact], beneficiaries: Mapping[str, str], name: str
    ) -> None:
        self.sheet = sheet
        self.fields = fields
        self.beneficiaries = beneficiaries
        self.problems: list[Problem] = []
        self._list = name
        self._names = {fold(name): key for key, fact in fields.items() for name in _names(key, fact)}
        self.line, self._head = self._find_head()
        self.known = {name: at for at, name in enumerate(self._columns(), start=1) if name}

    def _find_head(self) -> tuple[int, list[str]]:
        """Return the row that names the most columns: titles may be above it."""
        best: tuple[int, int, list[str]] = (-1, 1, [])
        for count, (number, cells) in enumerate(self.sheet.rows()):
            if count >= _MOST_ROWS:
                break
            names = ["" if cell is None else str(cell).strip() for cell in cells]
            score = sum(self._field(name) is not None for name in names)
            if score > best[0]:
                best = (score, number, names)
        return best[1], best[2]

    def _field(self, name: str) -> str | None:
        folded = fold(name)
        bare = folded.removeprefix("rna ")
        found = self._names.get(folded) or self._names.get(bare) or _REGISTER.get(bare.replace(" ", "_"))
        if found in self.fields or found == _TAX_CODE:
            return found
        return None

    def _columns(self) -> Iterator[str | None]:
        """Yield the field of each column; an unknown one is reported, and refused where it is nearly a known one."""
        if not self._head:
            self._tell(1, 1, "", _("la tabella è vuota"), "empty")
        of_register = any(fold(name).startswith("rna ") for name in self._head)
        for at, name in enumerate(self._head, start=1):
            found = self._field(name)
            if found is None and name and not (of_register or _OF_REGISTER.match(fold(name))):
                text = _("colonna sconosciuta «{name}»").format(name=name)
                hint = did_you_mean(name, set(self.fields))
                self._tell(self.line, at, "", text, "unknown_column", hint, warning=not hint)
            yield found

    def items(self) -> Iterator[Facts]:
        """Yield the item of each row; those of other beneficiaries are counted and left out."""
        others = 0
        for count, (number, cells) in enumerate((row for row in self.sheet.rows() if row[0] > self.line), start=1):
            who = self._beneficiary(cells)
            if who is None:
                others += 1
                continue
            yield self._item(cells, number, count, who)
        if others:
            text = _("righe di altri beneficiari lasciate fuori: {n}").format(n=others)
            self._tell(0, 0, self._list, text, "other_beneficiaries", warning=True)

    def _beneficiary(self, cells: Sequence[object]) -> str | None:
        at = self.known.get(_TAX_CODE)
        if at is None or at > len(cells) or not self.beneficiaries:
            return ""
        code = cell_text(cells[at - 1] or "", Fact(kind="tax_code", label="")).upper()
        return self.beneficiaries.get(code)

    def _item(self, cells: Sequence[object], number: int, count: int, who: str) -> Facts:
        answers: dict[str, Answer] = {}
        granted: date | None = None
        for field in sorted(self.known, key=lambda name: name == "regulation"):  # the day first: a name may need it
            at = self.known[field]
            cell = cells[at - 1] if at <= len(cells) else None
            if field not in self.fields or cell is None or not str(cell).strip():
                continue
            value = self._value(field, cell, number, at, granted)
            if value is not None:
                answers[field] = Answer(value, "import", f"{self.sheet.place(0).file}:{number}:{at}")
                granted = value if field == "date" and isinstance(value, date) else granted
        note = f"{self.sheet.place(0).file}:{number}:1"
        if who and "beneficiary" in self.fields:
            answers.setdefault("beneficiary", Answer(who, "import", note))
        given = answers.get("id")
        return Facts(answers=answers, id=str(given.value) if given else str(count), note=note)

    def _value(self, field: str, cell: object, number: int, at: int, granted: date | None) -> object | None:
        if (lost := without_value(cell)) is not None:
            self._tell(number, at, f"{self._list}.{field}", lost.text, lost.kind, lost.hint)
            return None
        text = cell_text(cell, self.fields[field])
        value, refusal = read_value(self.fields[field], text)
        if refusal is not None and field == "regulation":
            named = regulation_named(text, granted=granted)
            if named in (self.fields[field].choices or {}):
                return named
        if refusal is not None:
            self._tell(number, at, f"{self._list}.{field}", refusal.text, refusal.kind, refusal.hint)
        return value

    def _tell(
        self, line: int, column: int, path: str, text: str, kind: str, hint: str = "", warning: bool = False
    ) -> None:
        heading = self._head[column - 1] if 0 < column <= len(self._head) else ""
        place = self.sheet.place(line, column, heading) if line else self.sheet.place(0)
        self.problems.append(Problem(place, path, text, hint, kind, warning))


def _names(key: str, fact: Fact) -> Iterator[str]:
    yield key
    yield from [fact.label] if isinstance(fact.label, str) else fact.label.values()
