"""Sums of exact numbers, against adding them one by one."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from grantcli.engine.maths.curves import Curve, Turns
from grantcli.engine.maths.exact_sums import exact_sum


@given(st.lists(st.one_of(st.integers(), st.fractions())))
def test_as_if_added_one_by_one(numbers):
    found = exact_sum(numbers)
    assert found == sum(numbers)
    assert type(found) is type(sum(numbers))


def test_a_number_that_moves_goes_on_moving():
    moving = Curve.moving(Fraction(1, 3), 1, Turns())
    assert isinstance(exact_sum([moving, Fraction(1, 6), 2]), Curve)
