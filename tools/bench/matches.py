"""Matches: one company against a library of 264 calls, process and load included."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from grantcli.assets import shipped
from grantcli.loading.call.library import call_folders

from .measure import GRANTCLI, ROOT, Figure, instructions, surroundings, wall

CALLS = 264
PROFILE = ROOT / "docs" / "pmi.yaml"
_ID = re.compile(r"^id: .*$", re.MULTILINE)


def figures() -> Iterator[Figure]:
    """Measure all in one run."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _one_company(Path(folder))


def _one_company(folder: Path) -> Iterator[Figure]:
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    write_calls(folder / "calls", CALLS)
    command = [*GRANTCLI, "--calls", str(folder / "calls"), "match", str(PROFILE)]
    what = f"match, 1 company × {CALLS} calls"
    first = _run(command)
    yield Figure(f"{what}, the first time: seconds by the clock", first.clock, 4)
    yield Figure("the same, processor seconds", first.spent, note="with those of its helpers")
    again = min((_run(command) for _ in range(3)), key=lambda one: one.spent)
    asked = min(_run([*GRANTCLI, "--help"]).spent for _ in range(5))
    yield Figure(f"{what}, remembered, of --help in processor time", again.spent / asked)
    yield Figure("the same: peak, MB", again.peak / 2**20, 150)
    ratio = instructions(command) / instructions([*GRANTCLI, "--help"])
    yield Figure(f"{what}, remembered, of --help in instructions", ratio, 20)


class _Run(NamedTuple):
    clock: float
    spent: float
    peak: int


def _run(command: Sequence[str]) -> _Run:
    """Run a process: seconds by the clock, processor seconds with its children, bytes at its peak."""
    told: list[_Run] = []

    def whole() -> None:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings())
        _pid, _status, used = os.wait4(process.pid, 0)
        told.append(_Run(0.0, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024))

    passed = wall(whole)
    return told[0]._replace(clock=passed)


def write_calls(into: Path, count: int) -> None:
    """Write copies of the shipped calls, each under an id of its own, until both together are ``count``."""
    folders, _problems = call_folders(shipped("calls"))
    for number in range(count - len(folders)):
        like = folders[number % len(folders)]
        name = f"{like.name}-{number // len(folders) + 2}"
        (into / name).mkdir(parents=True)
        for file in like.iterdir():
            if file.is_file():
                shutil.copy(file, into / name)
        text = (like / "call.yaml").read_text("utf-8")
        (into / name / "call.yaml").write_text(_ID.sub(f"id: {name}", text, count=1), "utf-8")
