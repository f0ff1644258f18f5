"""The process in which workbooks are read: run as a program of its own, so that what fells it fells nothing else.

It needs neither this package nor anything but the standard library and the reader. Requests come as pickles on
standard input, answers go as pickles to standard output; it ends when its input does.
"""

import contextlib
import pickle
import sys
from collections.abc import Iterator
from typing import Any

MOST_MEMORY = 3_000_000_000
"""Bytes of address space that reading may take, where the system can hold a process to that."""
_CELLS = 50_000  # of an answer


class _Held:
    """A workbook that is open: its sheets, and how far each has been read."""

    def __init__(self, path: str) -> None:
        from python_calamine import load_workbook

        book = load_workbook(path)
        self.shown = [one.name for one in book.sheets_metadata if str(one.visible).endswith("Visible")]
        self.sheets: dict[str, Any] = {name: book.get_sheet_by_name(name) for name in self.shown}
        self._at: dict[str, tuple[int, Iterator[list[object]]]] = {}

    def about(self) -> list[tuple[str, Any, Any, list[Any]]]:
        """Return for each visible sheet its name, its first and last cell, its merged cells."""
        return [
            (name, sheet.start, sheet.end, list(sheet.merged_cell_ranges or ())) for name, sheet in self.sheets.items()
        ]

    def rows(self, name: str, first: int) -> list[list[object]]:
        """Return some rows of a sheet, from ``first`` (from 0) on; none after the last."""
        at, rows = self._at.get(name, (0, iter(())))
        if at != first or first == 0:
            rows = self.sheets[name].iter_rows()
            for _skipped in zip(range(first), rows, strict=False):
                pass
        found: list[list[object]] = []
        cells = 0
        for row in rows:
            found.append(row)
            cells += len(row) + 1
            if cells >= _CELLS:
                break
        self._at[name] = (first + len(found), rows)
        return found


def _hold_back() -> None:
    """Bound the memory of this process, where the system can do that (not on Windows)."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _answer(request: tuple[Any, ...], held: dict[int, _Held]) -> object:
    what, handle, *more = request
    if what == "open":
        held[handle] = _Held(*more)
        return held[handle].about()
    return held[handle].rows(*more)


def serve() -> None:
    """Answer requests until there are no more: ``("ok", answer)`` or ``("error", kind, text)``."""
    _hold_back()
    held: dict[int, _Held] = {}
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            closed, request = pickle.load(incoming)  # noqa: S301 - from the process that started this one
        except EOFError:
            return
        for handle in closed:
            held.pop(handle, None)
        try:
            told: tuple[object, ...] = ("ok", _answer(request, held))
        except BaseException as error:  # a panic of the reader is no Exception
            told = ("error", type(error).__name__, str(error)[:200])
        pickle.dump(told, outgoing, pickle.HIGHEST_PROTOCOL)
        outgoing.flush()


if __name__ == "__main__":
    serve()
