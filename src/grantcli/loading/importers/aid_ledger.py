"""The ledger of aid already granted, from a table (CSV) with a column for each field of the list ``aids``."""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from ...filing import read_regular
from ...i18n import _
from ...model.facts import Answer, Facts
from ...model.vocabulary import Fact
from ...problem import Place, Problem
from ...registry.values import read_value
from ..parser.suggestions import did_you_mean
from .regulations import regulation_named

MOST_BYTES = 20_000_000
_DELIMITERS = ";,\t|"


def read_ledger(path: Path, aids: Fact) -> tuple[tuple[Facts, ...], list[Problem]]:
    """Read the rows of a CSV file as items of the list ``aids`` (the fact of the vocabulary that describes it).

    Columns are named by field or by label, in either language; the delimiter is the one of the header; UTF-8, else
    Windows-1252. Rows with a wrong value keep the others, and each wrong value is a problem.
    """
    try:
        data = read_regular(path, MOST_BYTES)
    except OSError as wrong:
        return (), [Problem(Place(str(path)), "", _("il file non si legge"), wrong.strerror or "", "unreadable")]
    text = _decode(data)
    header = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    fields = dict(aids.items or {})
    reading = _Reading(str(path), fields)
    try:
        columns = reading.columns(next(rows, []))
        items = tuple(item for row in rows if any(row) for item in reading.item(columns, row, rows.line_num))
    except csv.Error as wrong:
        return (), [
            Problem(Place(str(path), rows.line_num, 1), "", _("la tabella è rovinata"), str(wrong), "broken_csv")
        ]
    return items, reading.problems


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


class _Reading:
    """What is read of one file: names of columns, items, problems."""

    def __init__(self, file: str, fields: Mapping[str, Fact]) -> None:
        self.file = file
        self.fields = fields
        self.problems: list[Problem] = []
        self._names = {name.casefold(): key for key, fact in fields.items() for name in _names(key, fact)}

    def columns(self, header: list[str]) -> list[str | None]:
        """Return the field of each column, None for one that no field is named like (a problem)."""
        columns = [self._names.get(name.strip().casefold()) for name in header]
        for number, (name, column) in enumerate(zip(header, columns, strict=True), start=1):
            if column is None and name.strip():
                text = _("colonna sconosciuta «{name}»").format(name=name.strip())
                self._tell(1, number, "", text, "unknown_column", did_you_mean(name.strip(), set(self.fields)))
        if not header:
            self._tell(1, 1, "", _("la tabella è vuota"), "empty")
        return columns

    def item(self, columns: list[str | None], row: list[str], line: int) -> Iterator[Facts]:
        """Yield the item of one row."""
        answers: dict[str, Answer] = {}
        for number, (column, cell) in enumerate(zip(columns, row, strict=False), start=1):
            if column is None or not cell.strip():
                continue
            named = regulation_named(cell) if column == "regulation" else None
            value, refusal = read_value(self.fields[column], named or cell.strip())
            if refusal is not None:
                self._tell(line, number, f"aids.{column}", refusal.text, refusal.kind, refusal.hint)
            else:
                answers[column] = Answer(value, "import", f"{self.file}:{line}:{number}")
        given = answers.get("id")
        yield Facts(answers=answers, id=str(given.value) if given else str(line - 1), note=f"{self.file}:{line}:1")

    def _tell(self, line: int, column: int, path: str, text: str, kind: str, hint: str = "") -> None:
        self.problems.append(Problem(Place(self.file, line, column), path, text, hint, kind))


def _names(key: str, fact: Fact) -> Iterator[str]:
    yield key
    yield from [fact.label] if isinstance(fact.label, str) else fact.label.values()
