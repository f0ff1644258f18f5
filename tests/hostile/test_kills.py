"""Runs killed at random moments: no answer and no file is lost, and what stands under a file's name is whole.

``make kills`` kills a thousand; ``make slow`` a hundred and fifty. The seed makes the moments the same, as far as the
machine is.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.batch.batch_rows import EXAMPLE, MARCHE, application, line, write_lines
from tests.interview.test_terminal import ask, facts_in, rehearsed

KILLS = int(os.environ.get("KILLS", "150"))
GRANTCLI = [sys.executable, "-c", "from grantcli.cli.start import start; start()"]
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
SHARE = {"batch": 30, "dossier": 25, "import": 25, "ask": 20}
"""Of a hundred kills how many go to each command."""
PATIENCE = 30
"""Seconds after which a process whose parent was killed has stayed behind."""


def many(command: str) -> int:
    return max(1, KILLS * SHARE[command] // 100)


@pytest.fixture
def counted(capsys):
    """Tell at the end how often a command was killed, and how long that took."""

    def count(command: str) -> range:
        told.append(command)
        return range(many(command))

    told, began = [], time.monotonic()
    yield count
    with capsys.disabled():
        print(f" {told[0]}: {many(told[0])} kills in {time.monotonic() - began:.0f} s")


def killed(arguments: list[str], folder: Path, moment: float, *, alone: bool) -> None:
    """Begin a run and kill it after some seconds: ``alone``, and what it has begun ends by itself, or all of it."""
    process = subprocess.Popen([*GRANTCLI, *arguments], cwd=folder, start_new_session=True, **QUIET)
    time.sleep(moment)
    if alone:
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    late = time.monotonic() + PATIENCE
    while left_behind(process.pid):
        assert time.monotonic() < late
        time.sleep(0.05)


def left_behind(session: int) -> list[str]:
    """Name the processes of a session that still run."""
    found = subprocess.run(["ps", "-o", "stat=,args=", "-s", str(session)], capture_output=True, text=True, check=False)
    return [one for one in found.stdout.splitlines() if not one.startswith("Z")]


def undisturbed(arguments: list[str], folder: Path) -> float:
    """How many seconds a run takes that nobody kills."""
    began = time.monotonic()
    subprocess.run([*GRANTCLI, *arguments], cwd=folder, check=False, **QUIET)
    return time.monotonic() - began


def files(folder: Path) -> dict[str, bytes]:
    """What stands under the names of files; hidden parts are none."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


def kill_over_and_over(
    command: str, numbers: range, arguments: list[str], folder: Path, look: Callable[[], None]
) -> None:
    chance = random.Random(f"2022 {command}")  # noqa: S311
    whole = undisturbed(arguments, folder)
    for number in numbers:
        killed(arguments, folder, chance.uniform(0.2, 1.1) * whole, alone=number % 2 == 0)
        look()


@pytest.mark.slow
def test_a_batch_that_is_killed_ends_with_the_files_of_an_undisturbed_one(tmp_path, counted):
    rows = [line(application(n)) for n in range(250)]
    rows[33] = "{"
    write_lines(tmp_path / "in.jsonl", rows)
    given = ["batch", "in.jsonl", "--call", MARCHE, "--on", "2022-06-20", "-w", "2"]
    took = undisturbed([*given, "-o", "whole"], tmp_path)
    arguments = [*given, "-o", "out", "--resume"]
    whole = files(tmp_path / "whole")
    (tmp_path / "out").mkdir()
    chance = random.Random("2022 batch")  # noqa: S311
    for number in counted("batch"):
        if number % 5 == 0:
            for path in (tmp_path / "out").iterdir():
                path.unlink()
        killed(arguments, tmp_path, chance.uniform(0.2, 1.1) * took, alone=number % 2 == 0)
        now = files(tmp_path / "out")
        assert all(whole[name] == content for name, content in now.items())
    subprocess.run([*GRANTCLI, *arguments], cwd=tmp_path, check=False, **QUIET)
    assert files(tmp_path / "out") == whole


@pytest.mark.slow
def test_a_dossier_that_is_killed_leaves_whole_papers_or_none(tmp_path, counted):
    (tmp_path / "domanda.yaml").write_bytes(EXAMPLE.read_bytes())
    arguments = ["dossier", "domanda.yaml", "-o", "out", "--on", "2022-06-20", "--format", "html"]
    undisturbed(arguments, tmp_path)
    before = files(tmp_path / "out")
    assert before

    def look() -> None:
        now = files(tmp_path / "out")
        assert now.items() <= before.items()
        if now == before:  # the next run begins with an empty folder, the one after with what that one left
            for path in (tmp_path / "out").iterdir():
                path.unlink()

    kill_over_and_over("dossier", counted("dossier"), arguments, tmp_path, look)


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_the_old_profile_or_the_new(tmp_path, counted):
    xbrl = Path(__file__).parents[1] / "loading" / "xbrl" / "ordinario.xbrl"
    profile = tmp_path / "company.yaml"
    old = "company:\n  name: Rossi  # a mano\n"
    profile.write_text(old, encoding="utf-8")
    arguments = ["company", "import", str(xbrl), "-o", "company.yaml", "--yes"]
    undisturbed(arguments, tmp_path)
    new = profile.read_text(encoding="utf-8")
    assert new.startswith(old)
    seen = set()

    def look() -> None:
        seen.add(profile.read_text(encoding="utf-8"))
        profile.write_text(old, encoding="utf-8")

    look()
    kill_over_and_over("import", counted("import"), arguments, tmp_path, look)
    assert seen == {old, new}


@pytest.mark.slow
def test_an_interview_that_is_killed_has_every_answer_that_was_given(tmp_path, counted):
    typist, facts = rehearsed()
    plain = next(at for at, count in enumerate(typist.asked_by) if "[" in typist.asked[count - 1]) - 1
    chance = random.Random("2022 ask")  # noqa: S311
    for number in counted("ask"):
        folder = tmp_path / str(number)
        folder.mkdir()
        screen = ask(folder / "domanda.yaml")
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
