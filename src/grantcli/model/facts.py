"""What is known of one application: answers with where each came from, lists of the same, figures supplied."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from .noun import record

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

    def doubt(self, key: str) -> TwoReadings | None:
        """Return the doubt on a full key (``partners[P1].company.size``), its keys full too, or None."""
        if key in self.doubts:
            return self.doubts[key]
        path, inside, rest = key.partition("].")
        name, _bracket, id = path.partition("[")
        items = self.lists.get(name, ()) if inside else ()
        found = next((item.doubt(rest) for item in items if item.id == id), None)
        return None if found is None else found._replace(keys=tuple(f"{path}].{one}" for one in found.keys))

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that is known here."""
        yield from self.answers
        yield from self.lists
