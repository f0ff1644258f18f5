"""The head of a table read: what each column holds, and which names are not known."""

from collections.abc import Sequence
from typing import NamedTuple

from ...i18n import _
from ...problem import Problem
from ...tabular.archive import LAST_COLUMN
from ..rows.origin import Column, Layout
from .columns import Columns
from .mapping import Mapping, fold
from .steps import THIS_ROW, ItemStep, Step, Target, path_of

_MOST_HINTS = 50
_MENDED = ("list", "vat_number", "tax_code")
"""The kinds of fact of which a text is not always taken as it stands."""


class TableHead(NamedTuple):
    """The columns of a table: where the cells of each go (None: nowhere). ``item_of``: rows are items of this list.

    ``easy``: the columns whose text is an answer as it is.
    """

    targets: tuple[Target | None, ...]
    item_of: str
    headings: tuple[str, ...]
    easy: tuple[bool, ...]

    def at(self, own: str) -> int | None:
        """Return which column is the ``id``, ``call`` or ``on`` of the row."""
        return next((i for i, one in enumerate(self.targets) if one and one.fact is None and one.steps == (own,)), None)

    def layout(self, bare: Layout) -> Layout:
        """Return the layout of a table with the columns of this head."""
        told = zip(self.targets, self.headings, strict=True)
        columns = (Column(path_of(one.steps), at, name) for at, (one, name) in enumerate(told, start=1) if one)
        return Layout(bare.file, tuple(columns), bare.letters)


class ColumnNames(NamedTuple):
    """The cells of a head: the names of its columns and, over each, that of its group."""

    names: tuple[str, ...]
    groups: tuple[str, ...]

    @property
    def whole(self) -> tuple[str, ...]:
        """Return each name with its group before it."""
        return tuple(f"{group} {name}" if group else name for name, group in zip(*self, strict=True))


def names_in(rows: Sequence[Sequence[str]]) -> ColumnNames:
    """Return the names in the rows of a head: the last one names columns, the one above it groups them."""
    names = tuple(cell.strip() for cell in (rows[-1] if rows else ()))
    return ColumnNames(names, _spread(rows[-2], len(names)) if len(rows) > 1 else ("",) * len(names))


def read_head(
    names: ColumnNames, bare: Layout, line: int, columns: Columns, mapping: Mapping, item_of: str = ""
) -> tuple[TableHead, list[Problem]]:
    """Read the head of a table, whose names are in the row ``line``; ``bare`` is its layout without columns."""
    reading = _Reading(bare, line, columns, mapping, item_of)
    if len(names.names) > LAST_COLUMN:
        said = _("la tabella ha {n} colonne, più delle {most} di un foglio").format(
            n=len(names.names), most=LAST_COLUMN
        )
        return TableHead((), item_of, (), ()), [Problem(bare.place(line), "", said, kind="too_big")]
    targets = tuple(
        reading.column(at, name, group) for at, (name, group) in enumerate(zip(*names, strict=True), start=1)
    )
    reading.check(targets, names)
    return TableHead(targets, item_of, names.whole, tuple(map(_is_easy, targets))), reading.problems


def _is_easy(target: Target | None) -> bool:
    return target is not None and len(target.steps) == 1 and (target.fact is None or target.fact.kind not in _MENDED)


def _spread(groups: Sequence[str], width: int) -> tuple[str, ...]:
    """Repeat each group over all of its columns: a merged cell is written over the first one only."""
    spread, held = [], ""
    for cell in [*groups, *[""] * width][:width]:
        held = cell.strip() or held
        spread.append(held)
    return tuple(spread)


class _Reading:
    """One head on its way."""

    def __init__(self, bare: Layout, line: int, columns: Columns, mapping: Mapping, item_of: str) -> None:
        self.bare = bare
        self.line = line
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
            return Target((given,)) if given in ("id", "call", "on") else self.columns.by_key(given)
        found = self.columns.find_in(self.item_of, name) if self.item_of else self.columns.find(name, group)
        if found is None:
            said = _("colonna sconosciuta «{name}»: non viene letta").format(name=whole[:80])
            hint = self.columns.nearest(whole[:80], self.item_of) if len(self.problems) < _MOST_HINTS else ""
            self._tell(at, whole, said, "unknown_column", hint, warning=True)
        return found

    def check(self, targets: Sequence[Target | None], names: ColumnNames) -> None:
        if not any(targets):
            hint = _("se i nomi stanno più in basso: «first_row» nel file delle colonne")
            self._tell(1, "", _("nessuna colonna è riconosciuta: qui devono esserci i nomi"), "no_head", hint)
        elif self.item_of and not any(one and one.steps == ("id",) for one in targets):
            self._tell(0, "", _("manca la colonna «domanda», che dice di chi è ogni riga"), "missing_column")
        elif not self.item_of and _only_expenses(targets):
            text = _(
                "nulla distingue una domanda dall'altra: è il piano di un'impresa sola, non una tabella di domande"
            )
            hint = _(
                "come piano: «expenses: {file}» in domanda.yaml; se le domande sono più d'una serve la colonna «id»"
            )
            hint = hint.format(file=self.bare.file.partition("#")[0].rpartition("/")[2])
            self._tell(0, "", text, "one_plan", hint)
        self._check_twins(targets, names.whole)
        self._check_items(targets, names.whole)

    def _check_twins(self, targets: Sequence[Target | None], names: Sequence[str]) -> None:
        seen: dict[tuple[Step, ...], int] = {}
        for at, target in enumerate(targets, start=1):
            if target is not None and seen.setdefault(target.steps, at) != at:
                first = self.bare.place(self.line, seen[target.steps], names[seen[target.steps] - 1])
                said = _("dice la stessa cosa della colonna {n}").format(n=first.cell)
                self._tell(at, names[at - 1], said, "duplicate_column")

    def _check_items(self, targets: Sequence[Target | None], names: Sequence[str]) -> None:
        """Report items that count from 0, and of lists with numbered items and a row for each item at once."""
        numbered: dict[str, str] = {}
        for target, name in zip(targets, names, strict=True):
            if target is not None and len(target.steps) > 1 and _is_numbered(target.steps[1]):
                numbered.setdefault(path_of(target.steps[:1]), name)
        for at, target in enumerate(targets, start=1):
            if target is None or len(target.steps) < 2:
                continue
            if ItemStep("0") in target.steps:
                self._tell(at, names[at - 1], _("le voci di un elenco si contano da 1"), "zero_item")
            the_list = path_of(target.steps[:1])
            if target.steps[1] == THIS_ROW and the_list in numbered and not self.item_of:
                said = _(
                    "qui ogni riga è una voce («{list}[]»), e la colonna «{other}» numera le voci: o l'uno o l'altro"
                )
                said = said.format(list=the_list, other=numbered[the_list][:80])
                self._tell(at, names[at - 1], said, "mixed_list")

    def _tell(self, at: int, name: str, text: str, kind: str, hint: str = "", warning: bool = False) -> None:
        place = self.bare.place(self.line, at, name)
        self.problems.append(Problem(place, "", text, hint, kind, warning))


def _only_expenses(targets: Sequence[Target | None]) -> bool:
    """Return whether a table has a row for each expense and no column that says whose it is."""
    read = [target for target in targets if target is not None]
    return bool(read) and all(target.steps[:2] == ("expenses", THIS_ROW) for target in read)


def _is_numbered(step: Step) -> bool:
    return isinstance(step, ItemStep) and step != THIS_ROW
