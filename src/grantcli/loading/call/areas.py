"""The places of an area, from a CSV beside the call: a column ``istat`` of commune codes."""

import csv
import re
from pathlib import Path

from ...i18n import _
from ...problem import Place, Problem
from ..parser.parsing import read_text

_CODE = re.compile(r"[0-9]{6}")


def read_area(path: Path) -> tuple[frozenset[str], list[Problem]]:
    """Return the ISTAT codes (six digits) of the file, separated by commas, semicolons or tabs."""
    text, problems = read_text(path, str(path))
    if text is None:
        return frozenset(), problems
    lines = text.splitlines()
    separator = max(",;\t", key=lines[0].count) if lines else ","
    try:
        rows = list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        place = Place(str(path))
        return frozenset(), [Problem(place, "", _("la tabella non si legge: una casella è troppo lunga"), kind="csv")]
    header = [name.strip().lower() for name in rows[0]] if rows else []
    if "istat" not in header:
        place = Place(str(path), 1, 1)
        return frozenset(), [Problem(place, "", _("manca la colonna «istat»"), kind="missing_column")]
    return _codes(path, rows[1:], header.index("istat"))


def _codes(path: Path, rows: list[list[str]], column: int) -> tuple[frozenset[str], list[Problem]]:
    codes, problems = set(), []
    for number, row in enumerate(rows, start=2):
        code = row[column].strip() if column < len(row) else ""
        if _CODE.fullmatch(code):
            codes.add(code)
        elif any(cell.strip() for cell in row):
            text = _("«{code}» non è un codice ISTAT di sei cifre").format(code=code[:40])
            problems.append(Problem(Place(str(path), number, 1), "istat", text, kind="not_an_istat_code"))
    return frozenset(codes), problems
