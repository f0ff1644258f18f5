"""What follows from a commune: its name, its province, its region, for every fact of that kind, inside lists too."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from ..model.fact import Vocabulary
from ..model.facts import Answer, Facts


class _Plan:
    """The commune keys of a vocabulary: at the top (list name empty) and by list."""

    __slots__ = ("keys",)

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.keys: dict[str, list[str]] = {}
        for key, fact in vocabulary.items():
            if fact.kind == "commune":
                name, inside, field = key.partition("[].")
                self.keys.setdefault(name if inside else "", []).append(field or name)


class _Same:
    """A vocabulary compared by identity, so that it can be the key of a cache."""

    __slots__ = ("vocabulary",)

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.vocabulary is self.vocabulary


@lru_cache(maxsize=32)
def _plan(same: _Same) -> _Plan:
    return _Plan(same.vocabulary)


def with_places(facts: Facts, vocabulary: Vocabulary) -> Facts:
    """Return ``facts`` with ``K.name``, ``K.province`` (letters) and ``K.region`` (digits) for each commune K."""
    plan = _plan(_Same(vocabulary)).keys
    for name, keys in plan.items():
        if not name:
            facts = _told(facts, keys)
        elif name in facts.lists:
            facts = facts.with_list(name, tuple(_told(item, keys) for item in facts.lists[name]))
    return facts


def _told(facts: Facts, keys: list[str]) -> Facts:
    answers = facts.answers
    fresh: dict[str, Answer] = {}
    for key in keys:
        answer = answers.get(key)
        if answer is not None:
            fresh.update((name, told) for name, told in _place(key, str(answer.value)) if name not in answers)
    return facts.with_answers(fresh) if fresh else facts


def _place(key: str, code: str) -> Iterator[tuple[str, Answer]]:
    for part, value in _parts(code).items():
        yield f"{key}.{part}", Answer(value, "derived", f"ISTAT {code}")


@lru_cache(maxsize=4096)
def _parts(code: str) -> Mapping[str, str]:
    from ..registry.places import commune

    found = commune(code)
    return {} if found is None else {"name": found.name, "province": found.province, "region": found.region}
