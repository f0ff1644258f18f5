"""Columns told by what is in them where no heading says it; and what is left open rather than guessed."""

from pathlib import Path

import pytest
from tests.loading.plans.plan_files import AB, EXPENSES, kinds, lines, read, text

from grantcli.loading.plans.plan import read_plan
from grantcli.loading.plans.plan_contents import columns_by_contents


def test_the_only_amounts_and_the_longest_texts_are_taken_and_told(tmp_path: Path) -> None:
    content = (
        "Piano\n\nPos;Chi;Roba;Quanti soldi\n1;Alfa;Robot antropomorfo;1.000,00\n2;Beta;Studio di fattibilità;500\n"
    )
    plan, problems = read(text(tmp_path / "a.csv", content))
    assert [line[1:] for line in lines(plan)] == [
        ("Robot antropomorfo", "1000.00"),
        ("Studio di fattibilità", "500.00"),
    ]
    (guess,) = [one for one in problems if one.kind == "guessed_columns"]
    assert guess.place.line == 3
    assert "«Quanti soldi» → amount, «Roba» → description" in guess.text
    assert guess.warning


def test_a_heading_that_says_one_of_them_is_followed(tmp_path: Path) -> None:
    plan, problems = read(text(tmp_path / "a.csv", "Roba;Importo\nRobot;1000\nStudio;500\n"))
    assert [line[1:] for line in lines(plan)] == [("Robot", "1000.00"), ("Studio", "500.00")]
    assert "guessed_columns" in kinds(problems)


@pytest.mark.parametrize(
    "content",
    [
        "Roba;Uno;Due\nRobot;1000;1220\nStudio;500;610\n",
        "Roba;Anno\nRobot;2022\nStudio;2023\n",
        "Roba;Pos\nRobot;10\nStudio;11\nAnalisi;12\n",
        "Roba;Pezzi\nRobot;1\nStudio;4\n",
        "Robot;1000\nStudio;500\n",
        "Roba;Residuo\nRobot;1000\nStudio;500\n",
        "1;Quanti soldi\n2;1000\n3;500\n",
        "Roba;Quanti soldi\n;1000\n;500\n",
    ],
)
def test_what_is_open_is_not_guessed(content: str, tmp_path: Path) -> None:
    plan, problems = read_plan(text(tmp_path / "a.csv", content), "a.csv", EXPENSES, AB)
    assert (plan, kinds(problems)) == (None, ["no_head"])


def test_nothing_is_guessed_of_nothing() -> None:
    assert columns_by_contents([]) is None
