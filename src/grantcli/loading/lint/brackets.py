"""Lint of tables of brackets: rows about the same stretch of cost, costs and answers that no row is about."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...i18n import _
from ...model.computing.compute import LookupRow
from ...registry.amounts import shown
from ..call.address_problem import AddressProblem


class _Stretch(NamedTuple):
    """What a row is about: the cost from ``low`` to ``high`` (None: as far as the next begins)."""

    low: Decimal
    high: Decimal | None
    row: int


def faults_of_brackets(
    name: str, rows: Sequence[LookupRow], points: Sequence[Mapping[str, object]], fitting: Sequence[Sequence[int]]
) -> Iterator[AddressProblem]:
    """Yield what is wrong with a table of brackets, each row once.

    ``points`` are the combinations of answers to its other columns, ``fitting`` the rows (from 0) that fit each.
    """
    told: set[tuple[str, int]] = set()
    for point, fit in zip(points, fitting, strict=True):
        answers = ", ".join(f"{key}: {value}" for key, value in point.items())
        for fault in _faults_at(name, rows, fit, answers):
            key = (fault.kind, int(fault.steps[-1]) if len(fault.steps) > 3 else -1)
            if key not in told:
                told.add(key)
                yield fault


def _faults_at(name: str, rows: Sequence[LookupRow], fitting: Sequence[int], answers: str) -> Iterator[AddressProblem]:
    if not fitting:
        yield _gap(("tables", name, "rows"), answers)
        return
    last: _Stretch | None = None
    for one in sorted(_stretches(rows, fitting)):
        if last is not None and (one.low == last.low or (last.high is not None and one.low < last.high)):
            first, second = sorted((last.row, one.row))
            text = _("questo scaglione si sovrappone a quello della riga {n}: dove valgono tutti e due vale quella")
            where = ("tables", name, "rows", second)
            yield AddressProblem(where, "rows_overlap", text.format(n=first + 1), warning=True)
        elif last is not None and last.high is not None and one.low > last.high:
            low, high = shown(last.high), shown(one.low)
            cost = _("il costo tra {low} e {high}").format(low=low, high=high)
            yield _gap(("tables", name, "rows", one.row), ", ".join(part for part in (answers, cost) if part))
        if last is None or last.high is None or (one.high is not None and one.high > last.high):
            last = one


def _stretches(rows: Sequence[LookupRow], fitting: Sequence[int]) -> Iterator[_Stretch]:
    """Yield what some rows are about, those whose bounds are figures of their own."""
    for index in fitting:
        bracket = rows[index].bracket
        if bracket is not None and isinstance(bracket.low, Decimal) and not hasattr(bracket.high, "fact"):
            high = bracket.high
            yield _Stretch(bracket.low, high if isinstance(high, Decimal) else None, index)


def _gap(where: tuple[str | int, ...], answers: str) -> AddressProblem:
    text = _("nessuna riga vale per: {answers}").format(answers=answers)
    return AddressProblem(where, "table_gap", text, warning=True)
