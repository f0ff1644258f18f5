"""What follows from codes: of a commune its name, province and region; of a legal form, a country, a region its name.

For every fact of these kinds, inside lists too.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from ..model.facts import Answer, Facts
from ..model.vocabulary import Kind, Vocabulary

if TYPE_CHECKING:
    from ..registry.activities import Edition

Parts = Mapping[str, object]


class _Plan:
    """The keys of a vocabulary that hold codes, each with its kind: at the top (list name empty) and by list."""

    __slots__ = ("keys",)

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.keys: dict[str, list[tuple[str, Kind]]] = {}
        for key in [key for key, fact in vocabulary.items() if fact.kind in _CODED and not fact.derived]:
            name, inside, field = key.partition("[].")
            self.keys.setdefault(name if inside else "", []).append((field or name, vocabulary[key].kind))


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


def with_places(facts: Facts, vocabulary: Vocabulary, on: date | None = None) -> Facts:
    """Return ``facts`` with ``K.name`` for each code K; of a commune ``K.province`` and ``K.region`` (digits) too.

    The name of a legal form or a country is a mapping from language to text. A code of activity stays itself, with what
    it is in the other editions of ATECO: of those begun by ``on``, or that of ``K_edition`` where it is given.
    """
    plan = _plan(_Same(vocabulary)).keys
    for name, keys in plan.items():
        if not name:
            facts = _with_places(facts, keys, on)
        elif name in facts.lists:
            facts = facts.with_list(name, tuple(_with_places(item, keys, on) for item in facts.lists[name]))
    return facts


def _with_places(facts: Facts, keys: list[tuple[str, Kind]], on: date | None) -> Facts:
    answers = facts.answers
    fresh: dict[str, Answer] = {}
    for key, kind in keys:
        answer = answers.get(key)
        if answer is not None and kind == "ateco":
            fresh[key] = _read_in_editions(key, answer, facts, on)
        elif answer is not None:
            parts = _parts_of(key, kind, str(answer.value))
            fresh.update({name: told for name, told in parts if name not in answers})
    return facts.with_answers(fresh) if fresh else facts


def _read_in_editions(key: str, answer: Answer, facts: Facts, on: date | None) -> Answer:
    from ..registry.correspondence import activity

    told = facts.value(f"{key}_edition")
    return answer._replace(value=activity(str(answer.value), on, cast("Edition | None", told)))


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
_CODED = frozenset({*_NAMED, "ateco"})
