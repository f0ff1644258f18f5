"""The answers of a row (plain mappings and texts) read at once while all is right, each remembered by its text: the few
that come again and again in a batch. A row with anything wrong or doubtful in it is left to ``FactReader``."""

from collections.abc import Mapping
from functools import lru_cache

from ...model.facts import Answer, Facts, Origin
from ...model.vocabulary import Fact, Vocabulary
from ...registry.values import Reading, read_value, read_values, warn_value
from ..call.vocabulary import COMPUTED, OF_INSTRUMENTS, Lexicon, lexicon
from ..identity_key import Same
from ..parser.reader import join
from ..parser.tree import NULLS

MOST = 500
"""How many answers are remembered for one fact."""
LONGEST = 60
"""The longest text that is remembered: what is longer hardly comes twice."""


class _OddError(Exception):
    """Something here is wrong, doubtful or unusual: only the careful reading says what."""


def read_plain(data: Mapping[str, object], vocabulary: Vocabulary, origin: Origin) -> Facts | None:
    """Return the facts of data in which all is right and nothing doubtful, None for any other."""
    answers: dict[str, Answer] = {}
    lists: dict[str, tuple[Facts, ...]] = {}
    try:
        _table(Same(vocabulary), origin).gather(data, answers, lists)
    except _OddError:
        return None
    return Facts(answers, lists)


@lru_cache(maxsize=64)
def _table(same: Same[Vocabulary], origin: Origin) -> "_Table":
    return _Table(lexicon(same.value), origin)


class _Table(dict[str, "_Entry | None"]):
    """What the keys of a table mean, each looked up when it is first met; None: a name of the table's own."""

    __slots__ = ("inside", "origin", "prefix", "words")

    def __init__(self, words: Lexicon, origin: Origin, prefix: str = "", inside: bool = False) -> None:
        super().__init__()
        self.words = words
        self.origin = origin
        self.prefix = prefix
        self.inside = inside

    def __missing__(self, key: str) -> "_Entry | None":
        whole = join(self.prefix, key) if type(key) is str else ""
        fact = None if whole in COMPUTED or whole in OF_INSTRUMENTS else self.words.facts.get(whole)
        if fact is not None or whole in self.words.beginnings:
            self[key] = _Entry(fact, whole, self)
        elif key == "id" and self.inside:
            self[key] = None
        else:
            raise _OddError
        return self[key]

    def gather(
        self, data: Mapping[str, object], answers: dict[str, Answer], lists: dict[str, tuple[Facts, ...]]
    ) -> None:
        """Add what is written in a table to ``answers`` and ``lists``."""
        for key, part in data.items():
            entry = self[key]
            if entry is None:
                if part is None:
                    raise _OddError
            elif type(part) is str:
                answers[entry.whole] = entry[part]
            elif type(part) is dict and entry.inner is not None:
                entry.inner.gather(part, answers, lists)
            elif entry.items_of is not None and part is not None:
                lists[entry.whole] = entry.items_of.read(part)
            elif type(part) is list:
                answers[entry.whole] = entry[_texts(part)]
            elif part is not None:
                raise _OddError


class _Entry(dict[str | tuple[str, ...], Answer]):
    """What one key of a table means, a fact, a table of facts or a list; and the answers already met, by their text."""

    __slots__ = ("fact", "inner", "items_of", "origin", "whole")

    def __init__(self, fact: Fact | None, whole: str, table: _Table) -> None:
        super().__init__()
        listed = fact is not None and fact.kind == "list"
        self.fact = None if listed else fact
        self.whole = whole
        self.origin = table.origin
        goes_on = whole in table.words.beginnings and not listed
        self.inner = _Table(table.words, table.origin, whole, inside=True) if goes_on else None
        self.items_of = _Items(fact, table.origin) if fact is not None and listed else None

    def __missing__(self, written: str | tuple[str, ...]) -> Answer:
        if self.fact is None:
            raise _OddError
        value, refusal = _read(self.fact, written)
        if refusal is not None or warn_value(self.fact, value):
            raise _OddError
        answer = Answer(value, self.origin)
        if len(self) < MOST and _length(written) <= LONGEST:
            self[written] = answer
        return answer


def _read(fact: Fact, written: str | tuple[str, ...]) -> Reading:
    return read_value(fact, written) if isinstance(written, str) else read_values(fact, written)


def _length(written: str | tuple[str, ...]) -> int:
    return len(written) if isinstance(written, str) else sum(map(len, written))


def _texts(parts: list[object]) -> tuple[str, ...]:
    texts = tuple([part for part in parts if type(part) is str])
    if len(texts) < len(parts):
        raise _OddError
    return texts


class _Items:
    """How the items of one list are read."""

    __slots__ = ("key", "table")

    def __init__(self, fact: Fact, origin: Origin) -> None:
        self.key = fact.key
        self.table = _Table(lexicon(fact.items or {}), origin, inside=True)

    def read(self, part: object) -> tuple[Facts, ...]:
        """Return the items of a list, or of a mapping whose keys are the field ``key`` of each."""
        parts = part
        if type(part) is dict and self.key:
            parts = [self._under(key, inner) for key, inner in part.items() if inner is not None]
        if type(parts) is not list:
            raise _OddError
        items = tuple([self._item(inner, index) for index, inner in enumerate(parts)])
        if len({item.id for item in items}) < len(items):
            raise _OddError
        return items

    def _under(self, key: object, item: object) -> object:
        if type(key) is not str or key in NULLS or type(item) is not dict:
            raise _OddError
        return item if self.key in item else {self.key: key, **item}

    def _item(self, part: object, index: int) -> Facts:
        if type(part) is not dict:
            raise _OddError
        answers: dict[str, Answer] = {}
        lists: dict[str, tuple[Facts, ...]] = {}
        self.table.gather(part, answers, lists)
        return Facts(answers, lists, id=self._name(part, index))

    def _name(self, part: dict[str, object], index: int) -> str:
        name = part.get("id")
        if name is None and self.key:
            name = part.get(self.key)
        if name is None:
            return str(index + 1)
        if type(name) is not str:
            raise _OddError
        return name
