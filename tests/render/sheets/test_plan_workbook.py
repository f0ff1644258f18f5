"""The workbook of an application: it reads back as its plan, and its formulas come to the outcome to the cent."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import load_workbook

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.loading.application.application import load_application, parse_application
from grantcli.loading.call.library import load_library
from grantcli.model.contribution import Contribution
from grantcli.model.facts import Answer, Facts
from grantcli.render.sheets.board import letters
from grantcli.render.sheets.plan_workbook import write_workbook
from grantcli.render.sheets.rounding import rounded, rounded_formula
from grantcli.writing.whole_files import application_text

EXAMPLES = sorted(shipped("calls").glob("*/example/domanda.yaml"))
MARCHE = shipped("calls") / "marche-transizione-digitale-2022" / "example" / "domanda.yaml"
DAY = date(2026, 11, 1)


@pytest.fixture(scope="module")
def library():
    return load_library([shipped("calls")])[0]


def judged(file, library):
    application, _problems = load_application(file, library)
    return assess(library[application.call], application.facts, application.on or DAY), application.facts


def read(content: bytes):
    return load_workbook(io.BytesIO(content))


def told(items) -> list:
    return [(item.id, {key: one.value for key, one in item.answers.items()}) for item in items]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.parent.name)
def test_it_reads_back_as_the_plan_with_the_same_outcome(file, library, tmp_path):
    outcome, facts = judged(file, library)
    (tmp_path / "piano.xlsx").write_bytes(write_workbook(outcome))
    if not facts.lists.get("expenses"):
        return
    bare = replace(facts, lists={key: items for key, items in facts.lists.items() if key != "expenses"})
    edition = library[outcome.call.id]
    text = application_text(outcome.call.id, outcome.on, bare, edition.vocabulary) + "expenses: piano.xlsx\n"
    again, problems = parse_application(text, "domanda.yaml", library, tmp_path)
    assert told(again.facts.lists["expenses"]) == told(facts.lists["expenses"])
    assert {problem.kind for problem in problems} <= {"plan_read", "missing_amount"}
    new = assess(edition, again.facts, outcome.on)
    assert (new.verdict, new.contribution.amount, new.expenses.admitted) == (
        outcome.verdict,
        outcome.contribution.amount,
        outcome.expenses.admitted,
    )


def test_readers_that_compute_nothing_see_the_outcome(library):
    outcome, _facts = judged(MARCHE, library)
    sheet = read(write_workbook(outcome)).get_sheet_by_name("Contributo").to_python()
    checks = {row[0]: row[2:5] for row in sheet if row[0] in ("Costo presentato", "Costo ammesso", "Contributo")}
    assert checks["Costo presentato"] == [238100.5, 238100.5, "sì"]
    assert checks["Costo ammesso"] == [191100.5, 191100.5, "sì"]
    assert checks["Contributo"] == [66400.25, 66400.25, "sì"]


def formulas(content: bytes) -> dict[str, str]:
    """Formula by sheet and cell, as they are stored."""
    parts = zipfile.ZipFile(io.BytesIO(content))
    names = re.findall(r'<sheet name="([^"]+)"', parts.read("xl/workbook.xml").decode())
    found = {}
    for number, name in enumerate(names, start=1):
        xml = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
        found |= {f"{name}!{cell}": text for cell, text in re.findall(r'<c r="(\w+)"[^>]*><f>([^<]*)</f>', xml)}
    return found


def test_money_is_live_and_what_rules_decide_is_not(library):
    outcome, _facts = judged(MARCHE, library)
    live = formulas(write_workbook(outcome))
    first = next(cell for cell in live if cell.startswith("Spese!"))
    assert live[first].startswith("ROUND(E5")
    assert any(text.startswith("SUMIF(") for cell, text in live.items() if cell.startswith("Quadro economico!"))
    assert any("SUMIF('Spese'!" in text for cell, text in live.items() if cell.startswith("Contributo!"))
    assert not any(cell.startswith("Documenti!") for cell in live)


def test_a_limit_is_worked_out_where_it_is_one_of_the_whole_project(library):
    file = shipped("calls") / "fvg-validazione-trl-2026" / "example" / "domanda.yaml"
    outcome, _facts = judged(file, library)
    rows = read(write_workbook(outcome)).get_sheet_by_name("Quadro economico").to_python()
    row = next(row for row in rows if row[0] == "TRL-servizi")
    assert row[2] == 90000.0  # 45 % of the 200,000 presented, which is what the call's example presents
    assert row[5] == "sì"


def test_what_is_typed_never_becomes_a_formula(library):
    outcome, facts = judged(MARCHE, library)
    first, *others = facts.lists["expenses"]
    bad = first.with_answers({"description": Answer("=HYPERLINK(A1)"), "supplier": Answer("+39 ROSSI")})
    outcome = assess(library[outcome.call.id], facts.with_list("expenses", (bad, *others)), outcome.on)
    content = write_workbook(outcome)
    assert not any("HYPERLINK" in text for text in formulas(content).values())
    row = next(row for row in read(content).get_sheet_by_name("Spese").to_python() if row[0] == "S1")
    assert row[2:4] == ["=HYPERLINK(A1)", "+39 ROSSI"]


def test_the_same_outcome_is_the_same_bytes_and_says_whose_it_is(library):
    outcome, _facts = judged(MARCHE, library)
    content = write_workbook(outcome, identity="a" * 32)
    assert content == write_workbook(outcome, identity="a" * 32)
    assert b"<dc:identifier>grantcli:" + b"a" * 32 in content


def test_an_application_without_expenses_has_no_sum_of_itself(library):
    outcome = assess(library["marche-transizione-digitale-2022"], Facts(), DAY)
    for cell, text in formulas(write_workbook(outcome)).items():
        column, row = re.fullmatch(r".*!([A-Z]+)(\d+)", cell).groups()
        assert f"{column}{row}" not in re.findall(r"[A-Z]+\d+", text.replace("$", ""))


def test_columns_have_letters():
    assert [letters(at) for at in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


RULES = [
    Contribution(rounding=mode, round_to=unit)
    for mode in ("half_up", "down", "half_even")
    for unit in (Decimal("0.01"), Decimal(1), Decimal(100))
]
AMOUNTS = [Decimal(text) for text in ("0.005", "1.005", "2.675", "10.125", "10.135", "0.29", "99.50", "150", "250.5")]
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.mark.parametrize(
    ("mode", "unit", "amount", "expected"),
    [  # by hand
        ("half_up", "0.01", "10.125", "10.13"),
        ("down", "0.01", "10.129", "10.12"),
        ("half_even", "0.01", "10.125", "10.12"),
        ("half_even", "0.01", "10.135", "10.14"),
        ("down", "1", "99.99", "99"),
        ("half_up", "1", "99.50", "100"),
    ],
)
def test_rounding_as_the_call_says(mode, unit, amount, expected):
    rule = Contribution(rounding=mode, round_to=Decimal(unit))
    assert rounded(Decimal(amount), rule) == Decimal(expected)


def recalculated(folder: Path, contents: dict[str, bytes]) -> dict[str, object]:
    """The workbooks with what LibreOffice makes of their formulas, whose results are taken away before."""
    for name, content in contents.items():
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(folder / f"{name}.xlsx", "w") as bare:
            for part in old.namelist():
                bare.writestr(part, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", old.read(part)))
    command = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder / "o")]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / f"{name}.xlsx") for name in contents]
    subprocess.run([*command, profile, *files], capture_output=True, timeout=300, check=True)
    return {name: load_workbook(str(folder / "o" / f"{name}.xlsx")) for name in contents}


@needs_office
@pytest.mark.slow
def test_libreoffice_works_every_formula_out_to_what_grantcli_computed(library, tmp_path):
    contents = {file.parent.parent.name: write_workbook(judged(file, library)[0]) for file in EXAMPLES}
    for name, book in recalculated(tmp_path, contents).items():
        ours = read(contents[name])
        for sheet in ours.sheet_names:
            rows = [one.get_sheet_by_name(sheet).to_python(skip_empty_area=False) for one in (ours, book)]
            for mine, other in zip(*rows, strict=False):
                assert mine == [pytest.approx(one, abs=1e-6) if isinstance(one, float) else one for one in other]


@needs_office
@pytest.mark.slow
def test_libreoffice_rounds_as_the_call_does(tmp_path):
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    sheet = book.add_worksheet("A")
    for column, rule in enumerate(RULES):
        for row, amount in enumerate(AMOUNTS):
            sheet.write_formula(row, column, f"={rounded_formula(f'{amount:f}', rule)}")
    book.close()
    rows = recalculated(tmp_path, {"r": held.getvalue()})["r"].get_sheet_by_name("A").to_python()
    expected = [[float(rounded(amount, rule)) for rule in RULES] for amount in AMOUNTS]
    assert rows == [[pytest.approx(one, abs=1e-9) for one in row] for row in expected]
