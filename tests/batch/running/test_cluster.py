"""The same files from a Dask cluster as from here: a real scheduler and two workers, on the loopback."""

import subprocess
import sys
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from tests.batch.batch_rows import MARCHE, application, job, line, rows_of, write_lines

from grantcli.batch.running.cluster import ClusterError, judge_on_cluster
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.run import run
from grantcli.cli.start import run as command

DASK = [sys.executable, "-m", "dask"]


@pytest.fixture
def cluster(tmp_path):
    with a_cluster(tmp_path) as (address, _workers):
        yield address


@contextmanager
def a_cluster(folder):
    """The address of a scheduler, and its two workers as processes that nobody begins again."""
    pytest.importorskip("distributed")
    file = folder / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    worker = [
        "worker",
        "--scheduler-file",
        str(file),
        "--nthreads",
        "1",
        "--no-dashboard",
        "--no-nanny",
        "--host",
        "127.0.0.1",
    ]
    started = [subprocess.Popen([*DASK, *scheduler], **quiet)]
    started += [subprocess.Popen([*DASK, *worker], **quiet) for _ in range(2)]
    try:
        yield address_of(file), started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait(20)


def address_of(file) -> str:
    import json

    from distributed import Client

    for _ in range(300):
        if file.exists() and file.stat().st_size:
            break
        time.sleep(0.1)
    address = json.loads(file.read_text())["address"]
    with Client(address, timeout="20s", set_as_default=False) as client:
        client.wait_for_workers(2, timeout=30)
    return address


@pytest.mark.slow
def test_a_cluster_gives_the_same_files(tmp_path, cluster):
    rows = [line(application(n)) for n in range(200)]
    rows[100] = "{"
    path = write_lines(tmp_path / "in.jsonl", rows)
    run(
        job(),
        rows_of(path),
        tmp_path / "one",
        lambda job, rows: (judge_rows(job, [r]) for r in rows),
        lambda _tally: None,
    )
    told = command(["batch", str(path), "-o", str(tmp_path / "two"), "--call", MARCHE, "--cluster", cluster])
    assert told == 5
    for name in ("outcomes.jsonl", "problems.jsonl", "problems.csv", "summary.csv", "summary.xlsx"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def killing(workers, many: int, after: int):
    """A judge that kills ``many`` workers once ``after`` chunks are done."""

    def judge(job, rows):
        for done, results in enumerate(judge_on_cluster(workers.address, job, rows), start=1):
            if done == after:
                for process in workers.processes[:many]:
                    process.kill()
            yield results

    return judge


@pytest.mark.slow
def test_a_worker_that_is_killed_mid_run_costs_no_row(tmp_path):
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(900)])
    with a_cluster(tmp_path) as (address, processes):
        judge = killing(SimpleNamespace(address=address, processes=processes), 1, 3)
        tally = run(job(), rows_of(path), tmp_path / "out", judge, lambda _tally: None)
    assert (tally.done, tally.bad) == (900, 0)


@pytest.mark.slow
def test_a_cluster_whose_workers_are_all_killed_is_given_up_with_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr("grantcli.batch.running.cluster._LOOK", "2s")
    path = write_lines(tmp_path / "in.jsonl", [line(application(n)) for n in range(900)])
    with a_cluster(tmp_path) as (address, processes):
        judge = killing(SimpleNamespace(address=address, processes=processes), 2, 3)
        with pytest.raises(ClusterError, match="--resume"):
            run(job(), rows_of(path), tmp_path / "out", judge, lambda _tally: None)


def test_a_cluster_that_does_not_answer_is_told(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("grantcli.batch.running.cluster._PATIENCE", "300ms")
    with pytest.raises(ClusterError, match="non risponde"):
        list(judge_on_cluster("tcp://127.0.0.1:9", job(), []))
