"""A place in an outcome as data (``expenses.lines[S1].presented``), and its value, in words."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from ...i18n import _
from ...model.vocabulary import Vocabulary
from ...wording import formats
from ...wording.facts import described, label_of
from ...wording.verdicts import judgement_word

_STEP = re.compile(r"([^.\[\]]+)|\[([^\[\]]*)\]")
_FACT = re.compile(r"(.*?)\bfacts\.(.+)\.(value|origin|note)$")
_AMOUNT = re.compile(r"-?\d{1,15}\.\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMES = ("title", "text", "description", "label", "id")


def place_in_words(path: str, vocabulary: Vocabulary) -> str:
    """Say where in an outcome something is: ``Spese: riga S1: presentato``; what has no name here stays as it is."""
    answer = _FACT.fullmatch(path)
    if answer is not None:
        return ": ".join(filter(None, [_steps(answer[1]), label_of(answer[2], vocabulary)]))
    return _steps(path)


def _steps(path: str) -> str:
    words = _words()
    told: list[str] = []
    for name, item in _STEP.findall(path):
        if name:
            told.append(words.get(name, name))
        elif told:
            told[-1] += f" {item}"
    return _begun(": ".join(told))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def value_in_words(value: object, vocabulary: Vocabulary) -> str:
    """Say a value of an outcome as data: amount, day, verdict, fact, yes or no; of something larger its name."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, bool):
        return formats.yes_or_no(value)
    if isinstance(value, Mapping):
        return next((str(value[name]) for name in _NAMES if value.get(name)), "…")
    if isinstance(value, list):
        return "; ".join(value_in_words(one, vocabulary) for one in value)
    text = str(value)
    if _AMOUNT.fullmatch(text):
        return formats.money(Decimal(text))
    if _DAY.fullmatch(text):
        return _day(text)
    if "." in text and described(text, vocabulary) is not None:
        return label_of(text, vocabulary)
    return judgement_word(text)


def _day(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text))
    except ValueError:
        return text


def _words() -> dict[str, str]:
    return {
        **_of_money(),
        "call": _("bando"),
        "on": _("giorno della valutazione"),
        "verdict": _("esito"),
        "unfunded": _("non finanziata"),
        "findings": _("regola"),
        "attachments": _("documento"),
        "deadlines": _("termine"),
        "at": _("data"),
        "scoring": _("punteggio"),
        "points": _("punti"),
        "criteria": _("criterio"),
        "missing": _("dati che mancano"),
        "missing_figures": _("cifre che mancano"),
        "discrepancies": _("divergenza"),
        "warnings": _("avvertenze"),
        "track": _("linea"),
        "gaps": _("lacuna"),
        "sections": _("sezione"),
        "standing": _("posizione"),
        "size": _("dimensione"),
        "years": _("esercizio"),
        "headcount": _("ULA"),
        "turnover": _("fatturato"),
        "balance_sheet": _("attivo"),
        "difficulty": _("difficoltà"),
        "aid": _("de minimis"),
        "computed": _("cifra calcolata"),
        "due": _("dovuto"),
        "status": _("stato"),
        "text": _("testo"),
        "title": _("titolo"),
        "value": _("valore"),
        "applies": _("si applica"),
    }


def _of_money() -> dict[str, str]:
    return {
        "expenses": _("spese"),
        "lines": _("riga"),
        "presented": _("presentato"),
        "admitted": _("ammesso"),
        "by_category": _("per categoria"),
        "limits": _("limite"),
        "contribution": _("contributo"),
        "amount": _("importo"),
        "regime": _("regime"),
        "regimes": _("regime"),
        "steps": _("passo"),
        "partners": _("partner"),
        "net": _("netto a ricevere"),
        "withheld": _("trattenuto"),
        "payments": _("pagamento"),
        "supplier": _("fornitore"),
        "description": _("descrizione"),
        "category": _("categoria"),
    }
