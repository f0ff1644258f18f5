"""What was given to read: files of many applications, folders of single ones; each yields its rows as they are read."""

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..filing import open_regular, read_regular
from ..i18n import _, plural
from ..loading.parser.tree import MOST_BYTES
from ..problem import Place, Problem, errors
from .rows.json_lines import read_lines
from .rows.row import Row
from .tables.finder import Finder, TableSource, orphans

LINES = frozenset({".jsonl", ".ndjson"})
SINGLE = frozenset({".yaml", ".yml"})
TEXT = frozenset({".csv", ".tsv", ".txt"})
BOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
STANDARD_INPUT = "-"
_NAMED = 4
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UNREADABLE = frozenset({"wrong_encoding", "password", "broken_workbook"})
"""Kinds of problems of a file whose content cannot be read."""
_APPLICATION = re.compile(rb"(?:^|[{,]\s*)[\"']?(?:call|project|expenses|declarations)[\"']?[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: its name, its rows, and how many there are, where that shows without reading them.

    ``of_items``: it holds items of the applications of others, and its rows are only the bad ones.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    count: Callable[[], int | None]
    of_items: bool = False


def find_inputs(
    given: Sequence[str], finder: Finder, *, only_applications: bool = False
) -> tuple[list[Input], list[Problem]]:
    """Return the inputs named, ``-`` being JSON lines on standard input; what cannot be read is a problem.

    Tables of items come first, whatever their order, and what no application took of them comes last. A file whose
    content cannot be read is no problem of the whole where there are others: it becomes a bad row.
    ``only_applications`` leaves out of folders the files that are none (profiles, mappings).
    """
    found = [one for name in given for one in _found(name, finder, only_applications)]
    problems = [*finder.problems, *(one for one in found if isinstance(one, Problem))]
    inputs = sorted((one for one in found if isinstance(one, Input)), key=lambda one: not one.of_items)
    if any(one.of_items for one in inputs):
        inputs.append(Input("", lambda: orphans(finder.items), lambda: 0))
    if inputs and all(one.kind in UNREADABLE for one in errors(problems)):
        inputs += [_unreadable(one) for one in errors(problems)]
        problems = [one for one in problems if one.warning]
    return inputs, problems


def _unreadable(problem: Problem) -> Input:
    """Return a file that cannot be read as a row of its own that says so: it does not stop the others."""
    file = problem.place.file
    row = Row(file, 0, b"", ident=file, problems=(problem,))
    return Input(file, lambda: iter([row]), lambda: 1)


def _found(name: str, finder: Finder, only_applications: bool) -> list[Input | Problem]:
    path, ending = Path(name), Path(name).suffix.lower()
    if name == STANDARD_INPUT:
        shown = _("(standard input)")
        return [Input(shown, lambda: _standard_lines(shown), lambda: None)]
    if path.is_dir():
        return _folder(path, only_applications)
    if not path.exists():
        return [Problem(Place(name), "", _("il file non esiste"), kind="missing_file")]
    if ending in LINES:
        return [Input(name, lambda: _opened(path, read_lines), lambda: count_lines(path))]
    if ending in SINGLE:
        return [Input(name, lambda: iter([one_file(path)]), lambda: 1)]
    if ending in TEXT or ending in BOOKS:
        sources = finder.in_csv(path) if ending in TEXT else finder.in_workbook(path)
        return [_table(source, path, ending in TEXT) for source in sources]
    hint = _("si leggono .jsonl, .csv, .xlsx, .yaml e cartelle di domande")
    return [Problem(Place(name), "", _("non si sa come leggere questo file"), hint, "unknown_format")]


def _standard_lines(name: str) -> Iterator[Row]:
    try:
        yield from read_lines(sys.stdin.buffer, name)
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from error


def _table(source: TableSource, path: Path, is_text: bool) -> Input:
    """Return a table as an input; it has as many applications as lines where each line has one."""
    items = bool(source.table.head.item_of)
    many = items or source.table.is_long or not is_text
    return Input(source.table.file, source.rows, (lambda: None) if many else (lambda: count_lines(path) - 1), items)


def _folder(folder: Path, only_applications: bool) -> list[Input | Problem]:
    """Return the files in a folder and its folders; where only applications are wanted, a note names the others."""
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SINGLE and path.is_file())
    others = [path for path in files if only_applications and not _is_application(path)]
    chosen = sorted({*files} - {*others})
    told: list[Input | Problem] = []
    if others and chosen:
        said = _("non sono domande, e non si leggono: {files}").format(
            files=first_files([str(path.relative_to(folder)) for path in others])
        )
        told.append(Problem(Place(str(folder)), "", said, kind="left_out", warning=True))
    if not chosen:
        hint = _("una domanda ha almeno la riga «call:» o «expenses:»") if others else ""
        said = _("nella cartella non ci sono domande (.yaml)")
        return [Problem(Place(str(folder)), "", said, hint, kind="empty_folder")]
    return [*told, Input(str(folder), lambda: map(one_file, chosen), lambda: len(chosen))]


def first_files(files: Sequence[str]) -> str:
    """Name the first few files and say how many are left."""
    shown, rest = ", ".join(files[:_NAMED]), len(files) - _NAMED
    return plural("{files} e un altro", "{files} e altri {n}", rest).format(files=shown, n=rest) if rest > 0 else shown


def _is_application(path: Path) -> bool:
    """Return whether a file is an application, by the keys that only it has; one that cannot be read counts as one."""
    try:
        content = read_regular(path, MOST_BYTES)
    except OSError:
        return True
    return content.startswith(_UTF_16) or _APPLICATION.search(content) is not None


def one_file(path: Path) -> Row:
    """Return the row of an application in a file of its own."""
    return Row(str(path), 0, path)


def _opened(path: Path, read: Callable[[BinaryIO, str], Iterator[Row]]) -> Iterator[Row]:
    with open_regular(path) as stream:
        yield from read(stream, str(path))


def count_lines(path: Path) -> int:
    """Return how many lines a file has, without keeping any."""
    with open_regular(path) as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
