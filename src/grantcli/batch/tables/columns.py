"""What a column of a table holds, by its name: a fact by key or label, a field of an item, a name or a day."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...i18n import Text, _
from ...loading.parser.suggestions import did_you_mean
from ...model.call import Edition
from ...model.vocabulary import Fact, Vocabulary
from .mapping import fold
from .steps import THIS_ROW, EntryStep, ItemStep, Step, Target

OWN = {
    "id": ("id", "domanda", "codice domanda", "application"),
    "call": ("call", "bando"),
    "on": ("on", "giorno", "data di valutazione", "day"),
}
"""What a row says of itself, and the names of its columns."""
_TOKENS = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")
_BETWEEN = re.compile(r"[^\w.]+|_")
_GROUP = re.compile(r"(.+?)(?:\s+(?:n\.\s*)?(\w*\d\w*))?")
_IN_GROUP = re.compile(r"(.+?)\s*[-–:·/>]\s*(.+)")
_SUPPLIED = re.compile(r"supplied\[([^\]]+)\]\.(value|source)")
_SUPPLIED_FACTS = {"value": Fact(kind="percent", label="value"), "source": Fact(kind="text", label="source")}
_ITEM_NAME = Fact(kind="text", label="id")
SHORT: dict[str, Text] = {
    "expenses": {"it": "Spese", "en": "Expenses"},
    "people": {"it": "Persone", "en": "People"},
    "company.years": {"it": "Bilanci", "en": "Accounts"},
}
"""What sheets call some lists, shorter than their labels."""
_SINGLE = {"company.years": ("bilancio",), "people": ("persona",), "partners": ("partner",)}


class Columns:
    """The names under which columns are known: keys and labels of a vocabulary, in either language.

    ``editions`` are the calls it is the vocabulary of, where what holds for whole tables is to be checked by them. A
    label of several facts is the one that ``first`` has, if it has one.
    """

    def __init__(
        self, vocabulary: Vocabulary, editions: Sequence[Edition] = (), first: Vocabulary | None = None
    ) -> None:
        self.editions = editions
        self.vocabulary = {key: fact for key, fact in vocabulary.items() if "[]" not in key}
        told = [self.vocabulary, *(call.vocabulary for call in editions)]
        self._meant = _meant(pair for known in told for pair in _labelled(known))
        self._by_label = _only(self._meant) | _only(_meant(_labelled(first or {})))
        lists = {key: fact for key, fact in self.vocabulary.items() if fact.kind == "list"}
        self._lists = _only(_meant((name, key) for key, fact in lists.items() for name in _list_names(key, fact)))
        self._within_lists: dict[str, Columns] = {}
        self.keys = {key: fact.key for key, fact in lists.items() if fact.key}
        self.lists = tuple(lists)

    @classmethod
    def of(cls, editions: Iterable[Edition], first: Edition | None = None) -> "Columns":
        """Return the columns that some calls know, the first call's fact where several have one of the same name.

        An item of a list has the fields that any of them gives it. ``first`` goes before all: the call of the table.
        """
        calls = tuple(editions)
        known: dict[str, Fact] = {}
        for call in (*reversed(calls), *([first] if first is not None else [])):
            for key, fact in call.vocabulary.items():
                older = known.get(key)
                both = {**(older.items or {}), **fact.items} if older is not None and fact.items else fact.items
                known[key] = replace(fact, items=both)
        return cls(known, calls, None if first is None else first.vocabulary)

    def for_call(self, named: object) -> "Columns":
        """Return the columns of a table all of whose rows are for one call, by its id or another name of it."""
        found = (one for one in self.editions if named in (one.call.id, *one.call.aliases))
        first = next(found, None)
        return self if first is None else Columns.of(self.editions, first)

    def find(self, name: str, group: str = "") -> Target | None:
        """Return what a column called ``name``, below the head ``group``, holds; None for a name that is not known."""
        return _own(name) or self.by_key(name) or self._grouped(name, group) or self._labelled(name)

    def find_in(self, the_list: str, name: str) -> Target | None:
        """Return what a column holds in a table whose rows are items of ``the_list``: a field, or whose item it is."""
        inner = self._inner(the_list)
        if fold(name) in ("application", "domanda", "codice domanda"):
            return Target(("id",))
        if fold(name) in ("id", "sigla"):
            return Target((the_list, THIS_ROW, "id"), _ITEM_NAME)
        found = inner.by_key(name) or inner._grouped(name, "") or inner._labelled(name)
        return found and replace(found, steps=(the_list, THIS_ROW, *found.steps))

    def _inner(self, the_list: str) -> "Columns":
        if the_list not in self._within_lists:
            self._within_lists[the_list] = Columns(self.vocabulary[the_list].items or {})
        return self._within_lists[the_list]

    def list_named(self, name: str) -> str | None:
        """Return the list called so: by key, by label, by what one of its items is called."""
        return self._lists.get(fold(name))

    def lists_within(self, name: str) -> Iterator[str]:
        """Yield the lists whose name is among the words of ``name``: «ACME spese 2022»."""
        words = f" {_BETWEEN.sub(' ', name.casefold())} "
        yield from dict.fromkeys(key for said, key in self._lists.items() if f" {said} " in words)

    def by_key(self, name: str) -> Target | None:
        """Return what the key ``name`` means: ``company.name``, ``expenses[2].amount``, ``expenses[].amount``."""
        supplied = _SUPPLIED.fullmatch(name.strip())
        if supplied:
            return Target(("supplied", EntryStep(supplied[1]), supplied[2]), _SUPPLIED_FACTS[supplied[2]])
        tokens = [match[1] if match[1] is not None else match[2] for match in _TOKENS.finditer(name.strip())]
        return self._walk(tokens) if tokens else None

    def _walk(self, tokens: list[str]) -> Target | None:
        for count in range(1, len(tokens) + 1):
            key = ".".join(tokens[:count])
            fact = self.vocabulary.get(key)
            rest = tokens[count:]
            if fact is None or (rest and fact.kind != "list"):
                continue
            return self._within(key, fact, rest[0], rest[1:]) if rest else Target((key,), fact)
        return None

    def _within(self, key: str, fact: Fact, item: str, rest: list[str]) -> Target | None:
        if not rest or (fact.key and not item):
            return None
        if rest == ["id"]:
            inner: Target | None = Target(("id",), _ITEM_NAME)
        else:
            inner = self._inner(key)._walk(rest)
        return inner and replace(inner, steps=(key, _step(fact, item), *inner.steps))

    def _grouped(self, name: str, group: str) -> Target | None:
        """Read «Spesa 2» over «Importo», or «Spesa 2: Importo» in one cell."""
        if not group:
            together = _IN_GROUP.fullmatch(name.strip())
            return self._grouped(together[2], together[1]) if together else None
        parts = _GROUP.fullmatch(group.strip())
        the_list = self._lists.get(fold(parts[1])) if parts else None
        if the_list is None or parts is None:
            return self.find(name)
        found = self.find_in(the_list, name)
        if found is None or found.fact is None or not parts[2]:
            return found
        step = _step(self.vocabulary[the_list], parts[2])
        return replace(found, steps=(the_list, step, *found.steps[2:]))

    def _labelled(self, name: str) -> Target | None:
        key = self._by_label.get(fold(name))
        return None if key is None else Target((key,), self.vocabulary[key])

    def nearest(self, name: str, the_list: str = "") -> str:
        """Return a hint that names the fact probably meant, by key or label; that of an item of ``the_list``."""
        if the_list:
            return self._inner(the_list).nearest(name)
        meant = sorted(self._meant.get(fold(name), ()))
        if len(meant) > 1:
            return _("può essere {keys}: usare la chiave, o dire il bando con --call").format(keys=", ".join(meant))
        labels = {text for fact in self.vocabulary.values() for text in _labels(fact)}
        return did_you_mean(name, {*self.vocabulary, *labels})


def _step(fact: Fact, item: str) -> Step:
    return EntryStep(item) if fact.key else ItemStep(item)


def _own(name: str) -> Target | None:
    return next((Target((key,)) for key, names in OWN.items() if fold(name) in names), None)


def _labelled(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    return ((name, key) for key, fact in vocabulary.items() if "[]" not in key for name in _labels(fact))


def _labels(fact: Fact) -> Iterator[str]:
    yield from () if fact.derived else _said(fact.label)


def _list_names(key: str, fact: Fact) -> Iterator[str]:
    yield key
    yield key.rpartition(".")[2]
    for text in (fact.label, fact.item or "", SHORT.get(key, "")):
        yield from _said(text)
    yield from (text[:31] for text in _said(fact.label))  # the most that the name of a sheet can hold
    yield from _SINGLE.get(key, ())


def _said(text: object) -> Iterable[str]:
    return text.values() if isinstance(text, dict) else [str(text)]


def _meant(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return all that each name means."""
    meant: dict[str, set[str]] = {}
    for name, key in pairs:
        if name:
            meant.setdefault(fold(name), set()).add(key)
    return meant


def _only(meant: dict[str, set[str]]) -> dict[str, str]:
    """Return what each name means, without the names that mean several things."""
    return {name: key for name, keys in meant.items() if len(keys) == 1 for key in keys}
