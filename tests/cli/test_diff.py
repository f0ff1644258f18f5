"""``grantcli diff``: answers first, then verdict and amounts; two calls only as far as both have the same."""

import json

import pytest
from tests.cli.shell.processes import EXAMPLE, ROOT

from grantcli.cli.start import run
from grantcli.i18n import use

OTHER_CALL = "calls/lombardia-nuova-impresa-2026/example/domanda.yaml"
GROUPED = "calls/lombardia-filiere-2022/example/domanda.yaml"


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    yield
    use("it")


@pytest.fixture
def changed(tmp_path):
    """The example without S3 (24,800 of category A), S1 at 50,000 in place of 38,400, of medium size as it says."""
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "{id: S3," not in line]
    text = "\n".join(kept).replace("amount: 38400.00", "amount: 50000.00").replace("size: small", "size: medium")
    file = tmp_path / "altra.yaml"
    file.write_text(text.replace("  active: true\n", ""), encoding="utf-8")
    return str(file)


def data(capsys, *words) -> dict:
    assert run(["diff", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_answers_then_outcome(changed, capsys):
    found = data(capsys, EXAMPLE, changed)
    answers = {one["path"]: (one["before"], one["after"]) for one in found["answers"]}
    assert answers == {
        "company.active": (True, None),
        "company.declared_size": ("small", "medium"),
        "expenses[S1].amount": ("38400.00", "50000.00"),
        "expenses[S3]": ("Licenze del sistema di esecuzione della produzione (MES), 24.800,00 €", None),
    }
    outcome = {one["path"]: (one["before"], one["after"]) for one in found["outcome"]}
    assert next(iter(outcome)) == "verdict"
    assert outcome["verdict"] == ("to_verify", "incomplete")
    assert outcome["amounts.presented"] == ("238100.50", "224900.50"), "238,100.50 + 11,600 - 24,800"


def test_it_reads_both_ways_and_says_sameness(changed, capsys):
    there, back = data(capsys, EXAMPLE, changed)["answers"], data(capsys, changed, EXAMPLE)["answers"]
    turned = [{"path": one["path"], "before": one["after"], "after": one["before"]} for one in back]
    assert sorted(there, key=str) == sorted(turned, key=str)
    same = data(capsys, EXAMPLE, EXAMPLE)
    assert (same["answers"], same["outcome"]) == ([], [])


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_screen_names_what_it_compares(changed, columns, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["diff", EXAMPLE, changed]) == 0
    screen = capsys.readouterr().out
    for words in (
        "Impresa attiva\n    sì → assente",
        "piccola → media",
        "(−13.200,00 €)",
        "Impresa attiva\n    non manca",
    ):
        assert words in screen
    assert max(map(len, screen.splitlines())) <= int(columns)
    assert run(["diff", EXAMPLE, changed, "--lang", "en"]) == 0
    assert "Answers that differ · 4" in capsys.readouterr().out


def test_codes_stand_under_their_names(tmp_path, capsys):
    """The communes and activities of the registers, a category of the call, a partner, the track of the site."""
    text = (ROOT / EXAMPLE).read_text(encoding="utf-8")
    moved = text.replace('site: "043007"', 'site: "042002"').replace("{id: S1, category: A", "{id: S1, category: B")
    file = tmp_path / "altra.yaml"
    file.write_text(moved.replace('ateco: "25.62.00"', 'ateco: "62.01.00"'), encoding="utf-8")
    assert run(["diff", EXAMPLE, str(file)]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert "Camerino (MC) → Ancona (AN)" in screen
    assert "→ 62.01.00 Produzione di software non connesso all'edizione" in screen
    assert "A, Strumenti, macchinari e attrezzature, hardware e software, servizi… → B, Consulenze" in screen
    assert "Azione 21.1, cratere del sisma e Comuni limitrofi → assente" in screen
    text = (ROOT / GROUPED).read_text(encoding="utf-8")
    file.write_text(text.replace("linea pilota, partner: P1", "linea pilota, partner: P2", 1), encoding="utf-8")
    assert run(["diff", GROUPED, str(file)]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert "Carpenterie Esempio S.p.A. (P1) → Stampi Modello S.r.l. (P2)" in screen
    assert "· Carpenterie Esempio S.p.A. (P1) 45.000,00 € (stima) →" in screen


def test_two_calls_are_compared_in_what_both_have(capsys):
    paths = {one["path"] for one in data(capsys, EXAMPLE, OTHER_CALL)["outcome"]}
    assert paths == {"verdict", "amounts.presented", "amounts.admitted", "amounts.contribution"}
    assert run(["diff", EXAMPLE, OTHER_CALL]) == 0
    shown = capsys.readouterr()
    assert "bandi diversi" in shown.err
    assert "Solo nella prima domanda: 97 risposte; solo nella seconda: 11" in " ".join(shown.out.split())
    assert "assente" not in shown.out, "what only one of two calls asks is counted, not listed"


@pytest.mark.parametrize("words", [[EXAMPLE, "manca.yaml"], [EXAMPLE, "calls/inter-ventures/example/domanda.yaml"]])
def test_what_cannot_be_compared_is_bad_input(words, capsys):
    assert run(["diff", *words]) == 4
    assert capsys.readouterr().err
