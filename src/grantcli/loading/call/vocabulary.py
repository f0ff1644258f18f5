"""The whole vocabulary a call is judged by: shared facts, its own, the fields of lists, and what follows from them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ...i18n import Text
from ...model.computing.compute import LookupTable
from ...model.computing.stages import table_facts
from ...model.noun import record
from ...model.vocabulary import Fact, Vocabulary
from ..identity_key import Same
from .silences import with_plain_defaults

PLACE_FIELDS: Mapping[str, tuple[str, str, str]] = {
    "name": ("text", "nome", "name"),
    "province": ("text", "provincia", "province"),
    "region": ("region", "regione", "region"),
}
COMPUTED: Vocabulary = {
    "on": Fact(kind="date", label={"it": "Giorno della valutazione", "en": "Day of the evaluation"}, derived=True),
    "track": Fact(kind="choice", label={"it": "Percorso del bando", "en": "Track of the call"}, derived=True),
    "total.presented": Fact(kind="money", label={"it": "Spesa presentata", "en": "Presented cost"}, derived=True),
    "total.admitted": Fact(kind="money", label={"it": "Spesa ammessa", "en": "Admitted cost"}, derived=True),
    "total.contribution": Fact(kind="money", label={"it": "Contributo", "en": "Contribution"}, derived=True),
    "total.score": Fact(kind="number", label={"it": "Punteggio", "en": "Score"}, derived=True),
    "expenses[].admitted": Fact(kind="money", label={"it": "Importo ammesso", "en": "Admitted amount"}, derived=True),
    "partners[].presented": Fact(kind="money", label={"it": "Spesa presentata", "en": "Presented cost"}, derived=True),
    "partners[].admitted": Fact(kind="money", label={"it": "Spesa ammessa", "en": "Admitted cost"}, derived=True),
    "partners[].contribution": Fact(kind="money", label={"it": "Contributo", "en": "Contribution"}, derived=True),
}
"""What is computed while judging: usable in conditions, never written in an application."""
OF_INSTRUMENTS: Vocabulary = {
    "total.support": Fact(kind="money", label={"it": "Aiuti sul costo", "en": "Support of the cost"}, derived=True),
    "total.own_funds": Fact(kind="money", label={"it": "Mezzi propri", "en": "Own funds"}, derived=True),
    "total.equivalent": Fact(
        kind="money", label={"it": "Equivalente sovvenzione lordo", "en": "Gross grant equivalent"}, derived=True
    ),
}
"""What is computed of calls with instruments only."""
_ID = Fact(kind="text", label={"it": "Sigla", "en": "Id"}, derived=True)


@record
class Own:
    """What a call adds to the vocabulary beside its facts, by id: tracks and categories as choices, sections of the
    form and criteria (with their bounds) as answers under ``sections.<id>`` and ``score.<id>``, tables as figures;
    with ``instruments``, what they come to."""

    tracks: Mapping[str, Text] = field(default_factory=dict)
    categories: Mapping[str, Text] = field(default_factory=dict)
    sections: Mapping[str, Text] = field(default_factory=dict)
    criteria: Mapping[str, "Graded"] = field(default_factory=dict)
    tables: Mapping[str, LookupTable] = field(default_factory=dict)
    instruments: bool = False


class Graded(NamedTuple):
    """A criterion as a question: its text, the points it can give, and whether its bands give them."""

    text: Text
    least: Decimal | None = None
    most: Decimal | None = None
    banded: bool = False


def whole_vocabulary(*parts: Vocabulary, own: Own) -> Vocabulary:
    """Join vocabularies (later ones win, also for one ``list[].field``), flatten lists, add what is computed."""
    named = _asked_by(own) | table_facts(own.tables)
    joined = _placed(named | _joined(parts))
    if own.categories and "expenses" in joined:
        joined["expenses"] = _with_categories(joined["expenses"], own.categories)
    whole = dict(_flatten(with_plain_defaults(joined), ""))
    computed = {key: fact for key, fact in COMPUTED.items() if "[]" not in key or key.split("[]")[0] in whole}
    computed["track"] = replace(COMPUTED["track"], choices=dict(own.tracks))
    return {**whole, **computed, **(OF_INSTRUMENTS if own.instruments else {})}


@lru_cache(maxsize=8)
def plain_vocabulary(same: Same[Vocabulary]) -> Vocabulary:
    """Return the whole vocabulary of the shared facts alone; the last ones are remembered."""
    return whole_vocabulary(same.value, own=Own())


def _joined(parts: Iterable[Vocabulary]) -> Vocabulary:
    """Join vocabularies, later facts over earlier ones; a list that is only worded anew keeps the fields it had."""
    joined: dict[str, Fact] = {}
    for part in parts:
        for key, fact in part.items():
            before = joined.get(key)
            reworded = before is not None and fact.kind == before.kind == "list" and fact.items is None
            joined[key] = replace(fact, items=before.items, key=before.key) if before and reworded else fact
    return joined


def _placed(facts: Vocabulary) -> Vocabulary:
    """Put each fact named ``list[].field`` among the items of its list: so a call words a shared field its own way."""
    placed = {key: fact for key, fact in facts.items() if "[]." not in key}
    for key, fact in facts.items():
        outer, inside, name = key.partition("[].")
        if inside and outer in placed:
            items = _placed({**(placed[outer].items or {}), name: fact})
            placed[outer] = replace(placed[outer], items=items)
    return placed


def _asked_by(own: Own) -> Vocabulary:
    """Return the questions of the call's form and grid: its sections, and the points an applicant gives itself."""
    sections = {
        f"sections.{name}": Fact(kind="long_text", label=text, optional=True) for name, text in own.sections.items()
    }
    scores = {
        f"score.{name}": Fact(kind="number", label=one.text, at_least=one.least, at_most=one.most, optional=one.banded)
        for name, one in own.criteria.items()
    }
    return sections | scores


