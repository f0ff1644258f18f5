"""The range of a contribution is what assessing whole plans gives, whether or not it was reckoned before."""

from datetime import date
from decimal import Decimal

import pytest

from grantcli.assessment.assess import assess, assess_plans
from grantcli.assets import shipped
from grantcli.loading.call.library import load_library
from grantcli.matching.fit import fit
from grantcli.matching.ranges import plan_of
from grantcli.model.facts import Answer, Facts

DAY = date(2022, 6, 20)
LIBRARY, _ = load_library([shipped("calls")])
COMPANIES = [
    Facts(answers={"company.name": Answer("Esempio")}),
    Facts(answers={"company.size": Answer("small"), "company.region": Answer("marche")}),
    Facts(answers={"company.size": Answer("large"), "aid.deminimis.headroom": Answer(Decimal(1000))}),
]


@pytest.mark.parametrize("name", sorted(LIBRARY))
@pytest.mark.parametrize("company", COMPANIES)
def test_a_plan_tried_beside_is_the_plan_assessed_whole(name: str, company: Facts) -> None:
    edition = LIBRARY[name]
    base = assess(edition, company, DAY, drafts=False)
    for amount in (Decimal(10_000), Decimal(10) ** 8):
        items = plan_of(base.call, amount)
        (tried,) = assess_plans(base, edition, [items])
        whole = assess(edition, base.facts.with_list("expenses", items), DAY, drafts=False)
        assert tried.amount == whole.contribution.amount
        fails = {one.id for one in whole.findings if one.verdict == "fail" and one.severity == "blocking"}
        assert tried.fails <= fails


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_a_range_remembered_is_the_range_reckoned(name: str) -> None:
    first, second, third = (fit(LIBRARY[name], company, DAY) for company in COMPANIES)
    again = [fit(LIBRARY[name], company, DAY) for company in COMPANIES]
    assert [one.contribution for one in again] == [first.contribution, second.contribution, third.contribution]
