"""The European calls: what their files promise beyond their golden cases."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.cli.start import run
from grantcli.loading.call.library import load_edition
from grantcli.loading.lint.checks import lint

CLUSTERS = shipped("calls") / "cosme-cluster-excellence-2020"
PROGRAMME = shipped("calls") / "interreg-europe"
PROJECT = shipped("calls") / "inter-ventures"
DAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def kinds_of(folder: Path) -> list[str]:
    edition, problems = load_edition(folder, shared=shipped("calls") / "facts.yaml")
    assert edition is not None, [str(problem) for problem in problems]
    return [problem.kind for problem in lint(edition, DAY)]


def test_the_budget_that_the_summary_prints_is_caught(tmp_path):
    copied = Path(shutil.copytree(CLUSTERS, tmp_path / CLUSTERS.name))
    call = copied / "call.yaml"
    text = call.read_text(encoding="utf-8")
    assert text.count('total: "6000000"') == 1
    call.write_text(text.replace('total: "6000000"', 'total: "6000000000"'), encoding="utf-8")
    assert "budget_sanity" not in kinds_of(CLUSTERS)
    assert "budget_sanity" in kinds_of(copied)


@pytest.mark.parametrize(("language", "thousands", "point"), [("en", ",", "."), ("it", ".", ",")])
def test_the_share_told_of_the_project_is_that_of_its_figures(language, thousands, point):
    edition, _problems = load_edition(PROJECT)
    assert edition is not None
    cost, check = (edition.call.profile[name][language] for name in ("cost", "check"))
    total, paid = (
        Decimal(figure.replace(thousands, "").replace(point, "."))
        for figure in re.findall(rf"\d[\d{thousands}]*{re.escape(point)}\d\d", cost)
    )
    told = re.search(rf"(\d\d{re.escape(point)}\d\d) %", check)
    assert told is not None
    assert round(paid / total * 100, 2) == Decimal(told[1].replace(point, "."))


def test_a_consortium_goes_by_the_name_of_its_lead(tmp_path, capsys):
    example = CLUSTERS / "example/domanda.yaml"
    assert run(["dossier", str(example), "-o", str(tmp_path), "--format", "html"]) == 0
    capsys.readouterr()
    (file,) = tmp_path.glob("Dossier_*.html")
    page = file.read_text(encoding="utf-8")
    assert "Cluster Esempio Adriatico" in page
    assert "senza nome" not in page


def test_shares_are_told_with_the_names_of_partners(capsys):
    assert run(["evaluate", str(PROGRAMME / "example/domanda.yaml")]) == 4
    assert re.search(r"P3 +Fundacja Przykład +257\.705,00 € +257\.705,00 € +180\.393,50 €", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("cosme-cluster-excellence-2020", ["stampa 6.000.000.000", "per unità: 390,00 €, 780,00 €"]),
        ("interreg-europe", ["a forfait: 15 % delle categorie 1"]),
    ],
)
def test_a_call_shows_how_its_money_is_computed(call, words, capsys):
    assert run(["calls", "show", call]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert [one for one in words if one not in shown] == []
