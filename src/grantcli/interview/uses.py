"""What a call looks at: the facts that its conditions, sentences and grid name, as the vocabulary names them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from ..engine.verdict import askable
from ..law.derive import SOURCES
from ..model.attachment import Attachment, Section, Sentence
from ..model.call import Call
from ..model.condition import Each, Measure, Ref, Test
from ..model.contribution import Bonus, Rate
from ..model.criterion import Criterion
from ..model.expense import LineRule, UnitCost
from ..model.rule import Rule
from ..model.timeline import After
from ..model.vocabulary import Vocabulary
from ..model.walk.scope import Scope

_HOLE = re.compile(r"\{([^{}]+)\}")
_OF_LINES = (LineRule, Rate, Bonus, UnitCost)
_ASIDE = ("facts", "areas", "discrepancies")  # words, places, and what only tells how the sources were read
_BY_ITEM = (Rule, Attachment, Sentence)


def facts_used(call: Call, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the keys of the vocabulary (``expenses[].amount``) that something in the call looks at.

    For a derived fact also those it is derived from; for the place of a commune, the commune. What only a later
    moment looks at (award, execution, reporting) is left out.
    """
    scope = Scope(vocabulary, call.areas)
    named = {askable(key, vocabulary) for key in _named(call, scope)}
    whole = named | {source for key in named for source in sources_of(key)}
    return frozenset(key for key in whole if key in vocabulary)


def sources_of(key: str) -> tuple[str, ...]:
    """Return the keys that can be asked for a derived one: in an item (``partners[P2].company.size``) the item's."""
    before, inside, name = key.rpartition("].")
    return tuple(f"{before}{inside}{source}" for source in SOURCES.get(name, ()))


def _named(node: object, scope: Scope) -> Iterator[str]:
    """Yield what a node of the call names, and all that is inside it."""
    match node:
        case Test(fact=name, value=value):
            yield scope.path(name)
            yield from _named(value, scope)
        case Ref(fact=name) | After(fact=name):
            yield scope.path(name)
        case Each(list=name, where=where):
            yield scope.path(name)
            yield from _named(where, scope.within(name))
        case Measure(list=name, field=field, where=where, tests=tests):
            inner = scope.within(name)
            yield scope.path(name)
            yield from (inner.path(field) for _once in (1,) if field)
            yield from _named(where, inner)
            yield from (key for _word, value in tests for key in _named(value, scope))
        case _:
            yield from _of_noun(node, scope)


def _of_noun(node: object, scope: Scope) -> Iterator[str]:
    if isinstance(node, Sentence):
        yield from _holes(node, scope)
    if isinstance(node, (Section, Criterion)):
        yield f"{'sections' if isinstance(node, Section) else 'score'}.{node.id}"
    inner = _inner_scope(node, scope)
    if isinstance(node, _BY_ITEM) and node.each:
        yield scope.path(node.each)
    for part in _parts(node):
        yield from _named(part, inner)


def _inner_scope(node: object, scope: Scope) -> Scope:
    if isinstance(node, _OF_LINES):
        return scope.within("expenses")
    if isinstance(node, _BY_ITEM) and node.each:
        return scope.within(node.each)
    return scope


def _parts(node: object) -> Iterator[object]:
    if getattr(node, "moment", "submission") != "submission":
        return
    if isinstance(node, Call):
        yield from (getattr(node, field.name) for field in fields(node) if field.name not in _ASIDE)
    elif is_dataclass(node):
        yield from (getattr(node, field.name) for field in fields(node))
    elif isinstance(node, Mapping):
        yield from node.values()
    elif isinstance(node, (tuple, list)):
        yield from node


def _holes(sentence: Sentence, scope: Scope) -> Iterator[str]:
    inner = scope.within(sentence.each) if sentence.each else scope
    texts = [sentence.text] if isinstance(sentence.text, str) else list(sentence.text.values())
    for name in {hole for text in texts for hole in _HOLE.findall(text)}:
        yield inner.path(name)
