"""Legal forms by the two letters of the business register: their nature, and who answers for their debts."""

from functools import cache
from typing import Literal

from ..i18n import language
from ..model.noun import record
from .spelling import fold, nearest
from .tables import fields, lines

Nature = Literal[
    "sole",
    "partnership",
    "company",
    "cooperative",
    "consortium",
    "network",
    "association",
    "public",
    "foreign",
    "other",
]
Liability = Literal["limited", "unlimited", ""]
_SHORT = {
    "srl": "SR", "srls": "RS", "spa": "SP", "sapa": "AA", "snc": "SN", "sas": "AS", "ss": "SE", "scarl": "SL",
    "scrl": "CL", "scpa": "SO", "stp": "SV", "geie": "GE", "se": "SD", "sce": "SG", "ditta individuale": "DI",
    "srl unipersonale": "SU", "spa unipersonale": "AU", "cooperativa": "SC", "rete soggetto": "RC",
}  # fmt: skip


@record
class LegalForm:
    """A legal form. ``liability``: ``limited`` when no owner answers beyond the capital, ``unlimited`` when at least
    one does, empty when the form alone does not tell. ``istat`` is ISTAT's code, empty when none fits."""

    code: str
    name: str
    name_en: str
    nature: Nature
    liability: Liability
    istat: str

    def __str__(self) -> str:
        return self.name if language() == "it" else self.name_en


@cache
def legal_forms() -> dict[str, LegalForm]:
    """Return the legal forms by code."""
    rows = (fields(line, 6) for line in lines("legal_forms"))
    return {row[0]: LegalForm(*row) for row in rows}  # type: ignore[arg-type]


def legal_form(code: str) -> LegalForm | None:
    """Return the legal form of a code of the business register, None for an unknown one."""
    return legal_forms().get(code)


def find_legal_form(text: str) -> LegalForm | None:
    """Return the legal form that a text names: its code, its name, or what people write (``S.r.l.``)."""
    code = text.strip().upper()
    if code in legal_forms():
        return legal_forms()[code]
    name = fold(text.replace(".", ""))
    short = _SHORT.get(name) or _SHORT.get(name.replace(" ", ""))
    named = [one for one in legal_forms().values() if fold(text) in (fold(one.name), fold(one.name_en))]
    return legal_forms()[short] if short else (named[0] if len(named) == 1 else None)


def nearest_legal_form(text: str) -> LegalForm | None:
    """Return the legal form whose name is spelled most like ``text``, or None when none is like it."""
    names = {one.name: one for one in legal_forms().values()}
    name = nearest(text, names)
    return names[name] if name else None
