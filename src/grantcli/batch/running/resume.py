"""What earlier runs into a folder have done: found again by key, without reading it all into memory."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ...filing import open_regular
from ..results.outcome_line import OUTCOMES, EarlierLine, kept_in, key_in, profile_mark
from ..results.papers import paper_of
from ..results.sink import part_of
from .judging import KINDS

_KEPT = "kept"
_LONGEST = 64_000_000
"""Bytes of a line; in a longer one is no outcome of ours."""


class Earlier:
    """The lines of finished and unfinished runs, by key. The index is a private file that goes with the process."""

    def __init__(self, folder: Path, name: str = OUTCOMES) -> None:
        self._folder = folder
        self._index = sqlite3.connect("")
        self._index.execute("create table line (key text primary key, file integer, start integer) without rowid")
        self._streams = [open_regular(path) for path in _sources(folder, name)]
        for number, stream in enumerate(self._streams):
            start = 0
            while line := stream.readline(_LONGEST):
                key = key_in(line)
                if key is not None:
                    self._index.execute("insert or replace into line values (?, ?, ?)", (key, number, start))
                start += len(line)

    def find(self, key: str) -> EarlierLine | None:
        """Return what an earlier run wrote under ``key``."""
        found = self._index.execute("select file, start from line where key = ?", (key,)).fetchone()
        if found is None:
            return None
        stream = self._streams[found[0]]
        stream.seek(found[1])
        return kept_in(stream.readline())

    def has(self, key: str, *, papers: bool) -> bool:
        """Return whether what was written under ``key`` is still valid: the profile it rests on, and its papers."""
        kept = self.find(key)
        if kept is None or kept.profile != profile_mark(next(iter(kept.profile), "")):
            return False
        return not papers or all(paper_of(self._folder, kept.ident, kind).exists() for kind in KINDS)

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        for stream in self._streams:
            stream.close()


def set_aside(folder: Path, name: str = OUTCOMES) -> None:
    """Keep the part that a run left behind when it was stopped, out of the way of the next."""
    part = part_of(folder, name)
    if part.exists():
        free = next(n for n in range(1, 10**6) if not _kept(folder, name, n).exists())
        part.replace(_kept(folder, name, free))


def forget(folder: Path, name: str = OUTCOMES) -> None:
    """Remove what was set aside, once it is in the finished files or is not wanted."""
    for path in _all_kept(folder, name):
        path.unlink()


def _sources(folder: Path, name: str) -> list[Path]:
    whole = folder / name
    return [*([whole] if whole.exists() else []), *_all_kept(folder, name)]


def _kept(folder: Path, name: str, number: int) -> Path:
    return folder / f".{name}.{_KEPT}-{number}"


def _all_kept(folder: Path, name: str) -> Iterator[Path]:
    return iter(sorted(folder.glob(f".{name}.{_KEPT}-*")))
