"""How well two workers share rows, against two processes that share nothing, both without their start."""

import multiprocessing
from collections.abc import Sequence
from pathlib import Path

from grantcli.batch.rows.json_lines import read_lines
from grantcli.batch.rows.row import Job, Row
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.workers import chunks, judge_all

from .measure import wall


def rows_in(path: Path) -> list[Row]:
    """Return the rows of a file of JSON lines."""
    with path.open("rb") as stream:
        return list(read_lines(stream, path.name))


def shared(job: Job, rows: list[Row], rounds: int = 3) -> tuple[float, float]:
    """Return the seconds of two processes with half of the rows each, and of two workers, the best of some rounds."""
    halves = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    apart, together = [], []
    for _ in range(rounds):
        apart.append(_apart(job, halves))
        together.append(_together(job, rows))
    return min(apart), min(together)


def _apart(job: Job, halves: Sequence[list[Row]]) -> float:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_alone, args=(job, half)) for half in halves]

    def both() -> None:
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    return wall(both)


def _alone(job: Job, rows: list[Row]) -> None:
    for chunk in chunks(rows, 64):
        judge_rows(job, chunk)


def _together(job: Job, rows: list[Row]) -> float:
    """Return the seconds for all rows at the pace of two workers after the first chunk, which waits for their start."""
    results = judge_all(job, iter(rows), 2)
    first = len(next(results))
    rest: list[int] = []
    spent = wall(lambda: rest.append(sum(map(len, results))))
    return spent * (first + rest[0]) / rest[0]
