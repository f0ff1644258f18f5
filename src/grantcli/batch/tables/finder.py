"""Tables found in files: which of them hold applications, which hold items of these, and the rows of all."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from ...filing import open_regular
from ...i18n import _
from ...problem import Place, Problem, errors
from ...tabular.archive import LAST_COLUMN
from ...tabular.cell_errors import cell_errors_in
from ...tabular.cell_text import CellRefusal
from ...tabular.csv_records import dialect_of, read_records
from ...tabular.workbook import blind_to_errors, grouped_head, open_workbook, read_sheet
from ..rows.origin import Layout
from ..rows.row import Row
from .columns import Columns
from .constants import Fixed, read_fixed
from .headers import ColumnNames, names_in, read_head
from .items import KeptItems
from .mapping import Mapping, fold
from .mapping_checks import check_mapping, unmet
from .our_sheets import call_data, is_ours
from .row_data import Manner, fill
from .table import ApplicationTable, TableRow


@dataclass(frozen=True, slots=True)
class TableSource:
    """A table of a file: its name in results, its lines below the head (read anew each time), its head."""

    table: ApplicationTable
    lines: Callable[[], Iterator[TableRow]]

    def rows(self) -> Iterator[Row]:
        """Yield the rows of a table of applications, or keep those of a table of items and yield the bad ones."""
        if self.table.head.item_of:
            return self.table.keep_items(self.lines())
        return self.table.rows(self.lines(), self.table.scattered(self.lines()) if self.table.is_long else frozenset())


@dataclass(frozen=True, slots=True)
class _Found:
    """A table on its way: its layout without columns, its name, the rows of its head and where these end."""

    bare: Layout
    name: str
    top: list[list[str]]
    line: int
    lines: Callable[[], Iterator[TableRow]]


class Finder:
    """Finds the tables of files, by what the mapping says and by their names."""

    def __init__(self, columns: Columns, mapping: Mapping) -> None:
        self.columns = columns
        self.mapping = mapping
        self.items = KeptItems()
        self._told = check_mapping(mapping, columns)
        said = ((key, value, mapping.place("fixed", key)) for key, value in mapping.fixed.items())
        self._fixed, told = read_fixed(said, columns, "fixed")
        self._told += told
        self._lists = {fold(name): columns.list_named(the_list) for name, the_list in mapping.sheets.items()}
        self._manner = Manner(
            {fact: {fold(theirs): ours for theirs, ours in words.items()} for fact, words in mapping.values.items()},
            mapping.numbers,
        )
        self._headings: set[str] = set()
        self._tables: dict[str, str] = {}

    @property
    def problems(self) -> list[Problem]:
        """Return what is wrong with the tables found so far and with the mapping file, which they must bear out."""
        return [*self._told, *(unmet(self.mapping, self._headings, self._tables) if self._headings else ())]

    def in_csv(self, path: Path) -> list[TableSource]:
        """Return the table of a CSV file; none where it cannot be read."""
        mapping, rows = self.mapping, self.mapping.head_of(path.stem)
        self._tables[fold(path.stem)] = path.stem
        with open_regular(path) as stream:
            dialect = dialect_of(stream, mapping.encoding, (mapping.delimiter or "")[:1])
        if dialect is None:
            said, hint = _("non è un testo in UTF-8 né in Windows-1252"), _("salvarlo come CSV UTF-8")
            self._told.append(Problem(Place(str(path)), "", said, hint, "wrong_encoding"))
            return []

        def records(width: int | None = None) -> Iterator[Any]:
            with open_regular(path) as stream:
                yield from islice(read_records(stream, dialect, width), max(0, rows.first_row - 1), None)

        head = list(islice(records(), max(1, rows.header)))
        width = len(head[-1].cells) if head else 0

        def lines() -> Iterator[TableRow]:
            for number, cells, wrong in islice(records(width), max(1, rows.header), None):
                yield TableRow(number, cells, CellRefusal(wrong.at, wrong.kind, wrong.text) if wrong else None)

        last = head[-1].number if head else 1
        top = [record.cells for record in head]
        return self._source(_Found(Layout(str(path)), path.stem, top, last, lines), self._fixed)

    def in_workbook(self, path: Path) -> list[TableSource]:
        """Return the tables of a workbook: the sheet of applications, and the sheets called like a list."""
        book = open_workbook(path)
        if isinstance(book, Problem):
            self._told.append(book)
            return []
        self._told += blind_to_errors(path)
        visible = [sheet.name for sheet in book.sheets_metadata if str(sheet.visible).endswith("Visible")]
        self._tables.update((fold(name), name) for name in visible)
        chosen = self.mapping.sheet
        names = [name for name in visible if not is_ours(name) or (chosen and fold(name) == fold(chosen))]
        lists = [name for name in names if self._list(name)]
        mains = [name for name in names if name not in lists and (chosen is None or fold(name) == fold(chosen))][:1]
        if not mains and (chosen is not None or not lists):
            said = _("il foglio «{name}» non c'è").format(name=chosen or "")
            self._told.append(Problem(Place(str(path)), "", said, ", ".join(visible), "missing_sheet"))
        fixed = self._of_call(path, book, visible)
        return [source for name in (*mains, *lists) for source in self._in_sheet(path, book, name, fixed)]

    def _of_call(self, path: Path, book: Any, visible: Sequence[str]) -> Fixed:
        """Return what holds for all rows of a workbook: the call and its figures, where a sheet says them."""
        said = [
            one
            for name in visible
            if is_ours(name)
            for one in call_data(book, name, Layout(f"{path}#{name}", (), letters=True), cell_errors_in(path, name))
        ]
        own, told = read_fixed(said, self.columns)
        self._told += told
        whole = deepcopy(self._fixed)
        fill(whole, own)
        return whole

    def _in_sheet(self, path: Path, book: Any, name: str, fixed: Fixed) -> list[TableSource]:
        rows = self.mapping.head_of(name)
        header = max(1, rows.header) + (rows.header == 1 and grouped_head(book, name, rows.first_row))
        faults = cell_errors_in(path, name)

        def below() -> Iterator[tuple[int, Sequence[object]]]:
            return ((n, cells) for n, cells in read_sheet(book, name, faults) if n >= rows.first_row)

        def lines() -> Iterator[TableRow]:
            return (TableRow(number, cells) for number, cells in islice(below(), header, None))

        head = list(islice(below(), header))
        top = [["" if cell is None else str(cell) for cell in cells] for _n, cells in head]
        last = head[-1][0] if head else rows.first_row
        bare = Layout(f"{path}#{name}", (), letters=True)
        return self._source(_Found(bare, name, top, last, lines), fixed)

    def _source(self, found: _Found, fixed: Fixed) -> list[TableSource]:
        names = names_in(found.top)
        self._headings |= {*names.names, *names.whole}
        the_list = self._list(found.name) or self._list_by_head(found.name, names)
        columns = self.columns.for_call(fixed.get("call"))
        head, told = read_head(names, found.bare, found.line, columns, self.mapping, the_list)
        if not the_list and not any(problem.kind == "too_big" for problem in told):
            told += self._looks_like_a_list(found, names)
        self._told += told
        if any(errors(told)):
            return []
        return [
            TableSource(
                ApplicationTable(head.layout(found.bare), head, self._manner, self.items, fixed, columns.keys),
                found.lines,
            )
        ]

    def _list(self, name: str) -> str:
        return self._lists.get(fold(name)) or self.columns.list_named(name) or ""

    def _list_by_head(self, name: str, names: ColumnNames) -> str:
        """Return the list that a table is of, where its name has the list's in it and its head bears that out."""
        of = [the_list for the_list in self.columns.lists_within(name) if self._items_known(the_list, names)]
        return of[0] if len(of) == 1 else ""

    def _looks_like_a_list(self, found: _Found, names: ColumnNames) -> Iterator[Problem]:
        of = [the_list for the_list in self.columns.lists if self._items_known(the_list, names)]
        if of and not self.mapping.columns:
            best = max(of, key=lambda one: sum(1 for name in names.names if self.columns.find_in(one, name)))
            said = _("sembra l'elenco «{list}», ed è letto come una domanda per riga").format(list=best)
            hint = _('chiamare così il foglio o il file, o dirlo nel file delle colonne: sheets: {{"{name}": {list}}}')
            hint = hint.format(name=found.name, list=best)
            yield Problem(found.bare.place(found.line), "", said, hint, "looks_like_a_list", warning=True)

    def _items_known(self, the_list: str, names: ColumnNames) -> bool:
        """Return whether a head says whose item each row is, and names more of an item than of an application."""
        if len(names.names) > LAST_COLUMN:  # which is refused
            return False
        told = [target for name in names.names if (target := self.columns.find_in(the_list, name))]
        if len(told) < 3 or not any(target.steps == ("id",) for target in told):
            return False
        whole = sum(1 for name, group in zip(*names, strict=True) if self.columns.find(name, group))
        return len(told) > whole


def orphans(items: KeptItems) -> Iterator[Row]:
    """Yield a bad row for each item of an application that no table has."""
    for owner, place in items.left():
        said = _("nessuna domanda ha la sigla «{id}»").format(id=owner[:80])
        problem = Problem(place, "id", said, kind="orphan")
        yield Row(place.file, place.line, b"", ident=owner, problems=(problem,))
