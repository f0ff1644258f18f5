"""Tables found in files: which of them hold applications, which hold items of these, and the rows of all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ..i18n import _
from ..problem import Place, Problem, errors
from .heads import read_head
from .mapping import Mapping, fold
from .records import dialect_of, read_records
from .row import Row
from .table import Items, Line, Table
from .targets import Columns
from .workbook import grouped_head, open_workbook, read_sheet


@dataclass(frozen=True, slots=True)
class Source:
    """A table as it lies in a file: its name in results, its lines below the head (told anew each time), its head."""

    table: Table
    lines: Callable[[], Iterator[Line]]

    def rows(self) -> Iterator[Row]:
        """Yield the rows of a table of applications, or keep those of a table of items and yield the bad ones."""
        if self.table.head.item_of:
            return self.table.keep_items(self.lines())
        return self.table.rows(self.lines(), self.table.scattered(self.lines()) if self.table.is_long else frozenset())


class Finder:
    """Finds the tables of files, by what the mapping says and by their names."""

    def __init__(self, columns: Columns, mapping: Mapping) -> None:
        self.columns = columns
        self.mapping = mapping
        self.items = Items()
        self.problems: list[Problem] = []
        self._lists = {fold(name): the_list for name, the_list in mapping.sheets.items()}

    def in_csv(self, path: Path) -> list[Source]:
        """Return the table of a CSV file; none where it cannot be read."""
        file, mapping = str(path), self.mapping
        with path.open("rb") as stream:
            dialect = dialect_of(stream, mapping.encoding, mapping.delimiter)
        if dialect is None:
            hint = _("salvarlo come CSV UTF-8")
            self.problems.append(
                Problem(Place(file), "", _("non è un testo in UTF-8 né in Windows-1252"), hint, "wrong_encoding")
            )
            return []

        def records(width: int | None = None) -> Iterator[Any]:
            with path.open("rb") as stream:
                yield from islice(read_records(stream, dialect, width), mapping.first_row - 1, None)

        top = [record.cells for record in islice(records(), mapping.header)]
        width = len(top[-1]) if top else 0

        def lines() -> Iterator[Line]:
            for number, cells, wrong in islice(records(width), mapping.header, None):
                told = wrong and Problem(Place(file, number, 1), "", wrong[1], kind=wrong[0])
                yield Line(number, cells, told or None)

        return self._source(file, top, path.stem, lines)

    def in_workbook(self, path: Path) -> list[Source]:
        """Return the tables of a workbook: the sheet of applications, and the sheets called like a list."""
        book = open_workbook(path)
        if isinstance(book, Problem):
            self.problems.append(book)
            return []
        names = [sheet.name for sheet in book.sheets_metadata if str(sheet.visible).endswith("Visible")]
        lists = [name for name in names if self._list(name)]
        chosen = self.mapping.sheet
        mains = [name for name in names if name not in lists and (chosen is None or fold(name) == fold(chosen))][:1]
        if not mains and not lists:
            said = _("il foglio «{name}» non c'è").format(name=chosen)
            self.problems.append(Problem(Place(str(path)), "", said, kind="missing_sheet"))
        return [source for name in (*mains, *lists) for source in self._in_sheet(path, book, name)]

    def _in_sheet(self, path: Path, book: Any, name: str) -> list[Source]:
        file, mapping = f"{path}#{name}", self.mapping
        header = mapping.header + (mapping.header == 1 and grouped_head(book, name, mapping.first_row))

        def below() -> Iterator[tuple[int, Sequence[object]]]:
            return ((n, cells) for n, cells in read_sheet(book, name) if n >= mapping.first_row)

        def lines() -> Iterator[Line]:
            return (Line(number, cells) for number, cells in islice(below(), header, None))

        top = [["" if cell is None else str(cell) for cell in cells] for _n, cells in islice(below(), header)]
        return self._source(file, top, name, lines)

    def _source(self, file: str, top: list[list[str]], name: str, lines: Callable[[], Iterator[Line]]) -> list[Source]:
        place = Place(file, self.mapping.first_row + max(0, len(top) - 1), 1)
        head, told = read_head(top, place, self.columns, self.mapping, self._list(name))
        self.problems += told
        if any(errors(told)):
            return []
        return [Source(Table(file, head, self.mapping, self.items), lines)]

    def _list(self, name: str) -> str:
        return self._lists.get(fold(name)) or self.columns.list_named(name) or ""


def orphans(items: Items) -> Iterator[Row]:
    """Yield a bad row for each item of an application that no table has."""
    for owner, place in items.left():
        file, line, _column = place.rsplit(":", 2)
        said = _("nessuna domanda ha la sigla «{id}»").format(id=owner[:80])
        problem = Problem(Place(file, int(line), 1), "id", said, kind="orphan")
        yield Row(file, int(line), b"", ident=owner, problems=(problem,))
