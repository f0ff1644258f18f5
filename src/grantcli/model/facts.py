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


@record
class Supplied:
    """A figure or yes/no that the text of the call we hold lacks, read elsewhere by the user, with its source."""

    value: object  # Decimal | bool
    source: str
    place: str = ""


@record
class Facts:
    """Answers by key; lists of items by key (an item is Facts too, with its ``id``); supplied values by id.

    A list that is absent is not known; an empty one is known to be empty.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    lists: "Mapping[str, tuple[Facts, ...]]" = field(default_factory=dict)
    supplied: Mapping[str, Supplied] = field(default_factory=dict)
    id: str = ""
    note: str = ""

    def value(self, key: str) -> object:
        """Return the value of ``key``, or None when it is not known."""
        answer = self.answers.get(key)
        return None if answer is None else answer.value

    def with_answers(self, more: Mapping[str, Answer]) -> "Facts":
        """Return these facts with ``more`` over them."""
        return Facts({**self.answers, **more}, self.lists, self.supplied, self.id, self.note)

    def with_list(self, key: str, items: "tuple[Facts, ...]") -> "Facts":
        """Return these facts with the list ``key`` set to ``items``."""
        return Facts(self.answers, {**self.lists, key: items}, self.supplied, self.id, self.note)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all that is known here."""
        yield from self.answers
        yield from self.lists
