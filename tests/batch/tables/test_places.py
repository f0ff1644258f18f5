"""A problem of a table names the file or sheet, the row, the column and its heading; cells in error are problems."""

import pickle
import zipfile

import pytest
from tests.batch.tables.table_rows import book, found, judged, text_table, told

from grantcli.tabular.cell_errors import cell_errors_in

SPESE = "Domanda;Sigla;Categoria;Importo\n"

CSV = {
    "a cell of a wide table": (
        {"d.csv": "id;Denominazione;Data di costituzione\nD1;Uno;2009-03-12\nD2;Due;ieri\n"},
        [("d.csv:3:3 «Data di costituzione»", "company.founded", "not_a_date")],
    ),
    "an item of a wide table, counted as its columns": (
        {"d.csv": "id;expenses[2].amount;Spesa 4: Importo\nD1;1;x\nD2;;y\n"},
        [
            ("d.csv:2:3 «Spesa 4: Importo»", "expenses[4].amount", "not_a_number"),
            ("d.csv:3:3 «Spesa 4: Importo»", "expenses[4].amount", "not_a_number"),
        ],
    ),
    "an item of a named kind": (
        {"d.csv": "id;company.years[2021].turnover\nD1;x\n"},
        [("d.csv:2:2 «company.years[2021].turnover»", "company.years[2021].turnover", "not_a_number")],
    ),
    "a row of a long table": (
        {"d.csv": "id;company.name;expenses[].amount\nD1;Uno;1\nD1;;2\n;;x\n"},
        [("d.csv:4:3 «expenses[].amount»", "expenses[3].amount", "not_a_number")],
    ),
    "an answer on a later row of a long table": (
        {"d.csv": "id;Data di costituzione;expenses[].amount\nD1;;1\nD1;ieri;2\n"},
        [("d.csv:3:2 «Data di costituzione»", "company.founded", "not_a_date")],
    ),
    "an item of a table beside": (
        {"d.csv": "id;Denominazione\nD1;Uno\nD2;Due\n", "spese.csv": f"{SPESE}D1;S1;A;1\nD2;S1;A;1\nD2;S2;A;x\n"},
        [("spese.csv:4:4 «Importo»", "expenses[2].amount", "not_a_number")],
    ),
    "an item beside known by its key": (
        {"d.csv": "id;Denominazione\nD1;Uno\n", "bilanci.csv": "Domanda;Esercizio;Fatturato\nD1;2021;1\nD1;2020;x\n"},
        [("bilanci.csv:3:3 «Fatturato»", "company.years[2020].turnover", "not_a_number")],
    ),
    "two items of one name": (
        {"d.csv": "id;Denominazione\nD1;Uno\n", "spese.csv": f"{SPESE}D1;S1;A;1\nD1;S1;A;1\n"},
        [("spese.csv:3:2 «Sigla»", "expenses[2]", "duplicate_id")],
    ),
    "two years of one name": (
        {"d.csv": "id;Denominazione\nD1;Uno\n", "bilanci.csv": "Domanda;Esercizio;Fatturato\nD1;2021;1\nD1;2021;2\n"},
        [("bilanci.csv:3:2 «Esercizio»", "company.years[2021]", "duplicate_id")],
    ),
    "a list told in two tables": (
        {"d.csv": "id;expenses[1].amount\nD1;1\n", "spese.csv": f"{SPESE}D1;S1;A;1\n"},
        [("d.csv:2:1", "expenses", "mixed_list")],
    ),
    "a list said to be empty that has items": (
        {"d.csv": "id;Piano delle spese;expenses[1].amount\nD1;nessuno;5\n"},
        [("d.csv:2:3 «expenses[1].amount»", "expenses[1].amount", "contradiction")],
    ),
    "items of nobody": (
        {"d.csv": "id;Denominazione\nD1;Uno\n", "spese.csv": f"{SPESE};S1;A;1\nD9;S1;A;1\n"},
        [("spese.csv:2:1 «Domanda»", "", "missing_id"), ("spese.csv:3:1 «Domanda»", "id", "orphan")],
    ),
    "errors that a spreadsheet wrote as text": (
        {"d.csv": "id;Denominazione;expenses[1].amount\nD1;#N/D;#DIV/0!\nD2;#1 Srl;Err:502\n"},
        [
            ("d.csv:2:2 «Denominazione»", "company.name", "cell_error"),
            ("d.csv:2:3 «expenses[1].amount»", "expenses[1].amount", "cell_error"),
            ("d.csv:3:3 «expenses[1].amount»", "expenses[1].amount", "cell_error"),
        ],
    ),
    "a whole list in a cell": (
        {"d.csv": "id;company.links\nD1;due\nD2;0\nD3;nessuno\n"},
        [("d.csv:2:2 «company.links»", "company.links", "not_a_list")],
    ),
    "half of a figure of the call": (
        {"d.csv": "id;supplied[gber.rate.A].value;supplied[gber.rate.A].source\nD1;;tabella\n"},
        [("d.csv:2:1", "supplied.gber.rate.A", "wrong_supplied")],
    ),
    "numbers with two readings": (
        {"d.csv": "id;expenses[1].amount;expenses[2].amount\nD1;100.000;1.234\n"},
        [("d.csv:2:2 «expenses[1].amount»", "expenses[1].amount", "ambiguous_number")],
    ),
}


