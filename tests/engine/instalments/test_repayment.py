"""Plans of instalments: sums by hand and from sheets, laws against formulas written here by themselves."""

from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.instalments.loans import CAPITAL, loan_terms

from grantcli.engine.instalments.periods import due_day, periods_in
from grantcli.engine.instalments.repayment import conventional_interest, plan_of, with_days
from grantcli.model.instruments.instalment_plan import InstalmentPlan
from grantcli.model.instruments.terms import LoanTerms, RoundedWhen

HALF_YEARS = LoanTerms(10, 2, Fraction("0.0275"))


def sums(plan: InstalmentPlan) -> list[tuple[str, str, str]]:
    return [(str(one.capital), str(one.interest), str(one.left)) for one in plan.instalments]


class TestConventionalInterest:
    """The contribution of the Nuova Sabatini: ten equal half-yearly instalments less the capital."""

    @pytest.mark.parametrize(
        ("rate", "rounded", "cents"),
        [
            ("0.0275", "at_end", 7_717_37),  # 100.000 / 9,28354… = 10.771,7365342 by ten, less 100.000
            ("0.0275", "each", 7_717_40),  # 10.771,74 by ten
            ("0.03575", "at_end", 10_092_38),
            ("0.03575", "each", 10_092_40),  # 11.009,24 by ten
            ("0.05", "at_end", 14_258_76),  # annuity of the tables at 2,5 %: 0,1142587631
            ("0.05", "each", 14_258_80),
        ],
    )
    def test_one_hundred_thousand_over_five_years(self, rate: str, rounded: RoundedWhen, cents: int) -> None:
        terms = replace(HALF_YEARS, rate=Fraction(rate), rounded=rounded)
        assert conventional_interest(100_000_00, terms) == cents

    @given(capital=CAPITAL, terms=loan_terms(rounded="at_end", repayment="annuity", grace=0))
    def test_it_is_the_equal_instalment_by_their_number_less_the_capital(self, capital: int, terms: LoanTerms) -> None:
        """R = F·i / (1 - (1+i)^-n), in decimals of eighty digits."""
        with localcontext() as context:
            context.prec = 80
            rate = Decimal(terms.rate.numerator) / Decimal(terms.rate.denominator * terms.per_year)
            instalment = (
                capital * rate / (1 - (1 + rate) ** -terms.periods) if rate else Decimal(capital) / terms.periods
            )
            interest = terms.periods * instalment - capital
        assert abs(conventional_interest(capital, terms) - interest) <= Decimal("0.5000001")


class TestPlan:
    def test_equal_capital_with_grace(self) -> None:
        """6.000 over six half-years at 4 %, the first two of grace: interest 120, 120, then 120, 90, 60, 30."""
        plan = plan_of(6_000_00, LoanTerms(6, 2, Fraction("0.04"), grace=2, repayment="equal_capital"))
        assert sums(plan) == [
            ("0.00", "120.00", "6000.00"),
            ("0.00", "120.00", "6000.00"),
            ("1500.00", "120.00", "4500.00"),
            ("1500.00", "90.00", "3000.00"),
            ("1500.00", "60.00", "1500.00"),
            ("1500.00", "30.00", "0.00"),
        ]
        assert (plan.interest, plan.due, plan.rounding) == (Decimal("540.00"), Decimal("6540.00"), 0)

    def test_all_the_capital_at_the_end(self) -> None:
        plan = plan_of(1_000_00, LoanTerms(3, 1, Fraction("0.05"), repayment="bullet"))
        assert sums(plan) == [("0.00", "50.00", "1000.00"), ("0.00", "50.00", "1000.00"), ("1000.00", "50.00", "0.00")]

    def test_without_interest_nothing_is_due_in_the_grace(self) -> None:
        """50.000 at no interest, 72 months of which 12 of grace, monthly: sixty instalments of 833,33 or 833,34."""
        plan = plan_of(50_000_00, LoanTerms(72, 12, Fraction(0), grace=12))
        assert [one.period for one in plan.instalments] == list(range(13, 73))
        assert {one.due for one in plan.instalments} == {Decimal("833.33"), Decimal("833.34")}
        assert plan.due == Decimal("50000.00")

    def test_the_last_instalment_takes_what_rounding_each_leaves(self) -> None:
        """10.771,74 nine times; 0,05 less at the end, as interest to the cent on the capital still due gives."""
        plan = plan_of(100_000_00, replace(HALF_YEARS, rounded="each"))
        assert {one.due for one in plan.instalments[:-1]} == {Decimal("10771.74")}
        assert plan.instalments[-1].due == Decimal("10771.69")
        assert plan.interest == Decimal("7717.35")
        assert round(float(plan.rounding), 4) == -0.0153  # 7.717,35 less 7.717,365342…

    def test_a_conventional_loan_keeps_its_last_instalment(self) -> None:
        plan = plan_of(100_000_00, replace(HALF_YEARS, rounded="each", conventional=True))
        assert {one.due for one in plan.instalments} == {Decimal("10771.74")}
        assert plan.instalments[-1].left == 0

    def test_rounding_down_and_to_the_even_cent(self) -> None:
        """0,05 in two parts: 2,5 cents, that is 3, 2 or 2."""
        half = LoanTerms(2, 1, Fraction(0), repayment="equal_capital", rounded="each")
        firsts = [plan_of(5, half, how).instalments[0].capital for how in ("half_up", "down", "half_even")]  # type: ignore[arg-type]
        assert firsts == [Decimal("0.03"), Decimal("0.02"), Decimal("0.02")]


