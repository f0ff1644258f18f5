"""One fact against words and values, typed by the fact's kind: the leaves of a condition."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from ..i18n import _
from ..model.condition import Condition, Ref, Test, Word
from ..model.fact import Fact
from ..registry.values import read_value
from .names import Names
from .nearest import did_you_mean
from .nodes import Leaf, Series, Table, Tree
from .reader import Reader, join
from .scalars import Refused, read_decimal, read_integer, read_yes_no

NUMBERS = frozenset({"money", "percent", "number", "integer"})
DATES = frozenset({"date", "datetime"})
PLACES = frozenset({"commune", "region"})
TEXTS = frozenset({"text", "long_text"})
NUMBER_WORDS = ("at_least", "at_most", "more_than", "less_than")
DATE_WORDS = ("before", "after", "not_before", "not_after")
WORDS = ("is", *NUMBER_WORDS, *DATE_WORDS, "under", "known", "within_words")
_DATE_FOR_NUMBER = {"at_least": "not_before", "at_most": "not_after", "more_than": "after", "less_than": "before"}
_ATECO = re.compile(r"[A-V]|\d{2}(\.\d{1,2}(\.\d{1,2})?)?")
_REF_KEYS = ("fact", "plus", "times")


class Comparer:
    """Reads what one fact is compared with."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def tests(self, name: str, fact: Fact, node: Tree, path: str, scope: str, reader: Reader) -> Sequence[Condition]:
        """Return the tests that ``name: node`` stands for; problems are told to the reader."""
        if not isinstance(node, Table):
            return self.one(name, fact, "is", node, path, scope, reader)
        if "fact" in node.entries:
            return self.one(name, fact, "is", node, path, scope, reader)
        made: list[Test] = []
        for word, value in node.entries.items():
            if word not in WORDS:
                text = _("«{word}» non è una parola di confronto").format(word=word)
                hint = did_you_mean(word, WORDS) or _("ammesse: {words}").format(words=", ".join(WORDS))
                reader.tell(node.key_mark(word), join(path, word), text, "unknown_word", hint)
            else:
                made += self.one(name, fact, word, value, join(path, word), scope, reader)
        return made

    def one(self, name: str, fact: Fact, word: str, node: Tree, path: str, scope: str, reader: Reader) -> list[Test]:
        """Return the test of ``name`` by one word, in a list that is empty when it has problems."""
        misfit = _misfit(word, fact)
        if misfit:
            text = _("«{word}» non si addice a «{fact}» ({kind})").format(word=word, fact=name, kind=fact.kind)
            reader.tell(node.mark, path, text, "word_does_not_fit", misfit)
            return []
        value = self._value(fact, word, node, path, scope, reader)
        return [] if value is None else [Test(fact=name, word=cast(Word, word), value=value)]

    def _value(self, fact: Fact, word: str, node: Tree, path: str, scope: str, reader: Reader) -> object:
        if word == "known":
            return _taken(read_yes_no, node, path, reader)
        if word == "within_words":
            return _taken(read_integer, node, path, reader)
        if isinstance(node, Table) and word != "under":
            return self.reference(fact, node, path, scope, reader)
        if word == "under":
            return self._under(fact, node, path, reader)
        if word == "is":
            return _accepted(fact, node, path, reader)
        return _typed(fact, node, path, reader)

    def _under(self, fact: Fact, node: Tree, path: str, reader: Reader) -> tuple[str, ...] | None:
        words = []
        for part, where in _each(node, path):
            text = part.text if isinstance(part, Leaf) else ""
            if not self._is_under(fact, text):
                self._refuse_under(fact, text, part, where, reader)
                return None
            words.append(text)
        if not words:
            _tell_missing(reader, node, path)
        return tuple(words) or None

    def _is_under(self, fact: Fact, text: str) -> bool:
        if fact.kind == "ateco":
            return bool(_ATECO.fullmatch(text))
        return text in self.names.areas or bool(re.fullmatch(r"\d{2}", text))

    def _refuse_under(self, fact: Fact, text: str, node: Tree, path: str, reader: Reader) -> None:
        if fact.kind == "ateco":
            said = _("«{text}» non è l'inizio di un codice ATECO").format(text=text)
            reader.tell(node.mark, path, said, "not_an_ateco", _('scrivere per esempio "62" o "63.1"'))
            return
        said = _("«{text}» non è un'area del bando né una regione").format(text=text)
        reader.tell(node.mark, path, said, "unknown_area", did_you_mean(text, self.names.areas))

    def reference(self, fact: Fact, node: Table, path: str, scope: str, reader: Reader) -> Ref | None:
        """Return ``{fact: …, plus: …, times: …}`` as a Ref to a fact comparable with ``fact``."""
        before = len(reader.problems)
        for key in node.entries:
            if key not in _REF_KEYS:
                text = _("chiave sconosciuta «{key}»").format(key=key)
                hint = did_you_mean(key, _REF_KEYS)
                reader.tell(node.key_mark(key), join(path, key), text, "unknown_key", hint)
        named = node.entries.get("fact")
        name = named.text if isinstance(named, Leaf) else ""
        self._check_other(fact, name, named or node, join(path, "fact"), scope, reader)
        moved = self._moved(node, path, reader)
        times = self._times(node, path, reader)
        if len(reader.problems) > before:
            return None
        return Ref(fact=name, times=times, **moved)

    def _check_other(self, fact: Fact, name: str, node: Tree, path: str, scope: str, reader: Reader) -> None:
        found = self.names.find(name, scope)
        if found is None:
            text = _("fatto sconosciuto «{key}»").format(key=name)
            reader.tell(node.mark, path, text, "unknown_fact", did_you_mean(name, self.names.within(scope)))
        elif _family(found.fact.kind) != _family(fact.kind):
            text = _("«{other}» ({kind}) non si confronta con questo fatto ({mine})")
            said = text.format(other=name, kind=found.fact.kind, mine=fact.kind)
            reader.tell(node.mark, path, said, "facts_do_not_compare")

    def _moved(self, node: Table, path: str, reader: Reader) -> dict[str, int]:
        plus = node.entries.get("plus")
        if plus is None:
            return {}
        if not isinstance(plus, Table) or not set(plus.entries) <= {"days", "months"}:
            text = _("«plus» vuole days o months")
            reader.tell(plus.mark, join(path, "plus"), text, "wrong_plus", "plus: {days: 15}")
            return {}
        read = {
            key: _taken(read_integer, part, join(path, f"plus.{key}"), reader) for key, part in plus.entries.items()
        }
        return {key: value for key, value in read.items() if value is not None}

    def _times(self, node: Table, path: str, reader: Reader) -> Decimal | None:
        times = node.entries.get("times")
        return None if times is None else _taken(read_decimal, times, join(path, "times"), reader)


