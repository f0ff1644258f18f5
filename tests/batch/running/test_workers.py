"""Workers that are killed: their rows are done again, or named; the run ends, on any Python, without a wait."""

import os
import signal
import threading
import time

import pytest
from tests.batch.batch_rows import application, job, line, rows_of, write_lines

from grantcli.batch.running import workers
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.workers import judge_all


def plain(results) -> list[tuple]:
    return [(one.ident, one.key, one.outcome, one.problems) for chunk in results for one in chunk]


def pids(team) -> list[int]:
    return [one._process.pid for one in team._workers]


@pytest.mark.slow
def test_workers_killed_over_and_over_lose_no_row(tmp_path, monkeypatch):
    """A worker is killed after every second chunk that comes back, whatever it is doing."""
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(64 * 9)])
    teams = []
    make = workers._Team
    monkeypatch.setattr(workers, "_Team", lambda *given: teams.append(make(*given)) or teams[-1])
    found = []
    for number, results in enumerate(judge_all(job(), rows_of(path), 2)):
        found.append(results)
        if number % 2 == 0:
            os.kill(pids(teams[0])[number // 2 % 2], signal.SIGKILL)
    assert plain(found) == plain(judge_rows(job(), [row]) for row in rows_of(path))


@pytest.mark.slow
def test_a_row_that_fells_its_worker_is_named_and_the_others_are_judged(tmp_path, monkeypatch):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(64 * 3)])
    real, fatal = workers._Worker.send, "D0100"

    class Fatal(workers._Worker):
        def send(self, number, chunk):
            real(self, number, chunk)
            if any(fatal.encode() in row.content for row in chunk):
                self._process.kill()

    monkeypatch.setattr(workers, "_Worker", Fatal)
    results = [one for chunk in judge_all(job(), rows_of(path), 2) for one in chunk]
    assert [one.ident for one in results if one.head is None] == [f"{path}:101"]
    assert {problem.kind for one in results for problem in one.problems} == {"worker_died"}
    assert len(results) == 64 * 3


def test_workers_end_when_nobody_waits_any_more(tmp_path, monkeypatch):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(64 * 6)])
    teams = []
    make = workers._Team
    monkeypatch.setattr(workers, "_Team", lambda *given: teams.append(make(*given)) or teams[-1])
    judged = judge_all(job(), rows_of(path), 2)
    next(judged)
    alive = pids(teams[0])
    began = time.monotonic()
    judged.close()
    assert time.monotonic() - began < 5
    assert not any(map(is_alive, alive))
    assert threading.active_count() < 5


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
