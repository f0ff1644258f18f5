"""What was given to read: files of many applications, folders of single ones; each tells its rows as they flow."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..i18n import _
from ..problem import Place, Problem
from .lines import read_lines
from .row import Row

LINES = frozenset({".jsonl", ".ndjson"})
SINGLE = frozenset({".yaml", ".yml"})
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: its name, its rows, and how many there are as far as one can tell without reading them."""

    name: str
    rows: Callable[[], Iterator[Row]]
    count: Callable[[], int | None]


def find_inputs(given: Sequence[str]) -> tuple[list[Input], list[Problem]]:
    """Return the inputs named, ``-`` being JSON lines on standard input; what cannot be read is a problem."""
    inputs: list[Input] = []
    problems: list[Problem] = []
    for name in given:
        found = _find(name)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            inputs.append(found)
    return inputs, problems


def _find(name: str) -> Input | Problem:
    path = Path(name)
    if name == STANDARD_INPUT:
        shown = _("(ingresso)")
        return Input(shown, lambda: read_lines(sys.stdin.buffer, shown), lambda: None)
    if path.is_dir():
        return _folder(path)
    if not path.exists():
        return Problem(Place(name), "", _("il file non esiste"), kind="missing_file")
    if path.suffix.lower() in LINES:
        return Input(name, lambda: _opened(path, read_lines), lambda: count_lines(path))
    if path.suffix.lower() in SINGLE:
        return Input(name, lambda: iter([one_file(path)]), lambda: 1)
    hint = _("si leggono .jsonl, .csv, .xlsx, .yaml e cartelle di domande")
    return Problem(Place(name), "", _("non si sa come leggere questo file"), hint, "unknown_format")


def _folder(folder: Path) -> Input | Problem:
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SINGLE and path.is_file())
    if not files:
        return Problem(Place(str(folder)), "", _("nella cartella non ci sono domande (.yaml)"), kind="empty_folder")
    return Input(str(folder), lambda: map(one_file, files), lambda: len(files))


def one_file(path: Path) -> Row:
    """Return the row of an application in a file of its own."""
    return Row(str(path), 0, str(path).encode("utf-8", "surrogateescape"), "yaml")


def _opened(path: Path, read: Callable[[BinaryIO, str], Iterator[Row]]) -> Iterator[Row]:
    with path.open("rb") as stream:
        yield from read(stream, str(path))


def count_lines(path: Path) -> int:
    """Return how many lines a file has, without keeping any."""
    with path.open("rb") as stream:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
