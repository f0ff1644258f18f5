"""Answers as people write them (nested, in lists, in Italian forms) as Facts by dotted key, typed by the vocabulary."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.facts import Answer, Facts, Origin
from ...model.vocabulary import Fact, Vocabulary
from ...problem import Problem
from ...registry.values import read_value, read_values, warn_value
from ..call.suppliable import suppliable
from ..call.vocabulary import COMPUTED, OF_INSTRUMENTS, Lexicon, lexicon
from ..parser.reader import Reader, join
from ..parser.suggestions import did_you_mean
from ..parser.tree import Leaf, MappingNode, Series, Tree, from_plain, is_null
from .fast_facts import read_plain
from .supplied import read_supplied

SUPPLIED = "supplied"
_LIST_FIELDS = frozenset({"id"})


def read_facts(
    data: Mapping[str, object],
    vocabulary: Vocabulary,
    origin: Origin,
    *,
    file: str = "",
    call: Call | None = None,
    lenient: bool = False,
) -> tuple[Facts, list[Problem]]:
    """Read nested plain mappings; ``supplied`` among them needs the ``call`` that it completes.

    Keys may be nested or dotted, scalars text or already numbers, dates and booleans. ``lenient``: an unknown fact is
    a warning (a profile is shared by calls that do not all know the same facts).
    """
    at_once = None if file else _all_right(data, vocabulary, origin, call)
    if at_once is not None:
        return at_once, []
    reader = Reader(file)
    facts = FactReader(reader, origin, lenient).read(from_plain(data), vocabulary, call)
    return facts, reader.problems


def _all_right(data: Mapping[str, object], vocabulary: Vocabulary, origin: Origin, call: Call | None) -> Facts | None:
    """Return the facts of data that have nothing wrong or doubtful about them, None for any other."""
    if call is None or SUPPLIED not in data:
        return read_plain(data, vocabulary, origin)
    reader = Reader("")
    supplied = read_supplied(from_plain(data[SUPPLIED]), suppliable(call), SUPPLIED, reader)
    others = {key: part for key, part in data.items() if key != SUPPLIED}
    facts = None if reader.problems else read_plain(others, vocabulary, origin)
    return facts and replace(facts, supplied=supplied)


class _Gathered(NamedTuple):
    """Answers and lists gathered so far for an application or for one item."""

    answers: dict[str, Answer]
    lists: dict[str, tuple[Facts, ...]]


_MOST_HINTS = 50


class FactReader:
    """Reads the answers of one file or row; problems are reported to ``reader``."""

    def __init__(self, reader: Reader, origin: Origin, lenient: bool = False) -> None:
        self.reader = reader
        self.origin = origin
        self.lenient = lenient
        self._strange = 0

    def read(self, node: Tree, vocabulary: Vocabulary, call: Call | None = None) -> Facts:
        """Return the facts written in a table; ``supplied`` is read when the call is given."""
        if not isinstance(node, MappingNode):
            self.reader.tell(node.mark, "", _("qui serve una tabella di chiavi e valori"), "not_a_mapping")
            return Facts()
        entries = {key: part for key, part in node.entries.items() if key != SUPPLIED or call is None}
        gathered = _Gathered({}, {})
        self._table(MappingNode(entries, node.keys, node.mark), "", "", lexicon(vocabulary), gathered)
        supplied = node.entries.get(SUPPLIED)
        if call is None or supplied is None:
            return Facts(gathered.answers, gathered.lists)
        return Facts(gathered.answers, gathered.lists, read_supplied(supplied, suppliable(call), SUPPLIED, self.reader))

    def _table(self, node: MappingNode, prefix: str, path: str, words: Lexicon, into: _Gathered) -> None:
        for key, part in node.entries.items():
            whole, where = join(prefix, key), join(path, key)
            if is_null(part):
                if whole not in words.facts and whole not in words.beginnings:
                    self._unknown(node, key, whole, where, words)
            elif whole in words.facts and not self._goes_on(whole, part, words):
                self._answer(words.facts[whole], whole, part, where, into)
            elif whole in words.beginnings:
                self._inner(part, whole, where, words, into)
            elif not (key in _LIST_FIELDS and path):
                self._unknown(node, key, whole, where, words)

    def _goes_on(self, key: str, node: Tree, words: Lexicon) -> bool:
        """Return whether a table under a fact's key holds further facts (``site: {region: …}``), not its value."""
        return isinstance(node, MappingNode) and words.facts[key].kind != "list" and key in words.beginnings

    def _inner(self, node: Tree, key: str, path: str, words: Lexicon, into: _Gathered) -> None:
        if isinstance(node, MappingNode):
            self._table(node, key, path, words, into)
            return
        text = _("qui servono più risposte, una per chiave")
        some = ", ".join(sorted(fact.removeprefix(f"{key}.") for fact in words.facts if fact.startswith(f"{key}."))[:4])
        self.reader.tell(node.mark, path, text, "not_a_mapping", some)

    def _unknown(self, node: MappingNode, key: str, whole: str, path: str, words: Lexicon) -> None:
        text = _("fatto sconosciuto «{key}»").format(key=whole)
        self._strange += 1  # a hint is dear: who writes thousands of strange keys has not slipped
        hint = did_you_mean(whole, {*words.facts, *words.beginnings}) if self._strange <= _MOST_HINTS else ""
        if is_null(node.entries[key]) and (not hint or key[:1].isdigit()):  # in braces a comma ends the value before
            hint = _("se è il seguito di un valore con la virgola, quel valore va tra virgolette")
        self.reader.tell(node.key_mark(key), path, text, "unknown_fact", hint, self.lenient)

    def _answer(self, fact: Fact, key: str, node: Tree, path: str, into: _Gathered) -> None:
        if key in COMPUTED or key in OF_INSTRUMENTS:
            text = _("«{key}» lo calcola il programma: non si scrive").format(key=key)
            self.reader.tell(node.mark, path, text, "computed_fact")
        elif fact.kind == "list":
            items = self._list(fact, node, path)
            if items is not None:
                into.lists[key] = items
        else:
            value = self._value(fact, node, path)
            if value is not None:
                into.answers[key] = Answer(value, self.origin, self._place(node))

    def _value(self, fact: Fact, node: Tree, path: str) -> object | None:
        if isinstance(node, Leaf):
            value, refusal = read_value(fact, node.text)
        elif isinstance(node, Series) and all(isinstance(part, Leaf) for part in node.items):
            value, refusal = read_values(fact, [part.text for part in node.items if isinstance(part, Leaf)])
        else:
            self.reader.tell(node.mark, path, _("qui serve un solo valore"), "not_a_value")
            return None
        if refusal:
            self.reader.tell(node.mark, path, refusal.text, refusal.kind, refusal.hint)
            return None
        doubt = warn_value(fact, value)
        if doubt:
            self.reader.tell(node.mark, path, doubt, "doubtful", warning=True)
        return value

    def _list(self, fact: Fact, node: Tree, path: str) -> tuple[Facts, ...] | None:
        if isinstance(node, MappingNode) and fact.key:
            items = [(key, part, f"{path}.{key}") for key, part in node.entries.items() if not is_null(part)]
        elif isinstance(node, Series):
            items = [("", part, f"{path}[{index}]") for index, part in enumerate(node.items)]
        else:
            hint = _("per esempio {example}").format(example="- {id: 1, …}") if not fact.key else ""
            self.reader.tell(node.mark, path, _("qui serve un elenco"), "not_a_list", hint)
            return None
        read = [self._item(fact, key, part, where, index) for index, (key, part, where) in enumerate(items)]
        self._check_ids([(facts.id, part, where) for facts, (_key, part, where) in zip(read, items, strict=True)])
        return tuple(read)

    def _item(self, fact: Fact, key: str, node: Tree, path: str, index: int) -> Facts:
        if not isinstance(node, MappingNode):
            self.reader.tell(node.mark, path, _("qui serve una tabella di chiavi e valori"), "not_a_mapping")
            return Facts(id=key or str(index + 1))
        if key and fact.key and fact.key not in node.entries:
            node = MappingNode({fact.key: Leaf(key, mark=node.key_mark(key)), **node.entries}, node.keys, node.mark)
        gathered = _Gathered({}, {})
        self._table(node, "", path, lexicon(fact.items or {}), gathered)
        return Facts(gathered.answers, gathered.lists, id=_id(node, fact.key, index), note=self._place(node))

    def _check_ids(self, items: list[tuple[str, Tree, str]]) -> None:
        seen: dict[str, Tree] = {}
        for name, node, path in items:
            if name in seen:
                line = seen[name].mark[0]
                first = _("la prima alla riga {line}").format(line=line) if line else ""
                said = _("due voci hanno la stessa sigla «{id}»").format(id=name) + (f" ({first})" if first else "")
                self.reader.tell(_id_mark(node), path, said, "duplicate_id")
            seen.setdefault(name, node)

    def _place(self, node: Tree) -> str:
        return f"{self.reader.file}:{node.mark[0]}:{node.mark[1]}" if node.mark[0] else self.reader.file


def _id(node: MappingNode, key: str | None, index: int) -> str:
    for name in ("id", key):
        found = node.entries.get(name) if name else None
        if isinstance(found, Leaf) and not found.is_null:
            return found.text
    return str(index + 1)


def _id_mark(node: Tree) -> tuple[int, int]:
    return node.key_mark("id") if isinstance(node, MappingNode) else node.mark
