"""Cells of a sheet that have no value though something is written there: errors, and formulas never computed.

A reader of workbooks gives them as blanks. Only a sheet whose bytes hold an error or a formula is gone through.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile

from .archive import ARCHIVE_ERRORS, LAST_COLUMN, LAST_ROW, column_number

CellErrors = dict[int, dict[int, str]]
"""By row and column (from 1) the error that such a cell shows; empty: a formula without a value."""

_ENGLISH = ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#CALC!", "#SPILL!", "#GETTING_DATA")
_ITALIAN = ("#N/D", "#RIF!", "#VALORE!", "#NOME?", "#NULLO!", "#ESPANSIONE!")
ERRORS = frozenset((*_ENGLISH, *_ITALIAN, *(f"Err:{n}" for n in (501, 502, 504, 508, 509, 511, 522, 523))))
"""What spreadsheets show in place of a value, in English and in Italian."""
SEEN_IN = frozenset({".xlsx", ".xlsm", ".ods"})
"""The formats in which such cells can be told."""
_CHUNK = 1 << 18
_IN_XLSX = re.compile(rb"\st\s*=\s*[\"']e[\"']|<(?:\w+:)?f[\s/>]")
_IN_ODS = re.compile(rb"value-type\s*=\s*[\"']error[\"']|<text:p>(?:#|Err:)")
_MOST_TEXT = 32_767
_MOST_ERRORS = 2_000_000
"""Cells without a value that are told of a sheet; of more, the first of each row, which is enough to spoil it."""


def cell_errors_in(path: Path, sheet: str) -> CellErrors:
    """Return the cells of a sheet that have no value; none for a format that does not mark them."""
    ending = path.suffix.lower()
    if ending not in SEEN_IN:
        return {}
    try:
        with ZipFile(path) as book:
            return _in_ods(book, sheet) if ending == ".ods" else _in_xlsx(book, sheet)
    except (*ARCHIVE_ERRORS, expat.ExpatError, StopIteration):
        return {}  # what is broken was reported by the reader of the workbook


def _in_xlsx(book: ZipFile, sheet: str) -> CellErrors:
    part = _part_of(book, sheet)
    if not part or not _suspected(book, part, _IN_XLSX):
        return {}
    cells = _XlsxCells()
    with book.open(part) as stream:
        _parse(stream, cells.start, cells.end, cells.text)
    return cells.faults


def _in_ods(book: ZipFile, sheet: str) -> CellErrors:
    if not _suspected(book, "content.xml", _IN_ODS):
        return {}
    cells = _OdsCells(sheet)
    with book.open("content.xml") as stream:
        _parse(stream, cells.start, cells.end, cells.text)
    return cells.faults


def _suspected(book: ZipFile, part: str, mark: re.Pattern[bytes]) -> bool:
    rest = b""
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            if mark.search(rest + chunk):
                return True
            rest = chunk[-64:]
    return False


def _part_of(book: ZipFile, sheet: str) -> str:
    """Return the name of the part of a workbook that holds a sheet; empty where it has none of its own."""
    main = next(name for name in sorted(book.namelist()) if re.fullmatch(r"xl/workbook\d*\.xml", name))
    ident = next((one[key] for one in _elements(book, main, "sheet") for key in one if _is_of(one, sheet, key)), "")
    links = _elements(book, f"xl/_rels/{main.removeprefix('xl/')}.rels", "Relationship")
    target = next((link["Target"] for link in links if link.get("Id") == ident), "")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}" if target else ""


def _is_of(element: dict[str, str], sheet: str, key: str) -> bool:
    return element.get("name") == sheet and key.endswith(" id")


def _elements(book: ZipFile, part: str, wanted: str) -> Iterator[dict[str, str]]:
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == wanted:
            found.append(attributes)

    with book.open(part) as stream:
        _parse(stream, start, lambda _name: None, lambda _text: None, whole_names=True)
    return iter(found)


Start = Callable[[str, dict[str, str]], None]


def _parse(
    stream: IO[bytes], start: Start, end: Callable[[str], None], text: Callable[[str], None], whole_names: bool = False
) -> None:
    """Report the elements by their bare names; with ``whole_names`` those of attributes follow their namespace."""

    def bare(name: str) -> str:
        return name.rpartition(" ")[2]

    def begin(name: str, attributes: dict[str, str]) -> None:
        start(bare(name), attributes if whole_names else {bare(key): value for key, value in attributes.items()})

    def refuse(*_told: object) -> None:
        raise ValueError

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: end(bare(name))
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    parser.ParseFile(stream)


class _XlsxCells:
    """The cells of a sheet, from its XML."""

    def __init__(self) -> None:
        self.faults: CellErrors = {}
        self._told = 0
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._inside = ""
        self._seen: dict[str, str] = {}  # the parts of the cell: its formula (f), its value (v)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif name == "c":
            self._column = column_number(attributes.get("r", "").rstrip("0123456789")[:8]) or self._column + 1
            self._cell, self._seen = attributes, {}
        elif self._cell is not None and name in ("f", "v"):
            self._inside = name
            self._seen[name] = ""

    def text(self, text: str) -> None:
        if self._inside and len(self._seen[self._inside]) < _MOST_TEXT:
            self._seen[self._inside] += text

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""
        elif name == "c" and self._cell is not None:
            self._judge(self._cell.get("t", "n"), self._seen.get("v"))
            self._cell = None

    def _judge(self, kind: str, value: str | None) -> None:
        if kind == "e":
            self._fault((value or "").strip() or "#N/D")
        elif "f" in self._seen and not value and (value is None or kind != "str"):
            self._fault("")

    def _fault(self, said: str) -> None:
        if 0 < self._row <= LAST_ROW and 0 < self._column <= LAST_COLUMN:
            row = self.faults.setdefault(self._row, {})
            if not row or self._told < _MOST_ERRORS:
                row[self._column] = said
                self._told += 1


class _OdsCells:
    """The cells of one sheet, from a document's XML: cells and rows that are repeated are written once."""

    def __init__(self, sheet: str) -> None:
        self.faults: CellErrors = {}
        self._told = 0
        self._sheet = sheet
        self._here = False
        self._row = self._column = 0
        self._again = self._rows_again = 1
        self._cell: dict[str, str] | None = None
        self._said = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._here = attributes.get("name") == self._sheet
            self._row = 0
        elif name == "table-row":
            self._rows_again = int(attributes.get("number-rows-repeated", 1))
            self._row, self._column = self._row + 1, 0
        elif name in ("table-cell", "covered-table-cell"):
            self._again = int(attributes.get("number-columns-repeated", 1))
            self._cell, self._said = attributes, ""

    def text(self, text: str) -> None:
        if self._cell is not None and len(self._said) < _MOST_TEXT:
            self._said += text

    def end(self, name: str) -> None:
        if name == "table-row":
            self._row += self._rows_again - 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            said = self._said.strip()
            if self._here and (self._cell.get("value-type") == "error" or ("formula" in self._cell and said in ERRORS)):
                self._fault(said or "#N/D")
            self._column += self._again
            self._cell = None

    def _fault(self, said: str) -> None:
        last = min(self._column + self._again, LAST_COLUMN)
        if 0 < self._row <= LAST_ROW and self._told < _MOST_ERRORS:
            self.faults.setdefault(self._row, {}).update((at, said) for at in range(self._column + 1, last + 1))
            self._told += self._again