def _tell_missing(reader: Reader, node: Tree, path: str) -> None:
    reader.tell(node.mark, path, _("manca il valore"), "missing_value")


def _family(kind: str) -> str:
    for name, kinds in (("number", NUMBERS), ("date", DATES), ("text", TEXTS)):
        if kind in kinds:
            return name
    return kind


def _misfit(word: str, fact: Fact) -> str:
    """Return what to write instead, or nothing when the word fits the kind."""
    kind = fact.kind
    if word == "known" or (word == "is" and kind != "list"):
        return ""
    if word in NUMBER_WORDS:
        if kind in DATES:
            return _("per una data: {word}").format(word=_DATE_FOR_NUMBER[word])
        return "" if kind in NUMBERS else _("solo per numeri e importi")
    if word in DATE_WORDS:
        return "" if kind in DATES else _("solo per date")
    if word == "under":
        return "" if kind in PLACES or kind == "ateco" else _("solo per codici ATECO e luoghi")
    if word == "within_words":
        return "" if kind in TEXTS else _("solo per testi")
    return _("di un elenco si usa count, some, every, sum, distinct o known")


def _each(node: Tree, path: str) -> Iterable[tuple[Tree, str]]:
    if isinstance(node, Series):
        return [(part, f"{path}[{index}]") for index, part in enumerate(node.items)]
    return [(node, path)]


def _accepted(fact: Fact, node: Tree, path: str, reader: Reader) -> tuple[object, ...] | None:
    values = [_typed(fact, part, where, reader) for part, where in _each(node, path)]
    if not values:
        _tell_missing(reader, node, path)
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return None if not flat or None in flat else tuple(flat)


def _typed(fact: Fact, node: Tree, path: str, reader: Reader) -> object:
    if not isinstance(node, Leaf):
        reader.tell(node.mark, path, _("qui serve un solo valore"), "not_a_value")
        return None
    if node.is_null:
        _tell_missing(reader, node, path)
        return None
    value, refusal = read_value(replace(fact, at_least=None, at_most=None), node.text)
    if refusal:
        reader.tell(node.mark, path, refusal.text, refusal.kind, refusal.hint)
        return None
    return value


def _taken(read: Any, node: Tree, path: str, reader: Reader) -> Any:
    if not isinstance(node, Leaf):
        reader.tell(node.mark, path, _("qui serve un solo valore"), "not_a_value")
        return None
    value = read(node.text)
    if isinstance(value, Refused):
        reader.tell(node.mark, path, value.text, value.kind, value.hint)
        return None
    return value
