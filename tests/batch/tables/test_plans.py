"""Plans that come in as batches: one client's plan, rows of totals, the same line twice."""

import pytest
from tests.batch.tables.table_rows import book, found, judged, text_table

HEAD = "id;application.form;expenses[].category;expenses[].description;expenses[].supplier;expenses[].amount\n"
LINES = "P1;single;A;Sensori;Alfa;10000\n;;A;Robot;Beta;20000\n"


def told(*paths, mapping=""):
    return [(one.kind, one.warning) for result in judged(*paths, mapping=mapping) for one in result.problems]


def test_a_table_in_which_nothing_tells_applications_apart_is_refused(tmp_path):
    table = text_table(tmp_path / "piano.csv", "Voce;Costo\nA;10\nB;20\n")
    mapping = "columns: {Voce: 'expenses[].category', Costo: 'expenses[].amount'}\nfixed: {application.form: single}"
    inputs, problems = found(table, mapping=mapping)
    assert ([one.kind for one in problems], inputs) == (["one_plan"], [])
    assert "expenses: piano.csv" in problems[0].hint


def test_with_a_company_or_a_name_in_each_row_it_is_a_table_of_applications(tmp_path):
    table = text_table(tmp_path / "a.csv", "company.name;expenses[].category;expenses[].amount\nAlfa;A;10\nBeta;B;20\n")
    _inputs, problems = found(table)
    assert problems == []


def test_a_row_of_totals_is_no_application(tmp_path):
    results = judged(text_table(tmp_path / "a.csv", HEAD + LINES + "TOTALE;;;;;30000\n"))
    assert [(result.ident, result.outcome != "") for result in results] == [("P1", True), ("TOTALE", False)]
    assert [one.kind for one in results[1].problems] == ["total_row"]


def test_an_application_may_be_called_a_total(tmp_path):
    results = judged(text_table(tmp_path / "a.csv", HEAD + "Totale Energie;single;A;Pale;Alfa;30000\n"))
    assert [result.outcome != "" for result in results] == [True]


@pytest.mark.parametrize("last", [";;;Totale;;30000\n", ";;A;Totale A;;30000\n"])
def test_totals_among_the_lines_are_left_out_and_told(last, tmp_path):
    assert ("total_left_out", True) in told(text_table(tmp_path / "a.csv", HEAD + LINES + last))


def test_the_same_line_twice_names_both_rows(tmp_path):
    twice = ["P1", "A", "Robot", "Beta", 20000]
    heads = ["domanda", "Categoria", "Descrizione", "Fornitore", "Importo"]
    sheets = {
        "Domande": [["id", "application.form"], ["P1", "single"]],
        "Piano delle spese": [heads, ["P1", "A", "Sensori", "Alfa", 10], twice, twice],
    }
    results = judged(book(tmp_path / "a.xlsx", sheets))
    [same] = [one for one in results[0].problems if one.kind == "same_line_twice"]
    assert (same.place.cell, "E3" in same.text, same.warning) == ("E4 «Importo»", True, True)
