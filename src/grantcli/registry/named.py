"""Codes of places, activities and legal forms."""

import re

from ..i18n import _
from ..model.fact import Fact
from .refusal import Reading, refused

_ATECO = re.compile(r"[A-U]|[0-9]{2}(?:\.[0-9](?:[0-9](?:\.[0-9](?:[0-9])?)?)?)?")


def read_commune(_fact: Fact, text: str) -> Reading:
    """Read an ISTAT code of six digits."""
    code = text.strip()
    if len(code) == 6 and code.isascii() and code.isdigit():
        return code, None
    return refused("not_a_commune", _("«{text}» non è un comune").format(text=text))


def read_region(_fact: Fact, text: str) -> Reading:
    """Read an ISTAT code of two digits."""
    code = text.strip()
    if len(code) == 2 and code.isascii() and code.isdigit() and 1 <= int(code) <= 20:
        return code, None
    return refused("not_a_region", _("«{text}» non è una regione").format(text=text))


def read_country(_fact: Fact, text: str) -> Reading:
    """Read an ISO 3166 code of two letters."""
    code = text.strip().upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code, None
    return refused("not_a_country", _("«{text}» non è un paese").format(text=text))


def read_ateco(_fact: Fact, text: str) -> Reading:
    """Read an activity code, written with or without dots."""
    code = text.strip().upper()
    if code.isdigit():
        code = ".".join(code[at : at + 2] for at in range(0, len(code), 2))
    if _ATECO.fullmatch(code):
        return code, None
    return refused("not_an_ateco", _("«{text}» non è un codice ATECO").format(text=text))


def read_legal_form(_fact: Fact, text: str) -> Reading:
    """Read a legal-form code of the business register, two letters."""
    code = text.strip().upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code, None
    return refused("not_a_legal_form", _("«{text}» non è una natura giuridica").format(text=text))
