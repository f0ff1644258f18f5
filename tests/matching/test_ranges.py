"""The range of a contribution is what assessing whole plans gives, whether or not it was reckoned before."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.assessment.assess import assess, assess_plainly, assess_plans
from grantcli.assets import shipped
from grantcli.engine.verdict import counts
from grantcli.loading.call.library import load_edition, load_library
from grantcli.matching.fit import fit
from grantcli.matching.ranges import plan_of
from grantcli.matching.words import aid_words
from grantcli.model.contribution import Cap
from grantcli.model.facts import Answer, Facts

DAY = date(2022, 6, 20)
SAYABLE = Path(__file__).parents[1] / "sayable"
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
        (hasty,) = assess_plans(base, edition, [items], hasty=True)
        assert hasty.amount == tried.amount
        assert hasty == tried or tried.amount is None


@pytest.mark.parametrize("name", sorted(LIBRARY))
@pytest.mark.parametrize("company", COMPANIES)
def test_an_outcome_without_papers_decides_as_the_whole_one(name: str, company: Facts) -> None:
    whole, plain = assess(LIBRARY[name], company, DAY), assess_plainly(LIBRARY[name], company, DAY)
    assert plain.verdict == whole.verdict
    assert [one for one in plain.findings if counts(one)] == [one for one in whole.findings if counts(one)]
    assert plain.contribution == whole.contribution
    assert set(plain.missing) <= set(whole.missing)
    assert plain.missing_figures == whole.missing_figures


def test_a_company_without_a_plan_is_told_what_each_form_may_come_to() -> None:
    """A loan of 80 %, at most 250.000: that is the most. The grant of 20 % has no cap, so nothing is said of it."""
    edition, _problems = load_edition(SAYABLE / "loan-and-grant")
    assert edition is not None
    grant, loan = edition.call.instruments
    loan = replace(loan, caps=(Cap(id="massimo", cite="bando §5", amount=Decimal(250_000)),))
    edition = replace(edition, call=replace(edition.call, instruments=(grant, loan)))
    found = fit(edition, COMPANIES[0], date(2026, 2, 1))
    assert [(one.id, one.form, one.most) for one in found.contribution.forms] == [
        ("prestito", "loan", Decimal(250_000))
    ]
    assert aid_words(found.contribution) == "Finanziamento a tasso zero fino a 250.000,00 €"


@pytest.mark.parametrize("name", sorted(LIBRARY))
def test_a_range_remembered_is_the_range_reckoned(name: str) -> None:
    first, second, third = (fit(LIBRARY[name], company, DAY) for company in COMPANIES)
    again = [fit(LIBRARY[name], company, DAY) for company in COMPANIES]
    assert [one.contribution for one in again] == [first.contribution, second.contribution, third.contribution]
