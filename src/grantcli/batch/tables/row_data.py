"""The cells of a row as the nested data of an application: text all through, as in a JSON row."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ...i18n import _
from ...tabular.cell_text import ERROR_BEGINS, CellRefusal, Numbers, cell_text, plain_figure, without_value
from .headers import TableHead
from .mapping import fold
from .steps import THIS_ROW, EntryStep, ItemStep, Step, Target, generic, of_item

Nested = dict[Any, Any]
"""The data of a row on its way: by ``Step``, values at the end of the steps."""
Values = Mapping[str, Mapping[str, str]]
NONE = frozenset({"nessuno", "nessuna", "none", "no", "[]", "0"})
"""How the cell of a whole list says that it has no items."""
_FIGURES = frozenset({"money", "number", "integer", "percent"})


class Manner(NamedTuple):
    """How the cells of a table are read: foreign words by fact, and how figures in text part their thousands."""

    values: Values
    numbers: Numbers | None = None


def put_cells(
    data: Nested, head: TableHead, cells: Sequence[Any], manner: Manner, item: str = ""
) -> Sequence[CellRefusal]:
    """Put the cells of a row where their columns say and return what is wrong with them.

    ``item`` is the step of the item that the row itself is.
    """
    wrong: list[CellRefusal] = []
    typed = manner._replace(numbers=None)
    as_written = not manner.values and not manner.numbers
    for at, (target, cell, easy) in enumerate(zip(head.targets, cells, head.easy, strict=False), start=1):
        is_text = type(cell) is str
        if target is None or cell is None or (is_text and not cell):
            continue
        if easy and as_written and is_text and cell[0] not in ERROR_BEGINS:
            if text := cell.strip():
                data[target.steps[0]] = text
        elif (lost := without_value(cell, at)) is not None:
            wrong.append(lost)
        elif text := cell_text(cell, target.fact):
            found = _put_text(data, at, target, text, manner if is_text else typed, item)
            if found is not None:
                wrong.append(found)
    return wrong


def _put_text(data: Nested, at: int, target: Target, text: str, manner: Manner, item: str) -> CellRefusal | None:
    fact = target.fact
    steps = target.steps
    if THIS_ROW in steps:
        steps = of_item(steps, item)
    words = manner.values.get(generic(steps)) if manner.values else None
    if words:
        text = words.get(fold(text), text)
    if manner.numbers and fact is not None and fact.kind in _FIGURES:
        text = plain_figure(text, manner.numbers)
    whole_list = fact is not None and fact.kind == "list"
    if whole_list and fold(text) not in NONE:
        return _not_a_list(at, text)
    if not put(data, steps, [] if whole_list else text):
        return CellRefusal(at, "contradiction", _("l'elenco è detto vuoto («nessuno») e insieme ha delle voci"))
    return None


def _not_a_list(at: int, text: str) -> CellRefusal:
    said = _("«{text}»: un elenco intero non sta in una cella").format(text=text[:80])
    hint = _("qui si scrive solo «nessuno»; le voci hanno colonne loro, o un foglio che si chiama come l'elenco")
    return CellRefusal(at, "not_a_list", said, hint)


def put(data: Nested, steps: Sequence[Step], value: object) -> bool:
    """Put a value at the end of some steps; return whether it could be put, nothing else being there."""
    for step in steps[:-1]:
        data = data.setdefault(step, {})
        if not isinstance(data, dict):
            return False
    return bool(data.setdefault(steps[-1], value) == value)


def fill(data: Nested, under: Mapping[Any, Any]) -> None:
    """Put into ``data`` what it does not say itself."""
    for key, value in under.items():
        if isinstance(value, dict):
            inner = data.setdefault(key, {})
            if isinstance(inner, dict):
                fill(inner, value)
        else:
            data.setdefault(key, value)


Names = dict[str, tuple[str, ...]]


def settled(data: Nested, names: Names, path: str = "") -> dict[str, Any]:
    """Return the data with items as lists, the entries of keyed lists as mappings.

    ``names`` is given the lists (dotted path) whose items are not called 1, 2, 3 and so on.
    """
    made: dict[str, Any] = {}
    for step, value in data.items():
        name = step.key if isinstance(step, EntryStep) else step
        made[name] = _settled(value, names, f"{path}.{name}" if path else name) if type(value) is dict else value
    return made


def _settled(value: Nested, names: Names, path: str) -> object:
    if value and all(isinstance(step, ItemStep) for step in value):
        called = tuple(step.name for step in value)
        if called != tuple(map(str, range(1, len(called) + 1))):
            names[path] = called
        return [_item(step.name, settled(inner, names, f"{path}.{step.name}")) for step, inner in value.items()]
    return settled(value, names, path)


def _item(name: str, data: dict[str, Any]) -> dict[str, Any]:
    return data if not name or name.isdigit() or "id" in data else {"id": name, **data}
