"""A codice fiscale against surname, name and day of birth (DM 23 December 1976: how it is composed)."""

from datetime import date

import pytest

from grantcli.model.vocabulary import Fact
from grantcli.registry.persons import doubt_on_tax_code
from grantcli.registry.values import read_value, warn_value

ROSSI = "RSSMRA80A01H501U"
BORN = date(1980, 1, 1)


@pytest.mark.parametrize(
    ("surname", "name", "born", "wrong"),
    [
        ("Rossi", "Mario", BORN, ""),
        ("ROSSI", "Maria", BORN, ""),
        ("", "", None, ""),
        ("Bianchi", "Mario", BORN, "cognome"),
        ("Rossi", "Giovanni", BORN, "il nome"),
        ("Rossi", "Mario", date(1980, 2, 1), "nascita"),
        ("Rossi", "Mario", date(1880, 1, 1), ""),  # the century is not in the code
        ("Bianchi", "", date(1981, 1, 1), "il cognome, la data di nascita"),
    ],
)
def test_what_does_not_agree_is_named(surname: str, name: str, born: date | None, wrong: str) -> None:
    doubt = doubt_on_tax_code(ROSSI, surname, name, born)
    assert (doubt is None) == (wrong == "")
    assert wrong in (doubt or "")


@pytest.mark.parametrize(
    ("start", "surname", "name"),
    [
        ("FOXLEO", "Fo", "Leo"),  # too short: filled with X
        ("DNGGNN", "D'Angelo", "Giovanni"),  # four consonants in the name: the second is left out
        ("AIEAIU", "Aie", "Aiu"),  # vowels only
        ("NSINCL", "Nisi", "Nicolò"),
    ],
)
def test_letters_of_names(start: str, surname: str, name: str) -> None:
    assert doubt_on_tax_code(f"{start}80A01H501U", surname, name) is None


def test_letters_that_stand_for_digits() -> None:
    for code in ("RSSMRA80A01H50MM", "RSSMRAU0A01H501R", "RSSMRAULA0MH501K"):
        assert doubt_on_tax_code(code, "Rossi", "Mario", BORN) is None
    twin = "RSSMRA80A01H50MM"
    assert read_value(Fact(kind="tax_code", label="codice fiscale"), twin) == (twin, None)


def test_the_day_of_a_woman_is_counted_from_forty() -> None:
    assert doubt_on_tax_code("RSSMRA80A41H501X", "Rossi", "Maria", BORN) is None


def test_a_company_has_neither_surname_nor_birth() -> None:
    assert doubt_on_tax_code("01234567897", "Rossi", "Mario", BORN) is None


@pytest.mark.parametrize("code", ["RSSMRA80A32H501X", "RSSMRA80B30H501Q", "RSSMRA80A72H501F", "RSSMRA81B29H501T"])
def test_a_day_of_birth_that_cannot_be_is_told_as_that(code: str) -> None:
    value, refusal = read_value(Fact(kind="tax_code", label="codice fiscale"), checked(code))
    assert value is None
    assert refusal is not None
    assert refusal.kind == "impossible_birth_date"


def test_a_leap_day_is_a_day() -> None:
    code = checked("RSSMRA80B29H501A")
    assert read_value(Fact(kind="tax_code", label="codice fiscale"), code) == (code, None)


@pytest.mark.parametrize(("place", "told"), [("H501", False), ("Z110", False), ("A031", False), ("Z999", True)])
def test_a_place_of_birth_that_never_was_is_told(place: str, told: bool) -> None:
    """A031 is Acquacanina, which ended in 2016: one may still be born there."""
    doubt = warn_value(Fact(kind="tax_code", label="codice fiscale"), checked(f"RSSMRA80A01{place}A"))
    assert (doubt is not None) is told
    assert place in (doubt or place)


def checked(code: str) -> str:
    """The code with its check letter (DM 23 December 1976, art. 7), whatever the last one was."""
    odd = dict(zip("0123456789", (1, 0, 5, 7, 9, 13, 15, 17, 19, 21), strict=True))
    letters = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
    odd |= dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", letters, strict=True))
    even = {sign: at % 10 for at, sign in enumerate("0123456789")} | {chr(65 + at): at for at in range(26)}
    total = sum((odd if at % 2 == 0 else even)[sign] for at, sign in enumerate(code[:15]))
    return code[:15] + chr(65 + total % 26)