@pytest.mark.parametrize("name", CSV)
def test_problems_say_where_in_text(tmp_path, name):
    files, wanted = CSV[name]
    assert told(*(text_table(tmp_path / file, text) for file, text in files.items())) == wanted


def test_a_damaged_record_says_whose_it_is(tmp_path):
    """A broken character or an open quote among expenses makes their application bad, not cheaper."""
    domande = text_table(tmp_path / "d.csv", "id;Denominazione\nD1;Uno\nD2;Due\n")
    spese = tmp_path / "spese.csv"
    spese.write_bytes(SPESE.encode() + "D1;S1;A;1\nD1;S2;A;Società".encode("cp1252") + b'\nD2;S1;A;"1\n')
    assert told(domande, spese, mapping="encoding: utf-8") == [
        ("spese.csv:3:4 «Importo»", "expenses[2].amount", "wrong_encoding"),
        ("spese.csv:4:1", "", "open_quote"),
    ]


def test_problems_say_where_in_sheets(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {
            "Domande": [["Domanda", "Data di costituzione"], ["D1", "2009-03-12"], [], ["D2", "ieri"]],
            "Bilanci": [["Domanda", "Esercizio", "Fatturato"], ["D1", 2021, 1], ["D1", 2020, "x"]],
        },
    )
    assert told(path) == [
        ("a.xlsx#Bilanci:C3 «Fatturato»", "company.years[2020].turnover", "not_a_number"),
        ("a.xlsx#Domande:B4 «Data di costituzione»", "company.founded", "not_a_date"),
    ]


def without_values(path):
    """The workbook as a library writes it that computes nothing: formulas without their values."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            content = content.replace(b"<v>999</v>", b"<v></v>").replace(b"<v>998</v>", b"")
            book.writestr(name, content.replace(b'<c r="B7">', b'<c r="B7" t="str">'))  # an empty text is a value
    return path


def test_cells_in_error_and_formulas_never_computed_are_problems_not_blanks(tmp_path):
    amounts = [("=1/0", "#DIV/0!"), ("=NA()", "#N/A"), ("=1+1", 999), ("=1+2", 998), ("=1+3", 4), ('=""', ""), 5]
    rows = [[f"D{n}", amount, ("=1/0", "#DIV/0!")] for n, amount in enumerate(amounts, start=1)]
    path = book(tmp_path / "a.xlsx", {"D": [["Domanda", "Spesa 1: Importo", "a lato"], *rows]})
    assert told(without_values(path)) == [
        ("a.xlsx#D:B2 «Spesa 1: Importo»", "expenses[1].amount", "cell_error"),
        ("a.xlsx#D:B3 «Spesa 1: Importo»", "expenses[1].amount", "cell_error"),
        ("a.xlsx#D:B4 «Spesa 1: Importo»", "expenses[1].amount", "no_formula_value"),
        ("a.xlsx#D:B5 «Spesa 1: Importo»", "expenses[1].amount", "no_formula_value"),
    ]


ODS = """<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c">
<office:body><office:spreadsheet>
<table:table table:name="A">
<table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-repeated="3"/></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="3"/>
<table:table-cell table:formula="of:=1/0" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>
<table:table-cell table:formula="of:=1"><text:p>1</text:p></table:table-cell></table:table-row>
</table:table>
<table:table table:name="B"><table:table-row><table:table-cell table:formula="of:=NA()"><text:p>#N/D</text:p>
</table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>"""


def test_cells_in_error_of_an_open_document(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as made:
        made.writestr("content.xml", ODS)
    assert cell_errors_in(tmp_path / "a.ods", "A") == {5: {4: "#DIV/0!"}}
    assert cell_errors_in(tmp_path / "a.ods", "B") == {1: {1: "#N/D"}}


def test_numbers_of_cells_have_the_digits_that_a_sheet_shows(tmp_path):
    path = book(
        tmp_path / "a.xlsx", {"D": [["id", "Spesa 1: Importo"], ["D1", ("=0.1+0.2", 0.1 + 0.2)], ["D2", 38400 * 1.1]]}
    )
    lines = [result.outcome for result in judged(path)]
    assert '"presented":"0.30"' in lines[0]
    assert '"presented":"42240.00"' in lines[1]


def test_rows_travel_light(tmp_path):
    """The columns of a table are told once for all the rows of a chunk."""
    head = ";".join(["id", *(f"expenses[{n}].amount" for n in range(1, 100))])
    path = text_table(tmp_path / "d.csv", "\n".join([head, *(f"D{n}" + ";1" * 99 for n in range(50))]))
    rows = list(found(path)[0][0].rows())
    bare = [row._replace(origin=None) for row in rows]
    assert len(pickle.dumps(rows)) < len(pickle.dumps(bare)) * 1.2
