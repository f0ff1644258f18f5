"""The files of a run: written beside themselves and put in place at the end, whole or not at all."""

import os
import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import IO

from ...i18n import _
from ...model.call import Edition
from ..rows.row import RowResult
from .outcome_line import line_of, problem_line
from .spreadsheets import CsvTable, XlsxTable, has_xlsx
from .summary import MONEY, WIDE, problem_row, problem_titles, summary_row, titles

OUTCOMES, CSV, XLSX = "outcomes.jsonl", "summary.csv", "summary.xlsx"
PROBLEMS, PROBLEMS_CSV = "problems.jsonl", "problems.csv"
PAPERS = "pdf"
_MOST_ROWS = 1_048_575  # of a sheet, below its head
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


class Files:
    """The output of one run into a folder; until ``finish`` only hidden parts are written."""

    def __init__(self, folder: Path, editions: Mapping[str, Edition]) -> None:
        self.folder = folder
        self._editions = editions
        folder.mkdir(parents=True, exist_ok=True)
        self._outcomes = self._open(OUTCOMES)
        self._problems = self._open(PROBLEMS)
        self._csv = CsvTable(self._open(CSV, "utf-8-sig"), titles(), MONEY)
        self._wrong = CsvTable(self._open(PROBLEMS_CSV, "utf-8-sig"), problem_titles(), frozenset())
        self._xlsx = self._workbook() if has_xlsx() else None
        self._rows = 0

    def _workbook(self) -> XlsxTable:
        return XlsxTable(part_of(self.folder, XLSX), _("Riepilogo"), titles(), MONEY, WIDE)

    def _open(self, name: str, encoding: str = "utf-8") -> IO[str]:
        return part_of(self.folder, name).open("w", encoding=encoding, errors="backslashreplace", newline="")

    def add(self, result: RowResult) -> None:
        """Write one result: its papers, its outcome and its row of the summary; its problems."""
        for problem in result.problems:
            self._problems.write(problem_line(result, problem) + "\n")
            self._wrong.add(problem_row(result, problem))
        if result.head is None:
            return
        for kind, content in result.papers:
            put(self.paper(result.ident, kind), content)
        self._outcomes.write(line_of(result) + "\n")
        row = summary_row(result, self._editions)
        self._csv.add(row)
        if self._xlsx is not None and self._rows < _MOST_ROWS:
            self._xlsx.add(row)
        self._rows += 1

    def paper(self, ident: str, kind: str) -> Path:
        """Return where the PDF of an application stands."""
        return self.folder / PAPERS / f"{file_name(ident)}-{kind}.pdf"

    def flush(self) -> None:
        """Hand over the outcomes written so far, so that they outlive this process."""
        self._outcomes.flush()

    def close(self) -> None:
        """Close the parts and leave them where they are."""
        self._outcomes.close()
        self._problems.close()
        self._csv.close()
        self._wrong.close()

    def drop(self) -> None:
        """Close the parts and remove them, as if there had been no run."""
        self.close()
        if self._xlsx is not None:
            self._xlsx.close()
        for name in (CSV, PROBLEMS_CSV, PROBLEMS, OUTCOMES, XLSX):
            part_of(self.folder, name).unlink(missing_ok=True)

    def finish(self) -> list[Path]:
        """Put every file in its place and return them; the outcomes last, since they say what is done."""
        self.close()
        names = [CSV, PROBLEMS_CSV, PROBLEMS, OUTCOMES]
        if self._xlsx is not None:
            self._xlsx.close()
            names.insert(0, XLSX)
        return [_place(part_of(self.folder, name), self.folder / name) for name in names]


def part_of(folder: Path, name: str) -> Path:
    """Return where the file ``name`` is written until it is whole."""
    return folder / f".{name}.part"


def put(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(path.parent, path.name)
    part.write_bytes(content)
    return _place(part, path)


def _place(part: Path, path: Path) -> Path:
    with part.open("rb") as stream:
        os.fsync(stream.fileno())
    return part.replace(path)


def file_name(ident: str) -> str:
    """Return a file name for an application: its name where that is plain, else what is plain of it and a digest."""
    if _PLAIN_NAME.fullmatch(ident):
        return ident
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", ident).strip("-.")[-60:]
    return f"{plain}-{sha256(ident.encode('utf-8', 'replace')).hexdigest()[:8]}"
