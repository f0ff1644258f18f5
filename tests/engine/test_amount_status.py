"""How far an amount can be trusted: as far as the figures that made it, and as far as it is sure that a cost counts."""

from decimal import Decimal

import pytest
from tests.engine.engine_making import ON, asks, edition, facts

from grantcli.engine.evaluate import evaluate
from grantcli.model.call import Source
from grantcli.model.computing.call_figure import FactFigure
from grantcli.model.computing.compute import Formula, FormulaNumber
from grantcli.model.contribution import Bonus, Contribution, Rate, Regime
from grantcli.model.expense import Category, Expenses, FlatRate, LineRule
from grantcli.model.vocabulary import Fact

SOURCES = {"bando": Source(title="Il bando", kind="call"), "scheda": Source(title="Una scheda", kind="other")}
OFFICIAL = {"id": "A", "text": "Beni", "cite": "bando §3"}
OWN = Category(**OFFICIAL)
SECONDARY = {"cite": "scheda §3", "status": "secondary"}
ONE = Formula(text="1", term=FormulaNumber(value=Decimal(1)))
GUESSED = Fact(kind="number", label="Cifra", status="derived", cite="bando §9", compute=ONE)
RATE = Rate(id="quota", cite="bando §4", rate=Decimal("0.5"))


def status(*categories, refused=(), lines=(("A", 100),), **regime):
    rated = {"rates": (RATE,), **regime}
    made = edition(
        {
            "expenses": Fact(kind="list", label="Spese"),
            "expenses[].category": Fact(kind="text", label="Categoria"),
            "figure": GUESSED,
        },
        sources=SOURCES,
        facts={"figure": GUESSED},
        expenses=Expenses(categories=categories, refused=refused),
        contribution=Contribution(regimes=(Regime(id="unico", title="Unico", cite="bando §4", **rated),)),
    )
    plan = {f"S{n}": {"category": name, "amount": Decimal(amount)} for n, (name, amount) in enumerate(lines)}
    return evaluate(made, facts({}, {"expenses": plan}), ON).contribution.status


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ({}, "official"),
        ({"status": "secondary"}, "official"),  # of the call itself, read elsewhere
        (SECONDARY, "estimate"),
        ({"status": "derived"}, "estimate"),
        ({"status": "missing"}, "estimate"),
        ({"counts_at": FactFigure(fact="figure")}, "estimate"),
    ],
    ids=["official", "trusted", "secondary", "derived", "missing", "counted at a guess"],
)
def test_that_a_cost_counts_at_all_is_trusted_as_far_as_its_category(category, expected):
    assert status(Category(**{**OFFICIAL, **category})) == expected


def test_a_category_of_which_nothing_is_left_makes_no_estimate():
    other = Category(**{**OFFICIAL, "id": "B", **SECONDARY})
    vehicles = LineRule(id="R", text="No", cite="bando §3", when=asks("category", "B"))
    assert status(OWN, other, lines=[("A", 100)]) == "official"
    assert status(OWN, other, lines=[("A", 100), ("B", 50)]) == "estimate"
    assert status(OWN, other, lines=[("A", 100), ("B", 50)], refused=(vehicles,)) == "official"


@pytest.mark.parametrize("doubt", [{"status": "derived"}, {"share": FactFigure(fact="figure")}, {}])
def test_a_flat_rate_is_trusted_as_far_as_its_own_figure(doubt):
    flat = FlatRate(**{"share": Decimal("0.1"), "of": ("A",), **doubt})
    overheads = Category(**{**OFFICIAL, "id": "F", "flat": flat})
    assert status(OWN, overheads) == ("estimate" if doubt else "official")


@pytest.mark.parametrize(
    "regime",
    [
        {"ceiling": FactFigure(fact="figure")},
        {"rates": (), "lump_sum": FactFigure(fact="figure")},
        {"bonuses": (Bonus(id="B", cite="bando §4", fixed=FactFigure(fact="figure")),)},
    ],
    ids=["ceiling", "lump sum", "fixed bonus"],
)
def test_every_figure_of_a_regime_counts(regime):
    assert status(OWN, **regime) == "estimate"


def test_a_rule_that_takes_a_guessed_share_of_a_line_makes_an_estimate():
    half = LineRule(id="R", text="R", cite="bando §3", when=asks("category", "A"), refuses=FactFigure(fact="figure"))
    assert status(OWN, refused=(half,)) == "estimate"
