"""Workers that are killed: their rows are done again, or named; the run ends, on any Python, without a wait."""

import errno
import os
import signal
import sys
import threading
import time

import pytest
from tests.batch.batch_rows import application, job, line, rows_of, write_lines

from grantcli.batch.running import workers
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.workers import judge_all
from grantcli.cli.start import run


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


@pytest.mark.parametrize("error", [BrokenPipeError(), EOFError("unexpected EOF")])
def test_a_worker_that_does_not_begin_is_begun_again(tmp_path, monkeypatch, error):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(64 * 2)])
    begin, fails = workers._begin, [error, error]
    monkeypatch.setattr(workers, "_PAUSE", 0)

    def failing(given):
        if fails:
            raise fails.pop()
        return begin(given)

    monkeypatch.setattr(workers, "_begin", failing)
    results = [one for chunk in judge_all(job(), rows_of(path), 2) for one in chunk]
    assert fails == []
    assert sum(one.head is not None for one in results) == 64 * 2


def test_workers_that_never_begin_are_told_in_a_sentence(tmp_path, monkeypatch, capsys):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(64 * 2)])

    def failing(given):
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(workers, "_begin", failing)
    monkeypatch.setattr(workers, "_PAUSE", 0)
    assert run(["batch", str(path), "-o", str(tmp_path / "out"), "--workers", "2"]) == 4
    said = " ".join(capsys.readouterr().err.split())
    assert "i processi che valutano non partono" in said
    assert "lo stesso comando con --resume" in said


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="workers part from no helper there")
def test_helpers_that_are_killed_cost_nothing_and_say_nothing(tmp_path, recwarn):
    """The process that workers part from, and Python's own that cleans up after it, killed while a run goes on."""
    from multiprocessing import forkserver, resource_tracker

    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(64 * 6)])
    judged = judge_all(job(), rows_of(path), 2)
    found = [next(judged)]
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)
    os.kill(resource_tracker._resource_tracker._pid, signal.SIGKILL)
    time.sleep(0.2)
    results = [one for chunk in (*found, *judged) for one in chunk]
    assert sum(one.head is not None for one in results) == 64 * 6
    again = [one for chunk in judge_all(job(), rows_of(path), 2) for one in chunk]
    assert plain([again]) == plain([results])
    assert not [one for one in recwarn if "resource_tracker" in str(one.message)]
