"""Lint of tables: combinations of answers that no row fits, and rows that never come to their turn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from ...i18n import _
from ...model.computing.compute import LookupRow, LookupTable
from ...model.computing.stages import key_in
from ...model.condition import All, Condition, Test
from ...model.vocabulary import Vocabulary
from ...model.walk.named_facts import names_written
from ..call.address_problem import AddressProblem
from .brackets import faults_of_brackets
from .subject import Check, Linted

_MOST = 5_000
_NEAR = Decimal("0.000001")
_OTHER = "\0"  # any answer that no row names, of a fact whose answers nobody can list (a province, a region)
_ORDER = frozenset({"at_least", "more_than", "at_most", "less_than"})
Answers = Mapping[str, object]


def check_tables(linted: Linted) -> Iterator[AddressProblem]:
    """Every row of a table can fit, and every combination of its columns has a row."""
    for name, table in linted.call.tables.items():
        tests = [tests_of(row.when) for row in table.rows]
        known = [one for one in tests if one is not None]
        if len(known) < len(tests) or table.status == "missing":
            continue
        points = _points(known, table, linted.edition.vocabulary)
        if points is None:
            continue
        if table.brackets is not None:
            asked = [one for one in points if _OTHER not in one.values()]
            fitting = [[i for i, row in enumerate(known) if _fits(row, one)] for one in asked]
            yield from faults_of_brackets(name, table.rows, asked, fitting)
            continue
        first = [next((i for i, row in enumerate(known) if _fits(row, one)), None) for one in points]
        yield from _row_doubts(name, table.rows, points, first)


def _row_doubts(
    name: str, rows: Sequence[LookupRow], points: list[dict[str, object]], first: list[int | None]
) -> Iterator[AddressProblem]:
    lost = [one for one, row in zip(points, first, strict=True) if row is None and _OTHER not in one.values()]
    if lost:
        shown = ", ".join(f"{key}: {value}" for key, value in lost[0].items())
        text = _("nessuna riga vale per: {answers}").format(answers=shown)
        yield AddressProblem(("tables", name, "rows"), "table_gap", text, warning=True)
    for index in sorted(set(range(len(rows))) - {row for row in first if row is not None}):
        text = _("questa riga non vale mai: un'altra prima di lei prende i suoi casi")
        yield AddressProblem(("tables", name, "rows", index), "row_never", text, warning=True)


def tests_of(condition: Condition | None) -> list[Test] | None:
    """Return the fixed tests that a row joins; None where it asks anything else."""
    if condition is None:
        return []
    parts = condition.of if isinstance(condition, All) else (condition,)
    tests = [part for part in parts if isinstance(part, Test) and (part.word == "is" or part.word in _ORDER)]
    fixed = all(isinstance(one.value, (tuple, Decimal, int)) for one in tests)
    return tests if len(tests) == len(parts) and fixed else None


def _points(rows: list[list[Test]], table: LookupTable, vocabulary: Vocabulary) -> list[dict[str, object]] | None:
    """Return one answer of each kind for every combination of the columns; None where there are too many."""
    values: dict[str, list[object]] = {}
    for test in (test for row in rows for test in row):
        fact = vocabulary.get(key_in(test.fact, table.each or "", vocabulary))
        own = values.setdefault(test.fact, [])
        if test.word == "is":
            accepted = test.value if isinstance(test.value, tuple) else (test.value,)
            own += [*accepted, *(fact.choices or {} if fact is not None else {})]
            own += [True, False] if fact is not None and fact.kind == "yes_no" else []
            own += [] if fact is None or fact.choices or fact.kind == "yes_no" else [_OTHER]
        else:
            bound = Decimal(test.value)  # type: ignore[arg-type]
            own += [bound - _NEAR, bound, bound + _NEAR] if bound else [bound, bound + _NEAR]
    columns = [list(dict.fromkeys(own)) for own in values.values()]
    size = 1
    for column in columns:
        size *= len(column)
    return None if size > _MOST else [dict(zip(values, one, strict=True)) for one in product(*columns)]


def _fits(row: list[Test], answers: Answers) -> bool:
    return all(_holds(test, answers[test.fact]) for test in row)


def _holds(test: Test, value: object) -> bool:
    if test.word == "is":
        return value in (test.value if isinstance(test.value, tuple) else (test.value,))
    if not isinstance(value, (Decimal, int)):
        return False
    bound = Decimal(test.value)  # type: ignore[arg-type]
    return {
        "at_least": value >= bound,
        "more_than": value > bound,
        "at_most": value <= bound,
        "less_than": value < bound,
    }[test.word]


def check_lacking(linted: Linted) -> Iterator[AddressProblem]:
    """What the text lacks as a whole is one figure, which can be supplied under its name: not one for each line."""
    hint = _("dare alla cifra che manca il nome di una tabella senza righe, con status: missing: si fornisce quella")
    for name, table in linted.call.tables.items():
        if table.status == "missing" and (table.brackets is not None or table.each is not None):
            text = _("manca una tabella che dà più cifre: nessuno può fornirla")
            yield AddressProblem(("tables", name, "status"), "never_supplied", text, hint)
    for name, fact in linted.call.facts.items():
        if fact.compute is not None and fact.status == "missing" and "[]" in name:
            text = _("manca il calcolo di un campo di ogni voce: nessuno può fornirlo")
            yield AddressProblem(("facts", name, "status"), "never_supplied", text, hint)


def check_used(linted: Linted) -> Iterator[AddressProblem]:
    """Every table gives a figure somewhere: the call, an amendment of it or another table names it."""
    tables = linted.call.tables
    if not tables:
        return
    calls = (linted.call, *(one.call for one in linted.edition.versions))
    rest = set(names_written([replace(call, tables={}) for call in calls]))
    of_tables = {
        name: set(names_written([call.tables[name] for call in calls if name in call.tables])) for name in tables
    }
    for name, table in tables.items():
        named = rest.union(*(names for key, names in of_tables.items() if key != name))
        if table.status != "missing" and not any(one == name or one.endswith(f".{name}") for one in named):
            text = _("nessuna cifra del bando viene da questa tabella")
            yield AddressProblem(("tables", name), "table_unused", text, warning=True)


TABLE_CHECKS: tuple[Check, ...] = (check_tables, check_lacking, check_used)
