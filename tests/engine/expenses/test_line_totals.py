"""A rate may look at what is admitted: large firms are paid only where small ones bear a share of the admitted cost.

Figures: Reg. (EU) 651/2014, art. 29(2) and (4): 50 % for SMEs, 15 % for large firms if SMEs bear 30 % of the cost.
"""

from decimal import Decimal

import pytest
from tests.engine.money_calls import CITE, SCOPE, call, euro, line, line_rule
from tests.engine.money_plans import Case

from grantcli.engine.contribution.choice import compile_contribution
from grantcli.model.condition import All, Measure, Ref, Test
from grantcli.model.contribution import Contribution, Rate, Regime
from grantcli.model.facts import Answer, Facts

SMALL = Test(fact="company.size", word="is", value=("small",))
LARGE = Test(fact="company.size", word="is", value=("large",))
BORNE = Measure(
    quantity="sum",
    list="expenses",
    field="admitted",
    where=SMALL,
    tests=(("at_least", Ref(fact="total.admitted", times=Decimal("0.30"))),),
)
USED = line_rule("used", when=Test(fact="traits", word="is", value=("used",)))


def rate(name: str, share: str, *conditions: object) -> Rate:
    return Rate(id=name, cite=CITE, rate=Decimal(share), when=All(of=conditions))  # type: ignore[arg-type]


def granted(small: str, large: str, **more: object) -> Decimal | None:
    rates = (rate("small", "0.50", SMALL), rate("large", "0.15", LARGE, BORNE), rate("large.none", "0", LARGE))
    regime = Regime(id="art29", title="Articolo 29", cite=CITE, rates=rates)
    partners = tuple(Facts(answers={"company.size": Answer(size)}, id=size) for size in ("small", "large"))
    lines = (line("S1", "A", small, partner="small", **more), line("S2", "A", large, partner="large"))
    plan = Facts(lists={"expenses": lines, "partners": partners})
    return Case(call(refused=[USED], contribution=Contribution(regimes=(regime,))), plan).settle()[2].amount


@pytest.mark.parametrize(
    ("small", "large", "amount"),
    [
        ("700000", "300000", "395000.00"),  # 350,000 + 45,000
        ("300000", "700000", "255000.00"),  # exactly 30 %: 150,000 + 105,000
        ("299999.99", "700000.01", "150000.00"),  # a cent below: the small firm's half alone
    ],
)
def test_large_firms_are_paid_where_small_ones_bear_their_share(small, large, amount):
    assert granted(small, large) == euro(amount)


def test_what_counts_is_admitted_and_not_presented():
    assert granted("700000", "300000", traits=("used",)) == euro("0.00")


def test_a_call_that_does_not_look_at_lines_is_not_charged_for_it():
    plain = Contribution(regimes=(Regime(id="r", title="r", cite=CITE, rates=(rate("r", "0.50", SMALL),)),))
    assert not compile_contribution(call(contribution=plain), SCOPE).reads_lines
