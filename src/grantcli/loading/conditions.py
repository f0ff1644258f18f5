"""The conditions of a call: mappings of facts, words and lists, checked against the vocabulary and typed by it."""

from typing import Literal, cast

from ..i18n import _
from ..model.condition import All, Any, Condition, Each, Measure, Not, Quantity, Word
from ..model.fact import Fact
from .comparing import NUMBERS, Comparer
from .names import Found, Names
from .nearest import did_you_mean
from .nodes import Leaf, Series, Table, Tree
from .reader import Reader, join

_GROUPS = ("all", "any")
_QUANTITIES = ("count", "sum", "distinct")
_EACH = ("some", "every")
_MEASURE_WORDS = ("is", "at_least", "at_most", "more_than", "less_than")
_COUNTED = Fact(kind="number", label="")


class Conditions:
    """Reads the conditions of one call, by the names it may use."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.comparer = Comparer(names)

    def read(self, node: Tree, path: str, scope: str, reader: Reader) -> Condition | None:
        """Return the condition written in ``node``, standing inside the list ``scope``; None when it has problems."""
        if not isinstance(node, Table) or not node.entries:
            text = _("qui serve una condizione: un fatto e i valori che vanno bene")
            reader.tell(
                node.mark, path, text, "not_a_condition", _("per esempio {example}").format(example="{all: […]}")
            )
            return None
        before = len(reader.problems)
        made = [part for group in self._parts(node, path, scope, reader) for part in group]
        if len(reader.problems) > before or not made:
            return None
        return made[0] if len(made) == 1 else All(of=tuple(made))

    def _parts(self, node: Table, path: str, scope: str, reader: Reader) -> list[list[Condition]]:
        over_list = [key for key in node.entries if key in (*_EACH, *_QUANTITIES)]
        taken = {"where", *over_list}
        if len(over_list) > 1:
            text = _("una sola fra queste parole per condizione: {words}").format(words=", ".join(over_list))
            reader.tell(node.key_mark(over_list[1]), path, text, "two_list_words", _("separarle con all: […]"))
        if over_list and over_list[0] in _QUANTITIES:
            taken |= set(_MEASURE_WORDS)
        parts = [
            self._entry(key, value, node, path, scope, reader)
            for key, value in node.entries.items()
            if key not in taken
        ]
        if over_list:
            parts.append(self._over_list(over_list[0], node, path, scope, reader))
        elif "where" in node.entries:
            text = _("«where» va con some, every, count, sum o distinct")
            reader.tell(node.key_mark("where"), join(path, "where"), text, "where_alone")
        return parts

    def _entry(self, key: str, value: Tree, node: Table, path: str, scope: str, reader: Reader) -> list[Condition]:
        inner = join(path, key)
        if key in _GROUPS:
            return self._group(key, value, inner, scope, reader)
        if key == "not":
            part = self.read(value, inner, scope, reader)
            return [] if part is None else [Not(of=part)]
        found = self.names.find(key, scope)
        if found is None:
            text = _("fatto sconosciuto «{key}»").format(key=key)
            hint = did_you_mean(key, {*self.names.within(scope), *_GROUPS, *_EACH, *_QUANTITIES, "not"})
            reader.tell(node.key_mark(key), inner, text, "unknown_fact", hint)
            return []
        return list(self.comparer.tests(key, found.fact, value, inner, scope, reader))

    def _group(self, word: str, node: Tree, path: str, scope: str, reader: Reader) -> list[Condition]:
        if not isinstance(node, Series) or not node.items:
            reader.tell(node.mark, path, _("«{word}» vuole un elenco di condizioni").format(word=word), "not_a_list")
            return []
        read = [self.read(part, f"{path}[{index}]", scope, reader) for index, part in enumerate(node.items)]
        of = tuple(part for part in read if part is not None)
        return [All(of=of) if word == "all" else Any(of=of)]

    def _over_list(self, word: str, node: Table, path: str, scope: str, reader: Reader) -> list[Condition]:
        named = node.entries[word]
        name = named.text if isinstance(named, Leaf) else ""
        if word in _EACH:
            return self._each(word, name, node, path, scope, reader)
        return self._measure(word, name, node, path, scope, reader)

    def _each(self, word: str, name: str, node: Table, path: str, scope: str, reader: Reader) -> list[Condition]:
        found = self.names.find_list(name, scope)
        if found is None:
            self._unknown_list(name, node.entries[word], join(path, word), scope, reader)
            return []
        if "where" not in node.entries:
            text = _("«{word}» vuole una condizione «where»").format(word=word)
            reader.tell(node.key_mark(word), path, text, "missing_where")
            return []
        where = self.read(node.entries["where"], join(path, "where"), found.key, reader)
        return [] if where is None else [Each(word=cast(Literal["some", "every"], word), list=name, where=where)]

    def _measure(self, word: str, name: str, node: Table, path: str, scope: str, reader: Reader) -> list[Condition]:
        split = self.names.split(name, scope)
        if split is None:
            self._unknown_list(name, node.entries[word], join(path, word), scope, reader)
            return []
        found, field = split
        measured = self._measured(word, field, found, node.entries[word], join(path, word), reader)
        where = None
        if "where" in node.entries:
            where = self.read(node.entries["where"], join(path, "where"), found.key, reader)
        tests = self._tests(measured, node, path, scope, reader)
        name = name.removesuffix(f".{field}") if field else name
        return [Measure(quantity=cast(Quantity, word), list=name, field=field or None, where=where, tests=tests)]

    def _measured(self, word: str, field: str, found: Found, node: Tree, path: str, reader: Reader) -> Fact:
        """Return the fact whose kind the measure has: that of the field summed, a plain number for a count."""
        if word == "count":
            if field:
                reader.tell(node.mark, path, _("«count» vuole il nome di un elenco"), "not_a_list_name")
            return _COUNTED
        fact = self.names.vocabulary.get(f"{found.key}[].{field}")
        if fact is None:
            known = {key.removeprefix(f"{found.key}[].") for key in self.names.vocabulary if key.startswith(found.key)}
            text = _("«{word}» vuole un campo dell'elenco: {list}.campo").format(word=word, list=found.key)
            reader.tell(node.mark, path, text, "unknown_field", did_you_mean(field, known))
            return _COUNTED
        if word == "sum" and fact.kind not in NUMBERS:
            reader.tell(
                node.mark, path, _("«{field}» non è un numero da sommare").format(field=field), "not_a_number_field"
            )
        return fact if word == "sum" and fact.kind in NUMBERS else _COUNTED

    def _tests(self, fact: Fact, node: Table, path: str, scope: str, reader: Reader) -> tuple[tuple[Word, object], ...]:
        given = [key for key in node.entries if key in _MEASURE_WORDS]
        if not given:
            text = _("manca il confronto: {words}").format(words=", ".join(_MEASURE_WORDS))
            reader.tell(node.mark, path, text, "missing_comparison")
        read = [
            test
            for word in given
            for test in self.comparer.one("", fact, word, node.entries[word], join(path, word), scope, reader)
        ]
        return tuple((test.word, _single(test.value)) for test in read)

    def _unknown_list(self, name: str, node: Tree, path: str, scope: str, reader: Reader) -> None:
        lists = {key for key in self.names.within(scope) if self.names.find_list(key, scope)}
        text = _("«{name}» non è un elenco").format(name=name)
        reader.tell(node.mark, path, text, "unknown_list", did_you_mean(name, lists))


def _single(value: object) -> object:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value
