"""``whatif`` on the shipped example: changed answers, and what the command line refuses."""

import json
from pathlib import Path

import pytest

from grantcli.cli.start import run

EXAMPLE = str(Path(__file__).parents[2] / "calls/marche-transizione-digitale-2022/example/domanda.yaml")


pytestmark = pytest.mark.usefixtures("alone")


def changes(*settings, capsys):
    """Return path to (before, after) of what these changed answers do."""
    line = ["whatif", EXAMPLE, "--json"]
    for setting in settings:
        line += ["--set", setting]
    assert run(line) == 0
    data = json.loads(capsys.readouterr().out)
    return {one["path"]: (one["before"], one["after"]) for one in data["outcome"]}


def test_a_changed_answer_changes_the_verdict(capsys):
    found = changes("company.active=no", capsys=capsys)
    assert found["verdict"] == ("to_verify", "not_eligible")
    assert found["findings.MAR-2.1-0b"] == ("pass", "fail")


def test_an_answer_taken_away_is_missing(capsys):
    found = changes("company.active=", capsys=capsys)
    assert found["verdict"] == ("to_verify", "incomplete")
    assert found["missing.company.active"] == (None, True)


def test_a_line_changed_moves_the_money_by_its_rate(capsys):
    """S1 is of category A, whose supplied rate is 30 %: 1,000 more (38,400 to 39,400) gives 300 more."""
    found = changes("expenses[S1].amount=39400", capsys=capsys)
    before, after = found["amounts.contribution"]
    assert float(after) - float(before) == 300


def test_a_figure_can_be_supplied(capsys):
    """30 % of 145,750 admitted in A is 43,725; at 40 % it is 58,300."""
    before, after = changes("supplied.gber.rate.A=0.40", capsys=capsys)["amounts.contribution"]
    assert float(after) - float(before) == 58300 - 43725


def test_several_changes_are_made_together_and_shown(capsys):
    assert run(["whatif", EXAMPLE, "--set", "company.active=no", "--set", "expenses[S1].amount=39.400,00"]) == 0
    shown = capsys.readouterr().out
    assert "+300,00 €" in shown
    assert "da verificare → non ammissibile" in shown


@pytest.mark.parametrize(
    ("setting", "code", "words"),
    [
        ("company.active", 2, "si scrive DATO=VALORE"),
        ("company.actve=sì", 4, "company.active"),
        ("company.active=forse", 4, "sì"),
        ("expenses[S99].amount=3", 4, "S99"),
    ],
)
def test_what_cannot_be_set_is_told(setting, code, words, capsys):
    assert run(["whatif", EXAMPLE, "--set", setting]) == code
    assert words in capsys.readouterr().err


@pytest.mark.slow
def test_without_a_change_it_tells_the_headroom(capsys):
    """The cap is 140,000 (bando §3.8): consulting at 50 % reaches it after (140,000 - 66,400.25) / 0.50 more."""
    assert run(["whatif", EXAMPLE, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    consulting = next(one for one in data["yields"] if one["category"] == "B")
    assert float(consulting["contribution"]) == 0.5
    assert consulting["breakpoints"][0]["spending"] == "147199.50"
    assert consulting["breakpoints"][0]["starts"] == ["MAR-3.8-2"]
