"""Workbooks read in a process of their own, begun once, and again where it dies; few rows are here at a time."""

import atexit
import itertools
import pickle
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

PATIENCE = 120.0
"""Seconds that one answer may take."""
_PROGRAM = Path(__file__).with_name("reader_process.py")
_numbers = itertools.count(1)


class ReaderError(Exception):
    """The reader refuses: ``kind`` is the name of what it raised, empty where it died or took too long."""

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


class ReaderGoneError(OSError):
    """A workbook that could be opened cannot be read any further."""


class SheetMark(NamedTuple):
    """The name of a sheet, and that it is shown."""

    name: str
    visible: str = "Visible"


class Sheet:
    """A sheet of a workbook: its first and last cell (row and column, from 0) and its rows, read anew each time."""

    def __init__(self, book: "Workbook", name: str, start: Any, end: Any, merged: Sequence[Any]) -> None:
        self._book = book
        self._name = name
        self.start: tuple[int, int] | None = start
        self.end: tuple[int, int] | None = end
        self.merged_cell_ranges = merged

    def iter_rows(self) -> Iterator[list[object]]:
        """Yield the rows from the first that has something in it."""
        first = 0
        while rows := self._book.ask("rows", self._name, first):
            yield from rows
            first += len(rows)


class Workbook:
    """A workbook whose visible sheets have all been read once, so that later only the machine can fail."""

    def __init__(self, path: Path) -> None:
        self._path = str(path.absolute())  # the reader stays in the folder it was begun in
        self._handle = next(_numbers)
        self._reader = _Reader.running()
        about = self._reader.ask("open", self._handle, self._path)
        self._end = weakref.finalize(self, self._reader.forget, self._handle)
        self._sheets: Mapping[str, Sheet] = {name: Sheet(self, name, *more) for name, *more in about}

    @cached_property
    def sheets_metadata(self) -> list[SheetMark]:
        """Return the sheets that are shown, in their order."""
        return [SheetMark(name) for name in self._sheets]

    def get_sheet_by_name(self, name: str) -> Sheet:
        """Return a sheet that is shown."""
        return self._sheets[name]

    def ask(self, what: str, *more: object) -> Any:
        """Ask the reader about this workbook; where it has died meanwhile, a new one, once."""
        try:
            return self._reader.ask(what, self._handle, *more)
        except ReaderError:
            try:
                self._reader = _Reader.running()
                self._reader.ask("open", self._handle, self._path)
                return self._reader.ask(what, self._handle, *more)
            except ReaderError as error:
                raise ReaderGoneError(0, str(error), self._path) from error


class _Reader:
    """The process that reads, and the talk with it."""

    _one: "_Reader | None" = None

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forgotten: deque[int] = deque()
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the one who asks
        )
        atexit.register(self.end)

    @classmethod
    def running(cls) -> "_Reader":
        """Return the reader of this process, begun where there is none or it has died."""
        if cls._one is None or cls._one._process.poll() is not None:
            cls._one = cls()
        return cls._one

    def ask(self, *request: object) -> Any:
        """Return the answer to a request; ``ReaderError`` where it is refused, or the process dies of it."""
        with self._lock:
            guard = threading.Timer(PATIENCE, self._process.kill)
            guard.daemon = True
            guard.start()
            try:
                told = self._talk(request)
            except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
                self.end()
                raise ReaderError("", "") from error
            finally:
                guard.cancel()
        if told[0] != "ok":
            raise ReaderError(told[1], told[2])
        return told[1]

    def _talk(self, request: tuple[object, ...]) -> Any:
        into, out = self._process.stdin, self._process.stdout
        if into is None or out is None:
            raise EOFError
        closed = [self._forgotten.popleft() for _ in range(len(self._forgotten))]
        pickle.dump((closed, request), into)
        into.flush()
        return pickle.load(out)  # noqa: S301 - from the process that this one started

    def forget(self, handle: int) -> None:
        """Let go of a workbook with the next request: this may be called in the middle of one."""
        self._forgotten.append(handle)

    def end(self) -> None:
        """End the process."""
        atexit.unregister(self.end)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
