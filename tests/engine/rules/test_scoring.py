"""The score: bands, self-assessment, weights, thresholds, bonus; never a number where something is missing."""

from decimal import Decimal

import pytest
from tests.engine.engine_making import asks, facts, yes_no

from grantcli.engine.conditions.context import Frame
from grantcli.engine.rules.scoring import compile_scoring, misfits
from grantcli.model.criterion import Band, Criterion, Scoring
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

VOCABULARY = {"firms": Fact(kind="integer", label="Imprese"), "green": yes_no(), "young": yes_no()}
SCOPE = Scope(VOCABULARY)


def criterion(one, most, *bands, **fields):
    return Criterion(id=one, text=f"Criterio {one}", cite="bando §5", most=Decimal(most), bands=bands, **fields)


def band(points, when=None):
    return Band(points=Decimal(points), when=when)


MANY, ENOUGH = asks("firms", 20, word="at_least"), asks("firms", 10, word="at_least")
BY_FIRMS = criterion("A", 20, band(20, MANY), band(10, ENOUGH))
BY_SELF = criterion("B", 60, steps=(Decimal(0), Decimal(30), Decimal(60)))
BONUS = criterion("C", 10, band(10, asks("green", True)), bonus=True)
GRID = Scoring(cite="bando §5", criteria=(BY_FIRMS, BY_SELF, BONUS), threshold=Decimal(65), most=Decimal(90))


def score(grid=GRID, **answers):
    known = facts({key.replace("score_", "score."): value for key, value in answers.items()})
    return compile_scoring(grid, SCOPE)(Frame(known))


@pytest.mark.parametrize(
    ("answers", "points", "passed"),
    [
        ({"firms": 20, "score_B": Decimal(60), "green": True}, "90.00", True),
        ({"firms": 20, "score_B": Decimal(60), "green": False}, "80.00", True),
        ({"firms": 12, "score_B": Decimal(60), "green": True}, "80.00", True),
        ({"firms": 3, "score_B": Decimal(60), "green": True}, "70.00", False),
        ({"firms": 3, "score_B": Decimal(60), "green": False}, "60.00", False),
        ({"firms": 3, "score_B": Decimal(0), "green": True}, "10.00", False),
    ],
)
def test_a_whole_score(answers, points, passed):
    """The first band that holds; none: the least. The bonus counts for the ranking, not for the threshold."""
    outcome = score(**answers)
    assert (outcome.status, outcome.points, outcome.passed) == ("computed", Decimal(points), passed)


def test_no_number_while_something_is_missing():
    outcome = score(firms=20)
    assert (outcome.status, outcome.points, outcome.passed) == ("incomplete", None, None)
    assert [one.points for one in outcome.criteria] == [Decimal(20), None, None]
    assert [one.missing for one in outcome.criteria] == [(), ("score.B",), ("green",)]
    assert score(score_B=Decimal(60), green=True).criteria[0].missing == ("firms",)


def test_a_threshold_that_can_no_longer_be_met_is_missed():
    """20 possible for A cannot lift 30 of B to 65: known without asking further. Met, it waits for the rest."""
    assert score(score_B=Decimal(30), green=True).passed is False
    assert score(firms=20, score_B=Decimal(60)).passed is None


def test_points_that_the_grid_cannot_give_are_not_used():
    known = facts({"firms": 20, "green": True, "score.B": Decimal(45)})
    assert compile_scoring(GRID, SCOPE)(Frame(known)).points is None
    assert compile_scoring(GRID, SCOPE)(Frame(known)).criteria[1].missing == ()
    assert misfits(GRID, known) == [
        "Il punteggio 45 per «Criterio B» non è tra quelli previsti: non è stato usato.",
    ]
    assert misfits(GRID, facts({"score.B": Decimal(30)})) == []
    assert misfits(None, known) == []


def test_own_points_stand_in_for_a_band_that_cannot_be_told():
    outcome = score(score_A=Decimal(10), score_B=Decimal(60), green=False)
    assert (outcome.criteria[0].origin, outcome.points) == ("self_assessed", Decimal(70))


def test_a_weight_scales_points_and_their_most():
    grid = Scoring(cite="", criteria=(criterion("B", 10, weight=Decimal("2.5")),), decimals=1)
    outcome = score(grid, score_B=Decimal("7.5"))
    assert (outcome.points, outcome.criteria[0].most, outcome.passed) == (Decimal("18.8"), Decimal("25.0"), True)


def test_too_few_points_on_one_criterion_are_enough_to_fall():
    grid = Scoring(cite="", criteria=(criterion("B", 10, threshold=Decimal(6)),))
    assert score(grid, score_B=Decimal(5)).passed is False
    assert score(grid, score_B=Decimal(6)).passed is True
    assert score(grid).passed is None


def test_a_criterion_for_some_applicants_only():
    grid = Scoring(cite="", criteria=(criterion("Y", 5, when=asks("young", True)),))
    assert score(grid, young=False).points == 0
    assert score(grid).criteria[0].missing == ("young",)
    assert score(grid, young=True, score_Y=Decimal(4)).points == 4


def test_a_criterion_we_lack_the_text_of_is_not_asked():
    grid = Scoring(cite="", criteria=(criterion("Z", 5, status="missing"),))
    assert (score(grid).status, score(grid).criteria[0].missing) == ("incomplete", ())


def test_a_grid_we_lack_is_never_a_number():
    lost = score(Scoring(cite="bando §5.2", status="missing", why="La tabella non è pubblicata", most=Decimal(100)))
    assert (lost.status, lost.points, lost.why) == ("missing", None, "La tabella non è pubblicata")
    assert score(None).status == "none"
