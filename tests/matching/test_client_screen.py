"""What a client is shown: what can be asked for now, for how much by form, by when; nothing that is not hers."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from tests.matching.match_calls import made, matched

from grantcli.cli.match import run as command
from grantcli.cli.start import run
from grantcli.matching.words import contribution_words

PLAIN = """
company: {name: Officine Esempio S.r.l., legal_form: SR, seat_country: IT, seat: "015146", ateco: "25.62.00",
  founded: 2012-03-01, declared_size: small, active: true, registered: true, durc_regular: true}
"""


@pytest.fixture(autouse=True)
def _november(alone, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(command, "today", lambda: date(2026, 11, 29))


def profile(tmp_path, text=PLAIN, name="pmi"):
    file = tmp_path / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_nothing_of_a_cap_for_anybody_is_promised_to_who_said_nothing(tmp_path, capsys):
    """Conto Termico caps its aid at 30 million; what a heat pump gets follows from its power, not from that."""
    empty = profile(tmp_path, "company: {name: Vuota S.r.l.}")
    assert run(["match", empty, "--json"]) == 0
    calls = {one["call"]: one["contribution"] for one in json.loads(capsys.readouterr().out)["companies"][0]["calls"]}
    termico = calls["conto-termico-3-imprese"]
    assert (termico["most"], termico["ceiling"], termico["form"]) == (None, "30000000.00", "grant")
    assert run(["match", empty]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "fino a 30.000.000" not in told
    assert "quanto, lo dice il progetto; il bando ne dà al massimo 30.000.000,00 €" in told


@pytest.mark.parametrize("columns", ["80", "120"])
def test_one_company_is_a_screen_by_what_can_be_done(tmp_path, columns, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    assert run(["match", profile(tmp_path)]) == 0
    screen = capsys.readouterr().out
    titles = ["Aperti: si può chiedere, se", "In arrivo, che tornano", "Non si può", "La risposta che apre di più"]
    assert sorted(titles, key=screen.index) == titles
    assert "fondo perduto: fino a 10.000,00 € (stima)" in screen, "half of plans of any size, capped at 10,000"
    assert "scade fra 61 giorni: 29 gennaio 2027" in screen
    assert "voucher" in screen
    assert "credito d'imposta" in screen
    assert "Transizione tecnologica" not in screen, "closed in 2022 and gone: its short name stands in one line"
    assert "Marche" in screen.partition("bandi chiusi: ")[2]
    assert max(map(len, screen.splitlines())) <= int(columns)


def test_closed_calls_are_shown_when_asked_for(tmp_path, capsys):
    assert run(["match", profile(tmp_path), "--all"]) == 0
    assert "marche-transizione-digitale-2022" in capsys.readouterr().out


def test_five_clients_are_a_grid_and_the_rest_on_demand(tmp_path, capsys):
    files = [profile(tmp_path, PLAIN.replace("Officine", f"Officine {n}"), f"p{n}") for n in range(5)]
    assert run(["match", *files]) == 0
    screen = capsys.readouterr().out
    assert "5 imprese" in screen
    assert "Bando per bando" not in screen
    assert re.search(r"^ +\d+ zes-unica-2026  chiuso$", screen, re.M), "it comes back"
    assert "5 bandi chiusi: " in screen, "those that do not come back have no column"
    assert " marche-transizione-digitale-2022" not in screen
    assert run(["match", *files, "--all"]) == 0
    more = capsys.readouterr().out
    assert re.search(r"^ +\d+ marche-transizione-digitale-2022  chiuso$", more, re.M)
    assert more.count("Officine 3 Esempio") > screen.count("Officine 3 Esempio")


def test_english_too(tmp_path, capsys):
    assert run(["match", profile(tmp_path), "--lang", "en"]) == 0
    assert "grant: up to €10,000.00 (estimate)" in capsys.readouterr().out


def test_a_limit_on_size_leaves_the_cap_as_the_cap(tmp_path):
    """No plan above 50,000 is let in: the cap of 100,000 is nobody's amount, half of 50,000 is the most."""
    rule = "  - {id: R, text: R, cite: bando 4, require: {sum: expenses.amount, at_most: 50000}}"
    got = matched(tmp_path, [made(tmp_path, "uno", rules=rule)]).fits[0].contribution
    assert (got.most, got.ceiling, got.least) == (None, Decimal(100000), Decimal(5000))
    assert contribution_words(got) == "fondo perduto: almeno 5.000,00 €"


def test_instruments_of_which_nothing_is_known_are_named_by_their_form(tmp_path, capsys):
    assert run(["match", profile(tmp_path), "--call", "nuova-sabatini"]) == 0
    assert "contributo in conto interessi: quanto, lo dice il progetto" in " ".join(capsys.readouterr().out.split())


def test_names_of_five_clients_are_whole_and_what_fails_is_said_to_fail(tmp_path, capsys):
    long = "consorzio-con-un-nome-lungo"
    files = [profile(tmp_path, PLAIN.replace("Officine", f"Officine {n}"), f"{long}-{n}") for n in range(5)]
    assert run(["match", *files]) == 0
    screen = capsys.readouterr().out
    assert "…" not in screen
    assert screen.count(f"({long}-3)") == screen.count("Officine 3 Esempio") >= 1
    assert run(["match", files[0], "--call", "cosenza", "--all"]) == 0
    assert "Non soddisfatto: La sede legale è nella provincia di Cosenza." in capsys.readouterr().out


def test_a_call_that_may_be_for_others_comes_after_those_for_firms(tmp_path, capsys):
    """Nuova Impresa is for firms registered since June 2025: this one is of 2012, yet nobody said who applies."""
    assert run(["match", profile(tmp_path), "--json"]) == 0
    calls = json.loads(capsys.readouterr().out)["companies"][0]["calls"]
    waiting = [one for one in calls if one["window"]["state"] == "open" and one["chance"] == "missing"]
    who = ["applicant.kind" in one["missing"] for one in waiting]
    assert who == sorted(who)
    assert [one["call"] for one in waiting][-2:] == ["lombardia-nuova-impresa-2026", "eic-accelerator-2026"]
    assert waiting[0]["call"] == "voucher-3i", "of those for firms the one whose amount is known"


def test_of_calls_that_promise_alike_what_closes_first_comes_first(tmp_path, capsys):
    assert run(["match", profile(tmp_path, "company: {name: Vuota S.r.l.}"), "--json"]) == 0
    calls = json.loads(capsys.readouterr().out)["companies"][0]["calls"]
    alike = {}
    for one in calls:
        waits_for_who = any(key.startswith("applicant.") for key in one["missing"])
        promise = (one["window"]["state"], one["chance"], waits_for_who, one["contribution"]["most"])
        alike.setdefault(promise, []).append(one["window"]["closes"] or "9999")
    together = [days for days in alike.values() if len(set(days)) > 1]
    assert together
    assert all(days == sorted(days) for days in together)
