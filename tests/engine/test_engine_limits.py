"""Limits on cost: the largest plan that respects all of them."""

from money_calls import SCOPE, call, limit

from grantcli.engine.ceilings import Cost
from grantcli.engine.limits import Limits
from grantcli.model.expense import Limit
from grantcli.model.facts import Facts


def admitted(limits: list[Limit], **cents: int) -> list[int]:
    costs = [Cost(name, name, "", amount, amount) for name, amount in cents.items()]
    return Limits(call(limits=limits), SCOPE).settle(costs, Facts()).admitted


def test_a_share_of_the_total_is_taken_on_the_final_total() -> None:
    """70,000 of other costs, consulting 30,000 limited to 20 %: 17,500, which is 20 % of 87,500 (issue 4 §1)."""
    assert admitted([limit("L", "B", share="0.20")], A=70_000_00, B=30_000_00) == [70_000_00, 17_500_00]


def test_four_shares_of_eighty_percent_admit_nothing_of_a_plan_in_one_category() -> None:
    limits = [limit(f"L{one}", one, share="0.80") for one in "ABCD"]
    assert admitted(limits, A=70_000_00) == [0]
    assert admitted(limits, A=70_000_00, B=10_000_00) == [40_000_00, 10_000_00]
