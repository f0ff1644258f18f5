"""What a column of a table holds, told by its name: a fact by key or label, a field of an item, a name or a day."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..loading.nearest import did_you_mean
from ..model.fact import Fact, Vocabulary
from .mapping import fold

ITEM = "#"
"""The step of the item that the row itself is, in a table with a row for each item."""
OWN = {
    "id": ("id", "domanda", "codice domanda", "application"),
    "call": ("call", "bando"),
    "on": ("on", "giorno", "data di valutazione", "day"),
}
"""What a row says of itself, and the names of its columns."""
_TOKENS = re.compile(r"\[([^\]]*)\]|([^.\[\]]+)")
_GROUP = re.compile(r"(.+?)(?:\s+(?:n\.\s*)?(\w*\d\w*))?")
_IN_GROUP = re.compile(r"(.+?)\s*[-–:·/>]\s*(.+)")
_SUPPLIED = re.compile(r"supplied\[([^\]]+)\]\.(value|source)")


class Target(NamedTuple):
    """Where the cells of a column go, step by step, and the fact that types them (None: ``id``, ``call`` or ``on``).

    After a list comes its item: ``#`` is the one that the row itself is, ``#2`` the second, ``[2021]`` the one of that
    key in a list written as a mapping.
    """

    steps: tuple[str, ...]
    fact: Fact | None = None


class Columns:
    """The names under which columns are known: keys and labels of a vocabulary, in either language."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = {key: fact for key, fact in vocabulary.items() if "[]" not in key}
        self._by_label = _unique((name, key) for key, fact in self.vocabulary.items() for name in _labels(fact))
        lists = {key: fact for key, fact in self.vocabulary.items() if fact.kind == "list"}
        self._lists = _unique((name, key) for key, fact in lists.items() for name in _list_names(key, fact))

    def find(self, name: str, group: str = "") -> Target | None:
        """Return what a column called ``name``, below the head ``group``, holds; None where that cannot be told."""
        return _own(name) or self.by_key(name) or self._grouped(name, group) or self._labelled(name)

    def find_in(self, the_list: str, name: str) -> Target | None:
        """Return what a column holds in a table whose rows are items of ``the_list``: a field, or whose item it is."""
        inner = Columns(self.vocabulary[the_list].items or {})
        if fold(name) in ("application", "domanda", "codice domanda"):
            return Target(("id",))
        if fold(name) in ("id", "sigla"):
            return Target((the_list, ITEM, "id"), Fact(kind="text", label=name))
        found = inner.by_key(name) or inner._grouped(name, "") or inner._labelled(name)
        return found and found._replace(steps=(the_list, ITEM, *found.steps))

    def list_named(self, name: str) -> str | None:
        """Return the list called so: by key, by label, by what one of its items is called."""
        return self._lists.get(fold(name))

    def by_key(self, name: str) -> Target | None:
        """Return what the key ``name`` stands for: ``company.name``, ``expenses[2].amount``, ``expenses[].amount``."""
        supplied = _SUPPLIED.fullmatch(name.strip())
        if supplied:
            return Target(("supplied", f"[{supplied[1]}]", supplied[2]), Fact(kind="text", label=name))
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
            inner: Target | None = Target(("id",), Fact(kind="text", label=key))
        else:
            inner = Columns(fact.items or {})._walk(rest)
        step = f"[{item}]" if fact.key else f"{ITEM}{item}"
        return inner and inner._replace(steps=(key, step, *inner.steps))

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
        fact = self.vocabulary[the_list]
        step = f"[{parts[2]}]" if fact.key else f"{ITEM}{parts[2]}"
        return found._replace(steps=(the_list, step, *found.steps[2:]))

    def _labelled(self, name: str) -> Target | None:
        key = self._by_label.get(fold(name))
        return None if key is None else Target((key,), self.vocabulary[key])

    def nearest(self, name: str) -> str:
        """Return a hint that names the fact probably meant."""
        return did_you_mean(name, set(self.vocabulary))


def _own(name: str) -> Target | None:
    return next((Target((key,)) for key, names in OWN.items() if fold(name) in names), None)


def _labels(fact: Fact) -> Iterator[str]:
    yield from () if fact.derived else _said(fact.label)


def _list_names(key: str, fact: Fact) -> Iterator[str]:
    yield key
    yield key.rpartition(".")[2]
    yield from _said(fact.label)
    yield from _said(fact.item or "")
    yield from {"expenses": ("spese",), "people": ("persone",), "partners": ("partner",)}.get(key, ())


def _said(text: object) -> Iterable[str]:
    return text.values() if isinstance(text, dict) else [str(text)]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each name stands for, without the names that stand for several things."""
    known = {(fold(name), key) for name, key in pairs if name}
    counts = Counter(name for name, _key in known)
    return {name: key for name, key in known if counts[name] == 1}
