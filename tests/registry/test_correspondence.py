"""What a code of one edition of ATECO may be in another (ISTAT, two-way correspondence 2022-2025; NACE Rev. 2)."""

from datetime import date

import pytest

from grantcli.registry.correspondence import activity, inferred_edition

NOW, BEFORE = date(2026, 6, 1), date(2024, 6, 1)


def leaves(code: str, to: str, on: date = NOW) -> list[set[str]]:
    return [{leaf.code for leaf in reading.leaves} for reading in activity(code, on).readings[to]]


@pytest.mark.parametrize(
    ("code", "to", "found"),
    [
        ("62.10.00", "2022", [{"62.01.00"}]),
        ("62.10.00", "2007", [{"62.01.00"}]),
        ("62.01.00", "2025", [{"62.10.00"}, {"62.10.00"}]),  # a code of 2007 and of 2022
        ("62.01", "2025", [{"62.10.00"}, {"62.10.00"}]),
        ("93.21.01", "2007", [{"93.21.00"}]),
    ],
)
def test_both_ways(code: str, to: str, found: list[set[str]]) -> None:
    assert leaves(code, to) == found


def test_a_code_that_the_update_of_2022_split_is_one_of_its_class() -> None:
    """01.13.20 of 2007 became 01.13.21 and 01.13.29; our tables have no list of it, only the class that both share."""
    (reading,) = activity("01.13.20", NOW, "2007").readings["2022"]
    assert {leaf.code for leaf in reading.leaves} == {"01.13.10", "01.13.21", "01.13.29", "01.13.30", "01.13.40"}


def test_a_code_that_two_editions_have_is_read_in_both() -> None:
    """47.91.10: mail-order retail until 2024, mediation of retail since 2025. Before 2025 it can only be the former."""
    readings = leaves("47.91.10", "2022")
    assert {"47.91.10"} in readings
    assert any("47.91.10" not in one or len(one) > 1 for one in readings)
    assert leaves("47.91.10", "2022", BEFORE) == [{"47.91.10"}, {"47.91.10"}]


def test_the_edition_that_is_told_decides() -> None:
    told = activity("47.91.10", NOW, "2022").readings["2022"]
    assert [reading.of for reading in told] == ["2022"]


def test_a_division_is_of_many_activities() -> None:
    assert activity("62", NOW).coarse
    assert not activity("62.01", NOW).coarse  # one finest code below it
    assert not activity("62.10.00", NOW).coarse


@pytest.mark.parametrize(
    ("codes", "published", "edition"),
    [
        (["62.01"], date(2021, 12, 31), "2007"),
        (["62.01"], date(2023, 5, 2), "2022"),
        (["62.10"], date(2025, 5, 2), "2025"),
        (["45"], date(2025, 5, 2), "2022"),  # 2025 has no such division: the call still writes the old one
        (["C"], date(2025, 5, 2), "2025"),
    ],
)
def test_the_edition_of_a_call_by_its_day_and_its_codes(codes: list[str], published: date, edition: str) -> None:
    assert inferred_edition(codes, published) == edition


def test_sections_hold_their_divisions() -> None:
    (reading,) = activity("62.10.00", NOW).readings["2025"]
    (leaf,) = reading.leaves
    assert leaf.section == "K"
    assert leaf.under("K")
    assert not leaf.under("J")
    (before,) = activity("62.10.00", NOW).readings["2022"]
    assert before.leaves[0].under("J")  # information and communication was J until 2024
