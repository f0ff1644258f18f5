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

from grantcli.loading.parser.parsing import read_tree

KILLS = int(os.environ.get("KILLS", "150"))
GRANTCLI = [sys.executable, "-c", "from grantcli.cli.start import start; start()"]
QUIET = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
SHARE = {"batch": 30, "dossier": 25, "import": 25, "ask": 20}
"""Of a hundred kills how many go to each command."""


def many(command: str) -> int:
    return max(1, KILLS * SHARE[command] // 100)


def killed(arguments: list[str], folder: Path, moment: float) -> None:
    """Begin a run and kill it after some seconds, with all the processes it has begun."""
    process = subprocess.Popen([*GRANTCLI, *arguments], cwd=folder, start_new_session=True, **QUIET)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()


def undisturbed(arguments: list[str], folder: Path) -> float:
    """How many seconds a run takes that nobody kills."""
    began = time.monotonic()
    subprocess.run([*GRANTCLI, *arguments], cwd=folder, check=False, **QUIET)
    return time.monotonic() - began


def files(folder: Path) -> dict[str, bytes]:
    """What stands under the names of files; hidden parts are none."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if not path.name.startswith(".")}


def kill_over_and_over(command: str, arguments: list[str], folder: Path, look: Callable[[], None]) -> None:
    chance = random.Random(f"2022 {command}")  # noqa: S311
    whole = undisturbed(arguments, folder)
    for _ in range(many(command)):
        killed(arguments, folder, chance.uniform(0.2, 1.1) * whole)
        look()


@pytest.mark.slow
def test_a_batch_that_is_killed_ends_with_the_files_of_an_undisturbed_one(tmp_path):
    rows = [line(application(n)) for n in range(250)]
    rows[33] = "{"
    write_lines(tmp_path / "in.jsonl", rows)
    given = ["batch", "in.jsonl", "--call", MARCHE, "--on", "2022-06-20", "-w", "2"]
    took = undisturbed([*given, "-o", "whole"], tmp_path)
    arguments = [*given, "-o", "out", "--resume"]
    whole = files(tmp_path / "whole")
    (tmp_path / "out").mkdir()
    chance = random.Random("2022 batch")  # noqa: S311
    for number in range(many("batch")):
        if number % 5 == 0:
            for path in (tmp_path / "out").iterdir():
                path.unlink()
        killed(arguments, tmp_path, chance.uniform(0.2, 1.1) * took)
        now = files(tmp_path / "out")
        assert all(whole[name] == content for name, content in now.items())
    subprocess.run([*GRANTCLI, *arguments], cwd=tmp_path, check=False, **QUIET)
    assert files(tmp_path / "out") == whole


@pytest.mark.slow
def test_a_dossier_that_is_killed_leaves_whole_papers_or_none(tmp_path):
    (tmp_path / "domanda.yaml").write_bytes(EXAMPLE.read_bytes())
    arguments = ["dossier", "domanda.yaml", "-o", "out", "--on", "2022-06-20", "--format", "html"]
    undisturbed(arguments, tmp_path)
    before = files(tmp_path / "out")
    assert before

    def look() -> None:
        now = files(tmp_path / "out")
        assert now.keys() == before.keys()
        assert all(content == before[name] for name, content in now.items())

    kill_over_and_over("dossier", arguments, tmp_path, look)


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_the_old_profile_or_the_new(tmp_path):
    xbrl = Path(__file__).parents[1] / "loading" / "xbrl" / "ordinario.xbrl"
    profile = tmp_path / "company.yaml"
    old = "company:\n  name: Rossi  # a mano\n"
    profile.write_text(old, encoding="utf-8")
    arguments = ["company", "import", str(xbrl), "-o", "company.yaml"]

    def look() -> None:
        tree, problems = read_tree(profile)
        assert tree is not None
        assert not problems
        assert "# a mano" in profile.read_text(encoding="utf-8")
        profile.write_text(old, encoding="utf-8")

    kill_over_and_over("import", arguments, tmp_path, look)


@pytest.mark.slow
def test_an_interview_that_is_killed_has_every_answer_that_was_given(tmp_path):
    typist, facts = rehearsed()
    plain = next(at for at, count in enumerate(typist.asked_by) if "[" in typist.asked[count - 1]) - 1
    chance = random.Random("2022 ask")  # noqa: S311
    for number in range(many("ask")):
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
