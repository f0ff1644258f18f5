"""Tables wide, long, with items beside; Italian figures; foreign names; damage. All that is good gives its outcome."""

import csv
import json
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.batch.batch_rows import DAY, MARCHE, application, edition, example, job

from grantcli.batch.inputs import find_inputs
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.tables.columns import Columns
from grantcli.batch.tables.finder import Finder
from grantcli.batch.tables.mapping import Mapping, load_mapping
from grantcli.batch.tables.steps import EntryStep, ItemStep, Target
from grantcli.batch.template.contents import asked_facts
from grantcli.batch.template.workbook import write_template
from grantcli.model.vocabulary import Fact
from grantcli.tabular.cell_text import cell_text
from grantcli.tabular.csv_records import dialect_of, read_records

COLUMNS = Columns(edition().vocabulary)


def flat(data: object, path: str = "") -> dict[str, str]:
    """The data of an application by column: ``expenses[1].amount``, ``company.years[2021].turnover``."""
    if isinstance(data, dict):
        steps = {"company.years": "{}[{}]", "market.years": "{}[{}]", "supplied": "{}[{}]"}
        form = steps.get(path, "{}.{}" if path else "{}{}")
        return {key: text for name, part in data.items() for key, text in flat(part, form.format(path, name)).items()}
    if isinstance(data, list) and data and isinstance(data[0], dict):
        parts = [flat(part, f"{path}[{n}]") for n, part in enumerate(data, start=1)]
        return {key: text for part in parts for key, text in part.items()}
    return {path: "; ".join(data) or "nessuno" if isinstance(data, list) else data}


def write_csv(path, rows, delimiter=";", encoding="utf-8-sig"):
    head = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(head)
        writer.writerows([row.get(name, "") for name in head] for row in rows)
    return path


def write_xlsx(path, sheets: dict[str, list[dict]]):
    book = xlsxwriter.Workbook(str(path))
    days = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        head = list(dict.fromkeys(key for row in rows for key in row))
        sheet.write_row(0, 0, head)
        for at, row in enumerate(rows, start=1):
            for column, key in enumerate(head):
                value = row.get(key, "")
                sheet.write(at, column, value, *([days] if isinstance(value, date) else []))
    book.close()
    return path


def read(*paths, mapping=None):
    """All rows of the files judged: outcomes by name, problems."""
    inputs, problems = find_inputs([str(path) for path in paths], Finder(COLUMNS, mapping or Mapping()))
    assert not [problem for problem in problems if not problem.warning], problems
    results = [result for one in inputs for result in judge_rows(job(call=MARCHE), list(one.rows()))]
    told = [problem for result in results for problem in result.problems]
    return {result.ident: json.loads(result.outcome) for result in results if result.outcome}, told


def wanted(number=1) -> dict:
    (result,) = judge_rows(job(), rows_for(application(number)))
    return json.loads(result.outcome)


def rows_for(data):
    from grantcli.batch.rows.row import Row

    return [Row("x", 1, json.dumps(data).encode())]


def test_a_wide_table_says_what_the_json_says(tmp_path):
    path = write_csv(tmp_path / "domande.csv", [flat(application(n)) for n in (1, 5)])
    outcomes, problems = read(path)
    assert not problems
    assert outcomes == {"D0001": wanted(1), "D0005": wanted(5)}


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), ("\t", "utf-8"), (";", "cp1252")])
def test_however_the_file_is_written(tmp_path, delimiter, encoding):
    path = write_csv(tmp_path / "domande.csv", [flat(application(1))], delimiter, encoding)
    assert read(path)[0] == {"D0001": wanted(1)}


def apart(data: dict) -> tuple[dict[str, str], list[dict[str, str]]]:
    whole = flat({key: value for key, value in data.items() if key != "expenses"})
    return whole, [{f"expenses[].{key}": text for key, text in flat(one).items()} for one in data["expenses"]]


def test_a_long_table_has_a_row_for_each_expense(tmp_path):
    rows = []
    for number in (1, 2):
        whole, items = apart(application(number))
        rows += [{**(whole if at == 0 or number == 2 else {"id": whole["id"]}), **one} for at, one in enumerate(items)]
    outcomes, problems = read(write_csv(tmp_path / "domande.csv", rows))
    assert not problems
    assert outcomes == {"D0001": wanted(1), "D0002": wanted(2)}


