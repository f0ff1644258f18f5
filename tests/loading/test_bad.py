"""One broken call for each kind of problem, with the sentences it must give beside it (GOLDEN=1 writes them again)."""

import ast
import os
import re
from datetime import date
from pathlib import Path

import pytest

from grantcli.law.lint import lint_rates
from grantcli.loading.call.library import load_edition
from grantcli.loading.lint.checks import lint
from grantcli.loading.lint.places import placed
from grantcli.problem import Problem

BAD = Path(__file__).parent / "bad"
FOLDERS = sorted(path.parent for path in BAD.glob("*/call.yaml"))
TODAY = date(2022, 6, 20)
SOURCE = Path(__file__).parents[2] / "src" / "grantcli" / "loading"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_broken_call_is_told_in_these_words(folder: Path) -> None:
    problems = _problems(folder)
    assert {problem.kind for problem in problems} == {folder.name.split("--")[0]}
    told = "".join(f"{_shown(str(problem))}\n" for problem in problems)
    expected = folder / "expected.txt"
    if os.environ.get("GOLDEN"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


def _problems(folder: Path) -> list[Problem]:
    edition, problems = load_edition(folder, BAD / "facts.yaml")
    return problems if edition is None else [*problems, *lint(edition, TODAY), *placed(lint_rates(edition))]


def _shown(line: str) -> str:
    return re.sub(r"\S*/(?=(call\.yaml|\w+\.csv))", "", line)


def _kinds(path: Path) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "AddressProblem"]
    named = {word.value for call in calls for word in call.keywords if word.arg == "kind"}
    kinds = {*(one.args[1] for one in made), *named}
    return {kind.value for kind in kinds if isinstance(kind, ast.Constant)}


def test_every_kind_of_lint_has_its_broken_call() -> None:
    checks = [
        SOURCE / "lint" / f"{name}.py"
        for name in ("bands", "dates", "money", "payments", "silences", "texts", "aid_forms", "flat_lines")
    ]
    own = [SOURCE / "call" / f"{name}.py" for name in ("references", "instrument_references")]
    files = *checks, *own, SOURCE.parent / "law" / "lint.py"
    kinds = set().union(*(_kinds(path) for path in files))
    assert len(kinds) > 25
    assert kinds <= {folder.name.split("--")[0] for folder in FOLDERS}
