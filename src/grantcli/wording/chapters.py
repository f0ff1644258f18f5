"""The chapters of an application: what the first part of a key is called."""

import re

from ..i18n import _, say
from ..model.vocabulary import Vocabulary


def chapter(key: str) -> str:
    """Return the chapter of a key: its first part, ``company`` of ``company.links[L1].name``."""
    return re.split(r"[.\[]", key, maxsplit=1)[0]


def chapter_title(name: str, vocabulary: Vocabulary, *, without_firm: bool = False) -> str:
    """Return the title of a chapter; ``without_firm``: who applies will found the firm that it speaks of."""
    titles = {
        "applicant": _("Chi presenta la domanda"),
        "company": _("L'impresa da avviare") if without_firm else _("L'impresa"),
        "declarations": _("Che cosa dichiara l'impresa"),
        "people": _("Le persone"),
        "application": _("La domanda"),
        "project": _("Il progetto"),
        "expenses": _("Le spese"),
        "consultant": _("Il consulente"),
        "partners": _("I partner"),
        "insurance": _("La polizza contro le catastrofi"),
        "proxy": _("Il procuratore"),
        "aids": _("Gli aiuti già ricevuti"),
        "sections": _("Le sezioni del modulo"),
        "score": _("L'autovalutazione"),
    }
    if name in titles:
        return titles[name]
    fact = vocabulary.get(name)
    return say(fact.label) if fact is not None else _("Altri dati")
