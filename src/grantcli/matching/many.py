"""Many companies against calls, row by row, by the workers of a batch: a line and some rows of a table for each."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .. import __version__
from ..batch.results.outcome_line import OutcomeLines, written
from ..batch.results.problem_files import ProblemLines, ProblemTable
from ..batch.results.sink import PartFile, Sink
from ..batch.results.spreadsheets import CsvTable
from ..batch.rows.json_row import bytes_of
from ..batch.rows.row import Data, Job, Row, RowResult, name_of, place_of
from ..i18n import _, quoted
from ..model.call import Edition
from ..problem import Problem, errors
from .companies import Companies, profile_named_in, why_no_company
from .data import MONEY, columns, company_data, match_rows
from .match import match
from .ranking import CHANCES, ranked
from .unjudged import Unjudged, error_words

LINES, TABLE = "matches.jsonl", "matches.csv"


class Matching:
    """What a run does with companies: each is judged by the calls of the job; ``library`` has all calls by id.

    With ``own_days`` an application is judged as of the day that it gives itself.
    """

    name = LINES

    def __init__(self, library: Mapping[str, Edition], *, own_days: bool) -> None:
        self._library = library
        self._own_days = own_days
        self._reading: tuple[Job, Companies] | None = None

    def __getstate__(self) -> tuple[Mapping[str, Edition], bool]:
        return self._library, self._own_days

    def __setstate__(self, state: tuple[Mapping[str, Edition], bool]) -> None:
        self.__init__(state[0], own_days=state[1])  # type: ignore[misc]

    def judge(self, job: Job, row: Row) -> RowResult:
        """Return what comes of a company; a row that is none, or cannot be read, is bad."""
        companies = self._ready(job)
        companies.problems = []
        found = list(companies.read([row]))
        problems = tuple(companies.problems)
        if not found or any(errors(problems)):
            return RowResult(row.bare(), row.ident or name_of(row), problems=problems)
        day = job.today
        (one,) = ranked([match(found[0], job.editions.values(), day, own_days=self._own_days)])
        chances = {fit.chance for fit in one.fits if fit.open}
        head: Data = {
            "verdict": next((chance for chance in CHANCES if chance in chances), "closed"),
            "rows": list(match_rows(one)),
        }
        line = written(company_data(one))
        key = "" if one.unjudged else self.key(job, row) or ""  # another run may judge what this one could not
        problems += tuple(_problem(row, each) for each in one.unjudged)
        return RowResult(row.bare(), one.who.ident or name_of(row), key, head, line, problems)

    def _ready(self, job: Job) -> Companies:
        """Return what reads the companies of a job, made once a worker."""
        if self._reading is None or self._reading[0] is not job:
            self._reading = job, Companies(list(job.editions.values()), self._library)
        return self._reading[1]

    def key(self, job: Job, row: Row) -> str | None:
        """Return the digest of a company of a table, the calls, the day and this program; none of a file of its own."""
        if isinstance(row.content, Path):
            return None
        calls = [edition.digest for edition in job.editions.values()]
        others = [edition.digest for edition in self._library.values()]
        day = job.today.isoformat()
        parts = (*calls, "", *others, day, str(self._own_days), job.language, __version__)
        return hashlib.sha256("\0".join(parts).encode() + b"\0" + bytes_of(row)).hexdigest()[:32]

    def sinks(self, folder: Path) -> list[Sink]:
        """Return the outputs of a run; the lines come last, since they say what is done."""
        return [MatchTable(folder), ProblemTable(folder), ProblemLines(folder), OutcomeLines(folder, LINES)]


def _problem(row: Row, one: Unjudged) -> Problem:
    said, hint = f"{quoted(one.call.id)}: {error_words(one)}", _("segnalarlo con questa riga")
    return Problem(place_of(row), "", said, hint, "internal_error")


class MatchTable(PartFile):
    """The table of companies and calls as CSV: a row for each pair."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, TABLE, "utf-8-sig")
        self._table = CsvTable(self.stream, columns(), MONEY)

    def add(self, result: RowResult) -> None:
        """Write the rows of a company."""
        rows: Any = () if result.head is None else result.head["rows"]
        for row in rows:
            self._table.add(row)


def companies_alone(rows: Iterable[Row], left_out: dict[str, str]) -> Iterator[Row]:
    """Yield the rows that are companies, files of their own last; ``left_out`` gathers files that are none, and why.

    A profile that an application names is read with it.
    """
    files: list[tuple[Row, Path]] = []
    for row in rows:
        if isinstance(row.content, Path):
            files.append((row, row.content))
        else:
            yield row
    named = {profile for _row, path in files if (profile := profile_named_in(path)) is not None}
    for row, path in files:
        why = why_no_company(path, named)
        if why:
            left_out[row.file] = why
        else:
            yield row
