"""Figures as functions of a frame: a number, the value of a fact, the value that holds on the day asked."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from ...model.call import Call
from ...model.computing.call_figure import DatedFigure, FactFigure, Figure, facts_of_figure
from ...model.computing.compute import facts_of_compute
from ...model.outcome import AmountStatus
from ...model.rule import Status
from ...model.walk.scope import Scope
from ..amount_status import grade, worst
from ..conditions.context import Frame
from ..conditions.lookups import lacker, looker, namer
from .resolved import UNDETERMINED, Find, Resolved, settled

TODAY = "on"


class Cited(Protocol):
    """What a call says with a source: a rate, a cap, a rule."""

    @property
    def cite(self) -> str | None: ...  # noqa: D102
    @property
    def status(self) -> Status: ...  # noqa: D102


def compile_figure(figure: Figure | None, scope: Scope) -> Find | None:
    """Return the function from a frame to the figure there; None where the call gives none."""
    if figure is None:
        return None
    if isinstance(figure, Decimal):
        known = Resolved(figure)
        return lambda _frame: known
    return _fact_value(figure, scope) if isinstance(figure, FactFigure) else _dated(figure, scope)


def _fact_value(figure: FactFigure, scope: Scope) -> Find:
    name = figure.fact
    look, full, lack = looker(name, scope), namer(name, scope), lacker(name, scope)

    def find(frame: Frame) -> Resolved:
        answer = look(frame)
        if answer is None:
            return Resolved(None, lack=lack(frame))
        value = Decimal(answer.value) if isinstance(answer.value, int) else answer.value
        return Resolved(value, ((full(frame), answer),))  # type: ignore[arg-type]

    return find


def _dated(figure: DatedFigure, scope: Scope) -> Find:
    name = figure.on or scope.dated_by or TODAY
    look, full, lack = looker(name, scope), namer(name, scope), lacker(name, scope)
    dated = [(one.since, compile_figure(one.value, scope)) for one in figure.values]

    def find(frame: Frame) -> Resolved:
        answer = look(frame)
        if answer is None:
            return Resolved(None, lack=lack(frame))
        day: date = answer.value.date() if isinstance(answer.value, datetime) else answer.value  # type: ignore[assignment]
        held = next(((since, value) for since, value in reversed(dated) if since <= day), None)
        if held is None or held[1] is None:
            return Resolved(None, ((full(frame), answer),), UNDETERMINED, since=held[0] if held else None)
        found = held[1](frame)
        return found._replace(used=((full(frame), answer), *found.used), since=held[0])

    return find


def figure_grade(figure: Figure | None, scope: Scope, call: Call) -> AmountStatus:
    """Return how far a figure can be trusted: as far as the computed facts that it names, and those they rest on.

    One that the text lacks has a value only where it is supplied: an estimate.
    """
    if figure is None or isinstance(figure, Decimal):
        return "official"
    return worst(_grades(list(facts_of_figure(figure)), scope, call, set()))


def graded(noun: Cited, scope: Scope, call: Call, *figures: Figure | None) -> AmountStatus:
    """Return how far a noun can be trusted: as far as what says it, and each of its figures."""
    own = grade(noun.status, noun.cite, call)
    return worst((own, *(figure_grade(figure, scope, call) for figure in figures)))


def _grades(names: list[str], scope: Scope, call: Call, seen: set[str]) -> Iterator[AmountStatus]:
    for name in names:
        path = scope.path(name)
        fact = scope.vocabulary.get(path)
        if fact is None or fact.compute is None or path in seen:
            continue
        seen.add(path)
        yield "estimate" if fact.status == "missing" else grade(fact.status, fact.cite, call)
        inside = path.rpartition("[].")[0]
        inner = Scope(scope.vocabulary, scope.areas, inside, scope.dated_by)
        yield from _grades(list(facts_of_compute(fact.compute)), inner, call, seen)


def number_of(found: Resolved) -> Decimal:
    """Return a resolved figure as a decimal, to twelve digits after the point where it has no end."""
    value = settled(found.number)
    return value if isinstance(value, Decimal) else round(Decimal(value.numerator) / Decimal(value.denominator), 12)  # type: ignore[union-attr]
