"""The list of calls: open first, what comes back before what is gone, words, and who has not looked for sixty days."""

import json
from datetime import date

import pytest

from grantcli.cli.calls import list as listing
from grantcli.cli.start import run
from grantcli.i18n import use


@pytest.fixture(autouse=True)
def _november(monkeypatch, tmp_path):
    monkeypatch.delenv("GRANTCLI_CALLS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(listing, "today", lambda: date(2026, 11, 29))
    yield
    use("it")


def test_open_calls_come_first_and_recurring_before_gone(capsys):
    assert run(["calls", "list"]) == 0
    told = capsys.readouterr().out
    order = ["euipo-sme-fund-2026", "conto-termico-3-imprese", "cosenza-voucher-digitali-2026", "transizione-5-0"]
    assert sorted(order, key=told.index) == order
    assert "aperto finché ci sono risorse" in told
    assert "torna: ogni anno" in told
    assert max(map(len, told.splitlines())) <= 80


def test_only_open_calls(capsys):
    assert run(["calls", "list", "--open", "--json"]) == 0
    calls = json.loads(capsys.readouterr().out)["calls"]
    assert {call["state"] for call in calls} == {"open"}
    assert "conto-termico-3-imprese" in {call["id"] for call in calls}


@pytest.mark.parametrize(
    ("words", "found"), [("LOMBARDIA avvio", {"lombardia-nuova-impresa-2026"}), ("nessunissimo", set())]
)
def test_all_words_are_looked_for(capsys, words, found):
    assert run(["calls", "list", "--search", words, "--json"]) == 0
    assert {call["id"] for call in json.loads(capsys.readouterr().out)["calls"]} == found


def test_age_is_by_the_clock_of_who_looks(capsys, monkeypatch):
    assert run(["calls", "list", "--open"]) == 0
    assert "non controllato da oltre 60" in capsys.readouterr().out
    monkeypatch.setattr(listing, "today", lambda: date(2026, 3, 10))
    assert run(["calls", "list", "--open", "--search", "lombardia", "--on", "2026-11-29"]) == 0
    assert "non controllato" not in capsys.readouterr().out
