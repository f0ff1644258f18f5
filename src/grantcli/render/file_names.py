"""What the files are called: by paper, client, call and day, in letters that every portal accepts."""

import hashlib
import re
import unicodedata

from ..i18n import _
from ..model.outcome import Outcome
from .pieces.amounts import applicant

MOST, CLIENT, CALL = 60, 24, 16
"""Characters of a whole name, of the client in it, of the call in it."""

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
    """Return ``Dossier_<client>_<call>_<day>.pdf``; ``number`` tells papers apart that would have one name.

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
    call = slug(outcome.call.short or outcome.call.id, CALL)
    end = f"_{call}_{outcome.on.isoformat()}"
    mark = f"_{number}" if number > 1 else ""
    longest = max(len(word) for word in words.values())  # all papers of an application name the client alike
    room = MOST - longest - len("_") - len(end) - max(len(mark), len("_2")) - len(".html")
    return f"{words[kind]}_{slug(applicant(outcome), min(CLIENT, room))}{end}{mark}{suffix}"


def declaration_name(number: str, short: str, who: str, suffix: str, mark: int = 1) -> str:
    """Return ``03_dimensione.docx``, ``05_dsan_ROSSI-MARIO.pdf``: the number of the document, what it is, of whom.

    At most ``MOST`` characters, as other names; ``mark`` tells apart what would have one name.
    """
    first = (number.zfill(2) if number.isdigit() else slug(number, 8)) + "_" if number else ""
    told = f"_{mark}" if mark > 1 else ""
    room = MOST - len(first) - len(short) - len(told) - len(suffix) - len("_")
    whose = f"_{slug(who, room).upper()}" if who else ""
    return f"{first}{short}{whose}{told}{suffix}"


def slug(text: str, most: int) -> str:
    """Return text in ASCII letters, digits and hyphens, at most ``most`` of them, cut between words where it can."""
    plain = unicodedata.normalize("NFKD", re.sub(r"(?<=\w)\.(?=\w)", "", text))
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    latin = "".join(_romanized(char) for char in bare)
    whole = re.sub(r"[^A-Za-z0-9]+", "-", latin).strip("-") or _("senza-nome")
    if len(whole) <= most:
        return whole
    cut = whole[: most + 1].rpartition("-")[0]
    return cut if len(cut) >= most // 2 else whole[:most].rstrip("-")


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
