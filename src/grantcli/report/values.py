"""What is known of an applicant, as a person would say it: «Durata: 9 mesi (risposta)»."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ..i18n import _, plural, say
from ..model.fact import Fact, Vocabulary
from ..model.facts import Answer, Facts, Origin
from .formats import moment, money, number, percent

_INDEX = re.compile(r"\[[^]]*\]")
_ITEM = re.compile(r"([\w.]+)\[([^]]+)\]")


@lru_cache(maxsize=8192)
def vocabulary_key(key: str) -> str:
    """Return the vocabulary's name of a fact: ``expenses[S3].amount`` is described as ``expenses[].amount``."""
    return _INDEX.sub("[]", key)


def label(key: str, vocabulary: Vocabulary) -> str:
    """Name a fact for people: its label, after the item it belongs to (``spesa S3, Importo``); else the bare key."""
    fact = vocabulary.get(vocabulary_key(key))
    name = say(fact.label) if fact is not None else key.rpartition("].")[2]
    return ", ".join([*_items(key, vocabulary), name])


def question(key: str, vocabulary: Vocabulary) -> str:
    """Return the question that a missing fact answers, else its label."""
    fact = vocabulary.get(vocabulary_key(key))
    asked = say(fact.question) if fact is not None else ""
    return ": ".join([*_items(key, vocabulary), asked]) if asked else label(key, vocabulary)


def _items(key: str, vocabulary: Vocabulary) -> Iterator[str]:
    for match in _ITEM.finditer(key):
        fact = vocabulary.get(vocabulary_key(key[: match.start(2) - 1]).lstrip("."))
        yield f"{say(fact.item) if fact and fact.item else match[1]} {match[2]}"


def item_name(ident: str, facts: Facts) -> str:
    """Name an item of any list by its id and, where it has one, its name: ``P2 (Beta S.r.l.)``."""
    for items in facts.lists.values():
        for item in items:
            if item.id == ident:
                name = item.value("company.name") or item.value("name")
                return f"{ident} ({name})" if name else ident
    return ident


def told(key: str, answer: Answer, vocabulary: Vocabulary, facts: Facts) -> str:
    """Say one answer with its label and, unless it was simply written, where it came from."""
    value = written(answer.value, vocabulary.get(vocabulary_key(key)), str(facts.value(f"{key}.name") or ""))
    origin = origin_word(answer.origin)
    return f"{label(key, vocabulary)}: {value}" + (f" ({origin})" if origin else "")


def told_together(answers: Mapping[str, Answer], vocabulary: Vocabulary, facts: Facts) -> list[str]:
    """Say several answers; the same field of many items is said once, with the items of each value, rarest first."""
    groups: dict[str, list[str]] = {}
    for key in answers:
        groups.setdefault(vocabulary_key(key), []).append(key)
    said = []
    for name, keys in groups.items():
        if len(keys) < 3:
            said += [told(key, answers[key], vocabulary, facts) for key in keys]
        else:
            said.append(_by_value(name, {key: answers[key] for key in keys}, vocabulary))
    return said


def _by_value(name: str, answers: Mapping[str, Answer], vocabulary: Vocabulary) -> str:
    fact = vocabulary.get(name)
    items: dict[str, list[str]] = {}
    for key, answer in answers.items():
        words = ", ".join(part for part in (written(answer.value, fact), origin_word(answer.origin)) if part)
        items.setdefault(words, []).append(_ITEM.findall(key)[-1][1])
    rarest = sorted(items.items(), key=lambda pair: len(pair[1]))
    values = "; ".join(f"{words} ({some(idents, 5)})" for words, idents in rarest)
    return f"{say(fact.label) if fact else name}: {values}"


def some(names: Sequence[str], most: int = 4, mark: str = ", ") -> str:
    """Join names, at most so many, and say how many are left."""
    shown = mark.join(names[:most])
    rest = len(names) - most
    return plural("{names} e un'altra", "{names} e altre {n}", rest).format(names=shown, n=rest) if rest > 0 else shown


def written(value: object, fact: Fact | None = None, name: str = "") -> str:
    """Write a typed value by the kind of its fact; ``name`` is that of a place known by its code."""
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if isinstance(value, (tuple, list, frozenset)):
        return ", ".join(written(part, fact) for part in value) or _("nessuno")
    if isinstance(value, (Decimal, int)):
        return _quantity(value, fact)
    if isinstance(value, date):
        return moment(value)
    if fact is not None and fact.choices and str(value) in fact.choices:
        return say(fact.choices[str(value)])
    return f"{name} ({value})" if name else str(value)


def _quantity(value: Decimal | int, fact: Fact | None) -> str:
    if fact is not None and fact.kind == "money":
        return money(Decimal(value))
    if fact is not None and fact.kind == "percent":
        return percent(Decimal(value))
    unit = say(fact.unit) if fact is not None else ""
    return f"{number(value)} {unit}".rstrip()


def origin_word(origin: Origin) -> str:
    """Say where an answer came from; nothing of one simply written in the application."""
    words = {
        "asked": _("risposta"),
        "profile": _("dal profilo"),
        "import": _("importato"),
        "derived": _("ricavato"),
        "default": _("predefinito"),
    }
    return words.get(origin, "")
