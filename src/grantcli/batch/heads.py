"""The head of a table read: what each column holds, and what cannot be told of it."""

from collections.abc import Sequence
from typing import NamedTuple

from ..i18n import _
from ..problem import Place, Problem
from .mapping import Mapping, fold
from .targets import Columns, Target


class Head(NamedTuple):
    """The columns of a table: where the cells of each go (None: nowhere). ``item_of``: rows are items of this list."""

    targets: tuple[Target | None, ...]
    item_of: str = ""

    def at(self, own: str) -> int | None:
        """Return which column is the ``id``, ``call`` or ``on`` of the row."""
        return next((i for i, one in enumerate(self.targets) if one and one.fact is None and one.steps == (own,)), None)


def read_head(
    rows: Sequence[Sequence[str]], place: Place, columns: Columns, mapping: Mapping, item_of: str = ""
) -> tuple[Head, list[Problem]]:
    """Read the rows of a head (the last one names columns, the one above it groups them)."""
    names = [cell.strip() for cell in (rows[-1] if rows else ())]
    groups = _spread(rows[-2], len(names)) if len(rows) > 1 else [""] * len(names)
    reading = _Reading(place, columns, mapping, item_of)
    targets = tuple(reading.column(at, name, group) for at, (name, group) in enumerate(zip(names, groups, strict=True)))
    reading.check(targets)
    return Head(targets, item_of), reading.problems


def _spread(groups: Sequence[str], width: int) -> list[str]:
    """Say each group over all of its columns: a merged cell stands over the first one only."""
    spread, held = [], ""
    for cell in [*groups, *[""] * width][:width]:
        held = cell.strip() or held
        spread.append(held)
    return spread


class _Reading:
    """One head on its way."""

    def __init__(self, place: Place, columns: Columns, mapping: Mapping, item_of: str) -> None:
        self.place = place
        self.columns = columns
        self.item_of = item_of
        self.given = mapping.targets()
        self.ignored = {fold(name) for name in mapping.ignore}
        self.problems: list[Problem] = []

    def column(self, at: int, name: str, group: str) -> Target | None:
        whole = f"{group} {name}" if group else name
        if not name or {fold(name), fold(whole)} & self.ignored:
            return None
        given = self.given.get(fold(whole)) or self.given.get(fold(name))
        if given is not None:
            return self._given(at, given)
        found = self.columns.find_in(self.item_of, name) if self.item_of else self.columns.find(name, group)
        if found is None:
            said = _("colonna sconosciuta «{name}»: non viene letta").format(name=whole[:80])
            self._tell(at, said, "unknown_column", self.columns.nearest(name[:80]), warning=True)
        return found

    def _given(self, at: int, key: str) -> Target | None:
        if key in ("id", "call", "on"):
            return Target((key,))
        found = self.columns.by_key(key)
        if found is None:
            said = _("il file delle colonne nomina «{key}», che non è un fatto").format(key=key[:80])
            self._tell(at, said, "unknown_fact", self.columns.nearest(key[:80]))
        return found

    def check(self, targets: Sequence[Target | None]) -> None:
        seen: dict[tuple[str, ...], int] = {}
        for at, target in enumerate(targets):
            if target is not None and seen.setdefault(target.steps, at) != at:
                said = _("dice la stessa cosa della colonna {n}").format(n=seen[target.steps] + 1)
                self._tell(at, said, "duplicate_column")
        if not any(targets):
            self._tell(0, _("nessuna colonna è riconosciuta: la prima riga deve avere i nomi"), "no_head")
        elif self.item_of and not any(one and one.steps == ("id",) for one in targets):
            self._tell(0, _("manca la colonna «domanda», che dice di chi è ogni riga"), "missing_column")

    def _tell(self, at: int, text: str, kind: str, hint: str = "", warning: bool = False) -> None:
        place = Place(self.place.file, self.place.line, at + 1)
        self.problems.append(Problem(place, "", text, hint, kind, warning))
