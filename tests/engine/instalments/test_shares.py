"""A sum paid in several times, to the cent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli.engine.instalments.shares import Remainder, in_equal_shares, in_shares


@pytest.mark.parametrize(
    ("total", "count", "remainder", "parts"),
    [
        (100_00, 3, "last", [33_33, 33_33, 33_34]),
        (100_00, 3, "first", [33_34, 33_33, 33_33]),
        (200_00, 3, "last", [66_67, 66_67, 66_66]),
        (100_02, 5, "last", [20_00, 20_00, 20_00, 20_00, 20_02]),
        (5, 10, "last", [1, 1, 1, 1, 1, 0, 0, 0, 0, 0]),
        (7, 1, "first", [7]),
    ],
)
def test_equal_shares(total: int, count: int, remainder: Remainder, parts: list[int]) -> None:
    assert in_equal_shares(total, count, remainder) == parts


def test_shares_by_themselves() -> None:
    """40 % in advance, 50 % as works go on, the rest at the end, of 1.234,57: 493,828 and 617,285 rounded."""
    shares = [Fraction(2, 5), Fraction(1, 2), Fraction(1, 10)]
    assert in_shares(1_234_57, shares) == [493_83, 617_29, 123_45]
    assert in_shares(1_234_57, shares, rounding="down") == [493_82, 617_28, 123_47]


@given(total=st.integers(0, 10**10), weights=st.lists(st.integers(0, 100), min_size=1, max_size=12).filter(any))
def test_shares_sum_to_the_total_and_none_is_negative(total: int, weights: list[int]) -> None:
    shares = [Fraction(one, sum(weights)) for one in weights]
    for remainder in ("first", "last"):
        parts = in_shares(total, shares, remainder)  # type: ignore[arg-type]
        assert sum(parts) == total
        assert all(part >= 0 for part in parts)
        held = len(parts) - 1 if remainder == "last" else 0
        assert all(
            abs(part - total * share) <= len(parts)
            for place, (part, share) in enumerate(zip(parts, shares, strict=True))
            if place != held
        )
