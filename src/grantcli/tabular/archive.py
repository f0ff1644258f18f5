"""A workbook looked at before it is read: how much it unpacks to, how far its cells lie apart.

A reader keeps a sheet as a full rectangle in memory: one cell in its last corner asks for 17 thousand million.
"""

import lzma
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple
from zipfile import BadZipFile, ZipFile, is_zipfile

from ..i18n import _

MOST_UNPACKED = 1_000_000_000
"""Bytes that all parts of a workbook may unpack to together."""
MOST_PARTS = 10_000
MOST_PACKED = 200_000_000
"""Bytes that a workbook may have on the disk."""
MOST_CELLS = 30_000_000
"""Cells of the smallest rectangle that holds all cells of a sheet with something in them."""
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
ARCHIVE_ERRORS = (BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, ValueError, KeyError)
"""What reading a part of a damaged archive may raise: ``RuntimeError`` is an encrypted one or an unknown method."""
_CHUNK = 1 << 18
_TAIL = 512
_CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']([A-Za-z]*)(\d+)[\"'][^<>]*(?<!/)>")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


class Extent(NamedTuple):
    """The rectangle of a sheet that holds its cells: rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> int:
        """Return how many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


def why_not_read(path: Path) -> str:
    """Return why a workbook is not given to a reader; empty where it may be read."""
    if path.stat().st_size > MOST_PACKED:
        return _("pesa oltre {most} MB").format(most=MOST_PACKED // 1_000_000)
    if not is_zipfile(path):
        return ""
    try:
        with ZipFile(path) as archive:
            return _too_much(archive) or next(filter(None, map(_too_wide, _extents(archive))), "")
    except ARCHIVE_ERRORS as error:
        return _("l'archivio è rovinato: {why}").format(why=str(error)[:120] or type(error).__name__)


def _too_much(archive: ZipFile) -> str:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        return _("ha {n} parti, più di {most}").format(n=len(parts), most=MOST_PARTS)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        return _("scompattato pesa oltre {most} MB").format(most=MOST_UNPACKED // 1_000_000)
    return ""


def _extents(archive: ZipFile) -> Iterator[Extent]:
    for part in archive.namelist():
        if _SHEET.fullmatch(part):
            with archive.open(part) as stream:
                yield _extent(stream)


def _extent(stream: IO[bytes]) -> Extent:
    rows: set[int] = set()
    columns: set[bytes] = set()
    rest = b""
    while chunk := stream.read(_CHUNK):
        for letters, row in _CELL.findall(rest + chunk):
            columns.add(letters)
            rows.add(int(row[:12]))
        rest = chunk[-_TAIL:]
    numbers = [column_number(letters.decode()[:8]) for letters in columns if letters] or [1]
    return Extent(min(rows, default=1), min(numbers), max(rows, default=1), max(numbers))


def _too_wide(extent: Extent) -> str:
    if not (extent.top > 0 and extent.bottom <= LAST_ROW and extent.right <= LAST_COLUMN):
        said = _("dice di avere celle alla riga {row}, colonna {column}: un foglio arriva a {last_row}, {last_column}")
        bottom = extent.bottom if extent.top else 0
        return said.format(row=bottom, column=extent.right, last_row=LAST_ROW, last_column=LAST_COLUMN)
    if extent.cells > MOST_CELLS:
        said = _("le sue celle stanno su {rows} righe e {columns} colonne: un foglio si legge fino a {most} celle")
        rows, columns = extent.bottom - extent.top + 1, extent.right - extent.left + 1
        return said.format(rows=rows, columns=columns, most=MOST_CELLS)
    return ""


def column_number(letters: str) -> int:
    """Return the number of a column of a sheet by its letters: 1 for A, 28 for AB."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
