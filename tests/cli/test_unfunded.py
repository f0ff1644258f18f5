"""An application under the score that is paid: every command says so beside the verdict, in words and as data.

10 % of saving is 10 points; with 19.99 of quality it has 29.99 of the 30 asked for, with 20 it has them.
"""

import csv
import json
import shutil
from pathlib import Path

import pytest

from grantcli.cli.start import run

GRID = Path(__file__).parents[1] / "sayable" / "grid"
TEXT = """call: grid
on: 2026-02-01
company: {{name: {name}}}
saving: 0.10
score: {{qualita: {quality}}}
expenses: [{{id: A, category: A, amount: 100}}]
"""
WORDS = "ammissibile, non finanziata"


@pytest.fixture(autouse=True)
def folder(alone, tmp_path, monkeypatch):
    monkeypatch.setenv("GRANTCLI_CALLS", str(tmp_path / "calls"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    shutil.copytree(GRID, tmp_path / "calls" / "grid")
    (tmp_path / "domande").mkdir()
    for name, quality in (("alfa", "19.99"), ("beta", "20")):
        (tmp_path / "domande" / f"{name}.yaml").write_text(TEXT.format(name=name, quality=quality), encoding="utf-8")
    return tmp_path


def said(capsys, *words: str) -> str:
    run(list(words))
    told = capsys.readouterr()
    return told.out + told.err


def data(capsys, *words: str) -> dict:
    run([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def test_evaluate_says_it_and_exits_as_one_that_is_admitted(capsys):
    assert run(["evaluate", "domande/alfa.yaml"]) == 0
    assert WORDS.upper() in capsys.readouterr().out
    assert [data(capsys, "evaluate", f"domande/{one}.yaml")["unfunded"] for one in ("alfa", "beta")] == [True, False]


def test_the_desk_says_it_and_why(capsys):
    shown = said(capsys, "status", "domande")
    assert f"{WORDS} · Contributo: 35,00 €, se fosse finanziata" in shown
    assert "Non soddisfatto: Il punteggio raggiunge la soglia" in shown
    rows = data(capsys, "status", "domande")["applications"]
    assert [(one["client"], one["verdict"], one["unfunded"]) for one in rows] == [
        ("alfa", "eligible", True),
        ("beta", "eligible", False),
    ]


def test_a_batch_counts_it_apart_and_leaves_it_out_of_the_sum(capsys, folder):
    shown = said(capsys, "batch", "domande", "-o", "esiti", "--call", "grid")
    assert "  ammissibile: 1\n" in shown
    assert f"  {WORDS}: 1\n" in shown
    with (folder / "esiti" / "summary.csv").open(encoding="utf-8-sig") as stream:
        rows = {one["Impresa"]: one for one in csv.DictReader(stream, delimiter=";")}
    alfa, beta = rows["alfa"], rows["beta"]
    assert (alfa["Esito"], alfa["Contributo"], alfa["Contributo, se fosse ammessa e finanziata"]) == (
        WORDS,
        "",
        "35,00",
    )
    assert (beta["Esito"], beta["Contributo"]) == ("ammissibile", "35,00")
    assert data(capsys, "batch", "domande", "-o", "altri", "--call", "grid")["unfunded"] == 1


def test_a_match_says_it_and_leaves_it_out_of_the_sum(capsys):
    words = ("match", "domande", "--call", "grid", "--on", "2026-02-01")
    shown = said(capsys, *words, "--all")
    assert "possibile, non finanziata · fondo perduto: 35,00 €, se fosse finanziata" in shown
    assert "possibile per 1" in shown
    assert "possibile, non finanziata per 1" in shown
    assert "35,00 € in tutto, per 1 piano" in shown
    found = data(capsys, *words)
    assert [one["calls"][0]["unfunded"] for one in found["companies"]] == [False, True]
    assert (found["calls"][0]["possible"], found["calls"][0]["unfunded"]) == (2, 1)
    assert found["calls"][0]["contribution"]["amount"] == "35.00"


def test_the_list_of_calls_for_a_company_says_it(capsys):
    words = ("calls", "list", "--for", "domande/alfa.yaml", "--on", "2026-02-01")
    assert "possibile, non finanziata" in said(capsys, *words)
    assert data(capsys, *words)["calls"][0]["fit"]["unfunded"] is True


def test_a_comparison_says_which_of_two_is_not_paid(capsys):
    assert "Non finanziata: punteggio sotto la soglia\n    sì → no" in said(
        capsys, "diff", "domande/alfa.yaml", "domande/beta.yaml"
    )
    changed = data(capsys, "diff", "domande/alfa.yaml", "domande/beta.yaml")["outcome"]
    assert {"path": "unfunded", "before": True, "after": False} in changed


def test_what_if_does_not_promise_what_is_not_paid(capsys):
    assert "35,00 €, se fosse finanziata" in said(capsys, "whatif", "domande/alfa.yaml")
    assert "sì → no" in said(capsys, "whatif", "domande/alfa.yaml", "--set", "score.qualita=20")


def test_an_answer_given_says_it(capsys):
    shown = said(capsys, "ask", "grid", "-o", "domande/beta.yaml", "--set", "score.qualita=19")
    assert f"Verdetto: {WORDS}. Contributo: 35,00 €, se fosse finanziata." in shown


def test_a_dossier_says_it_in_its_document(capsys):
    made = data(capsys, "dossier", "domande/alfa.yaml", "-o", "carte", "--format", "html")
    assert (made["verdict"], made["unfunded"]) == ("eligible", True)