def test_rows_of_one_application_that_are_apart_or_disagree_make_it_bad(tmp_path):
    whole, items = apart(application(1))
    other = {**apart(application(2))[0], **items[0]}
    rows = [{**whole, **items[0]}, other, {**whole, **items[1]}]
    outcomes, problems = read(write_csv(tmp_path / "a.csv", rows))
    assert list(outcomes) == ["D0002"]
    assert [problem.kind for problem in problems] == ["scattered", "scattered"]
    rows = [{**whole, **items[0]}, {**whole, **items[1], "company.name": "altro"}]
    outcomes, problems = read(write_csv(tmp_path / "b.csv", rows))
    assert (outcomes, [(p.kind, p.path, p.place.line) for p in problems]) == ({}, [("conflict", "company.name", 3)])


def test_expenses_may_stand_in_a_table_beside(tmp_path):
    wholes, beside = [], []
    for number in (1, 2):
        whole, items = apart(application(number))
        wholes.append(whole)
        beside += [
            {"domanda": whole["id"], **{k.removeprefix("expenses[]."): t for k, t in one.items()}} for one in items
        ]
    beside.append({"domanda": "D9999", "id": "S1", "amount": "10"})
    outcomes, problems = read(write_csv(tmp_path / "a.csv", wholes), write_csv(tmp_path / "spese.csv", beside))
    assert outcomes == {"D0001": wanted(1), "D0002": wanted(2)}
    assert [(problem.kind, problem.place.line) for problem in problems] == [("orphan", len(beside) + 1)]


def test_a_damaged_expense_makes_its_application_bad_not_cheaper(tmp_path):
    whole, items = apart(application(1))
    path = write_csv(tmp_path / "domande.csv", [whole])
    rows = [{"domanda": "D0001", **{k.removeprefix("expenses[]."): t for k, t in one.items()}} for one in items]
    spese = write_csv(tmp_path / "spese.csv", rows)
    text = spese.read_text("utf-8-sig").splitlines()
    spese.write_text("\n".join([*text[:3], text[3] + ";di troppo", *text[4:]]), encoding="utf-8")
    outcomes, problems = read(path, spese)
    assert outcomes == {}
    assert [problem.kind for problem in problems] == ["wrong_width"]


def test_labels_and_italian_figures(tmp_path):
    """Issue 6 §1: Italian numbers and dates."""
    row = {
        "Domanda": "D1",
        "Denominazione": "Rossi S.r.l.",
        "Data di costituzione": "12/03/2009",
        "Iscritta al registro delle imprese": "sì",
        "Durata in mesi": "6",
        "Spesa 1: Importo": "38.400,00 €",
        "Spesa 1: Categoria": "A",
        "Spesa 2 - Importo": "1.234,50",
        "spesa 2 - sigla": "S7",
    }
    outcomes, problems = read(write_csv(tmp_path / "domande.csv", [row]))
    assert not problems
    lines = outcomes["D1"]["expenses"]["lines"]
    assert [(one["id"], one["presented"]) for one in lines] == [("1", "38400.00"), ("S7", "1234.50")]


def test_a_workbook_with_typed_cells_and_sheets(tmp_path):
    """Numbers that were codes have lost their zeros; dates are dates; empty rows do not count."""
    whole, items = apart(application(1))
    whole |= {"company.founded": date(2009, 3, 12), "company.years[2021].turnover": 5420000}
    beside = [{"domanda": "D0001", **{k.removeprefix("expenses[]."): t for k, t in one.items()}} for one in items]
    for one in beside:
        one["amount"] = float(one["amount"])
    outcomes, problems = read(write_xlsx(tmp_path / "a.xlsx", {"Domande": [whole, {}, {}], "Spese": [*beside, {}]}))
    assert not problems
    assert outcomes == {"D0001": wanted(1)}


def test_a_number_that_may_be_a_postcode_is_no_commune(tmp_path):
    """62032 is the postcode of Camerino, and the code of Forchia without its zero."""
    row = {"id": "D1", "call": MARCHE, "company.name": "X", "project.site": 62032}
    outcomes, problems = read(write_xlsx(tmp_path / "a.xlsx", {"Domande": [row]}))
    assert (outcomes, [problem.kind for problem in problems]) == ({}, ["maybe_postcode"])


