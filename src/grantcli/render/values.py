"""Facts in words: the label of a key and the value of an answer."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from ..i18n import _, say
from ..model.fact import Fact, Vocabulary
from ..model.facts import Answer, Facts
from . import figures

_MOST_ITEMS = 4
_INDEX = re.compile(r"\[([^\]]*)\]")


def described(key: str, vocabulary: Vocabulary) -> Fact | None:
    """Return the entry of the vocabulary for a key, a field of a list (``people[P1].role``) included."""
    general = _INDEX.sub("[]", key)
    if general in vocabulary:
        return vocabulary[general]
    whole, _dot, field = general.partition("[].")
    entry = vocabulary.get(whole)
    return entry.items.get(field) if entry and entry.items else None


def name(key: str, vocabulary: Vocabulary) -> str:
    """Return what people call a key, or the key where the vocabulary does not know it."""
    entry = described(key, vocabulary)
    return say(entry.label) if entry else key


def labels(keys: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return what people call some keys, those of one field together: ``Fornitore (S3, S4); Durata``."""
    items: dict[str, list[str]] = {}
    for key in keys:
        items.setdefault(name(key, vocabulary), []).extend(indexes(key))
    return "; ".join(told + of_items(found) for told, found in items.items())


def indexes(key: str) -> list[str]:
    """Return the ids of the items that a key goes through: ``expenses[S3].amount`` goes through ``S3``."""
    return [item for item in _INDEX.findall(key) if item]


def of_items(items: list[str]) -> str:
    """Return ids in brackets, the first few by name: `` (S1, S2, S3, S4 +8)``; nothing where there are none."""
    if not items:
        return ""
    rest = len(items) - _MOST_ITEMS
    return f" ({', '.join(items[:_MOST_ITEMS])}{f' +{rest}' if rest > 0 else ''})"


def item_name(item: str, facts: Facts) -> str:
    """Return an item of any list by its name and id, or by its id where it has no name."""
    for items in facts.lists.values():
        for held in items:
            called = held.value("name") or held.value("company.name")
            if held.id == item and called:
                return f"{called} ({item})"
    return item


def shown(value: object, fact: Fact | None) -> str:
    """Return a typed value as people write it; ``fact`` says its kind, choices and unit."""
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if isinstance(value, Decimal | int):
        return _quantity(Decimal(value), fact)
    if isinstance(value, datetime):
        return figures.moment(value)
    if isinstance(value, date):
        return figures.day(value)
    if isinstance(value, tuple | list | frozenset):
        return ", ".join(shown(part, fact) for part in value) or _("nessuno")
    return _word(str(value), fact)


def _quantity(value: Decimal, fact: Fact | None) -> str:
    kind = fact.kind if fact else "number"
    if kind == "money":
        return figures.euro(value)
    if kind == "percent":
        return figures.share(value)
    if fact and fact.unit and say(fact.unit) != say(fact.label):
        return f"{figures.number(value)} {say(fact.unit)}"
    return figures.number(value)


def _word(value: str, fact: Fact | None) -> str:
    choices = fact.choices if fact else None
    if isinstance(choices, Mapping) and value in choices:
        return say(choices[value])
    return value


def answer(key: str, held: Answer, facts: Facts, vocabulary: Vocabulary) -> str:
    """Return the value of one answer; a place also by its name, where that was derived."""
    fact = described(key, vocabulary)
    text = shown(held.value, fact)
    place = facts.value(f"{key}.name")
    if place is None:
        return text
    province = facts.value(f"{key}.province")
    return f"{place} ({province}), {text}" if province else f"{place} ({text})"
