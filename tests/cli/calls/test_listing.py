"""The list of calls: open first, what comes back before what is gone, words, and who has not looked for sixty days."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.cli.calls import list as listing
from grantcli.cli.calls import show as showing
from grantcli.cli.start import run


@pytest.fixture(autouse=True)
def _november(alone, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(listing, "today", lambda: date(2026, 11, 29))


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


def listed(capsys, *words) -> list[dict]:
    assert run(["calls", "list", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["calls"]


def test_a_region_by_name_or_code_finds_its_calls_and_those_for_all(capsys):
    ids = {one["id"]: one["regions"] for one in listed(capsys, "--region", "lombardia")}
    assert {"lombardia-nuova-impresa-2026", "conto-termico-3-imprese"} <= set(ids)
    assert all(not regions or "03" in regions for regions in ids.values())
    assert "fvg-validazione-trl-2026" not in ids
    assert {one["id"] for one in listed(capsys, "--region", "03")} == set(ids)


@pytest.mark.parametrize(
    ("form", "there"),
    [
        ("voucher", "cosenza-voucher-digitali-2026"),
        ("tax_credit", "zes-unica-2026"),
        ("deduction", "iperammortamento-2026"),
    ],
)
def test_a_form_finds_the_calls_that_give_it(capsys, form, there):
    found = {one["id"]: one["forms"] for one in listed(capsys, "--form", form)}
    assert there in found
    assert all(form in forms for forms in found.values())
    assert "marche-transizione-digitale-2022" not in found


def test_the_forms_of_instruments_count(capsys):
    sayable = str(Path(__file__).parents[2] / "sayable")
    assert "loan-and-grant" in {one["id"] for one in listed(capsys, "--form", "loan", "--calls", sayable)}


@pytest.mark.parametrize("words", [["--region", "marcia"], ["--form", "soldi"]])
def test_what_is_no_region_or_form_is_wrong_usage(capsys, words):
    assert run(["calls", "list", *words]) == 2
    assert words[0] in capsys.readouterr().err


def test_for_a_company_what_it_cannot_ask_for_comes_last_with_why(capsys, tmp_path):
    """A firm of Milan is not in the province of Cosenza: of the voucher of Cosenza that is told, and it is last."""
    profile = tmp_path / "pmi.yaml"
    profile.write_text('company: {name: Officine Esempio, seat_country: IT, seat: "015146"}', encoding="utf-8")
    found = [one for one in listed(capsys, "--for", str(profile)) if "fit" in one]
    chances = [one["fit"]["chance"] for one in found]
    assert chances == sorted(chances, key=lambda one: one == "impossible")
    (cosenza,) = [one["fit"] for one in found if one["id"] == "cosenza-voucher-digitali-2026"]
    assert cosenza["reasons"] == ["Non soddisfatto: La sede legale è nella provincia di Cosenza."]
    assert run(["calls", "list", "--for", str(profile)]) == 0
    screen = capsys.readouterr().out
    assert "Non soddisfatto: La sede legale è nella provincia di Cosenza." in " ".join(screen.split())
    assert screen.index("mancano risposte") < screen.index("impossibile")
    assert max(map(len, screen.splitlines())) <= 80


@pytest.mark.parametrize("text", [None, "company: {founded: ieri}"])
def test_for_a_profile_that_cannot_be_read_is_bad_input(capsys, tmp_path, text):
    profile = tmp_path / "pmi.yaml"
    if text is not None:
        profile.write_text(text, encoding="utf-8")
    assert run(["calls", "list", "--for", str(profile)]) == 4
    assert capsys.readouterr().err


def test_a_call_shown_says_that_nobody_looked_by_the_clock_of_who_looks(capsys, monkeypatch):
    monkeypatch.setattr(showing, "today", lambda: date(2026, 11, 29))
    assert run(["calls", "show", "lombardia-nuova-impresa-2026"]) == 0
    assert "Non controllato da oltre 60 giorni (dal 9 marzo 2026)" in " ".join(capsys.readouterr().out.split())
    monkeypatch.setattr(showing, "today", lambda: date(2026, 4, 30))
    assert run(["calls", "show", "lombardia-nuova-impresa-2026", "--on", "2026-11-29"]) == 0
    assert "controllato da oltre" not in capsys.readouterr().out


@pytest.mark.parametrize("ident", ["conto-termico-3-imprese", "transizione-5-0", "zes-unica-2026"])
def test_computed_figures_are_called_by_their_names(capsys, ident):
    assert run(["calls", "show", ident]) == 0
    assert re.findall(r"«[a-z_.]*[._][a-z_.]*»", capsys.readouterr().out) == []


def test_nobody_is_told_twice_to_look(capsys):
    assert run(["evaluate", str(shipped("calls") / "conto-termico-3-imprese/example/domanda.yaml")]) == 0
    screen = capsys.readouterr().out
    assert "Guardare: https://www.gse.it/" in screen
    assert "Guardare: guardare" not in screen


def test_the_first_of_a_month_is_written_one_way(capsys):
    for ident in ("fvg-validazione-trl-2026", "iperammortamento-2026"):
        assert run(["calls", "show", ident]) == 0
        assert "1° " not in capsys.readouterr().out
