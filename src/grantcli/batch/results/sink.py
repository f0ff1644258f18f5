"""What a batch writes its results into: a sink takes one result after another, and ends whole or leaves no trace."""

import os
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Protocol

from ...filing import open_part, put_in_place
from ..rows.row import RowResult


class Sink(Protocol):
    """One output of a run. Until ``finish`` only hidden parts are written."""

    def add(self, result: RowResult) -> None:
        """Take one result, in the order of the rows."""

    def flush(self) -> None:
        """Hand over what was taken so far, so that it outlives this process."""

    def close(self) -> None:
        """Close the part and leave it where it is."""

    def drop(self) -> None:
        """Close the part and remove it, as if there had been no run."""

    def finish(self) -> list[Path]:
        """Put what was written in its place, and return where."""


class PartFile:
    """A text file of a run, in a hidden part until it is whole."""

    def __init__(self, folder: Path, name: str, encoding: str = "utf-8") -> None:
        self.path = folder / name
        self.part = part_of(folder, name)
        self.stream: IO[str] = TextIOWrapper(open_part(self.part), encoding, "backslashreplace", newline="")

    def flush(self) -> None:
        """Hand over what was written so far."""
        self.stream.flush()

    def close(self) -> None:
        """Close the part and leave it where it is."""
        self.stream.close()

    def drop(self) -> None:
        """Close the part and remove it."""
        self.close()
        self.part.unlink(missing_ok=True)

    def finish(self) -> list[Path]:
        """Put the file in its place."""
        self.close()
        return [place(self.part, self.path)]


def part_of(folder: Path, name: str) -> Path:
    """Return where the file ``name`` is written until it is whole."""
    return folder / f".{name}.part"


def place(part: Path, path: Path) -> Path:
    """Put a whole part where its file belongs."""
    with part.open("r+b") as stream:  # Windows hands over only what may be written
        os.fsync(stream.fileno())
    return put_in_place(part, path)
