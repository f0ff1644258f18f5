"""What the files are called: by paper, client, call and day, in letters that every portal accepts."""

import hashlib
import re
import unicodedata

from ..i18n import _
from ..model.call import SHORT_NAME
from ..model.outcome import Outcome
from .pieces.amounts import applicant

MOST, CLIENT = 60, 24
"""Characters of a whole name, of the client in it."""
_LEAST = 8  # of the client, however long the rest

_LATIN = str.maketrans(
    "αβγδεζηικλμνξοπρστυφωςабвгдезийклмнопрстуфхцъыэіґћј",
    "avgdeziiklmnxoprstyfosabvgdezijklmnoprstufhcayeigcj",
) | str.maketrans(
    {
        "θ": "th",
        "χ": "ch",
        "ψ": "ps",
        "ж": "zh",
        "ч": "ch",
        "ш": "sh",
        "щ": "sht",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ї": "yi",
        "є": "ye",
        "ђ": "dj",
        "љ": "lj",
        "њ": "nj",
        "џ": "dz",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ı": "i",
    }
)


def file_name(kind: str, outcome: Outcome, suffix: str, number: int = 1) -> str:
    """Return ``Dossier_<client>_<call>_<day>.pdf``; ``number`` keeps papers apart that would have one name.

    At most ``MOST`` characters, ASCII letters, digits, ``_``, ``-`` and the dot of the suffix.
    """
    words = {
        "dossier": _("Dossier"),
        "memo": _("Memo"),
        "application": _("Domanda"),
        "annex": _("Appendice"),
        "sections": _("Sezioni"),
        "checklist": _("Documenti"),
        "outcome": _("Esito"),
        "plan": _("Costi"),
        "deadlines": _("Scadenze"),
        "practice": _("Pratica"),
    }
    end = _end(outcome)
    mark = f"_{number}" if number > 1 else ""
    longest = max(len(word) for word in words.values())  # all papers of an application name the client alike
    room = MOST - longest - len("_") - len(end) - max(len(mark), len("_2")) - len(".html")
    return f"{words[kind]}_{slug(applicant(outcome), min(CLIENT, room))}{end}{mark}{suffix}"


def declaration_name(number: str, short: str, who: str, mark: int = 1, most: int = MOST - len(".docx")) -> str:
    """Return ``03_dimensione``, ``05_dsan_ROSSI-MARIO``: the number of the document, what it is, of whom.

    ``mark`` keeps apart what would have one name.
    """
    first = (number.zfill(2) if number.isdigit() else slug(number, 8)) + "_" if number else ""
    told = f"_{mark}" if mark > 1 else ""
    room = most - len(first) - len(short) - len(told) - len("_")
    whose = f"_{slug(who, max(room, 1)).upper()}" if who else ""
    return f"{first}{short}{whose}{told}"


def room_for_declaration(outcome: Outcome) -> int:
    """Return how many characters the own name of a declaration may have beside client, call and day."""
    return MOST - len("_") - _LEAST - len(_end(outcome)) - len(".docx")


def declaration_file(outcome: Outcome, own: str, suffix: str, number: int = 1) -> str:
    """Return ``03_dimensione_<client>_<call>_<day>.docx``: a declaration's ``own`` name, then as on all other papers.

    The client is shortened beside a long one. At most ``MOST`` characters in all.
    """
    mark = f"_{number}" if number > 1 else ""
    room = room_for_declaration(outcome) + _LEAST - len(own) - len(mark)
    return f"{own}_{slug(applicant(outcome), min(CLIENT, room))}{_end(outcome)}{mark}{suffix}"


def _end(outcome: Outcome) -> str:
    return f"_{slug(outcome.call.short or outcome.call.id, SHORT_NAME)}_{outcome.on.isoformat()}"


def slug(text: str, most: int) -> str:
    """Return text in at most ``most`` ASCII letters, digits and hyphens; cut between words where that leaves enough."""
    plain = unicodedata.normalize("NFKD", re.sub(r"(?<=\w)\.(?=\w)", "", text))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    latin = "".join(_romanized(char) for char in bare)
    whole = re.sub(r"[^A-Za-z0-9]+", "-", latin).strip("-") or _("senza-nome")
    if len(whole) <= most:
        return whole
    cut = whole[: most + 1].rpartition("-")[0]
    return cut if 3 * len(cut) >= 2 * most else whole[:most].rstrip("-")


def _romanized(char: str) -> str:
    lower = char.lower()
    written = lower.translate(_LATIN)
    if written == lower:
        return char
    return written.capitalize() if char.isupper() else written


def identity_of(outcome: Outcome) -> str:
    """Return 32 hexadecimal digits that all papers of one application share: its call, who applies, with what."""
    facts = outcome.facts
    told = (outcome.call.id, applicant(outcome), facts.value("company.tax_code"), facts.value("project.title"))
    return hashlib.sha256(repr(told).encode("utf-8", "backslashreplace")).hexdigest()[:32]
