"""How things are measured: instructions of a process where valgrind is at hand, else processor time, in turns."""

import gc
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PEERS = ROOT / "build" / "peers"
"""Where packages that only the comparison needs are looked for, after those that are installed."""
PYTHON = sys.executable
GRANTCLI = [PYTHON, "-c", "from grantcli.cli.start import start; start()"]


class Figure(NamedTuple):
    """A ratio with its target: ``most`` where less is better, ``least`` where more is; neither: only told."""

    what: str
    value: float
    most: float | None = None
    least: float | None = None
    note: str = ""

    def line(self) -> str:
        """Return the figure as a line of the report."""
        target = f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}" if self.least is not None else ""
        return f"{self.what:<62} {self.value:>10.4g}  {target:<9} {self.verdict():<7} {self.note}".rstrip()

    def verdict(self) -> str:
        """Say whether the target is met; nothing where there is none."""
        if self.most is None and self.least is None:
            return ""
        met = (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)
        return "met" if met else "MISSED"


def in_turns(tasks: Mapping[str, Callable[[], object]], rounds: int, calls: int = 1) -> dict[str, float]:
    """Return the processor seconds of one call of each task: the best of some rounds, the tasks taking turns."""
    best = dict.fromkeys(tasks, float("inf"))
    for task in tasks.values():
        task()
    for _ in range(rounds):
        for name, task in tasks.items():
            gc.collect()
            before = time.process_time()
            for _call in range(calls):
                task()
            best[name] = min(best[name], (time.process_time() - before) / calls)
    return best


def surroundings() -> dict[str, str]:
    """Return the environment of a user, for whom modules are compiled once and not at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def spent_by(command: Sequence[str]) -> float:
    """Return the processor seconds of a process and all that it waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cost_of(commands: Mapping[str, Sequence[str]], rounds: int = 7) -> tuple[dict[str, float], str]:
    """Return what each process costs, and the unit: instructions, or processor seconds where they cannot be counted."""
    for command in commands.values():
        spent_by(command)
    if shutil.which("valgrind"):
        return {name: instructions(command) for name, command in commands.items()}, "instructions"
    best = dict.fromkeys(commands, float("inf"))
    for _ in range(rounds):
        for name, command in commands.items():
            best[name] = min(best[name], spent_by(command))
    return best, "processor time"


def instructions(command: Sequence[str]) -> float:
    """Return the instructions that a process runs."""
    with tempfile.TemporaryDirectory() as folder:
        out = f"--callgrind-out-file={folder}/out"
        told = subprocess.run(
            ["valgrind", "--tool=callgrind", out, *command],
            capture_output=True,
            text=True,
            errors="replace",
            env=surroundings(),
        )
    counted = next(line for line in told.stderr.splitlines() if "Collected :" in line)
    return float(counted.rpartition(":")[2])


def wall(task: Callable[[], object]) -> float:
    """Return the seconds that a task takes by the clock on the wall."""
    before = time.perf_counter()
    task()
    return time.perf_counter() - before