def _with_categories(expenses: Fact, categories: Mapping[str, Text]) -> Fact:
    items = dict(expenses.items or {})
    if "category" in items:
        items["category"] = replace(items["category"], kind="choice", choices=dict(categories))
    return replace(expenses, items=items)


def _flatten(facts: Mapping[str, Fact], prefix: str) -> Iterator[tuple[str, Fact]]:
    for key, fact in facts.items():
        yield prefix + key, fact if fact.compute is None or fact.derived else replace(fact, derived=True)
        if fact.kind == "commune":
            yield from _place_facts(prefix + key, Same(fact))
        if fact.kind == "list":
            yield f"{prefix}{key}[].id", _ID
            yield from _flatten(fact.items or {}, f"{prefix}{key}[].")


@lru_cache(maxsize=512)
def _place_facts(key: str, same: Same[Fact]) -> tuple[tuple[str, Fact], ...]:
    made: dict[str, Fact] = {}
    for part, (kind, italian, english) in PLACE_FIELDS.items():
        words = {"it": f"{_label(same.value, 'it')}: {italian}", "en": f"{_label(same.value, 'en')}: {english}"}
        made[f"{key}.{part}"] = Fact(kind=kind, label=words, derived=True)  # type: ignore[arg-type]
    return tuple(made.items())


def _label(fact: Fact, language: str) -> str:
    return fact.label if isinstance(fact.label, str) else fact.label.get(language, next(iter(fact.label.values()), ""))


@record
class Lexicon:
    """A vocabulary made ready for reading answers: its own facts (no ``[]``), and the beginnings of dotted keys."""

    facts: Vocabulary
    beginnings: frozenset[str]


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Return the lexicon of a whole vocabulary or of a list's items; made once for each."""
    return _lexicon(Same(vocabulary))


@lru_cache(maxsize=256)
def _lexicon(same: Same[Vocabulary]) -> Lexicon:
    facts = {key: fact for key, fact in same.value.items() if "[]" not in key}
    return Lexicon(facts | _missing_place_facts(facts), frozenset(_beginnings(facts)))


def _missing_place_facts(facts: Vocabulary) -> Vocabulary:
    return {
        derived: made
        for key, fact in facts.items()
        if fact.kind == "commune"
        for derived, made in _place_facts(key, Same(fact))
        if derived not in facts
    }


def _beginnings(keys: Iterable[str]) -> Iterator[str]:
    for key in keys:
        steps = key.split(".")
        for count in range(1, len(steps)):
            yield ".".join(steps[:count])
