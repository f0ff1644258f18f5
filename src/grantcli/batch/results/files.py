"""The files of a run: a list of sinks, put in place at the end, whole or not at all."""

from collections.abc import Mapping
from pathlib import Path

from ...model.call import Edition
from ..rows.row import Job, RowResult
from .outcome_line import OutcomeLines
from .papers import Papers
from .problem_files import ProblemLines, ProblemTable
from .sink import Sink
from .spreadsheets import has_xlsx
from .summary_files import SummaryBook, SummaryTable


def sinks(folder: Path, editions: Mapping[str, Edition]) -> list[Sink]:
    """Return the outputs of a run, in the order in which they are put in place.

    The outcomes come last, since they say what is done; the papers before them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    books: list[Sink] = [SummaryBook(folder, editions)] if has_xlsx() else []
    tables: list[Sink] = [SummaryTable(folder, editions), ProblemTable(folder), ProblemLines(folder)]
    return [*books, *tables, Papers(folder), OutcomeLines(folder)]


class Files:
    """The output of one run into a folder; until ``finish`` only hidden parts are written."""

    def __init__(self, folder: Path, job: Job) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._sinks: list[Sink] = sinks(folder, job.editions) if job.work is None else job.work.sinks(folder)

    def add(self, result: RowResult) -> None:
        """Write one result wherever it belongs."""
        for sink in self._sinks:
            sink.add(result)

    def flush(self) -> None:
        """Hand over what was written so far, so that it outlives this process."""
        for sink in self._sinks:
            sink.flush()

    def close(self) -> None:
        """Close the parts and leave them where they are."""
        for sink in self._sinks:
            sink.close()

    def drop(self) -> None:
        """Remove the parts, as if there had been no run."""
        for sink in self._sinks:
            sink.drop()

    def finish(self) -> list[Path]:
        """Put every file in its place and return them."""
        return [path for sink in self._sinks for path in sink.finish()]
