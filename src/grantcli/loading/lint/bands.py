"""Lint of the ranking grid: bands that give possible points and leave no value without a band."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ...i18n import _
from ...model.computing.call_figure import fixed
from ...model.condition import All, Condition, Test
from ...model.criterion import Band, Criterion
from ...model.vocabulary import Vocabulary
from ...registry.amounts import shown
from ..call.address_problem import AddressProblem
from ..call.addresses import of_kind
from .subject import Check, Linted

_LOW, _HIGH = Decimal("-Infinity"), Decimal("Infinity")


class Edge(NamedTuple):
    """A cut between numbers: just before ``at``, or just after it."""

    at: Decimal
    after: int = 0


class Span(NamedTuple):
    """The values of one fact for which a band holds."""

    fact: str
    low: Edge
    high: Edge


def check_bands(linted: Linted) -> Iterator[AddressProblem]:
    """The bands of a criterion give points it can give, and leave no value between them without a band."""
    for steps, criterion in of_kind(linted.call, Criterion):
        for index, band in enumerate(criterion.bands):
            points = fixed(band.points)
            if points is not None and not criterion.least <= points <= criterion.most:
                text = _("{points} punti non stanno fra {least} e {most}")
                said = text.format(points=shown(points), least=shown(criterion.least), most=shown(criterion.most))
                yield AddressProblem((*steps, "bands", index, "points"), "band_points", said)
        hole = hole_in(criterion.bands, linted.edition.vocabulary)
        if hole is not None:
            text = _("nessuna fascia vale fra {low} e {high}").format(low=shown(hole[0].at), high=shown(hole[1].at))
            yield AddressProblem((*steps, "bands"), "bands_incomplete", text)


def hole_in(bands: Sequence[Band], vocabulary: Vocabulary) -> tuple[Edge, Edge] | None:
    """Return the first stretch that no band covers; None where there is none, or the bands cut different facts."""
    spans = [span_of(band.when, vocabulary) for band in bands]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans) or len({span.fact for span in known}) != 1:
        return None
    ordered = sorted((span.low, span.high) for span in known)
    reached = ordered[0][1]
    for low, high in ordered[1:]:
        if low > reached:
            return reached, low
        reached = max(reached, high)
    return None


def span_of(condition: Condition | None, vocabulary: Vocabulary) -> Span | None:
    """Return the span of a condition that bounds one number; None for any other."""
    tests = condition.of if isinstance(condition, All) else (condition,)
    low, high, facts = Edge(_LOW), Edge(_HIGH), set()
    for test in tests:
        if not isinstance(test, Test) or not isinstance(test.value, (int, Decimal)):
            return None
        facts.add(test.fact)
        edge = _edge(test, whole=vocabulary[test.fact].kind == "integer")
        if edge is None:
            return None
        if test.word in ("at_least", "more_than"):
            low = max(low, edge)
        else:
            high = min(high, edge)
    return Span(facts.pop(), low, high) if len(facts) == 1 else None


def _edge(test: Test, whole: bool) -> Edge | None:
    value = Decimal(test.value)  # type: ignore[arg-type]
    match test.word:
        case "at_least":
            return Edge(value - 1, 1) if whole else Edge(value)
        case "less_than":
            return Edge(value - 1, 1) if whole else Edge(value)
        case "more_than" | "at_most":
            return Edge(value, 1)
    return None


BAND_CHECKS: tuple[Check, ...] = (check_bands,)
