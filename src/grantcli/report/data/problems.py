"""Problems as plain data, as every JSON document carries them."""

from collections.abc import Sequence

from ...problem import Problem

SCHEMA = "grantcli/problems/1"
"""The schema of a document of which nothing came but problems."""


def problems_data(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Return problems ready for ``json.dumps``, in their order."""
    return [problem_data(problem) for problem in problems]


def problem_data(problem: Problem) -> dict[str, object]:
    """Return one problem: line and column count from 1, 0 where it is of the whole file."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "path": problem.path,
        "message": problem.text,
        "hint": problem.hint,
        "kind": problem.kind,
    }