class TestLaws:
    @given(capital=CAPITAL, terms=loan_terms())
    def test_capital_sums_to_the_loan_and_nothing_is_negative(self, capital: int, terms: LoanTerms) -> None:
        plan = plan_of(capital, terms)
        assert sum(one.capital for one in plan.instalments) == plan.capital == Decimal(capital) / 100
        assert all(one.capital >= 0 and one.interest >= 0 and one.left >= 0 for one in plan.instalments)
        left = plan.capital
        for one in plan.instalments:
            left -= one.capital
            assert one.left == left
        assert left == 0

    @given(capital=CAPITAL, terms=loan_terms())
    def test_what_rounding_leaves_is_the_interest_less_the_exact_one(self, capital: int, terms: LoanTerms) -> None:
        exact = interest_by_recursion(Fraction(capital, 100), terms)
        plan = plan_of(capital, terms)
        assert Fraction(plan.interest) - plan.rounding == exact
        if terms.rounded == "at_end":
            assert abs(plan.rounding) <= Fraction(1, 200)

    @given(capital=st.integers(100_00, 500_000_000), terms=loan_terms(rounded="each", repayment="annuity", grace=0))
    def test_instalments_rounded_each_are_alike_but_the_last(self, capital: int, terms: LoanTerms) -> None:
        """The last that is due: rounding up each of many may repay a small loan before its end."""
        dues = [one.due for one in plan_of(capital, replace(terms, conventional=False)).instalments]
        due = [one for one in dues if one]
        assert len(set(due[:-1])) <= 1
        assert dues[: len(due)] == due

    @given(capital=CAPITAL, terms=loan_terms(rounded="at_end"))
    def test_each_row_is_within_a_cent_of_the_exact_one(self, capital: int, terms: LoanTerms) -> None:
        exact = {period: (part, cost) for period, part, cost in by_recursion(Fraction(capital, 100), terms)}
        for one in plan_of(capital, terms).instalments:
            part, cost = exact[one.period]
            assert abs(Fraction(one.capital) - part) <= Fraction(1, 100)
            assert abs(Fraction(one.interest) - cost) <= Fraction(1, 100)

    @given(capital=CAPITAL, terms=loan_terms(), first=st.dates(date(2020, 1, 1), date(2040, 12, 31)))
    def test_days_increase_and_stay_on_their_day(self, capital: int, terms: LoanTerms, first: date) -> None:
        days = [one.on for one in with_days(plan_of(capital, terms), terms, first).instalments]
        assert days[0] == first
        assert days == sorted(set(days))  # type: ignore[type-var]
        assert all(day is not None and (day.day == first.day or day.day >= 28) for day in days)


def by_recursion(capital: Fraction, terms: LoanTerms) -> list[tuple[int, Fraction, Fraction]]:
    """Period, capital and interest, one period after another: an annuity's instalment from the sum of its discounts."""
    rate = terms.rate / terms.per_year
    count = terms.periods - terms.grace
    instalment = capital / sum((1 + rate) ** -one for one in range(1, count + 1))
    rows, left = [], capital
    for period in range(1, terms.periods + 1):
        interest = left * rate
        if terms.repayment == "bullet":
            part = left if period == terms.periods else Fraction(0)
        elif period <= terms.grace:
            part = Fraction(0)
        else:
            part = instalment - interest if terms.repayment == "annuity" else capital / count
        rows.append((period, part, interest))
        left -= part
    assert left == 0
    return rows


def interest_by_recursion(capital: Fraction, terms: LoanTerms) -> Fraction:
    return sum((cost for _period, _part, cost in by_recursion(capital, terms)), Fraction(0))


class TestDays:
    @pytest.mark.parametrize(
        ("first", "months", "ends", "day"),
        [
            (date(2026, 8, 31), 6, False, date(2027, 2, 28)),
            (date(2026, 8, 31), 12, False, date(2027, 8, 31)),  # comes back to the 31st
            (date(2027, 8, 31), 6, False, date(2028, 2, 29)),  # a leap year
            (date(2026, 6, 30), 6, False, date(2026, 12, 30)),
            (date(2026, 6, 30), 6, True, date(2026, 12, 31)),
            (date(2026, 1, 15), 0, False, date(2026, 1, 15)),
        ],
    )
    def test_day_after_months(self, first: date, months: int, ends: bool, day: date) -> None:
        assert due_day(first, months, month_ends=ends) == day

    def test_a_plan_by_half_years(self) -> None:
        terms = LoanTerms(4, 2, Fraction("0.01"), grace=1)
        plan = with_days(plan_of(1_000_00, terms), terms, date(2026, 12, 31), month_ends=True)
        assert [one.on for one in plan.instalments] == [
            date(2026, 12, 31),
            date(2027, 6, 30),
            date(2027, 12, 31),
            date(2028, 6, 30),
        ]

    @pytest.mark.parametrize(
        ("months", "per_year", "periods"),
        [(60, 2, 10), (72, 12, 72), (72, 2, 12), (18, 2, 3), (18, 1, None), (5, 12, 5), (0, 4, 0), (10, 4, None)],
    )
    def test_periods_of_a_length(self, months: int, per_year: int, periods: int | None) -> None:
        assert periods_in(Fraction(months), per_year) == periods
