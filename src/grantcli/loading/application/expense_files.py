"""The expenses that an application does not type but names: the plan of a client, a table of any shape."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...filing import is_regular
from ...i18n import _, plural, quoted
from ...model.call import Call
from ...model.facts import Facts
from ...model.vocabulary import Vocabulary
from ...problem import Place, Problem
from ...registry.amounts import shown_money
from ..parser.parsing import read_tree
from ..parser.tree import Leaf, MappingNode, Series, Tree, at
from ..plans.categories import EXPENSES, CallOfPlan

if TYPE_CHECKING:
    from ..plans.plan import LeftOut, ReadPlan

_MOST_ROWS = 6
_KEYS = frozenset({"file", "columns"})


class NamedPlans(NamedTuple):
    """The answers of an application without the plans that its ``expenses`` name, and those plans."""

    rest: MappingNode
    plans: tuple[Leaf | MappingNode, ...]


def without_plans(node: MappingNode) -> NamedPlans:
    """Take apart ``expenses``: one plan, or a list of plans and typed expenses.

    A plan is the path of a file, or ``{file: …, columns: …}`` with its mapping.
    """
    told = node.entries.get(EXPENSES)
    parts = told.items if isinstance(told, Series) else (told,)
    plans = tuple(part for part in parts if part is not None and _is_plan(part))
    if not plans:
        return NamedPlans(node, ())
    typed = tuple(part for part in parts if part is not None and not _is_plan(part))
    kept = {key: part for key, part in node.entries.items() if key != EXPENSES}
    entries: dict[str, Tree] = (
        {**kept, EXPENSES: Series(typed, told.mark)} if isinstance(told, Series) and typed else kept
    )
    return NamedPlans(MappingNode(entries, node.keys, node.mark), plans)  # type: ignore[arg-type]


def names_a_plan(path: Path) -> bool:
    """Return whether the application in a file names a plan for its expenses."""
    tree, _problems = read_tree(path)
    return isinstance(tree, MappingNode) and bool(without_plans(tree).plans)


def with_plans(
    facts: Facts, named: NamedPlans, folder: Path, vocabulary: Vocabulary, call: Call, name: str
) -> tuple[Facts, list[Problem]]:
    """Return the facts with the expenses of the plans after those typed; paths start from ``folder``.

    ``name`` is the file that names the plans. An id that is taken is given a number.
    """
    problems: list[Problem] = []
    expenses = list(facts.lists.get(EXPENSES, ()))
    free, of_call = FreeIds(item.id for item in expenses), call_of_plan(call)
    for plan in named.plans:
        items, told = _read(plan, folder, vocabulary, of_call, name)
        problems += told
        expenses += (replace(item, id=free.take(item.id)) for item in items)
    return facts.with_list(EXPENSES, tuple(expenses)) if named.plans else facts, problems


def call_of_plan(call: Call) -> CallOfPlan:
    """Return what a call says of the plans for it."""
    texts = {
        one.id: tuple(one.text.values()) if isinstance(one.text, dict) else (str(one.text),)
        for one in call.expenses.categories
    }
    return CallOfPlan(texts, call.expenses.vat)


def _is_plan(node: Tree) -> bool:
    if isinstance(node, Leaf):
        return not node.is_null
    return isinstance(node, MappingNode) and "file" in node.entries and set(node.entries) <= _KEYS


def _read(
    node: Leaf | MappingNode, folder: Path, vocabulary: Vocabulary, call: CallOfPlan, name: str
) -> tuple[tuple[Facts, ...], list[Problem]]:
    file = node if isinstance(node, Leaf) else at(node, "file")
    place = Place(name, *node.mark)
    if not isinstance(file, Leaf) or file.is_null:
        return (), [Problem(place, EXPENSES, _("qui serve il nome di un file"), kind="missing_plan")]
    path = folder / file.text
    if not is_regular(path):
        text = _("il piano delle spese «{file}» non esiste").format(file=file.text[:40])
        hint = _(
            "il percorso parte dalla cartella di questo file; le spese si possono anche scrivere qui, una per riga"
        )
        return (), [Problem(place, EXPENSES, text, hint, "missing_plan")]
    mapping = at(node, "columns")
    columns = folder / mapping.text if isinstance(mapping, Leaf) and not mapping.is_null else None
    from ..plans.plan import read_plan

    plan, problems = read_plan(path, str(path), vocabulary[EXPENSES], call, columns)
    if plan is None:
        return (), problems
    guesses = [replace(one, warning=False) for one in problems if one.kind == "guessed_columns"]
    if guesses:
        return (), [*guesses, *(one for one in problems if one.kind != "guessed_columns")]
    return plan.items, [brief(plan, place), *problems]


def brief(plan: "ReadPlan", place: Place) -> Problem:
    """Return as a warning what was read of a plan: how many expenses, their sum, the columns, the rows left out."""
    count = plural("una spesa letta", "{n} spese lette", len(plan.items)).format(n=len(plan.items))
    text = _("{count} da «{file}», in tutto {total}").format(
        count=count, file=Path(plan.file).name, total=shown_money(plan.total)
    )
    columns = ", ".join(f"{quoted(heading)} → {key}" for key, heading in plan.columns.items())
    hint = _("colonne: {columns}").format(columns=columns)
    if plan.unread:
        hint += _("; non lette: {columns}").format(columns=", ".join(quoted(one) for one in plan.unread))
    totals = [one for one in plan.left_out if one.standing != "heading"]
    bare = [one for one in plan.left_out if one.standing == "heading"]
    if totals:
        hint += _("; lasciate fuori come totali: {rows}").format(rows=_rows(totals))
    if bare:
        hint += _("; senza importo, non lette: {rows}").format(rows=_rows(bare))
    return Problem(place, EXPENSES, text, hint, "plan_read", warning=True)


def _rows(rows: "Sequence[LeftOut]") -> str:
    shown = ", ".join(_("riga {line} «{text}»").format(line=one.line, text=one.text[:30]) for one in rows[:_MOST_ROWS])
    return shown + ("…" if len(rows) > _MOST_ROWS else "")


class FreeIds:
    """Ids of which none is given twice: one that is taken gets the next number that is free."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def take(self, ident: str) -> str:
        """Return the id, numbered if somebody has it."""
        free, count = ident, self._last.get(ident, 1)
        while free in self._taken:
            count += 1
            free = f"{ident}-{count}"
        self._last[ident] = count
        self._taken.add(free)
        return free
