"""Numbers and addresses that identify: P.IVA, codice fiscale, IBAN, PEC; checked by their own check digits."""

import re
from collections.abc import Callable
from functools import cache
from types import ModuleType

from ..i18n import _
from ..model.vocabulary import Fact
from ..problem import Refusal
from .countries import country
from .refusal import Reading, refused
from .tables import lines

_NOISE = re.compile(r"[\s.\-/]+")
_OFFICES = frozenset({*range(1, 101), 120, 121, 888, 999})
_ODD = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            1,
            0,
            5,
            7,
            9,
            13,
            15,
            17,
            19,
            21,
            1,
            0,
            5,
            7,
            9,
            13,
            15,
            17,
            19,
            21,
            2,
            4,
            18,
            20,
            11,
            3,
            6,
            8,
            12,
            14,
            16,
            10,
            22,
            25,
            24,
            23,
        ),
        strict=True,
    )
)
_DOUBLED = dict(zip("0123456789", (0, 2, 4, 6, 8, 1, 3, 5, 7, 9), strict=True))
_ITALIAN_IBAN = re.compile(r"(?:IT|SM)[0-9]{2}[A-Z][0-9]{10}[0-9A-Z]{12}")
_FOREIGN_VAT = re.compile(r"[A-Z]{2}[0-9A-Z]{4,15}")
_PERSON = re.compile(r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]")
_LIKE_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")  # letters that stand for digits where codes would coincide
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")
_NOT_PEC = (
    "gmail.",
    "hotmail.",
    "outlook.",
    "yahoo.",
    "libero.it",
    "tiscali.it",
    "virgilio.it",
    "alice.it",
    "icloud.com",
)


@cache
def _stdnum(name: str) -> ModuleType:
    """Return a module of python-stdnum, whose import costs more than all of the commonest Italian checks."""
    from importlib import import_module

    return import_module(f"stdnum.{name}")


def read_vat_number(_fact: Fact, text: str) -> Reading:
    """Read a P.IVA as its eleven digits, or a foreign VAT number with its country letters, check digits verified."""
    number = _NOISE.sub("", text).upper()
    if number[:2].isalpha() and not number.startswith("IT"):
        return _foreign_vat(number, text)
    number = number.removeprefix("IT")
    if len(number) != 11 or not (number.isascii() and number.isdigit()):
        hint = _("la partita IVA ha undici cifre, anche gli zeri all'inizio; se estera comincia con la sigla del paese")
        return refused("not_a_vat_number", _("«{text}» non è una partita IVA").format(text=text), hint)
    if number[:7] == "0000000" or not _luhn(number):
        return _wrong_check(text)
    return number, None


def _foreign_vat(number: str, text: str) -> Reading:
    """Verify by the rules of the country where they are known; elsewhere only the form is read, with a doubt."""
    if number.startswith("GR"):
        number = f"EL{number[2:]}"
    check = _checks_of(number[:2])
    if check:
        return (number, None) if any(map(check, (number, number[2:]))) else _wrong_check(text)
    if country(number[:2]) and _FOREIGN_VAT.fullmatch(number):
        return number, None
    return refused("not_a_vat_number", _("«{text}» non è una partita IVA né un numero IVA estero").format(text=text))


@cache
def _checks_of(letters: str) -> Callable[[str], bool] | None:
    """Return what verifies the VAT numbers of a country, None where no rules are known."""
    union = _stdnum("eu.vat")
    if letters.lower() in union.MEMBER_STATES or letters == "EL":
        return lambda number: number.startswith(letters) and bool(union.is_valid(number))
    module = _stdnum("util").get_cc_module(letters.lower(), "vat")
    return module.is_valid if module else None


def read_tax_code(_fact: Fact, text: str) -> Reading:
    """Read a codice fiscale: sixteen signs of a person, or the eleven digits of a company."""
    code = _NOISE.sub("", text).upper()
    if len(code) == 11 and code.isascii() and code.isdigit():
        return (code, None) if _luhn(code) else _wrong_check(text)
    if len(code) != 16:
        hint = _("sedici lettere e cifre, o undici cifre per una società")
        return refused("not_a_tax_code", _("«{text}» non è un codice fiscale").format(text=text), hint)
    if not _stdnum("it.codicefiscale").is_valid(code):
        return (
            _no_such_day(text)
            if _PERSON.fullmatch(code) and _check_letter(code[:15]) == code[15]
            else _wrong_check(text)
        )
    return code, None


