"""``company new / show / check / import``: a profile from nothing, completed from accounts, never overwritten."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from grantcli.cli.start import run

ACCOUNTS = Path(__file__).parents[2] / "loading/xbrl/ordinario.xbrl"
FIGURES = 23
"""Answers in those accounts: four of the firm, eight for each of two years."""

BY_HAND = """# il nostro cliente
company:
  name: Alfa Calzature   # come la chiamiamo noi
  tax_code: "00743110157"
  years:
    # dal consulente del lavoro
    2024: {headcount: 31.2, turnover: 6200000}
"""
GROUP = """company:
  name: Officine Esempio S.r.l.
  years:
    2021: {headcount: 30, turnover: 6200000, balance_sheet: 5100000}
    2020: {headcount: 28, turnover: 6000000, balance_sheet: 5000000}
  links:
    - id: M
      name: Madre S.p.A.
      direction: upstream
      percent_capital: 30 %
      years:
        2021: {headcount: 100, turnover: 9000000, balance_sheet: 9000000}
        2020: {headcount: 100, turnover: 9000000, balance_sheet: 9000000}
"""


@pytest.fixture(autouse=True)
def folder(alone, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(ACCOUNTS, tmp_path / "bilancio.xbrl")
    return tmp_path


def plain(path: Path) -> dict[str, object]:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (all text)
    data.pop("imported", None)
    return data


def test_a_new_profile_can_be_read_and_is_never_written_over(folder, capsys):
    assert run(["company", "new", "rossi.yaml", "--template"]) == 0
    assert capsys.readouterr().out == "rossi.yaml\n"
    assert run(["company", "check", "rossi.yaml"]) == 0
    assert run(["company", "show", "rossi.yaml"]) == 0
    before = (folder / "rossi.yaml").read_text(encoding="utf-8")
    assert "# Come si chiama l'impresa?" in before
    assert run(["company", "new", "rossi.yaml", "--template"]) == 4
    assert "c'è già" in capsys.readouterr().err
    assert (folder / "rossi.yaml").read_text(encoding="utf-8") == before


def test_a_new_profile_in_english(folder):
    assert run(["--lang", "en", "company", "new", "--template"]) == 0
    assert "# What is the company called?" in (folder / "company.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("start", [None, "new", "name: ALFA CALZATURE SRL\n"], ids=["no file", "a new one", "flat"])
def test_accounts_fill_a_profile_however_it_begins(start, folder, capsys):
    profile = folder / "p.yaml"
    if start == "new":
        run(["company", "new", "p.yaml", "--template"])
    elif start:
        profile.write_text(start, encoding="utf-8")
    assert run(["company", "import", "--yes", "bilancio.xbrl", "-o", "p.yaml"]) == 0
    told = capsys.readouterr()
    assert "numero medio dei dipendenti, non ULA" in told.err
    assert run(["company", "show", "p.yaml", "--json", "--on", "2025-06-30"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["facts"]["company.vat_number"] == {"value": "00743110157", "from": "import", "note": "bilancio.xbrl"}
    assert [year["id"] for year in data["facts"]["company.years"]] == ["2023", "2024"]
    assert data["standing"]["size"]["size"] == "small"
    assert any("media dei dipendenti" in doubt for doubt in data["standing"]["size"]["to_verify"])


def test_what_is_there_is_kept_and_the_difference_shown(folder, capsys):
    """Issue 5 §4: «a newer answer never silently overwrites a profile: the difference is shown»."""
    profile = folder / "p.yaml"
    profile.write_text(BY_HAND, encoding="utf-8")
    assert run(["company", "import", "--yes", "bilancio.xbrl", "-o", "p.yaml"]) == 0
    shown = capsys.readouterr().out
    differing = r"! Denominazione: ALFA CALZATURE SRL \(.*, riga \d+\) · il profilo dice Alfa Calzature, e resta così"
    assert re.search(differing, " ".join(shown.split()))
    assert f"{FIGURES - 4} dati nuovi, 2 uguali, 2 diversi." in shown
    text = profile.read_text(encoding="utf-8")
    assert "# il nostro cliente\n" in text
    assert "name: Alfa Calzature   # come la chiamiamo noi\n" in text
    assert "# dal consulente del lavoro\n" in text
    years = plain(profile)["company"]["years"]
    assert (years["2024"]["headcount"], years["2024"]["equity"], years["2023"]["headcount"]) == (
        "31.2",
        "1200000.00",
        "30.6",
    )


def test_replace_puts_the_accounts_in_the_place_of_what_differs(folder, capsys):
    profile = folder / "p.yaml"
    profile.write_text(BY_HAND, encoding="utf-8")
    assert run(["company", "import", "--yes", "bilancio.xbrl", "-o", "p.yaml", "--replace"]) == 0
    assert "· prima Alfa Calzature" in capsys.readouterr().out
    company = plain(profile)["company"]
    assert (company["name"], company["years"]["2024"]["headcount"]) == ("ALFA CALZATURE SRL", "34.00")


def test_importing_twice_changes_nothing(folder, capsys):
    assert run(["company", "import", "--yes", "bilancio.xbrl"]) == 0
    before = (folder / "company.yaml").read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(["company", "import", "--yes", "bilancio.xbrl", "bilancio.xbrl"]) == 0
    assert capsys.readouterr().out.count(f"0 dati nuovi, {FIGURES} uguali, 0 diversi.") == 2
    assert (folder / "company.yaml").read_text(encoding="utf-8") == before


def test_a_figure_corrected_by_hand_is_the_profiles_own_again(folder, capsys):
    run(["company", "import", "--yes", "bilancio.xbrl"])
    profile = folder / "company.yaml"
    profile.write_text(
        profile.read_text(encoding="utf-8").replace("headcount: 34.00", "headcount: 31"), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["company", "show", "company.yaml", "--json"]) == 0
    last = json.loads(capsys.readouterr().out)["facts"]["company.years"][1]
    assert (last["headcount"]["from"], last["turnover"]["from"]) == ("profile", "import")


@pytest.mark.parametrize(
    ("profile", "kind"),
    [
        ('company: {tax_code: "12345670017"}\n', "altra impresa"),
        ("company: {years: [{year: 2024, headcount: 1}]}\n", "non si può completare"),
        ("company: {founded: mai}\n", "data"),
        ("- a\n", "tabella"),
    ],
)
def test_a_profile_that_cannot_take_them_is_not_touched(profile, kind, folder, capsys):
    (folder / "p.yaml").write_text(profile, encoding="utf-8")
    assert run(["company", "import", "--yes", "bilancio.xbrl", "-o", "p.yaml"]) == 4
    assert kind in capsys.readouterr().err
    assert (folder / "p.yaml").read_text(encoding="utf-8") == profile


def test_a_file_that_is_no_accounts_is_a_problem(folder, capsys):
    (folder / "b.xbrl").write_text("<a/>", encoding="utf-8")
    assert run(["company", "import", "--yes", "b.xbrl"]) == 4
    assert "non è un bilancio XBRL" in capsys.readouterr().err
    assert not (folder / "company.yaml").exists()


def test_check_tells_where_a_group_cannot_be(folder, capsys):
    wrong = GROUP.replace("id: M\n", "id: M\n      of: X\n").replace("30 %", "130 %")
    (folder / "p.yaml").write_text(wrong, encoding="utf-8")
    assert run(["company", "check", "p.yaml"]) == 4
    assert re.search(r"p\.yaml:11:\d+: company\.links", capsys.readouterr().err)
    (folder / "p.yaml").write_text(GROUP.replace("id: M\n", "id: M\n      of: X\n"), encoding="utf-8")
    assert run(["company", "check", "p.yaml"]) == 4
    assert "nessun legame ha la sigla «X»" in capsys.readouterr().err


def test_check_knows_what_only_some_call_asks_and_doubts_the_rest(folder, capsys):
    (folder / "p.yaml").write_text("company: {name: Alfa, colour: blu}\n", encoding="utf-8")
    assert run(["company", "check", "p.yaml"]) == 0
    told = capsys.readouterr()
    assert "fatto sconosciuto «company.colour»" in told.err
    assert told.out == "1 profilo controllato, nessun errore\n"


def test_show_draws_the_group(folder, capsys):
    """30 and 30 % of 100 are 60 work units: medium, not the small one that the firm alone would be (Annex I art. 6)."""
    (folder / "p.yaml").write_text(GROUP, encoding="utf-8")
    assert run(["company", "show", "p.yaml", "--on", "2022-06-20"]) == 0
    shown = capsys.readouterr().out
    assert "Dimensione: media · con un'altra impresa" in shown
    assert re.search(r"Totale 2021 +60 +8\.900\.000,00 € +7\.800\.000,00 €", shown)
    assert "└── Madre S.p.A." in shown


def test_an_application_that_says_otherwise_than_its_profile_warns(folder, capsys):
    example = Path(__file__).parents[3] / "calls/marche-transizione-digitale-2022/example/domanda.yaml"
    data = yaml.load(example.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 (all text)
    (folder / "rossi.yaml").write_text(yaml.safe_dump({"company": data["company"]}), encoding="utf-8")
    data["company"] = {"profile": "rossi.yaml", "declared_size": "micro"}
    (folder / "domanda.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    assert run(["evaluate", "domanda.yaml", "--on", "2022-06-20"]) == 0
    told = capsys.readouterr()
    assert "company.declared_size: il profilo dice «small» (rossi.yaml:" in told.err
    assert "La dimensione dichiarata deve coincidere" in told.out
    assert run(["evaluate", "domanda.yaml", "--on", "2022-06-20", "--json"]) == 0
    (warning,) = [text for text in json.loads(capsys.readouterr().out)["warnings"] if "il profilo" in text]
    assert warning.startswith("Dimensione dichiarata: il profilo dice «small»")
    assert run(["dossier", "domanda.yaml", "--format", "json", "--on", "2022-06-20"]) == 0
    (file,) = (folder / "dossier").iterdir()
    assert warning in json.loads(file.read_text(encoding="utf-8"))["warnings"]


def test_without_a_terminal_a_profile_is_not_begun(folder, capsys):
    assert run(["company", "new", "rossi.yaml"]) == 4
    assert "--template" in capsys.readouterr().err
    assert not (folder / "rossi.yaml").exists()
