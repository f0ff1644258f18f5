"""A codice fiscale against surname, name and day of birth (DM 23 December 1976: how it is composed)."""

from datetime import date

import pytest

from grantcli.model.vocabulary import Fact
from grantcli.registry.persons import doubt_on_tax_code
from grantcli.registry.values import read_value

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