def _no_such_day(text: str) -> tuple[None, Refusal]:
    """Refuse a code whose check letter agrees: what cannot be is the day of birth (DM 23 December 1976, art. 5)."""
    said = _("«{text}»: la data di nascita non esiste").format(text=text)
    return refused(
        "impossible_birth_date", said, _("controllare il mese (nona lettera) e il giorno (41-71 per le donne)")
    )


@cache
def _birthplaces() -> frozenset[str]:
    return frozenset(line.partition("\t")[0] for line in lines("birthplaces"))


def warn_tax_code(code: str) -> str | None:
    """Return a doubt on a person's code whose place of birth no commune and no foreign State ever had."""
    if len(code) != 16:
        return None
    place = code[11] + code[12:15].translate(_LIKE_DIGITS)
    if place in _birthplaces():
        return None
    said = _("{code}: il luogo di nascita ({place}) non è di un comune né di uno Stato estero")
    return said.format(code=code, place=place)


def read_iban(_fact: Fact, text: str) -> Reading:
    """Read an IBAN without spaces; of an Italian one the national check letter is verified too."""
    code = _NOISE.sub("", text).upper()
    if not _is_iban(code):
        hint = _("un IBAN italiano ha ventisette lettere e cifre: IT, due cifre, una lettera, ventidue segni")
        return refused("not_an_iban", _("«{text}» non è un IBAN valido").format(text=text), hint)
    if code[:2] in ("IT", "SM") and not (len(code) == 27 and _check_letter(code[5:]) == code[4]):
        return _wrong_check(text)
    return code, None


def _luhn(digits: str) -> bool:
    """Return whether the last of an odd number of digits checks the others: ISO/IEC 7812, annex B."""
    return sum(map(int, digits[::2])) % 10 == -sum(_DOUBLED[digit] for digit in digits[1::2]) % 10


def _is_iban(code: str) -> bool:
    if _ITALIAN_IBAN.fullmatch(code) and _mod_97(code):
        return True
    return bool(_stdnum("iban").is_valid(code, check_country=False))


def _mod_97(code: str) -> bool:
    """Return whether the two digits after the country check an IBAN: ISO 13616."""
    return int("".join(str(int(sign, 36)) for sign in code[4:] + code[:4])) % 97 == 1


def _check_letter(rest: str) -> str:
    even = {sign: int(sign) if sign.isdigit() else ord(sign) - ord("A") for sign in _ODD}
    total = sum(_ODD[sign] if at % 2 == 0 else even[sign] for at, sign in enumerate(rest))
    return chr(ord("A") + total % 26)


def read_email(_fact: Fact, text: str) -> Reading:
    """Read one electronic address, its domain in small letters."""
    address = text.strip()
    if not _EMAIL.fullmatch(address) or ".." in address or address.startswith("."):
        hint = _("scrivere un solo indirizzo, per esempio nome@azienda.it")
        return refused("not_an_email", _("«{text}» non è un indirizzo di posta").format(text=text), hint)
    name, _at, domain = address.rpartition("@")
    return f"{name}@{domain.lower()}", None


def warn_vat_number(number: str) -> str | None:
    """Return a doubt on a VAT number that reads well: unknown issuing office, or a country whose rules we lack."""
    if number[:2].isalpha() and _checks_of(number[:2]) is None:
        return _("{number}: numero IVA estero che non si può verificare").format(number=number)
    if len(number) == 11 and number.isdigit() and int(number[7:10]) not in _OFFICES:
        return _("{number}: il codice dell'ufficio ({office}) non è tra quelli noti, verificare la partita IVA").format(
            number=number, office=number[7:10]
        )
    return None


def warn_pec(address: str) -> str | None:
    """Return a doubt on a PEC address whose domain serves ordinary mail."""
    domain = address.rpartition("@")[2]
    if domain.startswith(_NOT_PEC):
        return _("{address} sembra posta ordinaria, non PEC").format(address=address)
    return None


def _wrong_check(text: str) -> tuple[None, Refusal]:
    return refused(
        "wrong_check_digit",
        _("«{text}»: la cifra di controllo è errata: c'è un errore di battitura").format(text=text),
        _("controllare che ogni cifra e lettera sia al suo posto"),
    )
