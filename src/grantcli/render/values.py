"""Facts in words: the label of a key and the value of an answer."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from ..i18n import _, say
from ..model.fact import Fact, Vocabulary
from ..model.facts import Answer, Facts
from . import figures

_INDEX = re.compile(r"\[([^\]]*)\]")


def described(key: str, vocabulary: Vocabulary) -> Fact | None:
    """Return the entry of the vocabulary for a key, a field of a list (``people[P1].role``) included."""
    general = _INDEX.sub("[]", key)
    if general in vocabulary:
        return vocabulary[general]
    whole, _dot, field = general.partition("[].")
    entry = vocabulary.get(whole)
    return entry.items.get(field) if entry and entry.items else None


def label(key: str, vocabulary: Vocabulary) -> str:
    """Return what people call a key, with the id of the item it belongs to: ``Importo (S3)``."""
    entry = described(key, vocabulary)
    name = say(entry.label) if entry else key
    items = [item for item in _INDEX.findall(key) if item]
    return f"{name} ({', '.join(items)})" if items else name


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
    if fact and fact.key is None and fact.unit:
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
    name = facts.value(f"{key}.name")
    if name is None:
        return text
    province = facts.value(f"{key}.province")
    return f"{name} ({province}), {text}" if province else f"{name} ({text})"
