"""The chapters of an interview: what the first part of a key is called."""

import re

from ..i18n import _, say
from ..model.facts import Facts
from ..model.vocabulary import Vocabulary
from ..wording.facts import label_of
from .paths import item_of, items_at

_LAST_ITEM = re.compile(r"(.*)\[([^\]]*)\]\.[^\[\]]+")


def chapter(key: str) -> str:
    """Return the chapter of a key: its first part, ``company`` of ``company.links[L1].name``."""
    return re.split(r"[.\[]", key, maxsplit=1)[0]


def chapter_title(name: str, vocabulary: Vocabulary) -> str:
    """Return the title of a chapter."""
    titles = {
        "company": _("L'impresa"),
        "declarations": _("Che cosa dichiara l'impresa"),
        "people": _("Le persone"),
        "application": _("La domanda"),
        "project": _("Il progetto"),
        "expenses": _("Le spese"),
        "consultant": _("Il consulente"),
        "partners": _("I partner"),
        "aids": _("Gli aiuti già ricevuti"),
        "sections": _("Le sezioni del modulo"),
        "score": _("L'autovalutazione"),
    }
    if name in titles:
        return titles[name]
    fact = vocabulary.get(name)
    return say(fact.label) if fact is not None else _("Altri dati")


def item_words(facts: Facts, key: str, vocabulary: Vocabulary) -> str:
    """Name the item that a key is inside of, ``spesa S3, Gateway IoT``; empty for a key of the application."""
    match = _LAST_ITEM.fullmatch(key)
    if match is None:
        return ""
    return item_name(facts, match[1], match[2], vocabulary)


def item_name(facts: Facts, list_key: str, ident: str, vocabulary: Vocabulary) -> str:
    """Name one item of a list: what it is, its id, and the first of its answers that tells it apart."""
    fact = vocabulary.get(re.sub(r"\[[^\]]*\]", "[]", list_key))
    kind = say(fact.item) if fact is not None and fact.item else label_of(list_key, vocabulary)
    item = item_of(items_at(facts, list_key) or (), ident)
    told = next((str(item.value(name)) for name in _TELLING if item is not None and item.value(name)), "")
    name = f"{kind} {ident}"
    return f"{name}, {told}" if told else name


_TELLING = ("name", "company.name", "description", "title", "indicator")
