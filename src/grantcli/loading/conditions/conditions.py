"""The conditions of a call: mappings of facts, words and lists, checked against the vocabulary and typed by it."""

from collections.abc import Iterator, Sequence
from typing import Literal, cast

from ...i18n import _
from ...model.computing.call_figure import Figure
from ...model.computing.compute import Compute, LookupRow
from ...model.condition import All, Any, Condition, Each, Measure, Not, Quantity, Word
from ...model.vocabulary import Fact
from ..parser.reader import Reader
from ..parser.suggestions import did_you_mean
from ..parser.tree import MappingNode, Series, Tree
from .comparisons import NUMBERS, read_test, read_tests
from .computing import read_compute, read_row
from .cursor import Spot
from .figures import read_figure
from .names import ConditionNames, FoundFact

_GROUPS = ("all", "any")
_QUANTITIES = ("count", "sum", "distinct")
_EACH = ("some", "every")
_MEASURE_WORDS = ("is", "at_least", "at_most", "more_than", "less_than")
_COUNTED = Fact(kind="number", label="")


class Conditions:
    """Reads the conditions of one call, by the names it may use."""

    def __init__(self, names: ConditionNames) -> None:
        self.names = names

    def read(self, node: Tree, path: str, scope: str, reader: Reader) -> Condition | None:
        """Return the condition written in ``node``, standing inside the list ``scope``; None when it has problems."""
        return self.parse(Spot(reader, node, path, scope))

    def figure(self, node: Tree, path: str, scope: str, reader: Reader, unit: str) -> Figure | None:
        """Return the figure written in ``node``, of the unit wanted; None when it has problems."""
        return read_figure(Spot(reader, node, path, scope), self.names, unit)

    def compute(self, node: MappingNode, path: str, reader: Reader) -> Compute | None:
        """Return what the fact described by ``node`` is computed from; None when it has problems."""
        return read_compute(node, path, reader, self)

    def row(self, node: Tree, path: str, reader: Reader, table: MappingNode) -> LookupRow | None:
        """Return a row of a table; None when it has problems."""
        return read_row(node, path, reader, table, self)

    def parse(self, spot: Spot) -> Condition | None:
        """Return the condition at a spot; None when it has problems (reported)."""
        if not spot.entries:
            text = _("qui serve una condizione: un fatto e i valori che vanno bene")
            hint = _("più condizioni: {example}").format(example="{all: […]}") if isinstance(spot.node, Series) else ""
            spot.tell(text, "not_a_condition", hint)
            return None
        before = spot.told()
        made = tuple(self._parts(spot))
        if spot.told() > before:
            return None
        return made[0] if len(made) == 1 else All(of=made)

    def _parts(self, spot: Spot) -> Iterator[Condition]:
        over_list = [key for key in spot.entries if key in (*_EACH, *_QUANTITIES)]
        taken = {"where", *over_list}
        if over_list and over_list[0] in _QUANTITIES:
            taken |= set(_MEASURE_WORDS)
        if len(over_list) > 1:
            text = _("una sola fra queste parole per condizione: {words}").format(words=", ".join(over_list))
            spot.tell_key(over_list[1], text, "two_list_words", _("separarle con all: […]"))
        for key in spot.entries:
            if key not in taken:
                yield from self._entry(key, spot)
        if over_list:
            yield from self._over_list(over_list[0], spot)
        elif "where" in spot.entries:
            spot.tell_key("where", _("«where» va con some, every, count, sum o distinct"), "where_alone")

    def _entry(self, key: str, spot: Spot) -> Sequence[Condition]:
        if key in _GROUPS:
            return self._group(key, spot.at(key))
        if key == "not":
            part = self.parse(spot.at(key))
            return [] if part is None else [Not(of=part)]
        found = self.names.find(key, spot.scope)
        if found is None:
            text = _("fatto sconosciuto «{key}»").format(key=key)
            hint = did_you_mean(key, {*self.names.within(spot.scope), *_GROUPS, *_EACH, *_QUANTITIES, "not"})
            spot.tell_key(key, text, "unknown_fact", hint)
            return []
        return read_tests(key, found.fact, spot.at(key), self.names)

    def _group(self, word: str, spot: Spot) -> Sequence[Condition]:
        if not isinstance(spot.node, Series) or not spot.node.items:
            spot.tell(_("«{word}» vuole un elenco di condizioni").format(word=word), "not_a_list")
            return []
        of = tuple(part for part in map(self.parse, spot.each()) if part is not None)
        return [All(of=of) if word == "all" else Any(of=of)]

    def _over_list(self, word: str, spot: Spot) -> Sequence[Condition]:
        name = spot.at(word).word
        split = self.names.split(name, spot.scope)
        if split is None or (word in _EACH and split.field):
            self._unknown_list(name, spot.at(word))
            return []
        where = self.parse(spot.at("where", split.found.key)) if "where" in spot.entries else None
        if word in _QUANTITIES:
            return [self._measure(word, split.found, split.field, where, spot)]
        if "where" not in spot.entries:
            spot.tell_key(word, _("«{word}» vuole una condizione «where»").format(word=word), "missing_where")
        if where is None:
            return []
        return [Each(word=cast(Literal["some", "every"], word), list=name, where=where)]

    def _measure(self, word: str, found: FoundFact, field: str, where: Condition | None, spot: Spot) -> Measure:
        named = spot.at(word)
        measured = self._measured(word, field, found, named)
        return Measure(
            quantity=cast(Quantity, word),
            list=named.word.removesuffix(f".{field}") if field else named.word,
            field=field or None,
            where=where,
            tests=self._tests(measured, spot),
        )

    def _measured(self, word: str, field: str, found: FoundFact, spot: Spot) -> Fact:
        """Return the fact whose kind the measure has: that of the field summed, a plain number for a count."""
        if word == "count":
            if field:
                spot.tell(_("«count» vuole il nome di un elenco"), "not_a_list_name")
            return _COUNTED
        fact = self.names.vocabulary.get(f"{found.key}[].{field}")
        if fact is None:
            inside = f"{found.key}[]."
            known = {key.removeprefix(inside) for key in self.names.vocabulary if key.startswith(inside)}
            text = _("«{word}» vuole un campo dell'elenco: {list}.campo").format(word=word, list=found.key)
            spot.tell(text, "unknown_field", did_you_mean(field, known))
        elif word == "sum" and fact.kind in NUMBERS:
            return fact
        elif word == "sum":
            spot.tell(_("«{field}» non è un numero da sommare").format(field=field), "not_a_number_field")
        return _COUNTED

    def _tests(self, fact: Fact, spot: Spot) -> tuple[tuple[Word, object], ...]:
        given = [word for word in spot.entries if word in _MEASURE_WORDS]
        if not given:
            text = _("manca il confronto: {words}").format(words=", ".join(_MEASURE_WORDS))
            spot.tell(text, "missing_comparison")
        read = [test for word in given for test in read_test("", fact, word, spot.at(word), self.names)]
        return tuple((test.word, _single(test.value)) for test in read)

    def _unknown_list(self, name: str, spot: Spot) -> None:
        lists = {key for key in self.names.within(spot.scope) if self.names.find_list(key, spot.scope)}
        spot.tell(_("«{name}» non è un elenco").format(name=name), "unknown_list", did_you_mean(name, lists))


def _single(value: object) -> object:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value
