"""One application of many, as it comes in and as it goes out: plain records that travel between processes."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from ...model.call import Edition
from ...problem import Place, Problem
from .origin import Origin

Data = dict[str, object]


class Kept(NamedTuple):
    """An outcome that an earlier run has written, by its key."""

    key: str


class Row(NamedTuple):
    """One application to judge: its file and row (from 1; 0: it is the whole file), and what it says.

    ``content`` is a JSON object in bytes, the nested data of a row of a table (texts at its ends), the path of a
    ``domanda.yaml``, or the outcome kept from an earlier run. ``problems`` were found while the row was read from its
    table: with errors among them it is not judged, and ``ident`` names it. ``origin``: where a table says what.
    """

    file: str
    number: int
    content: bytes | dict[str, Any] | Path | Kept
    ident: str = ""
    problems: tuple[Problem, ...] = ()
    origin: Origin | None = None

    def bare(self) -> "Row":
        """Return the row without its content, which need not travel back."""
        return self._replace(content=b"", problems=())


class Work(Protocol):
    """What is done with the rows of a run that are no applications to judge by their calls."""

    name: str
    """The file of what comes of them, a line each."""

    def judge(self, job: "Job", row: Row) -> "RowResult":
        """Return what comes of a row."""

    def key(self, job: "Job", row: Row) -> str | None:
        """Return the digest of all that decides what comes of a row; None where it is judged again in any case."""

    def sinks(self, folder: Path) -> list[Any]:
        """Return the outputs of a run, in the order in which they are put in place."""


class Job(NamedTuple):
    """What holds for all rows of a run: the calls by id, the one asked for, the day, what to write, the language.

    ``on`` was asked for and goes before the day of a row; ``today`` is for rows that give none. ``brief``: outcomes
    keep only what did not pass. ``work`` is what is done with rows that are no applications.
    """

    editions: Mapping[str, Edition]
    today: date
    call: str | None = None
    on: date | None = None
    brief: bool = False
    papers: bool = False
    language: str = "it"
    work: Work | None = None


class RowResult(NamedTuple):
    """What came of a row. ``key`` is the digest of all that decides the outcome; no ``outcome``: the row is bad.

    ``head`` is the summary's row; ``outcome`` is JSON text; ``papers`` are PDFs by kind. ``profile`` is the
    file of the company's profile that the row names, if any.
    """

    row: Row
    ident: str
    key: str = ""
    head: Data | None = None
    outcome: str = ""
    problems: tuple[Problem, ...] = ()
    papers: tuple[tuple[str, bytes], ...] = ()
    profile: str = ""


def place_of(row: Row, path: str = "") -> Place:
    """Return the place of a row, number 0 being a file of its own; of a row of a table, where ``path`` is written."""
    if path and row.origin is not None:
        return row.origin.place(path)
    return Place(row.file, row.number, 1) if row.number else Place(row.file)


def name_of(row: Row) -> str:
    """Return the name of a row that gives itself none: its file and, in a file of many, its number."""
    return f"{row.file}:{row.number}" if row.number else row.file
