"""The calls we ship under the kit's own check: nothing wrong, and whatever is doubted is explained in READING.md."""

from datetime import date
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.cli.calls.problems_of_call import problems_of
from grantcli.cli.library import Library
from grantcli.problem import Problem

FOLDERS = sorted(path.parent for path in shipped("calls").glob("*/call.yaml"))
TODAY = date(2026, 11, 22)


def explained(problem: Problem, folder: Path) -> bool:
    """Tell whether READING.md names the key that is doubted, as the check prints it."""
    return problem.warning and problem.path in (folder / "READING.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_call_passes_its_check(folder: Path) -> None:
    problems = problems_of(folder, TODAY, Library([shipped("calls")]))
    assert [str(problem) for problem in problems if not explained(problem, folder)] == []


def test_a_call_that_nobody_looked_at_for_a_year_would_be_told() -> None:
    """The same calls two years later: the check above is not blind to the day."""
    kinds = {problem.kind for problem in problems_of(FOLDERS[0], date(2028, 11, 22), Library([shipped("calls")]))}
    assert "checked_long_ago" in kinds
