"""A codice fiscale against a name, and the birth in it (DM 23 December 1976: how it is composed)."""

from datetime import date

import pytest

from grantcli.model.vocabulary import Fact
from grantcli.registry.persons import Birth, birth_of, doubt_on_name
from grantcli.registry.values import read_value, warn_value

ROSSI = "RSSMRA80A01H501U"
BORN, ON = date(1980, 1, 1), date(2026, 3, 1)


@pytest.mark.parametrize(
    ("called", "doubted"),
    [
        ("Rossi Mario", False),
        ("Maria ROSSI", False),
        ("Bianchi Mario", True),
        ("Rossi Giovanni", True),
    ],
)
def test_a_name_is_held_against_the_code(called: str, doubted: bool) -> None:
    doubt = doubt_on_name(ROSSI, called)
    assert (doubt is not None) is doubted
    assert called in (doubt or called)


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
    assert doubt_on_name(f"{start}80A01H501U", f"{surname} {name}") is None


def test_letters_that_stand_for_digits() -> None:
    for code in ("RSSMRA80A01H50MM", "RSSMRAU0A01H501R", "RSSMRAULA0MH501K"):
        assert birth_of(code, ON) == birth_of(ROSSI, ON) == Birth(BORN, "Roma (RM)")
    twin = "RSSMRA80A01H50MM"
    assert read_value(Fact(kind="tax_code", label="codice fiscale"), twin) == (twin, None)


def test_the_day_of_a_woman_is_counted_from_forty() -> None:
    assert birth_of("RSSMRA80A41H501X", ON) == Birth(BORN, "Roma (RM)")


def test_a_company_has_neither_surname_nor_birth() -> None:
    assert doubt_on_name("01234567897", "Rossi Mario") is None
    assert birth_of("01234567897", ON) is None


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
