"""Legal forms by the two letters of the business register: their nature, and who answers for their debts."""

import re
from functools import cache
from typing import Literal

from ..i18n import language
from ..model.noun import record
from .spelling import alike, fold
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


@record
class LegalForm:
    """A legal form. ``liability``: ``limited`` when no owner answers beyond the capital, ``unlimited`` when at least
    one does, empty when the form alone does not decide. ``istat`` is ISTAT's code, empty when none fits."""

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


@cache
def _aliases() -> dict[str, str]:
    """Return what people write to the code it means; each line of the table names its source."""
    rows = (fields(line, 3) for line in lines("legal_form_aliases"))
    return {name: row[1] for row in rows if row[1] != "*" for name in (row[0], row[0].replace(" ", ""))}


@cache
def _by_name() -> dict[str, str]:
    """Return the names of forms, in both languages, and ISTAT's codes that only one form has, to their codes."""
    named: dict[str, set[str]] = {}
    for one in legal_forms().values():
        for name in (fold(one.name), fold(one.name_en), one.istat):
            named.setdefault(name, set()).add(one.code)
    return {name: codes.pop() for name, codes in named.items() if len(codes) == 1 and name} | _ISTAT


_ISTAT = {
    "1.1.10": "DI",
    "1.1.20": "DI",
    "1.1.30": "PF",
    "1.2.50": "SF",
    "1.3.10": "SP",
    "1.3.20": "SR",
    "1.7.10": "AC",
}
_ISTAT |= {
    "1.4.10": "SC",
    "1.4.20": "SC",
    "1.5.10": "CO",
    "1.5.20": "CN",
    "1.7.20": "FO",
    "1.8.10": "AC",
    "1.9.00": "SS",
}
"""ISTAT's codes that several forms of the register share, to the plainest of them."""


def find_legal_form(text: str) -> LegalForm | None:
    """Return the legal form that a text names: its code, its name, or what people write (``S.r.l. a socio unico``).

    Two capitals are a code of the register (``SS``: a company of another State); the same letters small or with dots
    are an abbreviation (``ss``, ``S.S.``: società semplice). What a firm of any form may be is set aside («benefit»).
    """
    code, known = text.strip(), legal_forms()
    if code in known:
        return known[code]
    name = fold(text.replace(".", ""))
    for one in dict.fromkeys((name, fold(text), _without_qualities(name))):
        found = _aliases().get(one) or _aliases().get(one.replace(" ", "")) or _by_name().get(one)
        if found:
            return known[found]
    return known.get(_by_name().get(code, "") or code.upper())


@cache
def _qualities() -> re.Pattern[str]:
    """Return what a firm of any form may be called besides: a benefit company, one being wound up (code ``*``)."""
    names = [row[0] for row in (fields(line, 3) for line in lines("legal_form_aliases")) if row[1] == "*"]
    return re.compile(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b")


def _without_qualities(name: str) -> str:
    return " ".join(_qualities().sub(" ", name).split())


def is_quality(text: str) -> bool:
    """Return whether a text says only what a firm of any form may be («Società Benefit»), not its form."""
    name = fold(text.replace(".", ""))
    return bool(name) and not _without_qualities(name)


def nearest_legal_form(text: str) -> LegalForm | None:
    """Return the legal form whose name has the words of ``text``, each spelled nearly so; None when none has."""
    names = {one.name: one for one in legal_forms().values()}
    name = alike(text, names)
    return names[name] if name else None
