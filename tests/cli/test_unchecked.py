"""How far a call can be trusted: when somebody last looked, whose pages its figures come from; screen, JSON, paper."""

import json
from datetime import date

import pytest

from grantcli.assets import shipped
from grantcli.cli import evaluate
from grantcli.cli.dossier import run as dossier
from grantcli.cli.start import run

LINE = "on controllato da oltre 60 giorni (dal 18 settembre 2026)"


@pytest.fixture(autouse=True)
def _screen(alone, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")


def example(name: str) -> str:
    return str(shipped("calls") / name / "example" / "domanda.yaml")


def told(capsys, *arguments: str) -> str:
    run([*arguments])
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "now", "said"),
    [
        ("brevetti-piu-2025", date(2026, 11, 17), False),
        ("brevetti-piu-2025", date(2026, 11, 18), True),
        ("marche-transizione-digitale-2022", date(2028, 1, 1), False),  # closed for good: there is nothing to look at
        ("inail-isi-2025", date(2026, 12, 1), True),  # closed, and comes back
    ],
)
def test_the_line_stands_after_sixty_days_while_one_can_still_apply(capsys, monkeypatch, name, now, said):
    monkeypatch.setattr(evaluate, "today", lambda: now)
    assert (LINE in told(capsys, "evaluate", example(name), "--brief", "--on", "2026-05-20")) is said
    data = json.loads(told(capsys, "evaluate", example(name), "--json", "--on", "2026-05-20"))
    assert any(LINE in text for text in data["warnings"]) is said


def test_without_a_window_the_address_is_that_of_the_page_of_who_runs_it(capsys, monkeypatch):
    monkeypatch.setattr(evaluate, "today", lambda: date(2026, 11, 29))
    said = told(capsys, "evaluate", example("eic-accelerator-2026"), "--brief")
    assert "on controllato da oltre 60 giorni (dal 5 settembre 2026) · guardare https://eic.ec.europa.eu/" in said


@pytest.mark.parametrize(("now", "times"), [(date(2026, 11, 17), 0), (date(2026, 11, 18), 1)])
def test_papers_carry_the_line_and_how_the_window_stands(capsys, monkeypatch, tmp_path, now, times):
    monkeypatch.setattr(dossier, "today", lambda: now)
    folder = tmp_path / "papers"
    said = ["--format", "html", "--part", "memo,checklist", "-o", str(folder)]
    told(capsys, "dossier", example("brevetti-piu-2025"), *said)
    papers = {file.name.split("_")[0]: file.read_text("utf-8") for file in folder.glob("*.html")}
    assert [papers[kind].count(LINE) for kind in sorted(papers)] == [times] * 2
    memo = papers["Memo"]
    assert "Le regole mostrate sono quelle del 2025." in memo
    assert "https://www.invitalia.it/" in memo
    assert "non dice entro quando" not in memo


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nuova-sabatini", "«Note sulla linea capitalizzazione (tassi)» (Sardegna Impresa, Studio Broglia)"),
        ("lombardia-nuova-impresa-2026", "«Scheda sulle spese ammesse» (Progesa)"),  # whose limit nothing goes over
        ("marche-transizione-digitale-2022", ""),  # its estimate follows from the law: nobody else's page is in it
    ],
)
def test_an_estimate_says_on_whose_pages_it_rests(capsys, tmp_path, name, said):
    shown = " ".join(told(capsys, "evaluate", example(name)).split())
    assert ("Le cifre vengono da:" in shown) is bool(said)
    assert said in shown
    told(capsys, "dossier", example(name), "--format", "html", "--part", "memo", "-o", str(tmp_path / "papers"))
    (memo,) = (file.read_text("utf-8") for file in (tmp_path / "papers").glob("*.html"))
    assert ("Le cifre vengono da:" in memo) is bool(said)
