"""Facts in words: the label of a key, the value of an answer, the name of an item."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ..i18n import _, say
from ..model.activity import EDITIONS
from ..model.facts import Answer, Facts
from ..model.vocabulary import Fact, Vocabulary
from .formats import listing, moment, money, number, percent, yes_or_no
from .provenance import origin_word

_MOST_ITEMS = 4
_SEEN = range(1, _MOST_ITEMS + 1)
_NAMED = ("country", "region", "legal_form")
_SHORT, _LONG = 4, 60  # letters of a code, and of words too many for a note
_INDEX = re.compile(r"\[([^\]]*)\]")
_WORD = re.compile(r"\w+")
_YEARS = range(1900, 2101)  # an integer so large is a year, and has no mark between its digits


@lru_cache(maxsize=8192)
def vocabulary_key(key: str) -> str:
    """Return the vocabulary's name of a fact: ``expenses[S3].amount`` is described as ``expenses[].amount``."""
    return _INDEX.sub("[]", key)


def described(key: str, vocabulary: Vocabulary) -> Fact | None:
    """Return the entry of the vocabulary for a key, a field of a list (``people[P1].role``) included."""
    general = vocabulary_key(key)
    if general in vocabulary:
        return vocabulary[general]
    quantity, measures, measured = general.partition(":")
    if measures:
        return described(measured, vocabulary) if quantity == "sum" else None
    whole, _dot, field = general.partition("[].")
    entry = vocabulary.get(whole)
    return entry.items.get(field) if entry and entry.items else None


def name_of_fact(key: str, vocabulary: Vocabulary, wanted: str | None = None) -> str:
    """Return what people call a fact, of whichever item; the key where the vocabulary does not know it.

    A number taken over a list (``count:partners``, ``sum:expenses[].amount``) is called by what it is.
    """
    quantity, measures, measured = key.partition(":")
    if measures:
        called = _number_called(quantity, wanted)
        return called.format(what=name_of_fact(measured, vocabulary, wanted))
    fact = described(key, vocabulary)
    if fact is not None:
        return say(fact.label, wanted)
    parent, _dot, edition = key.rpartition(".")
    if edition in EDITIONS and parent:
        return _("{what} in ATECO {edition}", wanted).format(
            what=name_of_fact(parent, vocabulary, wanted), edition=edition
        )
    return key


def _number_called(quantity: str, wanted: str | None) -> str:
    if quantity == "count":
        return _("{what}, voci che soddisfano la condizione", wanted)
    return _("{what}, in tutto", wanted) if quantity == "sum" else _("{what}, quanti diversi", wanted)


def label_of(key: str, vocabulary: Vocabulary, wanted: str | None = None) -> str:
    """Return what people call a key, with the items it is of: ``Importo (S3)``."""
    return name_of_fact(key, vocabulary, wanted) + of_items(items_of(key))


def labels_of(keys: Iterable[str], vocabulary: Vocabulary) -> str:
    """Return what people call some keys, those of one field together: ``Fornitore (S3, S4); Durata``."""
    items: dict[str, list[str]] = {}
    for key in keys:
        items.setdefault(name_of_fact(key, vocabulary), []).extend(items_of(key))
    return "; ".join(told + of_items(found) for told, found in items.items())


def question_of(key: str, vocabulary: Vocabulary) -> str:
    """Return the question that a missing fact answers, after the item it is about; else its label."""
    fact = described(key, vocabulary)
    asked = say(fact.question) if fact is not None else ""
    return ": ".join([*_items_named(key, vocabulary), asked]) if asked else label_of(key, vocabulary)


def _items_named(key: str, vocabulary: Vocabulary) -> Iterable[str]:
    for match in _INDEX.finditer(key):
        fact = described(key[: match.start()], vocabulary)
        yield f"{say(fact.item)} {match[1]}" if fact is not None and fact.item else match[1]


def items_of(key: str) -> list[str]:
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
            if held.id == item:
                called = held.value("name") or held.value("company.name")
                return f"{called} ({item})" if called else item
    return item


def written(value: object, fact: Fact | None = None, wanted: str | None = None) -> str:
    """Write a typed value as people do; ``fact`` says its kind, its choices and its unit."""
    if isinstance(value, str):
        text = fact.choices.get(value) if fact is not None and fact.choices else None
        return value if text is None else say(text, wanted)
    if isinstance(value, bool):
        return yes_or_no(value, wanted)
    if isinstance(value, (Decimal, int)):
        return _quantity(value, fact, wanted)
    if isinstance(value, date):
        return moment(value, wanted)
    if isinstance(value, Fraction):
        return _quantity(round(Decimal(value.numerator) / Decimal(value.denominator), 6), fact, wanted)
    if isinstance(value, (tuple, list, frozenset)):
        told = listing([written(part, fact, wanted) for part in value], wanted)
        none = fact.exclusive[:1] if fact is not None and fact.choices else ()
        return told or (written(none[0], fact, wanted) if none else _("nessuno", wanted))
    if isinstance(value, Mapping):
        return say({str(spoken): str(text) for spoken, text in value.items()}, wanted)
    return str(value)


