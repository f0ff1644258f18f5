"""What sums due later are worth, and the aid in loans and guarantees."""

from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.instalments.loans import CAPITAL, RATES, loan_terms

from grantcli.engine.instalments.exact_plan import exact_plan
from grantcli.engine.instalments.grant_equivalent import (
    guarantee_equivalent,
    loan_equivalent,
    proportional_equivalent,
)
from grantcli.engine.instalments.present_value import Flow, present_value
from grantcli.model.instruments.terms import LoanTerms
from grantcli.money import exact_to_cent

FIVE_YEARS = LoanTerms(5, 1, Fraction(0), repayment="equal_capital")


class TestPresentValue:
    def test_a_sum_after_two_years(self) -> None:
        """121 in two years at 10 % is 100 today; by half-years it is 121 / 1,05^4 = 99,547…"""
        assert present_value([Flow(2, Fraction(121))], Fraction("0.10")) == 100
        by_half_years = present_value([Flow(4, Fraction(121))], Fraction("0.10"), 2)
        assert by_half_years == Fraction(121) / Fraction(21, 20) ** 4
        assert present_value([Flow(4, Fraction(121))], Fraction("0.10"), 2, "yearly") == 100

    def test_nothing_due_is_worth_nothing(self) -> None:
        assert present_value([], Fraction("0.10")) == present_value([], Fraction("0.10"), 2, "yearly") == 0

    @given(
        amounts=st.lists(st.integers(0, 10**9), min_size=1, max_size=30),
        rate=RATES,
        per_year=st.sampled_from([1, 2, 4, 12]),
    )
    def test_it_is_the_sum_of_each_discounted_by_itself(
        self, amounts: list[int], rate: Fraction, per_year: int
    ) -> None:
        flows = [Flow(period, Fraction(amount)) for period, amount in enumerate(amounts)]
        with localcontext() as context:
            context.prec = 50
            yearly = 1 + Decimal(rate.numerator) / rate.denominator
            by_year = sum(amount * yearly ** (-Decimal(i) / per_year) for i, amount in enumerate(amounts))
            by_period = sum(amount / (1 + (yearly - 1) / per_year) ** i for i, amount in enumerate(amounts))
        assert abs(Decimal(float(present_value(flows, rate, per_year, "yearly"))) - by_year) < Decimal("0.001")
        assert abs(Decimal(float(present_value(flows, rate, per_year))) - by_period) < Decimal("0.001")


class TestLoan:
    def test_by_hand(self) -> None:
        """100.000 at nothing, five yearly parts, reference 5 %: 5.000, 4.000 … 1.000 of interest, discounted.

        4.761,9048 + 3.628,1179 + 2.591,5128 + 1.645,4050 + 783,5262 = 13.410,47.
        """
        assert exact_to_cent(loan_equivalent(100_000_00, FIVE_YEARS, Fraction("0.05")) / 100) == Decimal("13410.47")

    def test_a_loan_at_the_reference_rate_or_above_has_no_aid(self) -> None:
        for rate in ("0.05", "0.06"):
            assert loan_equivalent(100_000_00, replace(FIVE_YEARS, rate=Fraction(rate)), Fraction("0.05")) == 0

    @given(capital=CAPITAL, terms=loan_terms(), reference=RATES)
    def test_it_is_the_capital_less_its_instalments_discounted(
        self, capital: int, terms: LoanTerms, reference: Fraction
    ) -> None:
        """The difference of interest discounted at the reference rate: another way to the same, exactly."""
        terms = replace(terms, rate=min(terms.rate, reference))
        flows = [Flow(one.period, one.capital + one.interest) for one in exact_plan(capital, terms)]
        assert loan_equivalent(capital, terms, reference) == capital - present_value(flows, reference, terms.per_year)

    @given(capital=CAPITAL, terms=loan_terms(), reference=RATES)
    def test_it_is_never_negative_and_less_than_the_loan(
        self, capital: int, terms: LoanTerms, reference: Fraction
    ) -> None:
        for compounding in ("by_period", "yearly"):
            assert 0 <= loan_equivalent(capital, terms, reference, compounding) < capital  # type: ignore[arg-type]


class TestGuarantee:
    def test_premiums_by_hand(self) -> None:
        """100.000 over two years in equal parts, cover 80 %, 2,54 % (1,62 + 0,60 + 0,32), reference 3 %.

        Premiums 2.032,00 and 1.016,00. In arrears 1.972,8155 + 957,6774 = 2.930,49;
        in advance 2.032,00 + 986,4078 = 3.018,41.
        """
        terms = LoanTerms(2, 1, Fraction("0.04"), repayment="equal_capital")
        known = {"cover": Fraction("0.80"), "premium": Fraction("0.0254"), "reference": Fraction("0.03")}
        arrears = guarantee_equivalent(100_000_00, terms, due="in_arrears", **known)
        advance = guarantee_equivalent(100_000_00, terms, due="in_advance", **known)
        assert exact_to_cent(arrears / 100) == Decimal("2930.49")
        assert exact_to_cent(advance / 100) == Decimal("3018.41")
        assert guarantee_equivalent(100_000_00, terms, due="in_advance", fee=1_000_00, **known) == advance - 1_000_00
        assert guarantee_equivalent(100_000_00, terms, due="in_advance", fee=9_000_00, **known) == 0

    def test_of_a_year_that_is_not_whole_the_part(self) -> None:
        """Eighteen months, all due at the end, no discount: 2 % of 1.000 for a year and for half of one."""
        terms = LoanTerms(3, 2, Fraction(0), repayment="bullet")
        known = {"cover": Fraction(1), "premium": Fraction("0.02"), "reference": Fraction(0)}
        assert guarantee_equivalent(1_000_00, terms, due="in_arrears", **known) == 30_00

    @pytest.mark.parametrize(
        ("amount", "years", "of", "over", "worth"),
        [
            (1_500_000, 5, 1_500_000, 5, 300_000),  # a loan, art. 4 of Regulation 2023/2831
            (750_000, 10, 1_500_000, 5, 300_000),
            (100_000, 5, 1_500_000, 5, 20_000),
            (1_125_000, 10, 2_250_000, 5, 300_000),  # a guarantee
            (112_500, 2, 2_250_000, 5, 6_000),
        ],
    )
    def test_by_proportion(self, amount: int, years: int, of: int, over: int, worth: int) -> None:
        found = proportional_equivalent(
            amount * 100, Fraction(years), ceiling=300_000_00, of=of * 100, over=Fraction(over)
        )
        assert found == worth * 100
