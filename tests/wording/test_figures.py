"""Figures that a text lacks, by name."""

from grantcli.model.call import Call
from grantcli.model.contribution import Cap, Contribution, Rate, Regime
from grantcli.model.rule import Rule
from grantcli.wording.figures import figure_name, figures_named

CALL = Call(
    id="prova",
    title="Prova",
    rules=(Rule(id="R-1", text="L'attività deve essere ammessa.", cite="bando §2"),),
    contribution=Contribution(
        regimes=(
            Regime(
                id="gber",
                title="Esenzione",
                cite="bando §4",
                rates=(Rate(id="gber.A", text={"it": "Beni", "en": "Assets"}, cite="bando §4"),),
                caps=(Cap(id="gber.max", cite="bando §4"),),
            ),
        ),
    ),
)


def test_a_figure_is_called_by_what_it_says_and_by_its_id_where_it_says_nothing():
    assert [figure_name(one, CALL) for one in ("R-1", "gber", "gber.A", "gber.max", "gone")] == [
        "L'attività deve essere ammessa.",
        "Esenzione",
        "Beni",
        "gber.max",
        "gone",
    ]
    assert figure_name("gber.A", CALL, "en") == "Assets"


def test_figures_to_supply_keep_the_ids_one_writes():
    assert figures_named(["R-1", "gber.A", "gber.max"], CALL) == (
        "L'attività deve essere ammessa (R-1); Beni (gber.A); gber.max"
    )
