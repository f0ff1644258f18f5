"""Loans drawn at random."""

from fractions import Fraction

from hypothesis import strategies as st

from grantcli.engine.instalments.periods import PER_YEAR
from grantcli.model.instruments.terms import LoanTerms

CAPITAL = st.integers(1, 500_000_000)
"""Cents: from one to five million euro."""
RATES = st.integers(0, 2_000).map(lambda points: Fraction(points, 10_000))
"""Yearly, up to 20 %."""


@st.composite
def loan_terms(draw: st.DrawFn, **fixed: object) -> LoanTerms:
    periods = draw(st.integers(1, 60))
    drawn: dict[str, object] = {
        "periods": periods,
        "grace": draw(st.integers(0, periods - 1)),
        "per_year": draw(st.sampled_from(PER_YEAR)),
        "rate": draw(RATES),
        "repayment": draw(st.sampled_from(["equal_capital", "annuity", "bullet"])),
        "rounded": draw(st.sampled_from(["each", "at_end"])),
        "conventional": draw(st.booleans()),
    }
    return LoanTerms(**{**drawn, **fixed})  # type: ignore[arg-type]
