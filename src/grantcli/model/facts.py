"""What is known of one application: answers with where each came from, lists of the same, figures supplied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from .noun import record
from .vocabulary import Kind

Origin = Literal["asked", "file", "profile", "import", "derived", "default"]


class Answer(NamedTuple):
    """A typed value, where it came from, and a note (place in the file, facts and rule it was derived from)."""

    value: object
    origin: Origin = "file"
    note: str = ""


class TwoReadings(NamedTuple):
    """Why a fact is not derived from all that it follows from: the readings, their sources, what settles it.

    ``keys`` are the facts whose answer settles it, none where only a document does.
    """

    text: str
    keys: tuple[str, ...] = ()


@record
class Supplied:
    """A figure or yes/no that the text of the call we hold lacks, read elsewhere by the user, with its source."""

    value: object  # Decimal | bool
    source: str
    place: str = ""
    kind: Kind = "number"


@record
class Facts:
    """Answers by key; lists of items by key (an item is Facts too, with its ``id``); supplied values by id; doubts.

    A list that is absent is not known; an empty one is known to be empty.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    lists: "Mapping[str, tuple[Facts, ...]]" = field(default_factory=dict)
    supplied: Mapping[str, Supplied] = field(default_factory=dict)
    id: str = ""
    note: str = ""
    doubts: Mapping[str, TwoReadings] = field(default_factory=dict)

    def value(self, key: str) -> object:
        """Return the value of ``key``, or None when it is not known."""
        answer = self.answers.get(key)
        return None if answer is None else answer.value

    def with_answers(self, more: Mapping[str, Answer]) -> "Facts":
        """Return these facts with ``more`` over them."""
        return Facts({**self.answers, **more}, self.lists, self.supplied, self.id, self.note, self.doubts)

    def with_list(self, key: str, items: "tuple[Facts, ...]") -> "Facts":
        """Return these facts with the list ``key`` set to ``items``."""
        return Facts(self.answers, {**self.lists, key: items}, self.supplied, self.id, self.note, self.doubts)

    def with_doubts(self, more: Mapping[str, TwoReadings]) -> "Facts":
        """Return these facts with ``more`` doubts, none on what is answered."""
        fresh = {key: doubt for key, doubt in more.items() if key not in self.answers}
        if not fresh:
            return self
        return Facts(self.answers, self.lists, self.supplied, self.id, self.note, {**self.doubts, **fresh})

    def doubts_on(self, keys: Iterable[str]) -> "dict[str, TwoReadings]":
        """Return the doubts on full keys (``partners[P1].company.size``), their own keys full too; one look a list."""
        found: dict[str, TwoReadings] = {}
        inside: dict[str, dict[str, list[str]]] = {}
        for key in keys:
            path, within, rest = key.partition("].")
            if key in self.doubts:
                found[key] = self.doubts[key]
            elif within:
                name, _bracket, id = path.partition("[")
                inside.setdefault(name, {}).setdefault(id, []).append(rest)
        for name, wanted in inside.items():
            for item in self.lists.get(name, ()):
                before = f"{name}[{item.id}]."
                for rest, doubt in item.doubts_on(wanted.pop(item.id, ())).items():
                    found[before + rest] = doubt._replace(keys=tuple(before + one for one in doubt.keys))
        return found

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that is known here."""
        yield from self.answers
        yield from self.lists
