"""Tables for the tests of batch, as people write them, and what is told of them."""

from pathlib import Path

import xlsxwriter
from tests.batch.batch_rows import MARCHE, edition, job

from grantcli.batch.inputs import find_inputs
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.tables.columns import Columns
from grantcli.batch.tables.finder import Finder
from grantcli.batch.tables.mapping import Mapping, load_mapping
from grantcli.problem import Problem

COLUMNS = Columns.of([edition()])


def text_table(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV with its rows as lines of ``text``."""
    path.write_text(text, encoding=encoding)
    return path


def book(path: Path, sheets: dict[str, list[list]]) -> Path:
    """A workbook of sheets, a list a row; a pair is a formula and its saved value."""
    made = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = made.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    sheet.write_formula(row, column, cell[0], None, cell[1])
                elif cell is not None:
                    sheet.write(row, column, cell)
    made.close()
    return path


def found(*paths: Path, mapping: str = "") -> tuple[list, list[Problem]]:
    """The inputs in files and what is wrong with them; ``mapping`` is the text of a file of columns."""
    columns = Mapping()
    if mapping:
        file = paths[0].parent / "colonne.yaml"
        file.write_text(mapping, encoding="utf-8")
        columns, problems = load_mapping(file)
        assert not problems, problems
    return find_inputs([str(path) for path in paths], Finder(COLUMNS, columns))


def judged(*paths: Path, mapping: str = "") -> list:
    """The results of all rows of some files."""
    inputs, problems = found(*paths, mapping=mapping)
    assert not [problem for problem in problems if not problem.warning], problems
    return [result for one in inputs for result in judge_rows(job(call=MARCHE), list(one.rows()))]


def told(*paths: Path, mapping: str = "") -> list[tuple[str, str, str]]:
    """What is wrong with the rows of files: the place (without the folder), the path, the kind."""
    problems = [problem for result in judged(*paths, mapping=mapping) for problem in result.problems]
    return [(str(one.place).removeprefix(f"{paths[0].parent}/"), one.path, one.kind) for one in problems]