def test_merged_heads_group_their_columns(tmp_path):
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("Foglio")
    sheet.write(0, 0, "")
    sheet.merge_range(0, 1, 0, 2, "Impresa")
    sheet.merge_range(0, 3, 0, 4, "Spesa 1")
    sheet.merge_range(0, 5, 0, 6, "Spesa 2")
    sheet.write_row(1, 0, ["Domanda", "Denominazione", "Partita IVA"] + ["Importo", "Categoria"] * 2)
    sheet.write_row(2, 0, ["D1", "Rossi", 1234567897, 100.5, "A", 2000, "B"])
    book.close()
    outcomes, problems = read(tmp_path / "a.xlsx")
    assert not [problem for problem in problems if not problem.warning]
    lines = outcomes["D1"]["expenses"]["lines"]
    assert [(one["category"], one["presented"]) for one in lines] == [("A", "100.50"), ("B", "2000.00")]


def test_foreign_columns_by_a_mapping_file(tmp_path):
    path = tmp_path / "colonne.yaml"
    path.write_text(
        """
        id: Pratica
        columns: {Cliente: company.name, "Importo macchina": "expenses[1].amount", Natura: "expenses[1].category"}
        values: {"expenses[].category": {macchinari: A}}
        fixed: {application.form: single}
        ignore: [Note]
        """,
        encoding="utf-8",
    )
    mapping, problems = load_mapping(path)
    assert not problems
    row = {"Pratica": "7", "cliente ": "Rossi", "IMPORTO MACCHINA": "10", "natura": "Macchinari", "note": "=1+1"}
    outcomes, problems = read(write_csv(tmp_path / "a.csv", [row]), mapping=mapping)
    assert not problems
    assert outcomes["7"]["expenses"]["lines"][0]["category"] == "A"
    found = {one["id"]: one for one in outcomes["7"]["findings"]}
    assert found["MAR-2.1-0a"]["facts"]["application.form"]["value"] == "single"


def test_an_unknown_column_is_a_warning_with_the_nearest_fact(tmp_path):
    path = write_csv(tmp_path / "a.csv", [{"id": "1", "company.nome": "x"}])
    _inputs, (problem,) = find_inputs([str(path)], Finder(COLUMNS, Mapping()))
    assert (problem.kind, problem.warning, problem.place.column) == ("unknown_column", True, 2)
    assert "company.name" in problem.hint


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("id;company.name;company.name", "duplicate_column"),
        ("x;y", "no_head"),
        ("", "no_head"),
    ],
)
def test_a_head_that_cannot_be_followed_stops_the_table(tmp_path, head, kind):
    path = tmp_path / "a.csv"
    path.write_text(f"{head}\n1;2;3\n", encoding="utf-8")
    _inputs, problems = find_inputs([str(path)], Finder(COLUMNS, Mapping()))
    assert kind in {problem.kind for problem in problems if not problem.warning}


