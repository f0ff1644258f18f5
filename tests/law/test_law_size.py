"""Size by Annex I of Reg. (EU) 651/2014, without a group."""

from datetime import date
from decimal import Decimal

import pytest

from grantcli.law.derive import derive
from grantcli.law.size import size_of
from grantcli.model.facts import Answer, Facts

ON = date(2022, 6, 20)


def year(year: int, headcount: object = None, turnover: object = None, balance: object = None, **more: object) -> Facts:
    """One item of company.years; money in millions of euro."""
    answers: dict[str, object] = {"year": year, **more}
    for key, value, scale in (
        ("headcount", headcount, 1),
        ("turnover", turnover, 10**6),
        ("balance_sheet", balance, 10**6),
    ):
        if value is not None:
            answers[key] = Decimal(str(value)) * scale
    return Facts(answers={key: Answer(value) for key, value in answers.items()}, id=str(year))


def firm(*years: Facts, **answers: object) -> Facts:
    named = {f"company.{key}": Answer(value) for key, value in answers.items()}
    return Facts(answers=named, lists={"company.years": years})


# The six firms of the appendix to the ministerial decree of 18 April 2005 (G.U. 238 of 12/10/2005).
BOUNDARY = [
    ("A", 250, 48, 42, "large"),
    ("B", 249, 51, 42, "medium"),
    ("C", 49, 11, 11, "medium"),
    ("D", 49, 10, 11, "small"),
    ("E", 10, "1.8", "1.8", "small"),
    ("F", 9, 2, "2.1", "micro"),
]


@pytest.mark.parametrize(("name", "head", "turnover", "balance", "size"), BOUNDARY)
def test_the_six_boundary_firms(name: str, head: int, turnover: object, balance: object, size: str) -> None:
    two = [year(y, head, turnover, balance) for y in (2020, 2021)]
    assert size_of(firm(*two), ON).size == size
    assert derive(firm(*two), {}, ON).value("company.size") == size
