"""Sheets of a workbook (xlsx, xls, ods) as rows of cells. The whole sheet is in memory while it is read."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..i18n import _
from ..problem import Place, Problem

Cells = Sequence[object]


def open_workbook(path: Path) -> Any | Problem:
    """Return the workbook, or why it cannot be read."""
    place = Place(str(path))
    try:
        from python_calamine import CalamineError, PasswordError, load_workbook
    except ImportError:
        hint = _("installare: pip install «grantcli[xlsx]»")
        return Problem(place, "", _("per leggere fogli di calcolo manca un componente"), hint, "missing_extra")
    try:
        return load_workbook(str(path))
    except PasswordError:
        return Problem(place, "", _("il foglio di calcolo è protetto da password"), kind="password")
    except (CalamineError, OSError, ValueError) as error:
        said = _("il foglio di calcolo non si legge: {why}").format(why=str(error)[:200])
        return Problem(place, "", said, kind="broken_workbook")


def read_sheet(book: Any, name: str) -> Iterator[tuple[int, Cells]]:
    """Yield the rows of a sheet that are not empty, with their number (from 1); trailing empty cells are left out."""
    sheet = book.get_sheet_by_name(name)
    left: list[object] = [None] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if any(cell not in ("", None) for cell in cells):
            yield number, [*left, *cells]


def grouped_head(book: Any, name: str, first_row: int) -> bool:
    """Tell whether the row ``first_row`` (from 1) of a sheet has cells merged over several columns: it groups them."""
    merged = book.get_sheet_by_name(name).merged_cell_ranges or ()
    return any(start[0] == first_row - 1 == end[0] and end[1] > start[1] for start, end in merged)
