"""The rows of a table of one subject, CSV or workbook, sheet by sheet: cells as they are, and how people find them."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..filing import open_regular
from ..i18n import _
from ..problem import Place, Problem
from .cell_errors import cell_errors_in
from .csv_records import CsvRecord, Dialect, dialect_of, read_records
from .workbook import blind_to_errors, merged_over, open_workbook, read_sheet

TEXT = frozenset({".csv", ".tsv", ".txt"})
BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
_SAMPLE = 1 << 16
_DELIMITERS = (b";", b"\t", b",", b"|")
_QUOTED = re.compile(rb'"[^"]*"')
Rows = Iterator[tuple[int, Sequence[object]]]


class FileSheet(NamedTuple):
    """A sheet, or the whole of a text file: its rows from the top, read anew each time, with their numbers from 1.

    ``merged`` gives for a cell (row and column, from 1) of a merged range the first cell of that range.
    """

    file: str
    name: str
    rows: Callable[[], Rows]
    letters: bool = False
    merged: dict[tuple[int, int], tuple[int, int]] = {}  # noqa: RUF012 - never written to

    def place(self, line: int, at: int = 0, heading: str = "") -> Place:
        """Return the place of a cell, named as people find it; of the row without ``at``."""
        file = f"{self.file}#{self.name}" if self.letters else self.file
        if not at:
            return Place(file, line, 1 if line else 0)
        where = f"{_letters(at)}{line}" if self.letters else f"{line}:{at}"
        return Place(file, line, at, f"{where} «{heading[:80]}»" if heading else where)


def file_sheets(
    path: Path,
    shown: str,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    *,
    as_text: bool = False,
) -> tuple[list[FileSheet], list[Problem]]:
    """Return the sheets of a file that can be seen, shown in problems as ``shown``; the one called ``sheet`` alone."""
    ending = path.suffix.lower()
    if as_text or ending in TEXT:
        return _text(path, shown, encoding, delimiter)
    if ending in BOOKS:
        return _book(path, shown, sheet)
    said = _("una tabella si legge da .csv, .xlsx, .xls o .ods")
    hint = _("un PDF non è una tabella: farsi dare il foglio di calcolo, o copiarlo in uno") if ending == ".pdf" else ""
    return [], [Problem(Place(shown), "", said, hint, "unknown_format")]


def _text(path: Path, shown: str, encoding: str | None, delimiter: str | None) -> tuple[list[FileSheet], list[Problem]]:
    with open_regular(path) as stream:
        dialect = dialect_of(stream, encoding, delimiter or _delimiter(stream.read(_SAMPLE)))
    if dialect is None:
        said, hint = _("non è un testo in UTF-8 né in Windows-1252"), _("salvarlo come CSV UTF-8")
        return [], [Problem(Place(shown), "", said, hint, "wrong_encoding")]
    wrong = [
        Problem(Place(shown, record.number, 1), "", record.wrong.text, kind=record.wrong.kind)
        for record in _records(path, dialect)
        if record.wrong is not None
    ]
    return [FileSheet(shown, path.stem, lambda: ((one.number, one.cells) for one in _records(path, dialect)))], wrong


def _delimiter(sample: bytes) -> str | None:
    """Return what parts the cells: what is found equally often in the most lines: the first one may be a title."""
    lines = [_QUOTED.sub(b"", line) for line in sample.split(b"\n") if line.strip()]
    if lines and lines[0].lower().lstrip(b"\xef\xbb\xbf").startswith(b"sep="):
        return None
    counts = {mark: Counter(n for line in lines if (n := line.count(mark))) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: max(counts[mark].values(), default=0))
    return best.decode() if counts[best] else None


def _records(path: Path, dialect: Dialect) -> Iterator[CsvRecord]:
    with open_regular(path) as stream:
        yield from read_records(stream, dialect)


def _book(path: Path, shown: str, sheet: str | None) -> tuple[list[FileSheet], list[Problem]]:
    book = open_workbook(path)
    if isinstance(book, Problem):
        return [], [book.in_file(shown)]
    problems = [one.in_file(shown) for one in blind_to_errors(path)]
    visible = [one.name for one in book.sheets_metadata if str(one.visible).endswith("Visible")]
    names = [name for name in visible if sheet is None or name.strip().casefold() == sheet.strip().casefold()]
    if not names:
        said = _("il foglio «{name}» non c'è").format(name=sheet or "")
        return [], [*problems, Problem(Place(shown), "", said, ", ".join(visible), "missing_sheet")]

    def sheet_of(name: str) -> FileSheet:
        faults = cell_errors_in(path, name)
        return FileSheet(shown, name, lambda: read_sheet(book, name, faults), True, merged_over(book, name))

    return [sheet_of(name) for name in names], problems


def _letters(at: int) -> str:
    name = ""
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
