"""The commands on calls, on the shipped ones and on folders made here."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from grantcli.cli.library import Library, folders
from grantcli.cli.shell.setting import Setting
from grantcli.cli.start import run

MARCHE = "marche-transizione-digitale-2022"
SMALL = """\
id: {id}
title: {{it: Bando piccolo, en: Small call}}
authority: Comune Inventato
sources: {{bando: {{title: Testo, kind: call}}}}
deadlines:
  - {{id: A, text: Apertura, cite: bando §1, what: opens, at: 2030-03-01}}
  - {{id: B, text: Chiusura, cite: bando §1, what: closes, at: 2030-04-30T12:00}}
rules:
  - {{id: R, text: È attiva., cite: bando §2, require: {{company.active: true}}}}
"""


pytestmark = pytest.mark.usefixtures("alone")


def write_call(folder: Path, ident: str = "piccolo", text: str = SMALL) -> Path:
    """Write a small call into ``folder`` and return the folder of calls."""
    place = folder / ident
    place.mkdir(parents=True)
    (place / "call.yaml").write_text(text.format(id=ident), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2030-02-28", "apre: 1º marzo 2030"),
        ("01/03/2030", "aperto, scade: 30 aprile 2030, ore 12:00"),
        ("2030-04-30", "aperto, scade: 30 aprile 2030, ore 12:00"),
        ("2030-05-01", "chiuso: 30 aprile 2030, ore 12:00"),
    ],
)
def test_the_list_tells_the_window_on_a_day(on, words, tmp_path, capsys):
    assert run(["calls", "list", "--calls", str(write_call(tmp_path / "c")), "--on", on]) == 0
    shown = capsys.readouterr()
    assert words in shown.out
    assert MARCHE in shown.out
    assert shown.err == ""


def test_the_list_as_data(tmp_path, capsys):
    assert run(["calls", "list", "--json", "--on", "2030-04-01", "--calls", str(write_call(tmp_path / "c"))]) == 0
    found = {entry["id"]: entry for entry in json.loads(capsys.readouterr().out)["calls"]}
    assert found["piccolo"]["state"] == "open"
    assert found["piccolo"]["closes"] == "2030-04-30T12:00:00"
    assert found[MARCHE]["state"] == "closed"


def test_a_call_is_shown_with_its_rules_and_citations(capsys):
    assert run(["calls", "show", MARCHE]) == 0
    shown = capsys.readouterr().out
    for words in ("MAR-2.1-A · bando §2.1 A", "140.000,00 €", "Che cosa non è ammesso", "16 maggio 2022, ore 10:00"):
        assert words in shown


def test_an_amendment_moves_the_closing_day(capsys):
    """The extension to 15 July is an amendment known from 30 June: before it the original day holds."""
    assert run(["calls", "show", MARCHE, "--json", "--on", "2022-06-01"]) == 0
    before = json.loads(capsys.readouterr().out)
    assert run(["calls", "show", MARCHE, "--json", "--on", "2022-07-01"]) == 0
    after = json.loads(capsys.readouterr().out)
    assert (before["closes"], after["closes"]) == ("2022-06-30T13:00:00", "2022-07-15")
    assert (before["state"], after["state"]) == ("open", "open")


def test_part_of_an_id_is_enough_when_only_one_has_it(capsys):
    assert run(["calls", "show", "marche-transizione", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == MARCHE


def test_an_unknown_call_is_bad_input_with_the_nearest_name(capsys):
    assert run(["calls", "show", "marche-transizione-2022"]) == 4
    assert MARCHE in capsys.readouterr().err


def test_part_of_an_id_that_several_have_names_them(capsys):
    assert run(["calls", "show", "voucher"]) == 4
    assert "«cosenza-voucher-digitali-2026», «voucher-3i»?" in capsys.readouterr().err


def test_check_tells_the_place_of_a_fault_and_exits_4(tmp_path, capsys):
    calls = write_call(tmp_path / "c", text=SMALL.replace("cite: bando §2", "citte: bando §2"))
    assert run(["calls", "check", str(calls)]) == 4
    assert "call.yaml:9:30" in capsys.readouterr().err


def test_check_of_a_name_that_is_no_call(capsys):
    assert run(["calls", "check", "nulla-di-simile"]) == 4
    assert "nulla-di-simile: nessun bando ha questo nome" in capsys.readouterr().err


@pytest.mark.parametrize("way", ["option", "environment", "data folder"])
def test_calls_of_the_user_stand_beside_the_shipped_ones(way, tmp_path, monkeypatch, capsys):
    own = write_call(tmp_path / ("data/grantcli/calls" if way == "data folder" else "own"))
    if way == "environment":
        monkeypatch.setenv("GRANTCLI_CALLS", str(own))
    extra = ["--calls", str(own)] if way == "option" else []
    assert run(["calls", "show", "piccolo", *extra]) == 0
    assert "Bando piccolo" in capsys.readouterr().out


def test_a_call_of_the_user_never_shadows_a_shipped_one(tmp_path, capsys):
    own = write_call(tmp_path / "own", MARCHE)
    assert run(["calls", "show", MARCHE, "--json", "--calls", str(own)]) == 0
    shown = capsys.readouterr()
    assert "Comune Inventato" not in shown.out
    assert "c'è già in" in shown.err


@pytest.mark.parametrize("command", [["show", MARCHE], ["list"]])
def test_an_own_edition_of_a_shipped_call_wins_only_when_asked_for_and_is_told(command, tmp_path, capsys):
    own = write_call(tmp_path / "own", MARCHE)
    assert run(["calls", *command, "--calls", str(own)]) == 0
    shown = capsys.readouterr()
    assert "Comune Inventato" not in shown.out
    assert shown.err.count("c'è già in") == 1
    assert "--own-first" in shown.err
    assert run(["calls", *command, "--calls", str(own), "--own-first"]) == 0
    shown = capsys.readouterr()
    assert "Comune Inventato" in shown.out
    assert shown.err.count("c'è già in") == 1
    assert str(own / MARCHE) in shown.err


def test_the_lines_for_a_machine_check_an_own_edition(tmp_path, capsys):
    own = str(write_call(tmp_path / "own", MARCHE))
    assert run(["calls", "check", own, "--calls", own]) == 4
    assert "cambiare id" in capsys.readouterr().err
    assert run(["calls", "check", own, "--calls", own, "--own-first"]) == 0


def test_a_call_whose_folder_has_another_name_is_found_by_its_id(tmp_path):
    place = write_call(tmp_path / "own", "piccolo")
    (place / "piccolo").rename(place / "cartella")
    library = Library(folders(Setting((place,))))
    assert library["piccolo"].call.id == "piccolo"
    assert library.get("altro") is None


def test_titles_follow_the_language(tmp_path, capsys):
    assert run(["calls", "show", "piccolo", "--lang", "en", "--calls", str(write_call(tmp_path / "c"))]) == 0
    assert "Small call" in capsys.readouterr().out


def test_the_schema_is_a_json_schema_that_the_shipped_call_fits(capsys):
    assert run(["calls", "schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "contribution" in schema["properties"]


CASE = """\
- {name: attiva, on: 2030-04-01, facts: {company.active: true}, expect: {findings: {R: pass}}}
- {name: ferma, on: 2030-04-01, facts: {company.active: false}, expect: {findings: {R: pass}}}
"""


def test_cases_that_do_not_hold_show_what_was_expected_and_what_came(tmp_path, capsys):
    own = write_call(tmp_path / "own")
    (own / "piccolo/cases").mkdir()
    (own / "piccolo/cases/prova.yaml").write_text(CASE, encoding="utf-8")
    assert run(["calls", "test", str(own)]) == 4
    shown = capsys.readouterr().out
    assert "1 caso su 2 torna" in shown
    assert re.search(r"findings\.R +pass +fail", shown)
    assert "ferma" in shown
    assert "attiva" not in shown


def test_cases_that_hold_take_one_line(tmp_path, capsys):
    own = write_call(tmp_path / "own")
    (own / "piccolo/cases").mkdir()
    (own / "piccolo/cases/prova.yaml").write_text(CASE.splitlines()[0], encoding="utf-8")
    assert run(["calls", "test", str(own)]) == 0
    assert capsys.readouterr().out.splitlines() == ["  ✓ piccolo  1 caso su 1 torna"]


BETWEEN = ["--from", "2022-06-20", "--to", "2022-07-05"]
EXAMPLE = Path(__file__).parents[3] / f"calls/{MARCHE}/example/domanda.yaml"


def test_what_an_amendment_changed(capsys):
    """The extension to 15 July is known from 30 June, its hour and its act are not verified."""
    assert run(["calls", "diff", MARCHE, *BETWEEN]) == 0
    shown = capsys.readouterr().out
    assert "at: 30 giugno 2022, ore 13:00 → 15 luglio 2022" in shown
    assert "verified: sì → no" in shown
    assert "Che cosa cambia nell'esito" not in shown


def test_what_an_amendment_does_to_an_application(capsys):
    """On 5 July, after the start declared for the 4th, the project starts before the application."""
    assert run(["calls", "diff", MARCHE, *BETWEEN, "--with", str(EXAMPLE)]) == 0
    shown = capsys.readouterr().out
    assert "da verificare → non ammissibile" in shown
    assert "MAR-3.5-1" in shown
    assert "findings." not in shown


def test_differences_as_data(capsys):
    assert run(["calls", "diff", MARCHE, *BETWEEN, "--with", str(EXAMPLE), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    moved = {one["path"]: (one["before"], one["after"]) for one in data["changes"]}
    assert moved["deadlines[MAR-4.3-2].at"] == ("2022-06-30T13:00:00", "2022-07-15")
    assert moved["deadlines[MAR-4.3-2].verified"] == (True, False)
    assert {"path": "verdict", "before": "to_verify", "after": "not_eligible"} in data["outcome"]


def test_two_days_of_one_version_differ_in_nothing(capsys):
    assert run(["calls", "diff", MARCHE, "--from", "2022-05-20", "--to", "2022-05-21"]) == 0
    assert "Fra i due giorni non cambia nulla." in capsys.readouterr().out


def test_a_new_call_passes_check_and_its_own_cases(tmp_path, capsys):
    assert run(["calls", "new", "lazio-export-2026", "-o", str(tmp_path)]) == 0
    written = {
        Path(line).relative_to(tmp_path / "lazio-export-2026").as_posix() for line in capsys.readouterr().out.split()
    }
    assert written == {"call.yaml", "cases/prova.yaml", "example/domanda.yaml", "READING.md"}
    assert run(["calls", "check", str(tmp_path)]) == 0
    assert run(["calls", "test", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert "3 casi su 3 tornano" in shown.out
    assert shown.err == ""


def test_a_new_call_overwrites_nothing(tmp_path, capsys):
    (tmp_path / "mio").mkdir()
    (tmp_path / "mio/call.yaml").write_text("id: mio\n")
    assert run(["calls", "new", "mio", "-o", str(tmp_path)]) == 4
    assert "c'è già" in capsys.readouterr().err
    assert (tmp_path / "mio/call.yaml").read_text() == "id: mio\n"


def test_a_new_call_takes_no_name_that_another_has(tmp_path, capsys):
    """It would stand in the shadow of the shipped one, and never be read."""
    assert run(["calls", "new", MARCHE, "-o", str(tmp_path)]) == 4
    assert "c'è già" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["Lazio", "../fuori", "a b", "-x-", ""])
def test_a_name_that_cannot_be_an_id_is_wrong_usage(name, tmp_path, capsys):
    assert run(["calls", "new", "-o", str(tmp_path), "--", name]) == 2
    assert "solo lettere minuscole" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_a_call_says_of_its_procedure_is_shown(capsys):
    """The two phases of the Lombard call, and the note on the closing date that an article swaps."""
    assert run(["calls", "show", "lombardia-filiere-2022"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Come si svolge" in shown
    assert "inviata dal capofila su Telemaco" in shown
    assert "che per le altre è il termine della manifestazione di interesse" in shown
    assert "18 che escludono, di 28 regole" in shown