DAMAGED = {
    "too many cells": (b"D2;Due;x", "wrong_width"),
    "too few cells": (b"D2", "wrong_width"),
    "an open quote": (b'D2;"Due', "open_quote"),
    "another encoding": ("D2;Società".encode("cp1252"), "wrong_encoding"),
    "a huge cell": (b"D2;" + b"x" * 200_000, "too_long"),
    "no text at all": (b"\x00\x01;\xff\xfe", "wrong_encoding"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_record_costs_itself_alone(tmp_path, name):
    row, kind = DAMAGED[name]
    path = tmp_path / "a.csv"
    good = ["D1;Uno", "D3;Trè", "D4;Quattro\u2013"]
    lines = [b"id;company.name", good[0].encode(), row, good[1].encode(), good[2].encode()]
    path.write_bytes(b"\n".join(lines) + b"\n")
    outcomes, problems = read(path)
    assert list(outcomes) == ["D1", "D3", "D4"]
    assert [(problem.kind, problem.place.line) for problem in problems] == [(kind, 3)]


def test_a_quoted_cell_may_have_lines(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('id;project.summary\nD1;"una\ndue ""tre"""\nD2;5" di tubo\n', encoding="utf-8")
    outcomes, problems = read(path)
    assert list(outcomes) == ["D1", "D2"]
    assert not problems


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=20)


@given(st.lists(st.tuples(CELLS, CELLS.filter(str.strip)), min_size=1, max_size=8), st.sampled_from(";,\t|"))
def test_what_a_csv_writer_writes_is_read_back(tmp_path_factory, rows, delimiter):
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(["a" * 3, "b"])
        writer.writerows(rows)
    with path.open("rb") as stream:
        dialect = dialect_of(stream)
        assert dialect == ("utf-8", delimiter)
        records = list(read_records(stream, dialect, 2))
    assert [tuple(record.cells) for record in records[1:]] == rows
    assert not [record for record in records if record.wrong]


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("company.name", ("company.name",)),
        ("Denominazione", ("company.name",)),
        ("expenses[2].amount", ("expenses", ItemStep("2"), "amount")),
        ("expenses.2.amount", ("expenses", ItemStep("2"), "amount")),
        ("expenses[].amount", ("expenses", ItemStep(), "amount")),
        ("company.years[2021].turnover", ("company.years", EntryStep("2021"), "turnover")),
        ("company.years.2021.turnover", ("company.years", EntryStep("2021"), "turnover")),
        ("Spesa 3: Importo", ("expenses", ItemStep("3"), "amount")),
        ("spesa: importo", ("expenses", ItemStep(), "amount")),
        ("esercizio 2021 - fatturato", ("company.years", EntryStep("2021"), "turnover")),
        ("supplied[gber.rate.A].value", ("supplied", EntryStep("gber.rate.A"), "value")),
        (
            "partners[P1].company.years[2020].debt",
            ("partners", ItemStep("P1"), "company.years", EntryStep("2020"), "debt"),
        ),
        ("company.links", ("company.links",)),
        ("codice domanda", ("id",)),
        ("expenses[2]", None),
        ("company", None),
        ("company.name.first", None),
        ("Importo", None),
    ],
)
def test_names_of_columns(name, steps):
    found = COLUMNS.find(name)
    assert (found and found.steps) == steps


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (42000.0, "money", "42000"),
        (12.345, "number", "12.3450"),
        (0.5, "percent", "0.5"),
        (1.0, "percent", "1.0"),
        (1234567897.0, "vat_number", "01234567897"),
        (43007, "commune", "43007"),
        (1e21, "money", "1000000000000000000000"),
        (True, "yes_no", "true"),
        (date(2022, 6, 20), "date", "2022-06-20"),
        ("  x ", "text", "x"),
    ],
)
def test_a_typed_cell_is_written_as_its_answer(cell, kind, text):
    assert cell_text(cell, Fact(kind=kind, label="")) == text


def test_the_template_is_read_back(tmp_path):
    """Each column of the template means the fact it was made for, in both languages, and nothing is unknown."""
    from grantcli.i18n import use

    for language in ("it", "en"):
        use(language)
        path = tmp_path / f"{language}.xlsx"
        write_template(edition(), DAY, path)
        finder = Finder(COLUMNS, Mapping())
        sources = finder.in_workbook(path)
        use("it")
        assert not finder.problems
        plain = {key for key, fact in asked_facts(edition(), DAY).items() if fact.kind != "list"}
        plain |= {"company.links", "aids"}  # lists of which it matters to say that they are empty
        assert {target.steps for target in sources[0].table.head.targets} == {("id",), *((key,) for key in plain)}
        assert {source.table.head.item_of for source in sources[1:]} >= {"expenses", "people", "company.years"}
        amounts = [t for s in sources[1:] for t in s.table.head.targets if t and t.steps[-1] == "amount"]
        assert Target(("expenses", ItemStep(), "amount"), amounts[0].fact) == amounts[0]


def test_a_broken_workbook_is_a_problem(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 nothing")
    _inputs, (problem,) = find_inputs([str(tmp_path / "a.xlsx")], Finder(COLUMNS, Mapping()))
    assert problem.kind == "broken_workbook"


def test_a_folder_is_its_applications(tmp_path):
    for number in (1, 2):
        folder = tmp_path / f"cliente{number}"
        folder.mkdir()
        data = example()
        data["company"]["name"] = f"Impresa {number} S.r.l."
        (folder / "domanda.yaml").write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "rotta.yaml").write_text("call: [", encoding="utf-8")
    outcomes, problems = read(tmp_path)
    assert len(outcomes) == 2
    assert {problem.place.file for problem in problems} == {str(tmp_path / "rotta.yaml")}
