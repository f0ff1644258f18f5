"""The calls we ship: they load clean, their examples too, and every golden case comes out as it says."""

from functools import cache
from pathlib import Path

import pytest

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.engine.comparison.expectations import differences
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import case_facts, load_cases
from grantcli.model.call import Edition
from grantcli.model.case import Case
from grantcli.model.outcome import Outcome

FOLDERS = sorted(path.parent for path in shipped("calls").glob("*/call.yaml"))


@cache
def edition_of(folder: Path) -> Edition:
    edition, problems = load_edition(folder)
    assert edition is not None, [str(problem) for problem in problems]
    return edition


@cache
def cases_of(folder: Path) -> tuple[Case, ...]:
    cases, problems = load_cases(folder, edition_of(folder))
    assert [str(problem) for problem in problems] == []
    return tuple(cases)


@cache
def outcome_of(folder: Path, name: str) -> Outcome:
    edition = edition_of(folder)
    case = next(one for one in cases_of(folder) if one.name == name)
    facts, problems = case_facts(case, edition)
    assert [str(problem) for problem in problems] == []
    return assess(edition, facts, case.on)


CASES = [
    pytest.param(folder, case, id=f"{folder.name}: {case.name}") for folder in FOLDERS for case in cases_of(folder)
]


def test_some_calls_are_shipped():
    assert "marche-transizione-digitale-2022" in {folder.name for folder in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_call_and_its_example_load_without_a_problem(folder):
    edition, problems = load_edition(folder)
    assert edition is not None
    assert [str(problem) for problem in problems] == []
    for example in sorted((folder / "example").glob("*.yaml")):
        application, problems = load_application(example, {edition.call.id: edition})
        assert application is not None
        assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_a_golden_case_comes_out_as_it_says(folder, case):
    assert [str(difference) for difference in differences(case, outcome_of(folder, case.name))] == []
