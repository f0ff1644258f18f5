"""Editions as bytes and back: nouns by kind, each field of all of them at once, since one by one is slow to restore."""

import io
import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import chain, repeat
from typing import Any, NamedTuple

from ...model.call import Edition
from ...model.vocabulary import Fact, Vocabulary
from ...model.walk.call_nouns import PLAIN, field_names, inner_fields


class Common:
    """The keys and facts of the shared vocabulary, by number: first the keys, then their facts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.keys, self.facts = tuple(vocabulary), tuple(vocabulary.values())
        self.names = {key: at for at, key in enumerate(vocabulary)}

    def has(self, key: str, fact: Fact) -> bool:
        """Return whether a fact under its key is the common one."""
        at = self.names.get(key)
        return at is not None and (self.facts[at] is fact or self.facts[at] == fact)


class _Run(NamedTuple):
    """A part of a vocabulary: of the common one from a number up to another, or keys of its own with their facts."""

    first: int = 0
    end: int = 0
    keys: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()


def packed(editions: Sequence[Edition], common: Common) -> bytes:
    """Return editions as bytes, for ``unpacked`` with the same common vocabulary."""
    nouns = _Nouns(common)
    kept = [nouns.without_shared(edition) for edition in editions]
    nouns.gather(kept)
    stream = io.BytesIO()
    writer = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    kinds = nouns.by_kind()
    writer.dump([(name, len(found)) for name, found in kinds.items()])
    writer.persistent_id = nouns.number  # type: ignore[method-assign]
    writer.dump([_columns(found, nouns.texts) for found in kinds.values()])
    writer.dump(kept)
    return stream.getvalue()


def unpacked(payload: bytes, common: Common) -> list[Edition]:
    """Return the editions that ``packed`` wrote: our own bytes, whole, of this very program."""
    reader = pickle.Unpickler(io.BytesIO(payload))  # noqa: S301 - owned by the user, checksummed, written by us
    made: list[tuple[_Kind, list[object]]] = []
    parts: list[object] = list(common.facts)
    for name, count in reader.load():
        kind = _kind(name)
        blanks: list[object] = list(map(object.__new__, repeat(kind.made, count)))
        made.append((kind, blanks))
        parts += blanks
    reader.persistent_load = parts.__getitem__  # type: ignore[method-assign]
    for (kind, blanks), columns in zip(made, reader.load(), strict=True):
        for put, column in zip(kind.setters, columns, strict=True):
            deque(map(put, blanks, repeat(*column) if type(column) is tuple else column), 0)
    return [Edition(vocabulary=_joined(runs, common), **rest) for runs, rest in reader.load()]


class _Nouns:
    """The nouns of editions by number, after the common facts, and one of each text that their fields are."""

    def __init__(self, common: Common) -> None:
        self._common = common
        self._facts: dict[int, int] = {}
        self._found: dict[str, dict[int, object]] = {}
        self._numbers: dict[int, int] = {}
        self.texts: dict[str, str] = {}

    def without_shared(self, edition: Edition) -> tuple[list[tuple[Any, ...]], dict[str, Any]]:
        """Return the runs of an edition's vocabulary, and its other fields."""
        words, common = edition.vocabulary, self._common
        shared = {key: common.names[key] for key, fact in words.items() if common.has(key, fact)}
        self._facts |= {id(words[key]): at for key, at in shared.items()}
        rest = {name: getattr(edition, name) for name in field_names(Edition) if name != "vocabulary"}
        return [tuple(run) for run in _runs(words, shared)], rest

    def gather(self, value: Any) -> None:
        """Find the nouns in a value."""
        kind = type(value)
        if field_names(kind):
            of_kind = self._found.setdefault(f"{kind.__module__}:{kind.__qualname__}", {})
            if id(value) in self._facts or id(value) in of_kind:
                return
            of_kind[id(value)] = value
            parts: Iterable[object] = (getattr(value, name) for name in inner_fields(kind))
        elif isinstance(value, (tuple, list)):
            parts = value
        else:
            parts = value.values() if isinstance(value, dict) else ()
        for part in parts:
            if type(part) not in PLAIN and part:
                self.gather(part)

    def by_kind(self) -> dict[str, list[object]]:
        """Return the nouns found by the name of their kind, in the order of their numbers."""
        kinds = {name: list(found.values()) for name, found in self._found.items() if found}
        in_order = chain.from_iterable(kinds.values())
        self._numbers = {id(one): at for at, one in enumerate(in_order, len(self._common.facts))} | self._facts
        return kinds

    def number(self, part: object) -> int | None:
        """Return the number of a noun; None of anything else."""
        return self._numbers.get(id(part))


def _columns(nouns: list[object], texts: dict[str, str]) -> list[object]:
    """Return each field of nouns of one kind, of all of them; a value that they share alone in a tuple."""
    columns: list[object] = []
    for name in field_names(type(nouns[0])):
        column = [getattr(one, name) for one in nouns]
        column = [texts.setdefault(value, value) if type(value) is str else value for value in column]
        columns.append((column[0],) if all(value is column[0] for value in column) else column)
    return columns


def _runs(vocabulary: Vocabulary, shared: dict[str, int]) -> Iterator[_Run]:
    """Yield the parts of a vocabulary in its order."""
    keys = list(vocabulary)
    at = [shared.get(key) for key in keys]
    start = 0
    for end in range(1, len(keys) + 1):
        first = at[start]
        if end < len(keys) and at[end] == (None if first is None else first + end - start):
            continue
        if first is None:
            yield _Run(keys=tuple(keys[start:end]), facts=tuple(vocabulary[key] for key in keys[start:end]))
        else:
            yield _Run(first, first + end - start)
        start = end


def _joined(runs: Iterable[tuple[int, int, tuple[str, ...], tuple[Fact, ...]]], common: Common) -> Vocabulary:
    keys: list[str] = []
    facts: list[Fact] = []
    for first, end, own_keys, own_facts in runs:
        keys += common.keys[first:end] or own_keys
        facts += common.facts[first:end] or own_facts
    return dict(zip(keys, facts, strict=True))


class _Kind(NamedTuple):
    """A kind of noun: its class, and what sets each of its fields."""

    made: type
    setters: tuple[Any, ...]


@cache
def _kind(name: str) -> _Kind:
    module, _colon, qualname = name.partition(":")
    made = getattr(import_module(module), qualname)
    return _Kind(made, tuple(getattr(made, field).__set__ for field in field_names(made)))
