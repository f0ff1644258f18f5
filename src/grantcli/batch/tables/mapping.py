"""How foreign tables are read: a file that says which column is which fact, and what their own words mean."""

from collections.abc import Iterator
from dataclasses import field, fields
from pathlib import Path
from typing import Literal

from ...loading.parser.reader import read_noun
from ...loading.parser.tree import MappingNode, Tree
from ...model.noun import noun
from ...problem import Place, Problem


@noun
class HeadRows:
    """Where the head of one table is: its first row (from 1), how many rows it has."""

    first_row: int = 1
    header: int = 1


@noun
class Wishes:
    """What a mapping file says. Names of columns and sheets are compared without regard to case and spaces.

    ``columns``: name of a column to the fact it holds (``company.name``, ``expenses[1].amount``, ``expenses[].amount``
    in a table with a row for each expense). ``id``, ``call``, ``on``: the columns of name, call and day of the
    application. ``values``: for a fact, their words to ours. ``fixed``: facts that hold for all rows, and figures of
    the call (``supplied[gber.rate.A].value``, ``….source``). ``ignore``: columns to leave out. ``sheets``: sheet or
    file name (without its ending) to the list whose items it holds. ``sheet``: where the applications are.
    ``header``: rows of the head, from ``first_row``; ``heads``: the same for single sheets. ``numbers``: what parts
    thousands in figures that are text, a point (``italian``) or a comma (``english``).
    """

    columns: dict[str, str] = field(default_factory=dict)
    id: str | None = None
    call: str | None = None
    on: str | None = None
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    sheets: dict[str, str] = field(default_factory=dict)
    sheet: str | None = None
    first_row: int = 1
    header: int = 1
    heads: dict[str, HeadRows] = field(default_factory=dict)
    numbers: Literal["italian", "english"] | None = None
    encoding: Literal["utf-8", "cp1252"] | None = None
    delimiter: str | None = None


@noun
class Mapping(Wishes):
    """A mapping file read: what it says, its name, and the places of its keys (``columns.Cliente``)."""

    file: str = ""
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)

    def targets(self) -> dict[str, str]:
        """Return the names of columns with what each holds, folded as ``fold`` does."""
        own = {name: key for key, name in (("id", self.id), ("call", self.call), ("on", self.on)) if name}
        return {fold(name): target for name, target in {**own, **self.columns}.items()}

    def head_of(self, table: str) -> HeadRows:
        """Return where the head of a sheet or file (without its ending) is."""
        own = {fold(name): rows for name, rows in self.heads.items()}
        return own.get(fold(table)) or HeadRows(first_row=self.first_row, header=self.header)

    def place(self, *keys: str) -> Place:
        """Return the place of a key of the file."""
        return Place(self.file, *self.marks.get(".".join(keys), (0, 0)))


def fold(name: str) -> str:
    """Return a name of a column or sheet as it is compared: spaces and case do not count."""
    return " ".join(name.split()).casefold()


def load_mapping(path: Path) -> tuple[Mapping | None, list[Problem]]:
    """Read a mapping file (YAML); None when it has problems."""
    made, tree, problems = read_noun(Wishes, path)
    if made is None or tree is None or problems:
        return None, problems
    said = {part.name: getattr(made, part.name) for part in fields(Wishes)}
    return Mapping(**said, file=str(path), marks=dict(_marks(tree, ""))), problems


def _marks(tree: Tree, path: str) -> Iterator[tuple[str, tuple[int, int]]]:
    if isinstance(tree, MappingNode):
        for key, inner in tree.entries.items():
            where = f"{path}.{key}" if path else key
            yield where, tree.key_mark(key)
            yield from _marks(inner, where)
