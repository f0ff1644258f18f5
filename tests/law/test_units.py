"""Annual work units: Annex I art. 5 of Reg. (EU) 651/2014; months as in the appendix of the decree of 18 April 2005."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.law.law_facts import firm, size_of, year

from grantcli.law.units import Contract, annual_units, months_worked
from grantcli.model.facts import Answer, Facts


def units(*contracts: Contract) -> Decimal:
    return annual_units(contracts, 2021)


@pytest.mark.parametrize(
    ("contract", "expected"),
    [
        (Contract(), "1"),
        (Contract(share=Decimal("0.5")), "0.5"),
        (Contract(count=3, share=Decimal("0.5")), "1.5"),
        (Contract(start=date(2021, 7, 1)), "0.5"),  # seasonal work as a fraction
        (Contract(start=date(2021, 7, 1), end=date(2021, 9, 30)), "0.25"),
        (Contract(leave_months=Decimal(3)), "0.75"),  # parental leave is not counted
        (Contract(leave_months=Decimal(12), start=date(2021, 7, 1)), "0"),
        (Contract(kind="apprentice"), "0"),
        (Contract(kind="trainee"), "0"),
        (Contract(kind="owner"), "1"),
        (Contract(end=date(2020, 12, 31)), "0"),
        (Contract(start=date(2019, 1, 1), end=date(2030, 1, 1)), "1"),
    ],
)
def test_each_kind_of_contract(contract: Contract, expected: str) -> None:
    assert units(contract) == Decimal(expected)


def test_a_month_counts_when_worked_for_more_than_fifteen_days() -> None:
    assert months_worked(date(2021, 1, 17), date(2021, 1, 31), 2021) == 0
    assert months_worked(date(2021, 1, 16), date(2021, 1, 31), 2021) == 1
    assert months_worked(date(2021, 2, 13), date(2021, 3, 16), 2021) == 2


def test_contracts_stand_in_for_the_units_of_a_period() -> None:
    staff = (
        Facts(answers={"count": Answer(50)}, id="1"),
        Facts(answers={"kind": Answer("apprentice"), "count": Answer(9)}, id="2"),
    )
    period = Facts(answers=year(2021, None, 5, 5).answers, lists={"staff": staff}, id="2021")
    result = size_of(firm(period), date(2022, 6, 20))
    assert result.latest is not None
    assert result.latest.figures.headcount.known == 50
    assert result.size == "medium"


days = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@given(days, days, st.integers(0, 12))
def test_nobody_is_more_than_one_unit(start: date, end: date, leave: int) -> None:
    """Art. 5: those who worked full time in the whole year are one unit each, all others a fraction."""
    assert 0 <= units(Contract(start=start, end=end, leave_months=Decimal(leave))) <= 1
