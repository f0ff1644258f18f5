"""The account for the paper, the ledger put together, and what is wrong in what was told."""

from datetime import date
from decimal import Decimal

import pytest
from tests.law.law_facts import firm, tie, year

from grantcli.law.check import check
from grantcli.law.derive import derive
from grantcli.law.standing import standing_of
from grantcli.model.facts import Answer, Facts

ON = date(2022, 6, 20)


def aid(id: str, note: str = "", **answers: object) -> Facts:
    return Facts(answers={key: Answer(value) for key, value in answers.items()}, id=id, note=note)


def test_size_with_its_group() -> None:
    ties = (
        tie("P", "upstream", "0.30", year(2020, 10, 1, 1), year(2021, 10, 1, 1)),
        tie("Q", "upstream", "0.10", control=True),
    )
    facts = firm(year(2020, 30, 5, 5), year(2021, 30, 5, None), links=ties)
    account = standing_of(facts, ON).size
    assert account is not None
    assert (account.size, account.possible) == (None, ("small", "medium", "large"))
    assert [(row.id, row.role, row.headcount) for row in account.rows] == [
        ("", "self", 30),
        ("P", "partner", 3),
        ("Q", "linked", None),
    ]
    assert account.rows[0].balance_sheet is None
    assert account.rows[1].turnover == Decimal("300000")
    assert [(t.holder, t.held, t.capital, t.control) for t in account.ties] == [
        ("P", "", Decimal("0.30"), False),
        ("Q", "", Decimal("0.10"), True),
    ]
    assert [(y.year, y.headcount, y.alone, y.status) for y in account.years] == [
        (2020, None, None, None),
        (2021, None, None, None),
    ]
    assert not account.autonomous


def test_years_of_a_firm_alone() -> None:
    account = standing_of(firm(year(2020, 30, 5, 5), year(2021, 60, 5, 5)), ON).size
    assert account is not None
    assert [(y.alone, y.status) for y in account.years] == [("small", "small"), ("medium", "small")]
    assert account.size == "small"


def test_difficulty_on_the_day_and_in_2019() -> None:
    lost = {"subscribed_capital": 100_000, "equity": 0}
    clean = {"insolvency_procedure": False, "rescue_aid": False, "restructuring_plan": False}
    facts = firm(
        year(2019, 9, 1, 1, **lost), year(2021, 9, 1, 1, **lost), founded=date(2001, 1, 1), legal_form="SR", **clean
    )
    standing = standing_of(derive(facts, {}, ON), ON)
    assert [(one.on, one.in_difficulty) for one in standing.difficulty] == [(ON, True), (date(2019, 12, 31), True)]
    assert [limb.letter for limb in standing.difficulty[0].limbs if limb.holds] == ["a"]
    assert len(standing_of(facts, date(2019, 12, 31)).difficulty) == 1


@pytest.mark.parametrize(("approved", "letter_e"), [(True, False), (False, True)])
def test_accounts_of_2019_not_approved_are_an_estimate_of_its_size(approved: bool, letter_e: bool) -> None:
    """Large in 2019 by accounts nobody approved, small today: limb (e) is for the large only."""
    then, now = year(2019, 300, 60, 60, approved=approved), year(2021, 9, 1, 1)
    small_then = year(2019, 9, 1, 1) if approved else then
    standing = standing_of(derive(firm(small_then, now, founded=date(2001, 1, 1)), {}, ON), ON)
    assert [limb.applies for limb in standing.difficulty[1].limbs if limb.letter == "e"] == [letter_e]


def test_aid_received() -> None:
    item = aid("1", date=date(2022, 1, 10), amount=Decimal(10), regulation="1407/2013")
    account = standing_of(firm().with_list("aids", (item,)), ON).aid
    assert account is not None
    assert (account.used, account.headroom, account.regulation) == (10, 199_990, "1407/2013")
    assert [(row.id, row.counts) for row in account.rows] == [("1", True)]


def test_nothing_told_is_nothing_said() -> None:
    standing = standing_of(Facts(), ON)
    assert (standing.size, standing.difficulty, standing.aid) == (None, (), None)
    assert standing_of(firm(year(2021, 1, 1, 1), links=(tie("A", "upstream", "1", of="A"),)), ON).size is None
    assert standing_of(Facts(lists={"aids": ()}), date(2040, 1, 1)).aid is None


class TestCheck:
    def test_ties_of_applicant_and_partners(self) -> None:
        wrong = firm(links=(tie("A", "upstream", "0.3", of="A"),))
        partner = Facts(lists=wrong.lists, id="P1")
        found = check(Facts(lists={**wrong.lists, "partners": (partner,)}))
        assert [(problem.path, problem.kind) for problem in found] == [
            ("company.links[A]", "owns_itself"),
            ("partners[P1].company.links[A]", "owns_itself"),
        ]

    def test_aid_for_nobody_and_nothing(self) -> None:
        items = (
            aid("1", "a.yaml:3:5", regulation="other", beneficiary="ghost", lines="S1, S9"),
            aid("2", regulation="other", lines="S1"),
        )
        facts = Facts(lists={"aids": items, "expenses": (Facts(id="S1"),)})
        assert [(str(problem.place), problem.path) for problem in check(facts)] == [
            ("a.yaml:3:5", "aids[1].beneficiary"),
            ("a.yaml:3:5", "aids[1].lines"),
        ]

    def test_a_period_of_no_year(self) -> None:
        lost = Facts(id="1", note="a.yaml:3:5")
        told = Facts(answers={"closed_on": Answer(date(2021, 6, 30))}, id="2")
        (problem,) = check(Facts(lists={"company.years": (lost, told)}))
        assert (str(problem.place), problem.path) == ("a.yaml:3:5", "company.years[1].year")

    def test_nothing_wrong(self) -> None:
        assert check(Facts()) == []
