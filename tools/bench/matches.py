"""Matches: one company against a library of 264 calls, process and load included; many companies against six."""

import json
import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from grantcli.assets import shipped
from grantcli.batch.rows.row import Job
from grantcli.loading.call.library import call_folders, load_library
from grantcli.matching.many import Matching

from .batches import peak_of
from .measure import GRANTCLI, ROOT, Figure, instructions, surroundings
from .sharing import rows_in, shared

CALLS, SHARED, FEW, MANY = 264, 4_000, 1_000, 20_000
PROFILE = ROOT / "docs" / "pmi.yaml"
SIX = (
    "lombardia-nuova-impresa-2026",
    "voucher-3i",
    "nuova-sabatini",
    "zes-unica-2026",
    "marchi-piu-2025",
    "brevetti-piu-2025",
)
DAY = date(2026, 11, 29)
_ID = re.compile(r"^id: .*$", re.MULTILINE)


def figures() -> Iterator[Figure]:
    """Measure all in one run."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _one_company(Path(folder))
        yield from _sharing(Path(folder))
        yield from _memory(Path(folder))


def _one_company(folder: Path) -> Iterator[Figure]:
    write_calls(folder / "calls", CALLS)
    before = os.environ.get("XDG_CACHE_HOME")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    try:
        yield from _first_and_again([*GRANTCLI, "--calls", str(folder / "calls"), "match", str(PROFILE)])
    finally:
        os.environ.pop("XDG_CACHE_HOME")
        if before is not None:
            os.environ["XDG_CACHE_HOME"] = before


def _first_and_again(command: Sequence[str]) -> Iterator[Figure]:
    what, asking = f"match, 1 company × {CALLS} calls", [*GRANTCLI, "--help"]
    first = _run(command)
    yield Figure(f"{what}, the first time: processor seconds", first.spent, 4)
    again = min((_run(command) for _ in range(5)), key=lambda one: one.spent)
    yield Figure("the same, remembered: processor seconds", again.spent)
    yield Figure("the same: peak, MB", again.peak / 2**20, 150)
    asked = min(_run(asking).spent for _ in range(5))
    yield Figure("the same, of --help in processor time", again.spent / asked, 20)
    if shutil.which("valgrind"):
        yield Figure("the same, of --help in instructions", instructions(command) / instructions(asking), 20)


class _Run(NamedTuple):
    spent: float
    peak: int


def _run(command: Sequence[str]) -> _Run:
    """Run a process: processor seconds, bytes at its peak."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=surroundings())
    _pid, _status, used = os.wait4(process.pid, 0)
    return _Run(used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


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


def _sharing(folder: Path) -> Iterator[Figure]:
    """Two workers against two processes that share nothing, each with half of the companies, without their start."""
    apart, together = shared(_job(), rows_in(_companies(folder / "shared.jsonl", SHARED)))
    yield Figure(f"companies × {len(SIX)} calls a second, two workers", SHARED / together)
    yield Figure("two workers, of what two independent processes do", apart / together, least=0.9)


def _job() -> Job:
    library, _problems = load_library([shipped("calls")])
    return Job({name: library[name] for name in SIX}, DAY, work=Matching(library, own_days=True))


def _companies(path: Path, count: int) -> Path:
    drawn = random.Random(1)  # noqa: S311
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            company = {
                "name": f"Impresa {number}",
                "seat": drawn.choice(["015146", "043007", "058091"]),
                "ateco": drawn.choice(["25.62.00", "62.10.00", "10.71.10"]),
                "founded": f"{drawn.randrange(1990, 2024)}-03-0{drawn.randrange(1, 10)}",
                "declared_size": drawn.choice(["micro", "small", "medium", "large"]),
                "active": drawn.random() < 0.9,
            }
            stream.write(json.dumps({"id": f"I{number:06d}", "company": company}) + "\n")
    return path


def _memory(folder: Path) -> Iterator[Figure]:
    peaks = {}
    named = [word for name in SIX for word in ("--call", name)]
    for count in (FEW, MANY):
        path = _companies(folder / f"{count}.jsonl", count)
        command = [*GRANTCLI, "match", str(path), *named, "-o", str(folder / f"out{count}"), "-w", "2"]
        peaks[count] = peak_of(command)
        yield Figure(f"peak of {count:,} companies, MB (all processes)", peaks[count] / 2**20)
    yield Figure(f"peak of {MANY:,} companies, of that of {FEW:,}", peaks[MANY] / peaks[FEW], 1.2)
