"""Sheets of a workbook (xlsx, xls, ods) as rows of cells. The whole sheet is in memory while it is read."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..filing import open_regular
from ..i18n import _
from ..problem import Place, Problem, reason_of
from .archive import why_not_read
from .cell_errors import SEEN_IN, CellErrors
from .sheets import ReaderError, Workbook

_MOST_MERGED = 200_000
Cells = Sequence[object]


class CellError(str):
    """A cell without a value though something is written there: the error that it shows, empty for a formula alone."""

    __slots__ = ()


def open_workbook(path: Path) -> Workbook | Problem:
    """Return the workbook, all of whose visible sheets can be read, or why it cannot be read."""
    place = Place(str(path))
    if find_spec("python_calamine") is None:
        hint = _("installare: pip install 'grantcli[xlsx]'")
        return Problem(place, "", _("per leggere fogli di calcolo manca un componente"), hint, "missing_extra")
    try:
        with open_regular(path):  # before a process of its own opens it, which no fence holds
            why = why_not_read(path)
        if not why:
            return Workbook(path)
    except ReaderError as error:
        if error.kind == "PasswordError":
            return Problem(place, "", _("il foglio di calcolo è protetto da password"), kind="password")
        why = _why(error)
    except OSError as error:
        why = reason_of(error)
    said = _("il foglio di calcolo non si legge: {why}").format(why=why)
    return Problem(place, "", said, kind="broken_workbook")


def _why(error: ReaderError) -> str:
    """Say why the reader gave up; what only its makers understand is not repeated."""
    if error.kind == "MemoryError" or not error.kind:
        return _("chi lo legge ha finito la memoria o il tempo: è rovinato, o troppo grande")
    if error.kind == "PanicException":
        return _("è rovinato")
    return _("è rovinato ({why})").format(why=str(error))


def blind_to_errors(path: Path) -> Iterator[Problem]:
    """Yield a warning for a format in which cells in error look empty."""
    if path.suffix.lower() not in SEEN_IN:
        said = _("in questo formato le celle in errore (#DIV/0!, #N/D) non si distinguono dalle vuote")
        yield Problem(Place(str(path)), "", said, _("salvarlo come .xlsx"), "blind_to_errors", warning=True)


def read_sheet(book: Any, name: str, faults: CellErrors) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a sheet that are not empty, with their number (from 1); trailing empty cells are left out.

    ``faults`` are its cells without a value, which a workbook gives as blanks.
    """
    sheet = book.get_sheet_by_name(name)
    left: list[object] = [None] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(_padded(sheet, faults), start=1):
        whole = [*left, *cells]
        if number in faults:
            _put_faults(whole, faults[number])
        if any(cell not in ("", None) or isinstance(cell, CellError) for cell in whole):
            yield number, whole


def _padded(sheet: Any, faults: CellErrors) -> Iterator[Cells]:
    """Yield the rows of a sheet, and those below it that hold only faults."""
    yield from sheet.iter_rows()
    yield from ([] for _number in range(sheet.end[0] + 1 if sheet.end else 0, max(faults, default=0)))


def _put_faults(cells: list[object], faults: Mapping[int, str]) -> None:
    cells += [None] * (max(faults) - len(cells))
    for column, said in faults.items():
        cells[column - 1] = CellError(said)


def grouped_head(book: Any, name: str, first_row: int) -> bool:
    """Return whether the row ``first_row`` (from 1) of a sheet has cells merged over columns, which it groups."""
    merged = book.get_sheet_by_name(name).merged_cell_ranges or ()
    return any(start[0] == first_row - 1 == end[0] and end[1] > start[1] for start, end in merged)


def merged_over(book: Any, name: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each cell (row, column, from 1) of the merged ranges of a sheet the first cell of its range."""
    over: dict[tuple[int, int], tuple[int, int]] = {}
    for (top, left), (bottom, right) in book.get_sheet_by_name(name).merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) > _MOST_MERGED - len(over):
            continue
        for row in range(top, bottom + 1):
            over |= {(row + 1, column + 1): (top + 1, left + 1) for column in range(left, right + 1)}
    return over
