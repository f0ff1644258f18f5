"""The facts that a call looks at, as the vocabulary names them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..attachment import Attachment, Section, Sentence
from ..call import Applicants, Call
from ..computing.call_figure import DatedFigure, FactFigure
from ..computing.compute import Aggregate, FormulaName, LookupTable
from ..condition import Each, Measure, Ref, Test
from ..contribution import Bonus, Rate, Regime
from ..criterion import Criterion
from ..expense import LineRule, UnitCost
from ..instruments.instrument import Alternatives, Instrument
from ..instruments.payments import Payment
from ..instruments.terms import Terms
from ..rule import Rule
from ..timeline import After
from ..vocabulary import APPLICANT_KIND, Vocabulary
from .call_nouns import PLAIN, inner_fields
from .scope import Scope

_HOLE = re.compile(r"\{([^{}]+)\}")
_OF_LINES = (LineRule, Rate, Bonus, UnitCost, Terms)
_BY_ITEM = (Rule, Attachment, Sentence, LookupTable)
_ASIDE = frozenset({"facts", "areas", "discrepancies"})
"""Of a call: words, places, and what only tells how the sources were read."""
_NAMING: dict[type, tuple[str, ...]] = {
    **dict.fromkeys((Test, Ref, FactFigure, FormulaName, After), ("fact",)),
    Measure: ("field",),
    Aggregate: ("field", "by"),
    DatedFigure: ("on",),
    Alternatives: ("by",),
    **dict.fromkeys((Regime, Instrument), ("tiers_table",)),
}
"""The fields that hold the name of a fact or of a table."""
_DATES = frozenset({"after", "first"})
"""Of a payment, and of the terms of a loan: the day that they count from comes after the submission."""


def facts_of(call: Call, vocabulary: Vocabulary, part: object = None) -> Iterator[str]:
    """Yield what a call looks at up to its submission, as the vocabulary names it (``expenses[].amount``).

    The facts that its conditions, counted dates, sentences and grid name, and the lists that they walk through; with
    ``part``, those of that part of the call alone.
    """
    yield from _names_in(call if part is None else part, Scope(vocabulary, call.areas))


def names_written(node: Any) -> Iterator[str]:
    """Yield the names of facts and tables as a part of a call writes them, whatever moment it is of."""
    if isinstance(node, (tuple, list)):
        parts = iter(node)
    elif isinstance(node, Mapping):
        parts = iter(node.values())
    else:
        parts = (getattr(node, name) for name in inner_fields(type(node)))
        yield from (name for field in _NAMING.get(type(node), ()) if (name := getattr(node, field)) is not None)
    if isinstance(node, Sentence):
        yield from _holes_of(node)
    for part in parts:
        if type(part) not in PLAIN and part:
            yield from names_written(part)


def _names_in(node: object, scope: Scope) -> Iterator[str]:
    """Yield what a node of the call names, and all that is inside it."""
    match node:
        case Test(fact=name, value=value):
            yield scope.path(name)
            if type(value) not in PLAIN:
                yield from _names_in(value, scope)
        case Ref(fact=name) | After(fact=name) | FactFigure(fact=name):
            yield scope.path(name)
        case Each(list=name, where=where):
            yield scope.path(name)
            yield from _names_in(where, scope.within(name))
        case Measure(list=name, field=field, where=where, tests=tests):
            inner = scope.within(name)
            yield scope.path(name)
            yield from (inner.path(field) for _once in (1,) if field)
            yield from _names_in(where, inner)
            yield from (key for _word, value in tests for key in _names_in(value, scope))
        case _:
            yield from _of_noun(node, scope)


def _of_noun(node: object, scope: Scope) -> Iterator[str]:
    if isinstance(node, Sentence):
        yield from _holes(node, scope)
    if isinstance(node, Alternatives) and node.by:
        yield scope.path(node.by)
    if isinstance(node, (Section, Criterion)):
        yield f"{'sections' if isinstance(node, Section) else 'score'}.{node.id}"
    if isinstance(node, Applicants):
        yield APPLICANT_KIND
    inner = inner_scope(node, scope)
    if isinstance(node, _BY_ITEM) and node.each:
        yield scope.path(node.each)
    for part in _parts(node):
        if type(part) not in PLAIN and part:
            yield from _names_in(part, inner)


def inner_scope(node: object, scope: Scope) -> Scope:
    """Return the scope of the conditions of a noun: in the list whose items it looks at, else where the noun does."""
    if isinstance(node, _OF_LINES):
        return scope.within("expenses")
    if isinstance(node, _BY_ITEM) and node.each:
        return scope.within(node.each)
    return scope


def _parts(node: Any) -> Iterator[object]:
    if getattr(node, "moment", "submission") != "submission":
        return
    names = inner_fields(type(node))
    if names:
        aside = _ASIDE if isinstance(node, Call) else _DATES if isinstance(node, (Payment, Terms)) else frozenset()
        yield from (getattr(node, name) for name in names if name not in aside)
    elif isinstance(node, (tuple, list)):
        yield from node
    elif isinstance(node, Mapping):
        yield from node.values()


def _holes(sentence: Sentence, scope: Scope) -> Iterator[str]:
    inner = scope.within(sentence.each) if sentence.each else scope
    yield from map(inner.path, _holes_of(sentence))


def _holes_of(sentence: Sentence) -> set[str]:
    texts = [sentence.text] if isinstance(sentence.text, str) else list(sentence.text.values())
    return {hole for text in texts for hole in _HOLE.findall(text)}
