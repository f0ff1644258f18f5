"""How foreign tables are read: a file that says which column is which fact, and what their own words mean."""

from dataclasses import field
from pathlib import Path
from typing import Literal

from ..loading.parsing import read_tree
from ..loading.reader import BAD, Reader
from ..model.noun import noun
from ..problem import Problem


@noun
class Mapping:
    """What a mapping file says. Names of columns and sheets are compared without regard to case and spaces.

    ``columns``: name of a column to the fact it holds (``company.name``, ``expenses[1].amount``, ``expenses[].amount``
    in a table with a row for each expense). ``id``, ``call``, ``on``: the columns of name, call and day of the
    application. ``values``: for a fact, their words to ours. ``fixed``: facts that hold for all rows. ``ignore``:
    columns to leave out. ``sheets``: sheet or file name (without its ending) to the list whose items it holds.
    ``sheet``: where the applications are. ``header``: rows of the head, from ``first_row``.
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
    encoding: Literal["utf-8", "cp1252"] | None = None
    delimiter: str | None = None

    def targets(self) -> dict[str, str]:
        """Return the names of columns with what each holds, folded as ``fold`` does."""
        own = {name: key for key, name in (("id", self.id), ("call", self.call), ("on", self.on)) if name}
        return {fold(name): target for name, target in {**own, **self.columns}.items()}


def fold(name: str) -> str:
    """Return a name of a column or sheet as it is compared: spaces and case do not count."""
    return " ".join(name.split()).casefold()


def load_mapping(path: Path) -> tuple[Mapping | None, list[Problem]]:
    """Read a mapping file (YAML); None when it has problems."""
    tree, problems = read_tree(path)
    if tree is None:
        return None, problems
    reader = Reader(str(path))
    made = reader.read(Mapping, tree)
    problems += reader.problems
    return (None if made is BAD or problems else made), problems
