"""What ``--set`` does not know it says how to give: a field of an item, a figure that needs its source."""

import shutil

import pytest
from tests.cli.shell.processes import EXAMPLE, ROOT

from grantcli.cli.start import run

CALL = "marche-transizione-digitale-2022"


@pytest.mark.parametrize(
    ("setting", "hint"),
    [
        ("expenses.S1.amount=5", "di una voce: expenses[S1].amount; tutta la lista: --edit expenses"),
        ("supplied.gber.rate.A=30%", "serve anche la fonte"),
    ],
)
def test_the_hint_says_how_it_is_given(setting, hint, tmp_path, monkeypatch, capsys):
    shutil.copy(ROOT / EXAMPLE, tmp_path / "domanda.yaml")
    monkeypatch.chdir(tmp_path)
    assert run(["ask", CALL, "-o", "domanda.yaml", "--set", setting]) == 4
    assert hint in capsys.readouterr().err


def test_a_field_of_an_item_is_set_as_the_hint_says(tmp_path, monkeypatch, capsys):
    shutil.copy(ROOT / EXAMPLE, tmp_path / "domanda.yaml")
    monkeypatch.chdir(tmp_path)
    run(["ask", CALL, "-o", "domanda.yaml", "--set", "expenses[S1].amount=5"])
    assert "Importo (S1): 5,00" in capsys.readouterr().out
