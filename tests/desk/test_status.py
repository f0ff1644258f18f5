"""The desk: sorted by urgency, a broken file stops no other, remembered by content, what an amendment changes."""

import json
import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.interview.interview_script import example, marche

from grantcli.assessment.assess import assess
from grantcli.cli import status as command
from grantcli.cli.start import run
from grantcli.desk import gathering, memory
from grantcli.render.memo.steps import steps

ROOT = Path(__file__).parents[2]
OPEN = {"lombardia-nuova-impresa-2026": 61, "euipo-sme-fund-2026": 5, "conto-termico-3-imprese": None}
"""Calls open on 29 November 2026 and the days left: to 29 January 2027, 4 December 2026, while the money lasts."""
CLOSED = "marche-transizione-digitale-2022"
DAY = date(2022, 6, 20)


@pytest.fixture(autouse=True)
def desk(alone, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(command, "today", lambda: date(2026, 11, 29))
    folder = tmp_path / "clienti"
    for call in (*OPEN, CLOSED):
        shutil.copytree(ROOT / "calls" / call / "example", folder / call)
    return folder


def told(capsys, *words) -> tuple[int, dict]:
    code = run(["status", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_most_urgent_comes_first_with_its_days(desk, capsys):
    code, found = told(capsys, desk)
    rows = found["applications"]
    assert code == 0
    assert [(one["call"], one["days_left"]) for one in rows[:3]] == [
        ("euipo-sme-fund-2026", 5),
        ("lombardia-nuova-impresa-2026", 61),
        ("conto-termico-3-imprese", None),
    ]
    assert (rows[3]["call"], rows[3]["window"]["state"]) == (CLOSED, "closed")
    assert rows[0]["window"]["doubt"] == "fonte secondaria; l'ora non è nota"


def test_a_row_says_client_verdict_money_documents(desk, capsys):
    marche = told(capsys, desk)[1]["applications"][3]
    assert (marche["client"], marche["verdict"]) == ("Meccanica Esempio S.r.l.", "to_verify")
    assert [(one["amount"], one["status"]) for one in marche["contribution"]] == [("66400.25", "estimate")]
    assert sum(one["due"] == "required" for one in marche["documents"]) == 6
    assert marche["judged_on"] == "2022-06-20", "the day that the file gives"


def test_missing_answers_are_named(desk, capsys):
    file = desk / CLOSED / "domanda.yaml"
    file.write_text(file.read_text().replace("  active: true\n", ""))
    assert run(["status", str(desk / CLOSED)]) == 0
    assert "manca 1 risposta: Impresa attiva" in capsys.readouterr().out


def test_what_the_sources_do_not_give_is_named_a_rule_as_a_rule(desk, capsys):
    """Of Nuova Sabatini the reference rate of State aid; a rule of Lombardia is told where current costs are there."""
    for call in ("nuova-sabatini", "lombardia-nuova-impresa-2026"):
        shutil.copytree(ROOT / "calls" / call / "example", desk / call, dirs_exist_ok=True)
    assert run(["status", str(desk / "nuova-sabatini")]) == 0
    assert "le fonti non danno 1 cifra: Tasso di riferimento degli aiuti di Stato" in capsys.readouterr().out
    file = desk / "lombardia-nuova-impresa-2026" / "domanda.yaml"
    file.write_text(re.sub(r"^  NI26-correnti:.*\n(    .*\n)*", "", file.read_text(), flags=re.M))
    assert run(["status", str(file.parent)]) == 0
    assert "le fonti non danno 1 regola: Le spese correnti" in capsys.readouterr().out


def test_a_week_leaves_out_what_is_due_later(desk, capsys):
    assert [one["call"] for one in told(capsys, desk, "--week")[1]["applications"]] == ["euipo-sme-fund-2026"]
    assert told(capsys, desk, "--week", "--on", "2026-08-01")[1]["applications"] == []


def test_a_broken_file_stops_no_other(desk, capsys):
    (desk / "rotta.yaml").write_text("call: [\n")
    (desk / "altrove.yaml").write_text("call: boh\n")
    (desk / "company.yaml").write_text("company:\n  name: Non è una domanda\n")
    (desk / ".nascosta").mkdir()
    (desk / ".nascosta" / "domanda.yaml").write_text("call: boh\n")
    code, found = told(capsys, desk)
    assert code == 5
    assert len(found["applications"]) == 4
    assert sorted(Path(one).name for one in found["unread"]) == ["altrove.yaml", "rotta.yaml"]
    assert {Path(one["file"]).name for one in found["problems"]} == {"altrove.yaml", "rotta.yaml"}


def test_an_error_of_ours_spoils_one_file_alone(desk, capsys, monkeypatch):
    real = gathering.status_of

    def failing(application, *rest):
        if application.call == CLOSED:
            raise ZeroDivisionError("prova")
        return real(application, *rest)

    monkeypatch.setattr(gathering, "status_of", failing)
    code, found = told(capsys, desk)
    assert (code, len(found["applications"])) == (5, 3)
    assert [one["code"] for one in found["problems"]] == ["G908"]


def test_a_project_is_no_application(desk, capsys):
    shutil.copytree(ROOT / "calls/inter-ventures/example", desk / "progetto")
    code, found = told(capsys, desk)
    assert (code, len(found["applications"])) == (0, 4)
    assert [(one["code"], one["severity"]) for one in found["problems"]] == [("G233", "warning")]


@pytest.mark.parametrize("folder", ["manca", "vuota"])
def test_nothing_there_is_bad_input(folder, tmp_path, capsys):
    (tmp_path / "vuota").mkdir()
    code, found = told(capsys, tmp_path / folder)
    assert (code, found["schema"], len(found["problems"])) == (4, "grantcli/problems/1", 1)


def judged(monkeypatch) -> list[str]:
    seen: list[str] = []
    real = gathering.status_of
    monkeypatch.setattr(gathering, "status_of", lambda one, *rest: [seen.append(one.call), real(one, *rest)][1])
    return seen


def test_what_did_not_change_is_not_judged_again(desk, capsys, monkeypatch):
    first = told(capsys, desk)
    seen = judged(monkeypatch)
    assert told(capsys, desk) == first
    assert seen == []
    file = desk / CLOSED / "domanda.yaml"
    file.write_text(file.read_text().replace("Meccanica Esempio", "Altra Esempio"))
    assert told(capsys, desk)[1]["applications"][3]["client"] == "Altra Esempio S.r.l."
    assert seen == [CLOSED]


def test_the_files_that_an_application_names_count_as_its_own(desk, capsys, monkeypatch):
    file, profile = desk / CLOSED / "domanda.yaml", desk / "company.yaml"
    profile.write_text("company:\n  size: small\n  name: Prima S.r.l.\n")
    file.write_text(f"call: {CLOSED}\ncompany: ../company.yaml\n")
    assert told(capsys, file)[1]["applications"][0]["client"] == "Prima S.r.l."
    seen = judged(monkeypatch)
    told(capsys, file)
    assert seen == []
    profile.write_text("company:\n  name: Seconda S.r.l.\n")
    assert told(capsys, file)[1]["applications"][0]["client"] == "Seconda S.r.l."


@pytest.mark.parametrize("change", ["day", "language", "program", "since"])
def test_what_else_decides_judges_again(change, desk, capsys, monkeypatch):
    folder = desk / CLOSED
    file = folder / "domanda.yaml"
    file.write_text(file.read_text().replace("on: 2022-06-20\n", ""))
    told(capsys, folder)
    seen = judged(monkeypatch)
    words = {"language": ["--lang", "en"], "since": ["--since", "2022-06-01"]}.get(change, [])
    if change == "day":
        monkeypatch.setattr(command, "today", lambda: date(2026, 11, 30))
    if change == "program":
        monkeypatch.setattr(memory, "_program", lambda: "other code")
    told(capsys, folder, *words)
    assert seen == [CLOSED]


def test_a_day_written_in_the_file_is_good_on_every_day(desk, capsys, monkeypatch):
    told(capsys, desk / CLOSED)
    seen = judged(monkeypatch)
    monkeypatch.setattr(command, "today", lambda: date(2026, 11, 30))
    told(capsys, desk / CLOSED)
    assert seen == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"program": 1}', b"\xff"])
def test_a_damaged_memory_is_no_memory(damage, desk, capsys, tmp_path):
    first = told(capsys, desk / CLOSED)
    (kept,) = (tmp_path / "cache/grantcli/desk").iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_bytes(damage)
    assert told(capsys, desk / CLOSED) == first


def test_a_memory_that_others_may_write_is_not_read(desk, capsys, tmp_path, monkeypatch):
    told(capsys, desk / CLOSED)
    (kept,) = (tmp_path / "cache/grantcli/desk").iterdir()
    kept.chmod(0o666)
    seen = judged(monkeypatch)
    told(capsys, desk / CLOSED)
    assert seen == [CLOSED]


def test_what_an_amendment_changes_is_told_alone(desk, capsys):
    """On 2 July 2022 the extension of 30 June opens again what would have closed on 30 June, and nothing else."""
    words = [desk / CLOSED, "--since", "2022-06-01", "--on", "2022-07-02"]
    (found,) = told(capsys, *words)[1]["applications"]
    assert [one["since"] for one in found["amendments"]] == ["2022-06-30"]
    effects = {one["path"]: (one["before"], one["after"]) for one in found["effects"]}
    assert effects == {
        "verdict": ("non ammissibile", "da verificare"),
        "findings.MAR-4.3-2": ("non soddisfatto", "soddisfatto"),
        "deadlines.MAR-4.3-2": ("30 giugno 2022, ore 13:00", "15 luglio 2022"),
    }
    (later,) = told(capsys, desk / CLOSED, "--since", "2022-07-01", "--on", "2022-07-02")[1]["applications"]
    assert (later["amendments"], later["effects"]) == ([], [])


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("language", ["it", "en"])
def test_the_screen_fits(columns, language, desk, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert run(["status", str(desk), "--lang", language, "--since", "2022-01-01"]) == 0
    screen = capsys.readouterr().out
    paths = [line for line in screen.splitlines() if "domanda.yaml" in line]
    assert max(len(line) for line in screen.splitlines() if line not in paths) <= columns
    assert ("scade fra 5 giorni" if language == "it" else "closes in 5 days") in screen


@pytest.mark.slow
def test_two_hundred_warm_take_at_most_five_lists(desk, tmp_path):
    """Of the issue: ratios, of the times that processes took of the processor; the least of three each."""
    from tests.cli.shell.processes import shell

    for number in range(200):
        shutil.copytree(desk / [*OPEN, CLOSED][number % 4], tmp_path / "molti" / f"{number:03}")
    shell(f"status {tmp_path / 'molti'}", COLUMNS="80")

    def taken(line: str) -> float:
        times = []
        for _time in range(3):
            before = os.times()
            assert shell(line, COLUMNS="80").returncode == 0
            after = os.times()
            times.append(after.children_user + after.children_system - before.children_user - before.children_system)
        return min(times)

    taken("calls list")
    assert taken(f"status {tmp_path / 'molti'}") <= 5 * taken("calls list")


def test_the_aid_is_told_form_by_form(tmp_path, capsys):
    """20 % of 100,000 is 20,000; 80,000 asked, but 90 % together leaves 70,000 to the loan (cases of that call)."""
    folder = tmp_path / "prestito"
    folder.mkdir()
    cost = "expenses:\n  - {id: S1, category: A, description: Macchina, amount: 100000}\n"
    (folder / "domanda.yaml").write_text(f"call: loan-and-grant\non: 2026-06-01\nloan_asked: 80000\n{cost}")
    (found,) = told(capsys, folder, "--calls", ROOT / "tests/sayable")[1]["applications"]
    amounts = [(one["form"], one["label"], one["amount"]) for one in found["contribution"]]
    assert amounts == [("grant", "fondo perduto", "20000.00"), ("loan", "prestito", "70000.00")]


def test_parts_of_one_form_are_told_by_name_with_their_sum(tmp_path, capsys):
    """12,000 + 4,200 + 1,500 of the example are 17,700."""
    folder = tmp_path / "nuovo"
    shutil.copytree(ROOT / "calls/marche-fondo-nuovo-credito/example", folder)
    (found,) = told(capsys, folder)[1]["applications"]
    parts = {one["label"]: one["amount"] for one in found["contribution"]}
    assert parts == {
        "Fondo perduto": "12000.00",
        "Contributo agli interessi": "4200.00",
        "Costo della garanzia": "1500.00",
    }
    assert run(["status", str(folder)]) == 0
    screen = " ".join(capsys.readouterr().out.split())
    assert "fondo perduto: 17.700,00 € (stima), cioè Fondo perduto 12.000,00 €, Contributo agli interessi" in screen


def test_the_dates_of_all_are_one_calendar(desk, capsys):
    """Each application's events as its own dossier has them, so that one calendar takes the place of the other."""
    assert run(["status", str(desk), "--ics"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[-1], lines.count("BEGIN:VCALENDAR")) == ("BEGIN:VCALENDAR", "END:VCALENDAR", 1)
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) >= 8
    assert "DTSTART;VALUE=DATE:20261204" in lines, "the closing of the SME Fund, a day without an hour"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT")
    assert max(len(line.encode()) for line in lines) <= 75
    summaries = [line for line in "\n".join(lines).replace("\n ", "").split("\n") if line.startswith("SUMMARY:")]
    assert "SUMMARY:Birrificio Esempio S.r.l.: SME Fund · Chiusura delle domande (da verificare)" in summaries
    assert run(["status", str(desk), "--ics", "--week"]) == 0
    assert len([line for line in capsys.readouterr().out.splitlines() if line.startswith("UID:")]) < len(uids)


def test_screen_memo_and_desk_count_the_papers_alike(desk, capsys):
    """Marche by hand: 1, 3 to 6 with the application, 11 and 12 for the score, the receipt of the stamp after."""
    file = desk / CLOSED / "domanda.yaml"
    run(["status", str(file)])
    assert "documenti: 5 dovuti, 2 solo per il punteggio, 1 dopo la domanda" in " ".join(
        capsys.readouterr().out.split()
    )
    run(["evaluate", str(file)])
    assert "Allegati · 5 dovuti, 2 solo per il punteggio, 1 dopo la domanda" in capsys.readouterr().out
    assert "Raccogliere e firmare i documenti: 5 dovuti, 2 solo per il punteggio." in steps(
        assess(marche(), example(), DAY)
    )
