"""The items of an interview: what the list is called that a question is inside of."""

import re

from ..i18n import say
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from ..wording.facts import label_of
from .paths import item_of, items_at

_LAST_ITEM = re.compile(r"(.*)\[([^\]]*)\]\.[^\[\]]+")


def item_words(facts: Facts, key: str, vocabulary: Vocabulary) -> str:
    """Name the item that a key is inside of, ``spesa S3, Gateway IoT``; empty for a key of the application."""
    match = _LAST_ITEM.fullmatch(key)
    if match is None:
        return ""
    return item_name(facts, match[1], match[2], vocabulary)


def item_name(facts: Facts, list_key: str, ident: str, vocabulary: Vocabulary) -> str:
    """Name one item of a list: what it is, its id, and the first of its answers that identifies it."""
    fact = vocabulary.get(re.sub(r"\[[^\]]*\]", "[]", list_key))
    kind = say(fact.item) if fact is not None and fact.item else label_of(list_key, vocabulary)
    item = item_of(items_at(facts, list_key) or (), ident)
    told = next((str(item.value(name)) for name in _TELLING if item is not None and item.value(name)), "")
    name = f"{kind} {ident}"
    return f"{name}, {told}" if told else name


_TELLING = ("name", "company.name", "description", "title", "indicator")
