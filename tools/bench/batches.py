"""Batches: applications a second, how well two workers share the work, what a run remembers, papers in warm workers."""

import json
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from grantcli.assessment.assess import assess
from grantcli.batch.results.outcome_line import written
from grantcli.batch.rows.json_row import parse
from grantcli.batch.rows.row import Job, Row
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.running.workers import cores
from grantcli.report.data.outcome import as_data

from .bare import application, plain
from .measure import GRANTCLI, Figure, in_turns, spent_by, surroundings, wall
from .sample import DAY, EXAMPLE, MARCHE, edition, facts, write_applications
from .sharing import rows_in, shared

FLOOR = "the floor: parsed, bare closures, as much JSON written"
PACED, SHARED, FEW, MANY, DRAWN = 600, 3_000, 1_000, 100_000, 6
FEW_LINES = 4


def figures() -> Iterator[Figure]:
    """Measure all; the run of a hundred thousand takes minutes."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _pace(Path(folder))
        yield from _sharing(Path(folder))
        yield from _memory(Path(folder))
        yield from _warm_papers(Path(folder))


def _pace(folder: Path) -> Iterator[Figure]:
    whole = rows_in(write_applications(folder / "paced.jsonl", PACED))
    short = rows_in(write_applications(folder / "short.jsonl", PACED, FEW_LINES))
    tasks = {
        "whole outcomes": lambda: judge_rows(_job(False), whole),
        "brief outcomes": lambda: judge_rows(_job(True), whole),
        f"{FEW_LINES} expenses, brief": lambda: judge_rows(_job(True), short),
        FLOOR: _floor(whole),
    }
    best = in_turns(tasks, 3)
    for name, seconds in best.items():
        yield Figure(f"a second a core, {name}", PACED / seconds, least=None if name == FLOOR else 3_000)
    yield Figure("whole outcomes, of the floor", best["whole outcomes"] / best[FLOOR], 4.0)


def _floor(rows: Sequence[Row]) -> Callable[[], object]:
    """Return what no program in this language does without: each line parsed, judged unexplained, its JSON written."""
    known = facts()
    supplied = {key: one.value for key, one in known.supplied.items() if isinstance(one.value, Decimal)}
    judge, bare = application(edition().on(DAY), supplied), plain(known)
    data = as_data(assess(edition(), known, DAY))

    def run() -> None:
        for row in rows:
            parse(row)
            judge(bare, DAY)
            written(data)

    return run


def _job(brief: bool) -> Job:
    return Job({MARCHE: edition()}, DAY, brief=brief)


def _sharing(folder: Path) -> Iterator[Figure]:
    """Two workers against two processes that share nothing, each with half of the rows, both without their start."""
    apart, together = shared(_job(True), rows_in(write_applications(folder / "shared.jsonl", SHARED)))
    note = f"{SHARED} rows, brief outcomes"
    yield Figure("two workers, of what two independent processes do", apart / together, least=0.9, note=note)


def _memory(folder: Path) -> Iterator[Figure]:
    peaks = {}
    for count in (FEW, MANY):
        path = folder / f"{count}.jsonl"
        _write_thin(path, count)
        peaks[count] = _peak(path, folder / f"out{count}")
        yield Figure(f"peak of {count:,} rows, MB (all processes)", peaks[count] / 2**20)
    yield Figure(f"peak of {MANY:,} rows, of that of {FEW:,}", peaks[MANY] / peaks[FEW], 1.2)


def _write_thin(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            company = {"name": f"Impresa {number}", "active": number % 3 > 0, "declared_size": "small"}
            stream.write(json.dumps({"id": f"T{number:06d}", "call": MARCHE, "company": company}) + "\n")


def _peak(path: Path, into: Path) -> int:
    command = [*GRANTCLI, "batch", str(path), "-o", str(into), "--call", MARCHE, "--on", DAY.isoformat(), "--brief"]
    return peak_of([*command, "-w", "2"])


def peak_of(command: Sequence[str]) -> int:
    """Return the most bytes that a run and its workers held of their own at once."""
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings())
    peak, done = 0, threading.Event()
    threading.Thread(target=lambda: (started.wait(), done.set()), daemon=True).start()
    while not done.wait(0.2):
        peak = max(peak, sum(_own_memory(one) for one in _family(started.pid)))
    return peak


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(one for child in children for one in _family(int(child)))]


def _own_memory(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pss:"))


def _warm_papers(folder: Path) -> Iterator[Figure]:
    """Draw papers in one run, against a process for each application: by processor time, and by the clock."""
    path = write_applications(folder / "drawn.jsonl", DRAWN)
    run = [*GRANTCLI, "batch", str(path), "--pdf"]
    alone = [*GRANTCLI, "dossier", str(EXAMPLE), "-o", str(folder / "alone")]
    each, each_by_clock = _least([alone] * 3)
    warm, _ = _least([[*run, "-w", "1", "-o", str(folder / f"warm{number}")] for number in range(2)])
    _, shared = _least([[*run, "-o", str(folder / f"shared{number}")] for number in range(2)])
    what = f"papers of {DRAWN} applications"
    yield Figure(f"{what}, one worker, of a process each", warm / (each * DRAWN), 0.5, note="processor time")
    note = f"by the clock, {cores()} workers"
    yield Figure(f"{what}, all workers, of a process each", shared / (each_by_clock * DRAWN), note=note)


def _least(commands: Sequence[Sequence[str]]) -> tuple[float, float]:
    """Return the least processor seconds and the least seconds by the clock of some runs of the same."""
    spent = []
    passed = [wall(lambda told=told: spent.append(spent_by(told))) for told in commands]  # type: ignore[misc]
    return min(spent), min(passed)
