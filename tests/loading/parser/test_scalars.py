"""Figures and dates of a call file: what is understood, what is refused, and what to write instead."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli.i18n import speaking
from grantcli.loading.parser.scalars import read_day, read_decimal, read_integer, read_moment, read_yes_no
from grantcli.loading.parser.suggestions import did_you_mean, nearest
from grantcli.problem import Refusal
from grantcli.registry.amounts import shown


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", "0.5"),
        ("0.125", "0.125"),
        ("140000", "140000"),
        ("-3.25", "-3.25"),
        ("+7", "7"),
        (" 12.50 ", "12.50"),
        ("1.234,56", "1234.56"),
        ("-1.234.567,8", "-1234567.8"),
        ("1234.567", "1234.567"),
        ("0.000", "0"),
    ],
)
def test_numbers_that_cannot_be_misread(text: str, value: str) -> None:
    assert read_decimal(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "kind", "hint"),
    [
        ("1.234", "ambiguous_number", "scrivere 1234 se il punto separa le migliaia, 1.2340 se separa i decimali"),
        (
            "-12.500",
            "ambiguous_number",
            "scrivere -12500 se il punto separa le migliaia, -12.5000 se separa i decimali",
        ),
        ("0,5", "not_a_number", "scrivere 0.5"),
        ("-0,5", "not_a_number", "scrivere -0.5"),
        ("1.234.567", "not_a_number", "scrivere 1234567"),
        ("1 234", "not_a_number", "scrivere 1234"),
        ("1'234", "not_a_number", "scrivere 1234"),
        ("1_000", "not_a_number", "scrivere 1000"),
        ("50%", "not_a_number", "scrivere 0.5"),
        ("12,5 %", "not_a_number", "scrivere 0.125"),
        ("1e5", "not_a_number", ""),
        ("NaN", "not_a_number", ""),
        ("inf", "not_a_number", ""),
        ("٣", "not_a_number", ""),
        ("", "not_a_number", ""),
        ("9" * 40, "not_a_number", ""),
    ],
)
def test_numbers_that_are_refused(text: str, kind: str, hint: str) -> None:
    read = read_decimal(text)
    assert isinstance(read, Refusal)
    assert (read.kind, read.hint) == (kind, hint)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=2))
def test_every_amount_to_the_cent_is_read_as_it_is_written(amount: Decimal) -> None:
    assert read_decimal(format(amount, "f")) == amount


@given(st.text())
def test_any_text_is_a_value_or_a_refusal(text: str) -> None:
    for read in (read_decimal, read_integer, read_yes_no, read_day, read_moment):
        value = read(text)
        if isinstance(value, Refusal):
            assert value.kind
            assert value.text


@pytest.mark.parametrize(("text", "value"), [("6", 6), (" -2 ", -2), ("007", 7)])
def test_whole_numbers(text: str, value: int) -> None:
    assert read_integer(text) == value


@pytest.mark.parametrize("text", ["6.0", "sei", "", "9" * 13, "٣"])
def test_what_is_no_whole_number(text: str) -> None:
    assert isinstance(read_integer(text), Refusal)


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("NO", False), ("Sì", True), ("si", True), ("yes", True), ("false", False)]
)
def test_yes_and_no(text: str, value: bool) -> None:
    assert read_yes_no(text) is value


@pytest.mark.parametrize("text", ["2022-07-15", "15/07/2022", "15.7.2022"])
def test_days(text: str) -> None:
    assert read_day(text) == date(2022, 7, 15)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2022-02-30", "no_such_date"),
        ("31/04/2022", "no_such_date"),
        ("15/07/22", "not_a_date"),
        ("0022-06-20", "no_such_year"),
        ("20/06/1899", "no_such_year"),
        ("ieri", "not_a_date"),
    ],
)
def test_days_that_are_refused(text: str, kind: str) -> None:
    read = read_day(text)
    assert isinstance(read, Refusal)
    assert read.kind == kind


def test_a_day_stays_a_day_and_a_moment_keeps_its_hour() -> None:
    assert type(read_moment("2022-07-15")) is date
    assert read_moment("2022-07-15T13:00") == datetime(2022, 7, 15, 13)
    assert read_moment("2022-07-15 13:00:59") == datetime(2022, 7, 15, 13, 0, 59)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("2022-07-15T24:00", "no_such_hour"), ("2022-07-15T12:60", "no_such_hour"), ("2022-02-30T10:00", "no_such_date")],
)
def test_moments_that_are_refused(text: str, kind: str) -> None:
    read = read_moment(text)
    assert isinstance(read, Refusal)
    assert read.kind == kind


@pytest.mark.parametrize(
    ("number", "written"),
    [("6000000", "6.000.000"), ("0.5", "0,5"), ("1234.50", "1.234,5"), ("-140000", "-140.000"), ("100", "100")],
)
def test_figures_in_problems(number: str, written: str) -> None:
    assert shown(Decimal(number)) == written
    with speaking("en"):
        assert shown(Decimal(number)) == written.translate(str.maketrans(".,", ",."))


@pytest.mark.parametrize(
    ("word", "known", "found"),
    [
        ("company.sise", ["company.size", "company.seat"], "company.size"),
        ("durata_mesi", ["project.duration_months"], None),
        ("duration_months", ["project.duration_months"], "project.duration_months"),
        ("Deadlines", ["deadlines"], "deadlines"),
        ("xyz", ["deadlines"], None),
        ("x", [], None),
    ],
)
def test_the_nearest_key(word: str, known: list[str], found: str | None) -> None:
    assert nearest(word, known) == found
    assert did_you_mean(word, known) == (f"forse «{found}»?" if found else "")
