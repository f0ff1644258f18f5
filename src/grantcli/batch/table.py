"""A table as rows to judge: a row an application, or adjacent rows that share a name, or with its items elsewhere."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..i18n import _
from ..problem import Place, Problem
from .cells import Values, cell_text, put_cells, settled
from .heads import Head
from .mapping import Mapping, fold
from .row import Row
from .targets import ITEM


class Line(NamedTuple):
    """A row of a table: its number (from 1), its cells, what is wrong with it as a whole."""

    number: int
    cells: Sequence[object]
    wrong: Problem | None = None


class Items:
    """Items of lists from tables of their own, by application; in a private file that goes with the process."""

    def __init__(self) -> None:
        self._known = sqlite3.connect("")
        self._known.execute("create table item (owner text, list text, place text, data text, taken integer)")
        self._known.execute("create index owner on item (owner)")

    def add(self, owner: str, the_list: str, place: str, data: dict[str, Any]) -> None:
        """Keep an item of an application."""
        row = (_clean(owner), the_list, place, json.dumps(data), 0)
        self._known.execute("insert into item values (?, ?, ?, ?, ?)", row)

    def take(self, owner: str) -> dict[str, list[dict[str, Any]]]:
        """Return the items of an application by list, in their order."""
        found: dict[str, list[dict[str, Any]]] = {}
        query = "select list, data from item where owner = ? order by rowid"
        for the_list, data in self._known.execute(query, (_clean(owner),)):
            found.setdefault(the_list, []).append(json.loads(data))
        if found:
            self._known.execute("update item set taken = 1 where owner = ?", (_clean(owner),))
        return found

    def left(self) -> Iterator[tuple[str, str]]:
        """Yield the owner and the place of items that no application took."""
        yield from self._known.execute("select owner, place from item where taken = 0 order by rowid")


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


class Table:
    """A table of applications: its file as it is named, its head, how foreign words are read, items kept elsewhere."""

    def __init__(self, file: str, head: Head, mapping: Mapping, items: Items) -> None:
        self.file = file
        self.head = head
        self.items = items
        self._fixed = dict(mapping.fixed)
        self._values: Values = {
            fact: {fold(theirs): ours for theirs, ours in words.items()} for fact, words in mapping.values.items()
        }
        self._id = head.at("id")

    @property
    def is_long(self) -> bool:
        """Tell whether applications have a row for each item."""
        return not self.head.item_of and any(target and ITEM in target.steps for target in self.head.targets)

    def rows(self, lines: Iterable[Line], scattered: frozenset[str] = frozenset()) -> Iterator[Row]:
        """Yield a row for each application; ``scattered`` names those whose rows do not follow one another."""
        for ident, group in self._groups(lines):
            problems = [line.wrong for line in group if line.wrong is not None]
            if ident in scattered:
                said = _("le righe di questa domanda non stanno una dopo l'altra: ordinare la tabella")
                problems.append(Problem(self._place(group[0]), "id", said, kind="scattered"))
            yield self._row(ident, group, problems)

    def scattered(self, lines: Iterable[Line]) -> frozenset[str]:
        """Return the names of the applications whose rows do not follow one another."""
        known = sqlite3.connect("")
        known.execute("create table name (ident text primary key) without rowid")
        query = "insert or ignore into name values (?)"
        names = (ident for ident, _group in self._groups(lines) if ident)
        return frozenset(ident for ident in names if not known.execute(query, (_clean(ident),)).rowcount)

    def keep_items(self, lines: Iterable[Line]) -> Iterator[Row]:
        """Keep the rows as items of their applications; yield those whose application cannot be told."""
        for line in lines:
            owner = self._ident(line)
            data: dict[str, Any] = {}
            put_cells(data, self.head, line.cells, self._values)
            data.pop("id", None)
            if not owner:
                wrong = line.wrong or Problem(self._place(line), "", _("manca la domanda"), kind="missing_id")
                yield Row(self.file, line.number, b"", ident=f"{self.file}:{line.number}", problems=(wrong,))
            elif line.wrong is not None:
                self.items.add(owner, "", str(self._place(line)), {"text": line.wrong.text, "kind": line.wrong.kind})
            else:
                whole = settled(data).get(self.head.item_of) or [{}]
                self.items.add(owner, self.head.item_of, str(self._place(line)), whole[0])

    def _groups(self, lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
        held: list[Line] = []
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

    def _ident(self, line: Line) -> str:
        if self._id is None or len(line.cells) <= self._id:
            return ""
        cell = line.cells[self._id]
        return cell_text(cell) if cell is not None else ""

    def _row(self, ident: str, group: Sequence[Line], problems: list[Problem]) -> Row:
        data: dict[str, Any] = {}
        for count, line in enumerate(group, start=1):
            own: dict[str, Any] = {}
            put_cells(own, self.head, line.cells, self._values, str(count))
            problems += [self._conflict(line, path) for path in _merge(data, own, "")]
        whole = {**self._fixed, **settled(data)}
        for the_list, items in self.items.take(ident).items() if ident else ():
            if the_list:
                whole[the_list] = items
            else:
                problems += [Problem(self._place(group[0]), "", item["text"], kind=item["kind"]) for item in items]
        content = json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")
        name = ident or f"{self.file}:{group[0].number}"
        return Row(self.file, group[0].number, content, ident=name, problems=tuple(problems))

    def _conflict(self, line: Line, path: str) -> Problem:
        said = _("righe della stessa domanda dicono cose diverse")
        return Problem(self._place(line), path, said, kind="conflict")

    def _place(self, line: Line) -> Place:
        return Place(self.file, line.number, 1)


def _merge(data: dict[str, Any], more: dict[str, Any], path: str) -> Iterator[str]:
    """Put ``more`` into ``data``; yield the paths where both say something and not the same."""
    for key, value in more.items():
        where = f"{path}.{key}" if path else key
        if isinstance(value, dict) and isinstance(data.get(key), dict):
            yield from _merge(data[key], value, where)
        elif data.setdefault(key, value) != value:
            yield where
