"""The summary of a run as CSV and as a workbook: a row an application, in words for people."""

from collections.abc import Mapping
from pathlib import Path

from ...filing import open_part
from ...i18n import _
from ...model.call import Edition
from ..rows.row import RowResult
from .sink import PartFile, part_of, place
from .spreadsheets import CsvTable, XlsxTable
from .summary import MONEY, WIDE, summary_row, titles

CSV, XLSX = "summary.csv", "summary.xlsx"
_MOST_ROWS = 1_048_575  # of a sheet, below its head


class SummaryTable(PartFile):
    """The summary as CSV."""

    def __init__(self, folder: Path, editions: Mapping[str, Edition]) -> None:
        super().__init__(folder, CSV, "utf-8-sig")
        self._editions = editions
        self._table = CsvTable(self.stream, titles(), MONEY)

    def add(self, result: RowResult) -> None:
        """Write the row of a result that has an outcome."""
        if result.head is not None:
            self._table.add(summary_row(result, self._editions))


class SummaryBook:
    """The summary as a workbook of one sheet, as far as a sheet reaches."""

    def __init__(self, folder: Path, editions: Mapping[str, Edition]) -> None:
        self._editions = editions
        self._path, self._part = folder / XLSX, part_of(folder, XLSX)
        self._stream = open_part(self._part)
        self._table = XlsxTable(self._stream, _("Riepilogo"), titles(), MONEY, WIDE)
        self._rows = 0

    def add(self, result: RowResult) -> None:
        """Write the row of a result that has an outcome."""
        if result.head is not None and self._rows < _MOST_ROWS:
            self._table.add(summary_row(result, self._editions))
            self._rows += 1

    def flush(self) -> None:
        """Nothing can be handed over before the end."""

    def close(self) -> None:
        """Leave the part as it is: nothing can be made of it."""
        self._stream.close()

    def drop(self) -> None:
        """Leave nothing behind."""
        self._stream.close()
        self._part.unlink(missing_ok=True)

    def finish(self) -> list[Path]:
        """Write the workbook and put it in its place."""
        self._table.close()
        self._stream.close()
        return [place(self._part, self._path)]
