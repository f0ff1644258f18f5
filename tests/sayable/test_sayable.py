"""What real measures say, each as a small call with cases whose figures are worked out by hand beside them."""

from datetime import date
from pathlib import Path

import pytest

from grantcli.assessment.assess import assess
from grantcli.engine.comparison.expectations import differences
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import case_facts, load_cases
from grantcli.loading.lint.checks import lint
from grantcli.model.call import Edition
from grantcli.model.case import Case
from grantcli.problem import errors

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/call.yaml"))
DAY = date(2026, 2, 1)


def loaded(folder: Path) -> Edition:
    edition, problems = load_edition(folder)
    assert edition is not None, [str(problem) for problem in problems]
    assert [str(problem) for problem in problems] == []
    return edition


EDITIONS = {folder.name: loaded(folder) for folder in FOLDERS}
CASES = [
    pytest.param(folder.name, case, id=f"{folder.name}: {case.name}")
    for folder in FOLDERS
    for case in load_cases(folder, EDITIONS[folder.name])[0]
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_call_is_clean_and_so_are_its_cases(folder: Path) -> None:
    assert [str(one) for one in errors(lint(EDITIONS[folder.name], DAY))] == []
    cases, problems = load_cases(folder, EDITIONS[folder.name])
    assert [str(problem) for problem in problems] == []
    assert cases


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_case_comes_out_as_worked_out(name: str, case: Case) -> None:
    facts, problems = case_facts(case, EDITIONS[name])
    assert [str(problem) for problem in problems] == []
    outcome = assess(EDITIONS[name], facts, case.on)
    assert [str(difference) for difference in differences(case, outcome)] == []
