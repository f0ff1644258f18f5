"""A table as rows to judge: a row an application, or adjacent rows that share a name, or with its items elsewhere."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...i18n import _
from ...loading.plans.plan_totals import names_a_total
from ...problem import Problem
from ...tabular.cell_text import CellRefusal, cell_text
from ..rows.origin import ItemOrigin, Layout, Origin, dotted
from ..rows.row import Row
from .headers import TableHead
from .items import KeptItems, clean
from .row_data import Manner, Names, Nested, fill, put_cells, settled
from .steps import THIS_ROW, ItemStep, Step, of_item, path_of


class TableRow(NamedTuple):
    """A row of a table: its number (from 1), its cells, what is wrong with it as a whole."""

    number: int
    cells: Sequence[object]
    wrong: CellRefusal | None = None


class ApplicationTable:
    """A table of applications, or of items of theirs: its head, how its cells are read, the items kept elsewhere.

    ``fixed`` holds for all of its rows, under what they say. ``keys``: for lists written as mappings the field that
    names an item.
    """

    def __init__(
        self,
        layout: Layout,
        head: TableHead,
        manner: Manner,
        items: KeptItems,
        fixed: Mapping[str, Any],
        keys: Mapping[str, str],
    ) -> None:
        self.file = layout.file
        self.head = head
        self.items = items
        self._layout = layout
        self._manner = manner
        self._fixed = fixed
        self._keys = keys
        self._id = head.at("id")

    @property
    def is_long(self) -> bool:
        """Return whether applications have a row for each item."""
        return not self.head.item_of and any(target and THIS_ROW in target.steps for target in self.head.targets)

    def rows(self, lines: Iterable[TableRow], scattered: frozenset[str] = frozenset()) -> Iterator[Row]:
        """Yield a row for each application; ``scattered`` names those whose rows do not follow one another."""
        for ident, group in self._groups(lines):
            problems: list[Problem] = []
            if ident in scattered:
                said = _("le righe di questa domanda non stanno una dopo l'altra: ordinare la tabella")
                problems.append(Problem(self._own_place(group[0]), "id", said, kind="scattered"))
            yield self._row(ident, group, problems)

    def scattered(self, lines: Iterable[TableRow]) -> frozenset[str]:
        """Return the names of the applications whose rows do not follow one another."""
        known = sqlite3.connect("")
        known.execute("create table name (ident text primary key) without rowid")
        query = "insert or ignore into name values (?)"
        names = (ident for ident, _group in self._groups(lines) if ident)
        return frozenset(ident for ident in names if not known.execute(query, (clean(ident),)).rowcount)

    def keep_items(self, lines: Iterable[TableRow]) -> Iterator[Row]:
        """Keep the rows as items of their applications; yield those that name no application."""
        the_list = self.head.item_of
        key = self._keys.get(the_list, "")
        for line in lines:
            owner = self._ident(line)
            data: Nested = {}
            problems = self._put(data, line)
            data.pop("id", None)
            if owner:
                whole = (settled(data, {}).get(the_list) or [{}])[0]
                self.items.add(
                    owner, the_list, ItemOrigin(self._layout, line.number, whole.get(key) or ""), whole, problems
                )
            else:
                said = Problem(self._own_place(line), "", _("manca la domanda"), kind="missing_id")
                name = f"{self.file}:{line.number}"
                yield Row(self.file, line.number, b"", ident=name, problems=tuple(problems or [said]))

    def _groups(self, lines: Iterable[TableRow]) -> Iterator[tuple[str, list[TableRow]]]:
        held: list[TableRow] = []
        name = ""
        for line in lines:
            ident = self._ident(line)
            if held and self.is_long and self._id is not None and ident in ("", name):
                held.append(line)
                continue
            if held:
                yield name, held
            held, name = [line], ident
        if held:
            yield name, held

    def _ident(self, line: TableRow) -> str:
        if self._id is None or len(line.cells) <= self._id:
            return ""
        cell = line.cells[self._id]
        return cell_text(cell) if cell is not None else ""

    def _only_figures(self, line: TableRow) -> bool:
        """Return whether a row holds nothing but figures beside the name of its application."""
        others = [cell_text(cell) for at, cell in enumerate(line.cells) if at != self._id and cell not in (None, "")]
        return bool(others) and not any(map(str.isalpha, "".join(others)))

    def _put(self, data: Nested, line: TableRow, item: str = "") -> list[Problem]:
        """Put the cells of a line into the data; what is wrong with the line goes before what is wrong with cells."""
        found = put_cells(data, self.head, line.cells, self._manner, item)
        if line.wrong is None and not found:
            return []
        whole = [] if line.wrong is None else [line.wrong]
        return [self._problem(line, one, item) for one in (*whole, *(found if not whole else ()))]

    def _problem(self, line: TableRow, wrong: CellRefusal, item: str) -> Problem:
        target = self.head.targets[wrong.at - 1] if 0 < wrong.at <= len(self.head.targets) else None
        path = path_of(of_item(target.steps, item)) if target is not None else ""
        return Problem(self._layout.place(line.number, wrong.at), path, wrong.text, wrong.hint, wrong.kind)

    def _row(self, ident: str, group: Sequence[TableRow], problems: list[Problem]) -> Row:
        data: Nested = {}
        later: dict[str, int] = {}
        for count, line in enumerate(group, start=1):
            own: Nested = {}
            problems += self._put(own, line, str(count))
            if count == 1:
                data = own
                continue
            for steps in _merge(data, own, (), later, line.number):
                problems.append(self._conflict(line, steps))
        fill(data, self._fixed)
        names: Names = {}
        whole = settled(data, names)
        if names_a_total(ident) and len(group) == 1 and self._only_figures(group[0]):
            text = _("«{id}» sembra la riga dei totali, non una domanda: toglierla dalla tabella").format(id=ident[:80])
            problems.append(Problem(self._own_place(group[0]), "id", text, kind="total_row"))
        kept = self.items.take(ident) if ident else None
        origin = Origin(self._layout, tuple(line.number for line in group), names, kept.sources if kept else {}, later)
        if kept is not None:
            problems += kept.problems
            problems += [self._twice_told(origin, the_list) for the_list in kept.lists if the_list in whole]
            whole |= kept.lists
        problems += self._twins(whole, origin)
        name = ident or f"{self.file}:{group[0].number}"
        return Row(self.file, group[0].number, whole, name, tuple(problems), origin)

    def _conflict(self, line: TableRow, steps: tuple[Step, ...]) -> Problem:
        said = _("righe della stessa domanda dicono cose diverse")
        path = path_of(steps)
        column = self._layout.find(path)
        place = self._layout.place(line.number, column.at if column is not None else 0)
        return Problem(place, path, said, kind="conflict")

    def _twice_told(self, origin: Origin, the_list: str) -> Problem:
        said = _("le voci di questo elenco stanno sia qui sia in una tabella loro")
        hint = _("la tabella delle voci: {place}").format(place=origin.place_in(the_list, 0, "id"))
        return Problem(origin.layout.place(origin.lines[0]), the_list, said, hint, "mixed_list")

    def _twins(self, whole: Mapping[str, Any], origin: Origin) -> Iterator[Problem]:
        """Yield the items that are called like one before them."""
        for the_list, items in whole.items():
            if isinstance(items, list):
                yield from self._twins_in(the_list, items, origin)

    def _twins_in(self, the_list: str, items: Sequence[Mapping[str, Any]], origin: Origin) -> Iterator[Problem]:
        key = self._keys.get(the_list, "id")
        seen: dict[str, int] = {}
        for index, item in enumerate(items):
            name = item.get("id") or item.get(key)
            if name and seen.setdefault(name, index) != index:
                said = _("due voci hanno la stessa sigla «{id}» (la prima: {place})")
                first = origin.place_in(the_list, seen[name], key)
                path = origin.shown(f"{the_list}[{index}]")
                place = origin.place_in(the_list, index, key)
                yield Problem(place, path, said.format(id=name, place=first), kind="duplicate_id")

    def _own_place(self, line: TableRow) -> Any:
        return self._layout.place(line.number, 0 if self._id is None else self._id + 1)


def _merge(
    data: Nested, more: Nested, steps: tuple[Step, ...], later: dict[str, int], line: int
) -> Iterator[tuple[Step, ...]]:
    """Put ``more``, of a further line, into ``data``; yield the steps where both say something and not the same."""
    for key, value in more.items():
        where = (*steps, key)
        if isinstance(value, dict) and isinstance(data.get(key), dict):
            yield from _merge(data[key], value, where, later, line)
        elif key not in data:
            data[key] = value
            if not any(isinstance(step, ItemStep) for step in where):
                later.update({dotted(path_of(found)): line for found in _ends(value, where)})
        elif data[key] != value:
            yield where


def _ends(value: object, steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _ends(inner, (*steps, key))
    else:
        yield steps
