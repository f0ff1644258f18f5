"""Where an application of a table was written: the file or sheet, the row and the column of each of its answers.

A table is known by its layout, an application by the rows it took; a place is worked out only for a problem.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ...problem import Place

_ITEM = re.compile(r"\[([^\]]*)\]")


class Column(NamedTuple):
    """A column that is read: what it holds (``expenses[2].amount``, ``expenses[].amount``), its number, its name."""

    path: str
    at: int
    heading: str


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The columns of a table; ``letters``: they are named as in a sheet."""

    file: str
    columns: tuple[Column, ...] = ()
    letters: bool = False

    def place(self, line: int, at: int = 0, heading: str | None = None) -> Place:
        """Return the place of a cell; without ``at`` that of the row."""
        if not at:
            return Place(self.file, line, 1)
        if heading is None:
            heading = next((column.heading for column in self.columns if column.at == at), "")
        where = f"{letters(at)}{line}" if self.letters else f"{line}:{at}"
        return Place(self.file, line, at, f"{where} «{heading[:80]}»" if heading else where)

    def find(self, path: str) -> Column | None:
        """Return the column of a path, written with dots or brackets."""
        wanted = dotted(path)
        return next((column for column in self.columns if dotted(column.path) == wanted), None)

    def holds_items(self, of: str) -> bool:
        """Return whether each row may be an item of the list ``of``."""
        return any(column.path.startswith(f"{of}[]") for column in self.columns)


class ItemOrigin(NamedTuple):
    """Where an item from a table of items was written; its name in paths (``2``, ``2021``)."""

    layout: Layout
    line: int
    name: str


class Origin(NamedTuple):
    """The rows of an application: their table and numbers.

    ``names``: for lists (dotted path) the names of their items, where these are not 1, 2, 3 and so on. ``beside``:
    where items of tables of their own were written. ``later``: rows of answers (dotted path) not on the first one.
    """

    layout: Layout
    lines: tuple[int, ...]
    names: Mapping[str, tuple[str, ...]]
    beside: Mapping[str, tuple[ItemOrigin, ...]]
    later: Mapping[str, int]

    def shown(self, path: str) -> str:
        """Return a path of the data, whose items count from 0, as the columns of the table count and name them."""
        written, end = "", 0
        for match in _ITEM.finditer(path):
            written += path[end : match.start()]
            written += f"[{self._name(dotted(written), int(match[1]))}]"
            end = match.end()
        written += path[end:]
        column = self.layout.find(written)
        return column.path if column is not None else written

    def _name(self, of: str, index: int) -> str:
        names = tuple(source.name for source in self.beside.get(of, ())) or self.names.get(of, ())
        return names[index] if index < len(names) else str(index + 1)

    def place(self, path: str = "") -> Place:
        """Return the place of a path as it is shown; of the row where no column holds it."""
        column = self.layout.find(path) if path else None
        if column is not None:
            return self.layout.place(self.later.get(dotted(path), self.lines[0]), column.at)
        item = _ITEM.search(path)
        if item is None:
            return self.layout.place(self.lines[0])
        of, own = path[: item.start()], f"{path[: item.start()]}[]{path[item.end() :]}"
        layout, line = self._item(dotted(of), item[1])
        column = layout.find(own) or layout.find(f"{own}.id")
        return layout.place(line, column.at if column is not None else 0)

    def place_in(self, of: str, index: int, field: str) -> Place:
        """Return the place of a field of an item (from 0) of a list; of its row where no column holds it."""
        beside = self.beside.get(of, ())
        name = self._name(of, index)
        layout, line = (beside[index].layout, beside[index].line) if index < len(beside) else self._item(of, name)
        column = layout.find(f"{of}[{name}].{field}") or layout.find(f"{of}[].{field}")
        return layout.place(line, column.at if column is not None else 0)

    def _item(self, of: str, name: str) -> tuple[Layout, int]:
        for source in self.beside.get(of, ()):
            if source.name == name:
                return source.layout, source.line
        if self.layout.holds_items(of) and name.isdigit() and 0 < int(name) <= len(self.lines):
            return self.layout, self.lines[int(name) - 1]
        return self.layout, self.lines[0]


def dotted(path: str) -> str:
    """Return a path without brackets: ``expenses.2.amount``."""
    return _ITEM.sub(r".\1", path)


def letters(at: int) -> str:
    """Return the letters of a column of a sheet: A for 1, AB for 28."""
    more, last = divmod(at - 1, 26)
    return (letters(more) if more else "") + chr(ord("A") + last)
