"""Plans made for tests: rows as a spreadsheet or as text, and what is read of them."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from grantcli.loading.application.profile import profile_vocabulary
from grantcli.loading.plans.categories import CallOfPlan
from grantcli.loading.plans.plan import ReadPlan, read_plan
from grantcli.problem import Problem

EXPENSES = profile_vocabulary()[0]["expenses"]
AB = CallOfPlan({"A": ("Macchinari e attrezzature",), "B": ("Consulenze",)}, "net")


def book(path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), **options: Any) -> Path:
    """Write a workbook; a text that begins with ``=`` is a formula, given with its value as a pair."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(str(path), options)
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    sheet = workbook.add_worksheet("Piano")
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, tuple):
                sheet.write_formula(r, c, cell[0], None, cell[1])
            elif isinstance(cell, (date, datetime)):
                sheet.write_datetime(r, c, cell, day)
            elif cell not in ("", None):
                sheet.write(r, c, cell)
    for area in merged:
        first = rows[int(area.split(":")[0].strip("ABCDEFGHIJ")) - 1][ord(area[0]) - ord("A")]
        sheet.merge_range(area, first)
    workbook.close()
    return path


def text(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


def read(path: Path, call: CallOfPlan = AB, columns: Path | None = None) -> tuple[ReadPlan, list[Problem]]:
    plan, problems = read_plan(path, path.name, EXPENSES, call, columns)
    assert plan is not None, problems
    return plan, problems


def lines(plan: ReadPlan) -> list[tuple[Any, ...]]:
    """The category, the description and the amount of each expense."""
    return [(item.value("category"), item.value("description"), str(item.value("amount"))) for item in plan.items]


def kinds(problems: Sequence[Problem]) -> list[str]:
    return [problem.kind for problem in problems]
