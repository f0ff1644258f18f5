"""What follows from codes: of a commune its name, province and region; of a legal form, a country, a region its name.

For every fact of these kinds, inside lists too.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from ..model.facts import Answer, Facts
from ..model.vocabulary import Kind, Vocabulary

Parts = Mapping[str, object]


class _Plan:
    """The keys of a vocabulary that hold codes, each with its kind: at the top (list name empty) and by list."""

    __slots__ = ("keys",)

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.keys: dict[str, list[tuple[str, Kind]]] = {}
        for key, fact in vocabulary.items():
            if fact.kind in _NAMED and not fact.derived:
                name, inside, field = key.partition("[].")
                self.keys.setdefault(name if inside else "", []).append((field or name, fact.kind))


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
    """Return ``facts`` with ``K.name`` for each code K; of a commune ``K.province`` and ``K.region`` (digits) too.

    The name of a legal form or a country is a mapping from language to text.
    """
    plan = _plan(_Same(vocabulary)).keys
    for name, keys in plan.items():
        if not name:
            facts = _told(facts, keys)
        elif name in facts.lists:
            facts = facts.with_list(name, tuple(_told(item, keys) for item in facts.lists[name]))
    return facts


def _told(facts: Facts, keys: list[tuple[str, Kind]]) -> Facts:
    answers = facts.answers
    fresh: dict[str, Answer] = {}
    for key, kind in keys:
        answer = answers.get(key)
        if answer is not None:
            parts = _parts_of(key, kind, str(answer.value))
            fresh.update({name: told for name, told in parts if name not in answers})
    return facts.with_answers(fresh) if fresh else facts


@lru_cache(maxsize=4096)
def _parts_of(key: str, kind: Kind, code: str) -> tuple[tuple[str, Answer], ...]:
    note = f"ISTAT {code}" if kind == "commune" else ""
    return tuple((f"{key}.{part}", Answer(value, "derived", note)) for part, value in _NAMED[kind](code).items())


def _commune(code: str) -> Parts:
    from ..registry.places import commune, regions

    found = commune(code)
    if found is None:
        return {}
    region = regions()[found.region].name
    return {"name": found.name, "province": found.province, "region": found.region, "region.name": region}


def _region(code: str) -> Parts:
    from ..registry.places import regions

    return {"name": regions()[code].name} if code in regions() else {}


def _legal_form(code: str) -> Parts:
    from ..registry.forms import legal_form

    found = legal_form(code)
    return {} if found is None else {"name": {"it": found.name, "en": found.name_en}}


def _country(code: str) -> Parts:
    from ..registry.countries import country

    found = country(code)
    return {} if found is None else {"name": {"it": found.name, "en": found.name_en}}


_NAMED: Mapping[str, Callable[[str], Parts]] = {
    "commune": _commune,
    "region": _region,
    "legal_form": _legal_form,
    "country": _country,
}
