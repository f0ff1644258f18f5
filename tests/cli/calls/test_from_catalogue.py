"""``calls new --from``: a record of the catalogue becomes a skeleton; figures secondary, the rest named gaps."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.cli.start import run
from grantcli.loading.call.library import load_edition
from grantcli.model.call import Call

RECORDS = Path(__file__).with_name("catalogue.json")


@pytest.fixture(autouse=True)
def _here(alone, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def skeleton(number: str, file: Path = RECORDS) -> Call:
    assert run(["calls", "new", "nuovo", "--from", str(file), "--record", number]) == 0
    edition, problems = load_edition(Path("nuovo"))
    assert edition is not None, problems
    assert [one for one in problems if not one.warning] == []
    return edition.call


def test_what_a_record_says_is_secondary():
    call = skeleton("5525")
    assert (call.title, call.authority, call.regions, call.checked) == (
        "Digitalizzazione delle microimprese: «prova» #1",
        "Provincia Autonoma di Bolzano",
        ("04",),
        date(2025, 11, 11),
    )
    assert [(one.what, one.at, one.status) for one in call.deadlines] == [
        ("opens", date(2025, 10, 17), "secondary"),
        ("closes", date(2028, 12, 31), "secondary"),
    ]
    assert [(one.text, one.status) for one in call.expenses.categories] == [
        ("Servizi, brevetti e licenze", "secondary")
    ]
    assert [(one.amount, one.least, one.status) for one in call.contribution.caps] == [
        (Decimal(9000), False, "secondary")
    ]
    rules = {one.id: (one.status, one.severity) for one in call.rules}
    assert rules == {
        "requisiti": ("missing", "blocking"),
        "dimensione": ("secondary", "blocking"),
        "costo-minimo": ("secondary", "blocking"),
        "costo-massimo": ("secondary", "warning"),
    }
    assert call.budget is not None
    assert call.budget.total == Decimal(3_500_000)
    links = {name: source.address for name, source in call.sources.items()}
    assert links == {
        "catalogo": "https://www.incentivi.gov.it/it/catalogo/digitalizzazione-microimprese",
        "pagina": "https://civis.bz.it/it/servizi/servizio.html?id=1045225",
    }


def test_what_it_does_not_say_is_a_gap_with_a_name_and_no_amount():
    call = skeleton("5525")
    named = {str(gap.what) for gap in call.gaps}
    assert {"Requisiti ed esclusioni", "Quote di contributo e minimi", "Documenti da allegare"} <= named
    assert "Come e quando si presenta la domanda" in named
    assert [one.rate for regime in call.contribution.regimes for one in regime.rates] == [None]


def test_no_sentence_of_the_record_is_copied():
    for number in ("5525", "3400"):
        assert run(["calls", "new", f"n-{number}", "--from", str(RECORDS), "--record", number]) == 0
    files = [file for file in Path().rglob("*") if file.is_file() and file.parent.name != "data"]
    assert len(files) >= 8
    assert [file for file in files if "FRASE" in file.read_text(encoding="utf-8")] == []


def test_the_skeleton_passes_its_own_checks_and_case(capsys):
    skeleton("5525")
    assert run(["calls", "check", "nuovo"]) == 0
    assert run(["calls", "test", "nuovo"]) == 0
    assert "1 caso su 1" in capsys.readouterr().out


def test_what_is_not_understood_is_told_and_left_out(capsys):
    call = skeleton("3400")
    told = capsys.readouterr().err
    for words in ("zs_field_novelty", "domani", "NaN", "Non classificabile/classificato", "Atlantide", "G861"):
        assert words in told
    assert (call.regions, call.contribution.gives) == (("15", "16"), "loan")
    assert call.deadlines == ()
    assert list(call.sources) == ["catalogo"], "a link that is no address of the web is none"
    assert [one.text for one in call.expenses.categories] == ["Costo del personale", "Servizi, brevetti e licenze"]
    assert any("prestito e fondo perduto" in str(gap.what) for gap in call.gaps)
    assert "zs_field_novelty" in Path("nuovo/READING.md").read_text(encoding="utf-8")


def test_a_record_by_words_of_its_title_or_alone(capsys):
    assert skeleton("digitalizzazione SERVIZI").title == "Servizi per la digitalizzazione"
    alone = Path("uno.json")
    alone.write_text(json.dumps(json.loads(RECORDS.read_text())["docs"][1]), encoding="utf-8")
    assert run(["calls", "new", "solo", "--from", str(alone)]) == 0


@pytest.mark.parametrize(
    ("words", "code"), [([], "G860"), (["--record", "digitalizzazione"], "G860"), (["--record", "9"], "G860")]
)
def test_which_record_must_be_plain(words, code, capsys):
    assert run(["calls", "new", "nuovo", "--from", str(RECORDS), *words]) == 4
    assert code in capsys.readouterr().err
    assert not Path("nuovo").exists()


@pytest.mark.parametrize(("text", "code"), [("{", "G707"), ("[]", "G859"), ('{"a": 1}', "G859"), ("[" * 9999, "G707")])
def test_what_is_no_record_is_bad_input(text, code, capsys):
    Path("a.json").write_text(text, encoding="utf-8")
    assert run(["calls", "new", "nuovo", "--from", "a.json"]) == 4
    assert code in capsys.readouterr().err


@pytest.mark.parametrize(
    "title", ["a: b # c", '"{{ 7*7 }}" %{x}', "- x\n- y", "\u202ea\x1b[31m", "{% raw %}", "è «così»", "*a &b !c"]
)
def test_an_odd_title_is_a_title(title):
    Path("a.json").write_text(json.dumps({"zs_nid": "1", "zs_title": title}), encoding="utf-8")
    call = skeleton("1", Path("a.json"))
    shown = "".join(letter for letter in " ".join(title.split()) if letter.isprintable())
    assert call.title == shown