def _quantity(value: Decimal | int, fact: Fact | None, wanted: str | None) -> str:
    if fact is None:
        return number(value, wanted)
    if fact.kind == "money":
        return money(Decimal(value), wanted)
    if fact.kind == "percent":
        return percent(Decimal(value), wanted)
    if fact.kind == "integer" and value in _YEARS and not fact.unit:
        return str(value)
    unit = say(fact.unit, wanted) if fact.unit else ""
    shown = number(value, wanted)
    return f"{shown} {unit}" if unit and unit != say(fact.label, wanted) else shown


def told(key: str, answer: Answer, vocabulary: Vocabulary, facts: Facts) -> str:
    """Write the value of an answer; a code by its name too, where that was derived: ``Camerino (MC), 043007``.

    A country, a region and a legal form are said by their name alone: nobody knows them by their codes.
    """
    fact = described(key, vocabulary)
    text = _beside_label(answer.value, fact)
    held, field = _place_of(key, facts)
    name = held.answers.get(f"{field}.name")
    if name is None:
        return text
    province = held.value(f"{field}.province")
    called = written(name.value)
    if fact is not None and fact.kind in _NAMED:
        return called
    return f"{called} ({province}), {text}" if province else f"{called} ({text})"


def _beside_label(value: object, fact: Fact | None) -> str:
    """Write a value that stands beside its label: a unit that the label names already is left out."""
    text = written(value, fact)
    if fact is None or not fact.unit:
        return text
    unit = say(fact.unit)
    named = unit.casefold() in _WORD.findall(say(fact.label).casefold())
    return text.removesuffix(f" {unit}") if named else text


def _place_of(key: str, facts: Facts) -> tuple[Facts, str]:
    """Return the facts, the application's or an item's, that hold a full key, and its key there."""
    path, inside, field = key.partition("].")
    if not inside:
        return facts, key
    name, _bracket, item = path.partition("[")
    found = next((one for one in facts.lists.get(name, ()) if one.id == item), None)
    return _place_of(field, found) if found is not None else (facts, key)


def _items_called(key: str, facts: Facts) -> Iterator[str]:
    """Yield the items that a key goes through, by their names where they have one, else by their ids."""
    held: Facts | None = facts
    start = 0
    for match in _INDEX.finditer(key):
        items = held.lists.get(key[start : match.start()].lstrip("."), ()) if held is not None else ()
        held = next((one for one in items if one.id == match[1]), None)
        start = match.end()
        if match[1]:
            yield str((held and (held.value("name") or held.value("company.name"))) or match[1])


def told_together(answers: Mapping[str, Answer], vocabulary: Vocabulary, facts: Facts) -> list[str]:
    """Say answers, each with where it came from unless it is of the application's own file.

    One field of several items is said once for each of its values, the rarest first: ``Bene usato (S16): sì``.
    Numbers taken over a list come before the answers they were taken from, unless those are so few that one sees them.
    People and partners are under their names; a choice whose words are a paragraph is under its code.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    for key, answer in sorted(answers.items(), key=lambda pair: ":" not in pair[0]):
        if key.startswith("count:") and answer.value in _SEEN:
            continue
        if key.startswith("count:") and answer.value == 0:
            groups[_none_of(key, vocabulary)] = {}
            continue
        origin = "" if answer.origin == "file" else f" ({origin_word(answer.origin)})"
        value = told(key, answer, vocabulary, facts)
        if isinstance(answer.value, str) and len(answer.value) < _SHORT < _LONG < len(value):
            value = answer.value
        held = groups.setdefault(name_of_fact(key, vocabulary), {}).setdefault(value + origin, [])
        held.extend(_items_called(key, facts))
    return [line for name, values in groups.items() for line in _lines(name, values)]


def _lines(name: str, values: Mapping[str, list[str]]) -> Iterable[str]:
    """Write a field once for each of its values; a sentence without values is written as it is."""
    if not values:
        yield name
    for value, items in sorted(values.items(), key=lambda pair: len(pair[1])):
        yield f"{name}{of_items(items)}: {value}"


def _none_of(key: str, vocabulary: Vocabulary) -> str:
    """Say that no item of a list is as the rule wants it."""
    whole = name_of_fact(key.partition(":")[2], vocabulary)
    return _("{what}: nessuna voce è segnata come la regola chiede").format(what=whole)
