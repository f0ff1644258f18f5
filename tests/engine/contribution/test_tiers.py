"""Tiers and tables of brackets: which stretch of the cost takes which rate, and how each is told."""

from datetime import date
from decimal import Decimal

import pytest
from tests.engine.engine_making import edition, facts

from grantcli.engine.contribution.tiers import TierAt, tiered
from grantcli.engine.evaluate import evaluate
from grantcli.model.computing.call_figure import DatedFigure, DatedValue
from grantcli.model.computing.compute import Bracket, LookupRow, LookupTable
from grantcli.model.contribution import Contribution, Regime
from grantcli.model.expense import Category, Expenses
from grantcli.model.vocabulary import Fact

ON = date(2026, 2, 1)


def tier(low, high, rate, *, from_low=False):
    return TierAt(low, from_low, high, rate)


@pytest.mark.parametrize(
    ("tiers", "cost", "pieces"),
    [
        ([tier(0, None, 5), tier(100, None, 4)], 150, [(5, 0, 100), (4, 100, 150)]),
        ([tier(100, None, 4), tier(0, None, 5)], 150, [(5, 0, 100), (4, 100, 150)]),
        ([tier(0, None, 5), tier(100, None, 4)], 100, [(5, 0, 100)]),
        ([tier(0, 100, 5), tier(100, 200, 4)], 300, [(5, 0, 100), (4, 100, 200)]),  # nothing over the last
        ([tier(0, 100, 5), tier(150, 200, 4)], 300, [(5, 0, 100), (4, 150, 200)]),  # nothing in between
        ([tier(0, 100, 5), tier(50, 200, 4)], 300, [(5, 0, 100), (4, 100, 200)]),  # the first written is given
        ([tier(50, 200, 4), tier(0, 100, 5)], 300, [(5, 0, 50), (4, 50, 200)]),
        ([tier(50, 100, 4), tier(0, 200, 5)], 300, [(5, 0, 50), (4, 50, 100), (5, 100, 200)]),
        ([tier(0, None, 5), tier(0, None, 4)], 10, [(5, 0, 10)]),
        ([tier(20, None, 5)], 20, []),
    ],
)
def test_each_stretch_takes_the_first_tier_written_for_it(tiers, cost, pieces) -> None:
    found = [(piece.tier.rate, piece.low, piece.high) for piece in tiered(tiers, cost, by_whole=False)]
    assert found == pieces


@pytest.mark.parametrize(
    ("tiers", "cost", "rate"),
    [
        ([tier(0, None, 5), tier(100, None, 4)], 100, 5),
        ([tier(0, None, 5), tier(100, None, 4)], 101, 4),
        ([tier(0, None, 5), tier(100, None, 4, from_low=True)], 100, 4),
        ([tier(0, 100, 5), tier(50, 200, 4)], 100, 5),
        ([tier(0, 100, 5), tier(50, 200, 4)], 101, 4),
        ([tier(0, 100, 5), tier(50, 200, 4)], 201, None),
        ([tier(0, None, 5), tier(0, None, 4)], 10, 5),
    ],
)
def test_one_rate_on_the_whole_is_that_of_the_tier_it_ends_in(tiers, cost, rate) -> None:
    found = tiered(tiers, cost, by_whole=True)
    assert [(one.tier.rate, one.low, one.high) for one in found] == ([] if rate is None else [(rate, 0, cost)])


def outcome_of(amount, rows):
    table = LookupTable(cite="art §7", brackets="cost", label="Aliquote", rows=rows)
    regime = Regime(id="R", title="Credito", cite="bando §4", tiers_table="rates")
    plan = Expenses(categories=(Category(id="A", text="Beni", cite="bando §3"),))
    vocabulary = {
        "on": Fact(kind="date", label="Giorno", derived=True),
        "expenses": Fact(kind="list", label="Spese", items={"amount": Fact(kind="money", label="Importo")}),
        "expenses[].amount": Fact(kind="money", label="Importo"),
        "expenses[].category": Fact(kind="choice", label="Categoria", choices={"A": "Beni"}),
    }
    call = edition(vocabulary, tables={"rates": table}, expenses=plan, contribution=Contribution(regimes=(regime,)))
    line = {"category": "A", "amount": Decimal(amount)}
    return evaluate(call, facts({}, {"expenses": {"S": line}}), ON)


ROWS = (
    LookupRow(value=Decimal("0.40"), bracket=Bracket(low=Decimal(0), from_low=True, high=Decimal(1000))),
    LookupRow(
        value=DatedFigure(values=(DatedValue(since=date(2024, 1, 1), value=Decimal("0.20")),)),
        bracket=Bracket(low=Decimal(1000)),
    ),
)


def test_each_bracket_is_a_step_with_its_row_its_day_and_the_citation_of_the_table() -> None:
    """40 % of 1,000 and 20 % of 500.01: 400 and 100.002, which is 500.00 to the cent."""
    told = outcome_of("1500.01", ROWS).contribution
    assert told.amount == Decimal("500.00")
    assert [(one.rule, one.amount, one.cite) for one in told.steps] == [
        ("R.tiers.1", Decimal("400.00"), "art §7"),
        ("R.tiers.2", Decimal("100.00"), "art §7"),
    ]
    assert [str(one.text).replace("\xa0", " ") for one in told.steps] == [
        "40 % della parte di costo da 0,00 € a 1.000,00 €, riga 1 di «Aliquote»",
        "20 % della parte di costo da 1.000,00 € a 1.500,01 €, riga 2 di «Aliquote», in vigore dal 1º gennaio 2024",
    ]


def test_a_cost_in_one_bracket_is_one_step_with_its_row() -> None:
    told = outcome_of("1000", ROWS).contribution
    assert [(one.rule, one.amount, str(one.text).replace("\xa0", " ")) for one in told.steps] == [
        ("R.tiers", Decimal("400.00"), "40 % del costo ammesso, secondo gli scaglioni, riga 1 di «Aliquote»")
    ]
