"""The regulations of State aid as registers and people name them (national register: codes and words of its XML)."""

from datetime import date

import pytest

from grantcli.loading.importers.regulations import regulation_named

AFTER, BEFORE = date(2024, 1, 1), date(2023, 12, 31)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CE1407/13", "1407/2013"),
        ("2023/2831", "2023/2831"),
        ("2831/2023", "2023/2831"),
        ("CE2831/23 Reg. UE 2831/23 de minimis generale", "2023/2831"),
        ("Reg. UE 2831/2023 de minimis generale", "2023/2831"),
        ("UE2831 de minimis generale", "2023/2831"),
        ("CE1408/2013 de minimis agricolo", "1408/2013"),
        ("Reg. (UE) n. 717/2014", "717/2014"),
        ("CE360/12", "360/2012"),
        ("UE 2832/23", "2023/2832"),
        ("CE651/2014 esenzione generale per categoria (GBER)", "651/2014"),
        ("De minimis", "de_minimis"),
        ("de minimis nel settore della pesca", "717/2014"),
        ("de minimis settore agricolo", "1408/2013"),
        ("Notifica SA.12345", None),
        ("UE2831", None),  # a number alone, and nothing says de minimis
        ("CE12831/23", None),
    ],
)
def test_by_number_in_either_order_or_by_kind(text: str, code: str | None) -> None:
    assert regulation_named(text) == code


@pytest.mark.parametrize(
    ("text", "granted", "code"),
    [
        ("", AFTER, "de_minimis"),
        ("UE2831", AFTER, "2023/2831"),
        ("de minimis generale", BEFORE, "1407/2013"),
        ("de minimis generale", AFTER, "2023/2831"),
        ("de minimis generale", None, "de_minimis"),
        ("de minimis SIEG", BEFORE, "360/2012"),
        ("de minimis SIEG", AFTER, "2023/2832"),
    ],
)
def test_the_procedure_of_the_register_says_de_minimis(text: str, granted: date | None, code: str) -> None:
    assert regulation_named(text, procedure="De Minimis", granted=granted) == code
