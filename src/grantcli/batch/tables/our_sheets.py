"""The sheets that our workbooks have beside those to fill in: instructions, the call with its figures, the answers."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...problem import Place
from ...tabular.cell_errors import CellErrors
from ...tabular.workbook import CellError, read_sheet
from ..rows.origin import Layout
from .mapping import fold

INSTRUCTIONS: Mapping[str, str] = {"it": "Istruzioni", "en": "Instructions"}
CALL_DATA: Mapping[str, str] = {"it": "Dati del bando", "en": "Call data"}
OPTIONS: Mapping[str, str] = {"it": "Risposte possibili", "en": "Possible answers"}
CALL = "call"
_KEY, _VALUE, _SOURCE = 0, 2, 3  # the columns of the sheet of the call, from 0


def _names(title: Mapping[str, str]) -> set[str]:
    return {fold(name) for name in title.values()}


_OURS = {name for title in (INSTRUCTIONS, CALL_DATA, OPTIONS) for name in _names(title)}


def is_ours(name: str) -> bool:
    """Return whether a sheet is one of ours that holds no rows to read."""
    return fold(name) in _OURS


def call_data(book: Any, name: str, layout: Layout, faults: CellErrors) -> Iterator[tuple[str, object, Place]]:
    """Yield what the sheet of the call says, if this is it: the call, and the figures with their sources, by column."""
    if fold(name) not in _names(CALL_DATA):
        return
    for number, cells in read_sheet(book, name, faults):
        key, value, source = (_at(cells, at) for at in (_KEY, _VALUE, _SOURCE))
        if number == 1 or not isinstance(key, str) or _is_blank(value):
            continue
        if key == CALL:
            yield key, value, layout.place(number, _VALUE + 1)
            continue
        yield f"supplied[{key}].value", value, layout.place(number, _VALUE + 1)
        if not _is_blank(source):
            yield f"supplied[{key}].source", source, layout.place(number, _SOURCE + 1)


def _at(cells: Sequence[object], at: int) -> object:
    return cells[at] if at < len(cells) else None


def _is_blank(cell: object) -> bool:
    return cell in ("", None) and not isinstance(cell, CellError)
