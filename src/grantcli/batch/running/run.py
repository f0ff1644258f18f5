"""A whole run: rows in, results in their order, files out; what an earlier run has done is not done again."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ...filing import held
from ...i18n import _
from ...problem import Problem, errors
from ..inputs import UNREADABLE
from ..results.files import Files
from ..results.outcome_line import OUTCOMES, again
from ..results.papers import file_name
from ..rows.key import key_before_reading
from ..rows.row import Job, Kept, Row, RowResult, place_of
from .resume import Earlier, forget, set_aside

Judge = Callable[[Job, Iterable[Row]], Iterator[list[RowResult]]]
"""How rows are judged: their results by chunk, in the order of the rows."""

_FIRST = 5
_MARK = ".run"
STRAY = frozenset({"orphan", *UNREADABLE})
"""Kinds of problems that are about no application."""


@dataclass(slots=True)
class RunTally:
    """How far a run is: applications done (``reused`` from an earlier run, ``bad``), warnings, outcomes by verdict.

    ``partial`` are those whose outcome lacks something that an error of ours cost. ``unfunded``: those of each verdict
    that are not paid for want of points. ``strays`` are rows of tables that belong to no application, and files that
    cannot be read; ``first`` the first few problems that spoil something.
    """

    done: int = 0
    reused: int = 0
    bad: int = 0
    strays: int = 0
    partial: int = 0
    warnings: int = 0
    first: list[Problem] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)
    unfunded: Counter[str] = field(default_factory=Counter)
    files: list[Path] = field(default_factory=list)

    def count(self, result: RowResult) -> None:
        """Take account of one more result."""
        self.warnings += sum(problem.warning for problem in result.problems)
        self.first += [*errors(result.problems)][: _FIRST - len(self.first)]
        if result.head is not None:
            self.done += 1
            self.partial += any(errors(result.problems))
            self.verdicts[str(result.head["verdict"])] += 1
            self.unfunded[str(result.head["verdict"])] += bool(result.head.get("unfunded"))
        elif any(problem.kind in STRAY for problem in result.problems):
            self.strays += 1
        else:
            self.done += 1
            self.bad += 1

    @property
    def seen(self) -> bool:
        """Return whether there was anything at all."""
        return bool(self.done or self.strays)


def run(
    job: Job, rows: Iterable[Row], folder: Path, judge: Judge, tell: Callable[[RunTally], None], *, resume: bool = False
) -> RunTally:
    """Judge all rows and write the files of the run into ``folder``; ``tell`` hears how far it is after every chunk.

    Stopped at any moment, it leaves the finished files of an earlier run as they were, and ``resume`` goes on; of a run
    that came to nothing no folder is left. Where another run is writing into the folder, ``HeldError``.
    """
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with held(folder / _MARK):
            return _claimed(job, rows, folder, judge, tell, resume)
    finally:
        for one in made:
            with suppress(OSError):  # there is something in it
                one.rmdir()


def _claimed(
    job: Job, rows: Iterable[Row], folder: Path, judge: Judge, tell: Callable[[RunTally], None], resume: bool
) -> RunTally:
    name = OUTCOMES if job.work is None else job.work.name
    if resume:
        set_aside(folder, name)
    else:
        forget(folder, name)
    files, tally = Files(folder, job), RunTally()
    try:
        with closing(Earlier(folder, name)) if resume else nullcontext() as earlier:
            _all(job, rows, files, judge, tell, earlier, tally)
    except BaseException:
        if tally.seen:
            files.close()
        else:
            files.drop()
        raise
    if tally.seen:
        tally.files = files.finish()
        forget(folder, name)
    else:
        files.drop()
    return tally


def _all(
    job: Job,
    rows: Iterable[Row],
    files: Files,
    judge: Judge,
    tell: Callable[[RunTally], None],
    earlier: Earlier | None,
    tally: RunTally,
) -> None:
    names = SeenNames(papers=job.papers)
    given = rows if earlier is None else _noted(job, rows, earlier)
    for results in judge(job, given):
        for result in results:
            whole = _filled(result, earlier, tally)
            single = names.first(whole)
            files.add(single)
            tally.count(single)
        files.flush()
        tell(tally)


def _noted(job: Job, rows: Iterable[Row], earlier: Earlier) -> Iterator[Row]:
    """Yield the rows, those that need not be judged again with the key of their outcome in place of their content."""
    key_of = key_before_reading if job.work is None else job.work.key
    for row in rows:
        key = key_of(job, row)
        if key is not None and earlier.has(key, papers=job.papers):
            yield row._replace(content=Kept(key))
        else:
            yield row


def _filled(result: RowResult, earlier: Earlier | None, tally: RunTally) -> RowResult:
    kept = earlier.find(result.key) if earlier is not None and isinstance(result.row.content, Kept) else None
    if kept is None:
        return result
    tally.reused += 1
    return again(result, kept)


class SeenNames:
    """The names met so far, with the place of each, in a private file that goes with the process.

    ``papers``: names are those of files too, which differ by more than case, whatever disk they go to.
    """

    def __init__(self, *, papers: bool = False) -> None:
        self._papers = papers
        self._known = sqlite3.connect("")
        self._known.execute("create table name (ident text primary key, place text) without rowid")

    def first(self, result: RowResult) -> RowResult:
        """Return the result; a bad row instead, where an outcome of the same name was met before."""
        if result.head is None:
            return result
        ident = result.ident.encode("utf-8", "replace").decode()
        place = str(place_of(result.row)).encode("utf-8", "backslashreplace").decode()
        name = file_name(ident).casefold() if self._papers else ident
        known = self._known.execute("insert or ignore into name values (?, ?)", (name, place))
        if known.rowcount:
            return result
        (before,) = self._known.execute("select place from name where ident = ?", (name,)).fetchone()
        said = _("c'è già una domanda con questa sigla: {place}").format(place=before)
        return RowResult(result.row, ident, problems=(Problem(place_of(result.row), "id", said, kind="duplicate_id"),))
