"""Summaries as tables, CSV and workbook: written row by row, safe to open."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, BinaryIO

from ...i18n import language

_FORMULA = re.compile(r"(^|[,;|\n\"])([\s\u200b\ufeff]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
_BLANKS = re.compile(r"\r\n?|[\t\x0b\x0c]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_STILL = datetime(1980, 1, 1)  # noqa: DTZ001 - the same workbook for the same rows, whenever it is written


class CsvTable:
    """A table as CSV the way spreadsheets of the language spoken now open it: ``;`` and decimal comma in Italian."""

    def __init__(self, stream: IO[str], columns: Mapping[str, str], money: frozenset[str]) -> None:
        self.stream = stream
        self._columns = tuple(columns)
        self._money = money
        self._italian = language() == "it"
        self._rows = csv.writer(stream, delimiter=";" if self._italian else ",", lineterminator="\r\n")
        self._rows.writerow(columns.values())

    def add(self, row: Mapping[str, object]) -> None:
        """Write a row, by column."""
        self._rows.writerow([self._cell(column, row.get(column)) for column in self._columns])

    def _cell(self, column: str, value: object) -> str:
        if column in self._money and value is not None:
            return str(value).replace(".", ",") if self._italian else str(value)
        return safe_cell(as_text(value))

    def close(self) -> None:
        """Close the file."""
        self.stream.close()


class XlsxTable:
    """A table as a workbook of one sheet: text is text, amounts, counts and days are numbers; written as it goes.

    ``wide`` gives how many letters wide a column is, where its title does not.
    """

    def __init__(
        self, stream: BinaryIO, title: str, columns: Mapping[str, str], money: frozenset[str], wide: Mapping[str, int]
    ) -> None:
        import xlsxwriter

        self._book: Any = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"created": _STILL})
        self._sheet: Any = self._book.add_worksheet(title)
        self._columns = tuple(columns)
        self._money = money
        self._next = 1
        self._amount = self._book.add_format({"num_format": "#,##0.00"})
        self._day = self._book.add_format({"num_format": "dd/mm/yyyy" if language() == "it" else "yyyy-mm-dd"})
        self._head(columns, wide)

    def _head(self, columns: Mapping[str, str], wide: Mapping[str, int]) -> None:
        bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for at, (column, title) in enumerate(columns.items()):
            self._sheet.set_column(at, at, wide.get(column) or (16 if column in self._money else len(title) + 6))
            self._sheet.write_string(0, at, title, bold)
        self._sheet.freeze_panes(1, 1)

    def add(self, row: Mapping[str, object]) -> None:
        """Write a row, by column."""
        for at, column in enumerate(self._columns):
            value = row.get(column)
            if column in self._money and value is not None:
                self._sheet.write_number(self._next, at, Decimal(str(value)), self._amount)
            elif isinstance(value, int):
                self._sheet.write_number(self._next, at, value)
            elif isinstance(value, date):
                self._sheet.write_datetime(self._next, at, value, self._day)
            elif value not in (None, "", []):
                self._sheet.write_string(self._next, at, safe_cell(as_text(value))[:32_767])
        self._next += 1

    def close(self) -> None:
        """Write the workbook to its file; ``OSError`` where that cannot be done."""
        last = len(self._columns) - 1
        self._sheet.autofilter(0, 0, max(1, self._next - 1), last)
        finish(self._book)


def finish(book: Any) -> None:
    """Write a workbook to its file; ``OSError`` where that cannot be done."""
    from xlsxwriter.exceptions import XlsxFileError

    try:
        book.close()
    except XlsxFileError as error:
        cause = error.args[0] if error.args else error
        raise cause if isinstance(cause, OSError) else OSError(str(cause)) from error


def as_text(value: object) -> str:
    """Write a cell: nothing for what is not known, the parts of a list after one another."""
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(as_text(part) for part in value)
    return str(value)


def has_xlsx() -> bool:
    """Return whether workbooks can be written: the extra ``xlsx`` is installed."""
    from importlib.util import find_spec

    return find_spec("xlsxwriter") is not None


def safe_cell(text: str) -> str:
    """Return ``text`` with an apostrophe before whatever a spreadsheet could take for the beginning of a formula.

    Also inside, after a mark at which another country's spreadsheet splits cells. Tabs and carriage returns become
    blanks, other control characters are dropped.
    """
    plain = _BLANKS.sub(" ", _CONTROLS.sub("", text))
    return _FORMULA.sub(r"\1\2'", plain)
