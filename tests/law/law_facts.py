"""Small firms, ties and accounts by hand, for the tests of law/."""

from datetime import date
from decimal import Decimal

from grantcli.law.figures import periods
from grantcli.law.size import SizeResult, size_in, worlds_of
from grantcli.model.facts import Answer, Facts

MONEY = ("turnover", "balance_sheet")


def year(year: int, headcount: object = None, turnover: object = None, balance: object = None, **more: object) -> Facts:
    """One accounting period, approved unless told; turnover and balance sheet in millions of euro, ``more`` in euro."""
    answers: dict[str, object] = {"year": year, "approved": True}
    for key, value, scale in (
        ("headcount", headcount, 1),
        ("turnover", turnover, 10**6),
        ("balance_sheet", balance, 10**6),
    ):
        if value is not None:
            answers[key] = Decimal(str(value)) * scale
    answers |= {key: Decimal(value) if type(value) is int and key != "months" else value for key, value in more.items()}
    return Facts(answers={key: Answer(value) for key, value in answers.items() if value is not None}, id=str(year))


def firm(*years: Facts, links: tuple[Facts, ...] | None = (), **answers: object) -> Facts:
    """The applicant with its periods and ties (None: not told of); ``answers`` are keys under ``company.``."""
    lists: dict[str, tuple[Facts, ...]] = {}
    if years:
        lists["company.years"] = years
    if links is not None:
        lists["company.links"] = links
    return Facts(answers={f"company.{key}": Answer(value) for key, value in answers.items()}, lists=lists)


def tie(
    id: str,
    direction: str | None = "upstream",
    capital: object = None,
    *years: Facts,
    votes: object = None,
    others: tuple[Facts, ...] = (),
    **more: object,
) -> Facts:
    """One item of company.links; shares as text («0.30»)."""
    answers: dict[str, object] = {"name": id, **more}
    for key, value in (("percent_capital", capital), ("percent_votes", votes)):
        if value is not None:
            answers[key] = Decimal(str(value))
    if direction:
        answers["direction"] = direction
    lists = {key: value for key, value in (("years", years), ("other_links", others)) if value}
    return Facts(answers={key: Answer(value) for key, value in answers.items()}, lists=lists, id=id)


def size_of(facts: Facts, on: date) -> SizeResult:
    """Its size on a day, read anew: an `Undertaking` would remember."""
    return size_in(worlds_of(facts), facts, on, periods(facts.lists.get("company.years", ())))
