"""Every problem and warning of the rows of a run: as lines of JSON and as a table."""

from pathlib import Path

from ...i18n import _
from ...problem import Problem
from ...report.data.problems import problem_data
from ..rows.row import Data, RowResult
from .outcome_line import written
from .sink import PartFile
from .spreadsheets import CsvTable

PROBLEMS, PROBLEMS_CSV = "problems.jsonl", "problems.csv"


class ProblemLines(PartFile):
    """The problems for programs, one a line."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, PROBLEMS)

    def add(self, result: RowResult) -> None:
        """Write the problems of a result."""
        for problem in result.problems:
            self.stream.write(problem_line(result, problem) + "\n")


class ProblemTable(PartFile):
    """The problems for people, as CSV."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, PROBLEMS_CSV, "utf-8-sig")
        self._table = CsvTable(self.stream, problem_titles(), frozenset())

    def add(self, result: RowResult) -> None:
        """Write a row for each problem of a result."""
        for problem in result.problems:
            self._table.add(problem_row(result, problem))


def problem_line(result: RowResult, problem: Problem) -> str:
    """Return the line of ``problems.jsonl``: its file and row, the application's name, what to mend."""
    place = problem.place
    row = {"file": place.file or result.row.file, "row": place.line or result.row.number or None, "id": result.ident}
    return written({**problem_data(problem), **row, "place": str(problem.place)})


def problem_titles() -> dict[str, str]:
    """Return the titles of the table of problems in the language spoken now."""
    return {
        "file": _("File"),
        "row": _("Riga"),
        "cell": _("Cella"),
        "id": _("Domanda"),
        "grade": _("Gravità"),
        "code": _("Codice"),
        "path": _("Dato"),
        "text": _("Problema"),
        "hint": _("Rimedio"),
    }


def problem_row(result: RowResult, problem: Problem) -> Data:
    """Return a problem as a row of its table: where it is, whose, whether it stops its row, what to do."""
    return {
        "file": problem.place.file or result.row.file,
        "row": problem.place.line or result.row.number or None,
        "cell": problem.place.cell,
        "id": result.ident,
        "grade": _("avviso") if problem.warning else _("da correggere"),
        "code": problem.code,
        "path": problem.path,
        "text": problem.text,
        "hint": problem.hint,
    }
