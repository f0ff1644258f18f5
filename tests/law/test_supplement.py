"""What the law adds where two readings differ: de minimis of the single undertaking, a linked firm in difficulty."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.law.law_facts import firm, tie, year
from tests.law.test_cumulation import outcome
from tests.law.test_deminimis import aid

from grantcli.law.supplement import supplement
from grantcli.model.facts import Facts
from grantcli.model.finding import Finding

ON = date(2022, 6, 20)


def de_minimis(amount: int, *aids: Facts) -> Finding:
    made = outcome({"S1": amount}, rate="1", de_minimis="1407/2013", aids=aids)
    return next(finding for finding in supplement(made).findings if finding.id == "de_minimis")


@pytest.mark.parametrize(("amount", "verdict"), [(170_000, "pass"), (170_001, "manual"), (200_001, "fail")])
def test_a_grant_that_fits_in_one_reading_is_for_a_person(amount: int, verdict: str) -> None:
    """Ceiling 200,000; 30,000 of de minimis whose regulation is not recognised count in one reading only."""
    found = de_minimis(amount, aid("1", ON, 30_000, "de_minimis"))
    assert found.verdict == verdict
    assert "da 170.000,00" in str(found.text).replace("\N{NO-BREAK SPACE}", " ")
    assert "non riconosciuto" in str(found.look_at)


@pytest.mark.parametrize(("amount", "verdict"), [(1, "unknown"), (200_001, "fail")])
def test_an_aid_whose_amount_is_not_known_leaves_at_most(amount: int, verdict: str) -> None:
    found = de_minimis(amount, aid("1", ON, None))
    assert found.verdict == verdict
    assert "al più" in str(found.text)
    assert found.missing == (("aids[1].amount",) if verdict == "unknown" else ())


def test_a_full_ceiling_tells_that_earlier_aid_may_be_given_up() -> None:
    """Court of Justice, C-608/19, INAIL: before the award the applicant may waive earlier aid, in whole or in part."""
    for used, remedy in ((200_000, "Aspettare"), (150_000, "Chiedere un contributo ridotto")):
        found = de_minimis(60_000, aid("1", ON, used))
        assert found.verdict == "fail"
        assert remedy in str(found.remedy)
        assert "C-608/19" in str(found.remedy)


@pytest.mark.parametrize(
    ("share", "figures", "told"),
    [
        ("0.60", {"subscribed_capital": 100, "equity": 0}, True),
        ("0.60", {"subscribed_capital": 100, "equity": 100}, False),
        ("0.60", {"subscribed_capital": 100, "reserves": 0, "accumulated_losses": 60, "equity": 60}, True),  # disputed
        ("0.60", {}, False),
        ("0.40", {"subscribed_capital": 100, "equity": 0}, False),  # partner, not linked
    ],
)
def test_a_linked_enterprise_in_difficulty_is_a_doubt(share: str, figures: dict[str, Decimal], told: bool) -> None:
    held = tie("M", "downstream", share, year(2021, 5, 1, 1, **figures))
    facts = firm(year(2021, 5, 1, 1), links=(held,))
    found = [
        finding
        for finding in supplement(replace(outcome({"S1": 1}), facts=facts)).findings
        if finding.id == "group_difficulty[M]"
    ]
    assert bool(found) is told
    assert all((one.verdict, one.severity) == ("manual", "warning") and "2016/C 262/01" in one.cite for one in found)
