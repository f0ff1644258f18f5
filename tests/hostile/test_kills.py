"""Runs killed at random moments: no answer and no file is lost, and what stands under a file's name is whole.

``make kills`` kills a thousand; ``make slow`` a hundred and fifty. The seed makes the moments the same, as far as the
machine is.
"""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.batch.batch_rows import EXAMPLE, MARCHE, application, example, line, write_lines
from tests.hostile.warm import WarmProgram, runs
from tests.interview.test_terminal import facts_in, rehearsed
from tests.interview.typist import Screen

KILLS = int(os.environ.get("KILLS", "150"))
SHARE = {"batch": 20, "dossier": 30, "import": 30, "ask": 20}
"""Of a hundred kills how many go to each command."""
SIZE = (50, 200)
PATIENCE = 30
"""Seconds after which a process whose parent was killed has stayed behind."""


def many(command: str) -> int:
    return max(1, KILLS * SHARE[command] // 100)


@pytest.fixture(scope="module")
def warm():
    program = WarmProgram()
    yield program
    program.end()


@pytest.fixture
def counted(record_property):
    """Tell at the end how often a command was killed, and how long that took."""

    def count(command: str) -> range:
        told.append(command)
        return range(many(command))

    told, began = [], time.monotonic()
    yield count
    record_property("counted", f"{told[0]}: {many(told[0])} kills in {time.monotonic() - began:.0f} s")


def killed(process: int, moment: float, *, alone: bool) -> None:
    """Kill a run after some seconds: ``alone``, and what it has begun ends by itself, or all of it."""
    time.sleep(moment)
    with contextlib.suppress(ProcessLookupError):  # it was done before
        if alone:
            os.kill(process, signal.SIGKILL)
        else:
            os.killpg(process, signal.SIGKILL)
    ended(process)


def ended(process: int) -> None:
    """Wait for the end of a run and of what it has begun."""
    while runs(process):
        time.sleep(0.01)
    late = time.monotonic() + PATIENCE
    while left_behind(process):
        assert time.monotonic() < late
        time.sleep(0.05)


def left_behind(session: int) -> list[str]:
    """Name the processes of a session that still run."""
    found = subprocess.run(["ps", "-o", "stat=,args=", "-s", str(session)], capture_output=True, text=True, check=False)
    return [one for one in found.stdout.splitlines() if not one.startswith("Z")]


def undisturbed(warm: WarmProgram, arguments: list[str], folder: Path) -> float:
    """How many seconds a run takes that nobody kills."""
    began = time.monotonic()
    ended(warm.begin(arguments, folder))
    return time.monotonic() - began


def files(folder: Path) -> dict[str, bytes]:
    """What stands under the names of files; hidden parts are none."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


@dataclass
class Killing:
    """Runs of one command killed over and over."""

    warm: WarmProgram
    command: str
    arguments: list[str]
    folder: Path

    def over_and_over(self, numbers: range, look: Callable[[int], None]) -> None:
        """Kill so many runs, each at a moment of its own, and look after each at what is there."""
        chance = random.Random(f"2022 {self.command}")  # noqa: S311
        whole = min(undisturbed(self.warm, self.arguments, self.folder) for _ in range(2))
        for number in numbers:
            moment = chance.uniform(0, 1.1) * whole
            killed(self.warm.begin(self.arguments, self.folder), moment, alone=number % 2 == 0)
            look(number)


@pytest.mark.slow
def test_a_batch_that_is_killed_ends_with_the_files_of_an_undisturbed_one(tmp_path, counted, warm):
    few = example()["expenses"][:2]
    rows = [line(application(n, expenses=few)) for n in range(64 * 4)]
    rows[33] = "{"
    write_lines(tmp_path / "in.jsonl", rows)
    given = ["batch", "in.jsonl", "--call", MARCHE, "--on", "2022-06-20", "-w", "2"]
    undisturbed(warm, [*given, "-o", "whole"], tmp_path)
    arguments = [*given, "-o", "out", "--resume"]
    whole, out = files(tmp_path / "whole"), tmp_path / "out"
    assert whole

    def look(number: int) -> None:
        now = files(out) if out.exists() else {}
        assert now.items() <= whole.items()
        if number % 5 == 0:
            shutil.rmtree(out, ignore_errors=True)

    Killing(warm, "batch", arguments, tmp_path).over_and_over(counted("batch"), look)
    undisturbed(warm, arguments, tmp_path)
    assert files(out) == whole


@pytest.mark.slow
def test_a_dossier_that_is_killed_leaves_whole_papers_or_none(tmp_path, counted, warm):
    (tmp_path / "domanda.yaml").write_bytes(EXAMPLE.read_bytes())
    arguments = ["dossier", "domanda.yaml", "-o", "out", "--on", "2022-06-20", "--format", "html"]
    undisturbed(warm, arguments, tmp_path)
    before = files(tmp_path / "out")
    assert before

    def look(_number: int) -> None:
        now = files(tmp_path / "out")
        assert now.items() <= before.items()
        if now == before:  # the next run begins with an empty folder, the one after with what that one left
            for path in (tmp_path / "out").iterdir():
                path.unlink()

    Killing(warm, "dossier", arguments, tmp_path).over_and_over(counted("dossier"), look)


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_the_old_profile_or_the_new(tmp_path, counted, warm):
    xbrl = Path(__file__).parents[1] / "loading" / "xbrl" / "ordinario.xbrl"
    profile = tmp_path / "company.yaml"
    old = "company:\n  name: Rossi  # a mano\n"
    profile.write_text(old, encoding="utf-8")
    arguments = ["company", "import", str(xbrl), "-o", "company.yaml", "--yes"]
    undisturbed(warm, arguments, tmp_path)
    new = profile.read_text(encoding="utf-8")
    assert new.startswith(old)
    seen = set()

    def look(_number: int) -> None:
        seen.add(profile.read_text(encoding="utf-8"))
        profile.write_text(old, encoding="utf-8")

    look(0)
    Killing(warm, "import", arguments, tmp_path).over_and_over(counted("import"), look)
    assert seen == {old, new}


@pytest.mark.slow
def test_an_interview_that_is_killed_has_every_answer_that_was_given(tmp_path, counted, warm):
    typist, facts = rehearsed()
    plain = next(at for at, count in enumerate(typist.asked_by) if "[" in typist.asked[count - 1]) - 1
    chance = random.Random("2022 ask")  # noqa: S311
    for number in counted("ask"):
        folder = tmp_path / str(number)
        folder.mkdir()
        line = ["ask", MARCHE, "-o", "domanda.yaml", "--on", "2022-06-20", "--lang", "it"]
        screen = Screen(warm.at_terminal(line, folder, SIZE), SIZE)
        given = chance.randint(1, min(8, plain))
        screen.answer(typist.keys[:given])
        title, keys = typist.keys[given]
        screen.waits(title)
        screen.child.send(keys)
        time.sleep(chance.uniform(0, 0.05))
        screen.child.kill(signal.SIGKILL)
        screen.child.wait()
        settled = {key for key in typist.asked[: typist.asked_by[given - 1]] if key in facts.answers}
        assert settled
        assert settled <= set(facts_in(folder / "domanda.yaml").answers)
