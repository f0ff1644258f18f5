"""A file of columns: what is wrong with it is told once, where it stands; numbers, heads of single sheets, figures."""

import pytest
from tests.batch.tables.table_rows import book, found, judged, text_table, told

TABLE = "Pratica;Cliente;Dimensione;Importo\nP1;Rossi;PMI;10\nP2;Verdi;PMI;20\n"

WRONG = {
    "a column that no table has": (
        "columns: {Cliete: company.name, Pratica: id}",
        ("colonne.yaml:1:11", "columns.Cliete", "unmet_column", "Cliente"),
    ),
    "a name that no table has": ("id: Numero", ("colonne.yaml:1:1", "id", "unmet_column", "")),
    "a column's fact": (
        "columns: {Cliente: company.nome, Pratica: id}",
        ("colonne.yaml:1:11", "columns.Cliente", "unknown_fact", "company.name"),
    ),
    "a fact of words": (
        "id: Pratica\nvalues:\n  company.declared_sise: {x: small}",
        ("colonne.yaml:3:3", "values.company.declared_sise", "unknown_fact", "company.declared_size"),
    ),
    "a word of ours": (
        "id: Pratica\nvalues:\n  company.declared_size: {PMI: gigantesca}",
        ("colonne.yaml:3:27", "values.company.declared_size.PMI", "not_a_choice", ""),
    ),
    "a word of an item": (
        'id: Pratica\nvalues:\n  "expenses[].category": {mobili: Z}',
        ("colonne.yaml:3:27", "values.expenses[].category.mobili", "not_a_choice", ""),
    ),
    "a fixed fact": (
        "id: Pratica\nfixed: {company.nome: x}",
        ("colonne.yaml:2:9", "fixed.company.nome", "unknown_fact", "company.name"),
    ),
    "a fixed answer": (
        "id: Pratica\nfixed: {company.active: forse}",
        ("colonne.yaml:2:9", "company.active", "not_yes_or_no", ""),
    ),
    "a fixed figure without its source": (
        'id: Pratica\nfixed: {"supplied[gber.rate.A].value": "0.3"}',
        ("colonne.yaml:2:9", "supplied.gber.rate.A.source", "missing_source", ""),
    ),
    "a fixed figure that the call does not lack": (
        'id: Pratica\nfixed: {"supplied[gber.rate.Z].value": "0.3"}',
        ("colonne.yaml:2:9", "supplied.gber.rate.Z", "unknown_supplied", ""),
    ),
    "a list": ("id: Pratica\nsheets: {a: spesone}", ("colonne.yaml:2:10", "sheets.a", "unknown_list", "expenses")),
    "a sheet": ("id: Pratica\nsheets: {Boh: expenses}", ("colonne.yaml:2:10", "sheets.Boh", "unmet_sheet", "")),
    "a head's sheet": ("id: Pratica\nheads: {Boh: {header: 2}}", ("colonne.yaml:2:9", "heads.Boh", "unmet_sheet", "")),
    "a row before the first": ("id: Pratica\nfirst_row: 0", ("colonne.yaml:2:1", "first_row", "too_small", "")),
    "two separators": ('id: Pratica\ndelimiter: ";;"', ("colonne.yaml:2:1", "delimiter", "wrong_delimiter", "")),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_the_file_is_told_once_where_it_stands(tmp_path, name):
    mapping, wanted = WRONG[name]
    _inputs, problems = found(text_table(tmp_path / "a.csv", TABLE), mapping=mapping)
    errors = [one for one in problems if not one.warning and one.place.file.endswith("colonne.yaml")]
    place, path, kind, hint = wanted
    assert [(str(one.place).rpartition("/")[2], one.path, one.kind) for one in errors] == [(place, path, kind)]
    assert hint in errors[0].hint


HEADS = {
    "long and wide at once": ("id;expenses[].amount;expenses[1].amount", "mixed_list", "a.csv:1:2 «expenses[].amount»"),
    "counted from nothing": ("id;expenses[0].amount", "zero_item", "a.csv:1:2 «expenses[0].amount»"),
    "twice": ("id;company.name;Denominazione", "duplicate_column", "a.csv:1:3 «Denominazione»"),
}


@pytest.mark.parametrize("name", HEADS)
def test_heads_that_say_the_same_or_count_otherwise_are_refused(tmp_path, name):
    head, kind, place = HEADS[name]
    _inputs, problems = found(text_table(tmp_path / "a.csv", f"{head}\nD1;1;2\n"))
    assert (kind, place) in {(one.kind, str(one.place).rpartition("/")[2]) for one in problems if not one.warning}


def test_a_mapping_that_mixes_long_and_wide_is_refused(tmp_path):
    mapping = 'columns: {Cliente: "expenses[].amount", Importo: "expenses[1].amount", Pratica: id}'
    _inputs, problems = found(text_table(tmp_path / "a.csv", TABLE), mapping=mapping)
    assert [one.kind for one in problems if not one.warning] == ["mixed_list"]


@pytest.mark.parametrize(
    ("style", "written", "read"),
    [
        ("italian", "100.000", "100000.00"),
        ("italian", "1.234,5", "1234.50"),
        ("italian", "€ 1.234.567", "1234567.00"),
        ("italian", "1234,56", "1234.56"),
        ("english", "100,000", "100000.00"),
        ("english", "1,234.50", "1234.50"),
    ],
)
def test_one_word_settles_the_numbers_of_a_table(tmp_path, style, written, read):
    path = text_table(tmp_path / "a.csv", f"id;Spesa 1: Importo\nD1;{written}\n")
    (result,) = judged(path, mapping=f"numbers: {style}")
    assert f'"presented":"{read}"' in result.outcome


def test_english_decimals_of_three_digits_are_too_many_not_thousands(tmp_path):
    path = text_table(tmp_path / "a.csv", "id;Spesa 1: Importo\nD1;1.234\n")
    assert told(path, mapping="numbers: english") == [
        ("a.csv:2:2 «Spesa 1: Importo»", "expenses[1].amount", "too_many_decimals")
    ]


def test_the_hint_for_numbers_names_the_word(tmp_path):
    path = text_table(tmp_path / "a.csv", "id;Spesa 1: Importo;Spesa 2: Importo\nD1;100.000;200.000\n")
    ((problem,),) = [result.problems for result in judged(path)]
    assert "numbers: italian" in problem.hint
    assert "2 numeri" in problem.text


def test_heads_of_single_sheets(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {
            "Clienti": [["Elenco"], [], ["Pratica", "Cliente"], ["P1", "Rossi"]],
            "Preventivi": [["Rif", "Costo"], ["P1", 5000]],
        },
    )
    mapping = """
        id: Pratica
        columns: {Cliente: company.name, Rif: id, Costo: "expenses[].amount"}
        sheets: {Preventivi: spese}
        sheet: Clienti
        first_row: 3
        heads: {preventivi: {first_row: 1}}
    """
    (result,) = judged(path, mapping=mapping)
    assert result.ident == "P1"
    assert '"presented":"5000.00"' in result.outcome


def test_fixed_figures_hold_for_all_rows_under_what_they_say(tmp_path):
    path = text_table(
        tmp_path / "a.csv",
        "id;supplied[gber.rate.A].value;supplied[gber.rate.A].source\nD1;;\nD2;40 %;altra\n",
    )
    mapping = 'fixed: {"supplied[gber.rate.A].value": 30 %, "supplied[gber.rate.A].source": tabella}'
    first, second = (row.content["supplied"] for row in found(path, mapping=mapping)[0][0].rows())
    assert first == {"gber.rate.A": {"value": "30 %", "source": "tabella"}}
    assert second == {"gber.rate.A": {"value": "40 %", "source": "altra"}}


def test_the_line_that_says_the_separator(tmp_path):
    for delimiter in ";,|":
        path = text_table(tmp_path / "a.csv", f"sep={delimiter}\nid{delimiter}company.name\nD1{delimiter}a; b, c|d\n")
        if delimiter == "|":
            path.write_text(path.read_text().replace("c|d", "c"))
        kinds = {problem.kind for result in judged(path) for problem in result.problems}
        assert kinds == ({"wrong_width"} if delimiter != "|" else set())


def test_separators_inside_quotes_do_not_count(tmp_path):
    path = text_table(tmp_path / "a.csv", 'id,company.name,"note; e; altro; ancora"\nD1,Rossi,x\n')
    (result,) = judged(path)
    assert result.ident == "D1"


@pytest.mark.parametrize(
    ("written", "read"),
    [("764350013", "00764350013"), ("0764350013", "00764350013"), ("764350014", None), ("00764350013", "00764350013")],
)
def test_a_tax_number_gets_its_zeros_back_where_its_check_agrees(tmp_path, written, read):
    path = text_table(tmp_path / "a.csv", f"id;Partita IVA\nD1;{written}\n")
    (result,) = judged(path)
    assert (result.head and result.head["vat_number"]) == read


LISTS = "Domanda;Categoria;Importo;Descrizione\nD1;A;10;x\n"


def test_a_file_whose_name_has_the_list_is_that_list(tmp_path):
    text_table(tmp_path / "d.csv", "id;Denominazione\nD1;Uno\n")
    spese = text_table(tmp_path / "ACME spese 2022.csv", LISTS)
    (result,) = judged(tmp_path / "d.csv", spese)
    assert '"presented":"10.00"' in result.outcome


def test_what_looks_like_a_list_is_said(tmp_path):
    _inputs, problems = found(text_table(tmp_path / "fatture.csv", LISTS))
    (problem,) = [one for one in problems if one.kind == "looks_like_a_list"]
    assert 'sheets: {"fatture": expenses}' in problem.hint


def test_applications_whose_name_has_a_list_stay_applications(tmp_path):
    path = text_table(tmp_path / "domande con spese.csv", "Domanda;Denominazione;Spesa 1: Importo\nD1;Uno;10\n")
    (result,) = judged(path)
    assert result.ident == "D1"


def test_groups_are_known_by_what_one_of_the_items_is_called(tmp_path):
    path = text_table(tmp_path / "a.csv", ";Bilancio 2021;\nDomanda;ULA;Fatturato\nD1;x;y\n")
    kinds = told(path, mapping="header: 2")
    assert [path for _place, path, _kind in kinds] == ["company.years[2021].headcount", "company.years[2021].turnover"]
