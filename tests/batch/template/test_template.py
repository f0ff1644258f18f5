"""The workbook of a template, filled in as a person would, gives what the example gives; the rest is refused."""

import pytest
import xlsxwriter
from python_calamine import load_workbook
from tests.batch.batch_rows import DAY, MARCHE, edition, example, job
from tests.batch.tables.table_rows import COLUMNS, found

from grantcli.assets import shipped
from grantcli.batch.results.spreadsheets import XlsxTable
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.tables.columns import Columns
from grantcli.batch.tables.finder import Finder
from grantcli.batch.tables.mapping import Mapping
from grantcli.batch.tables.steps import THIS_ROW
from grantcli.batch.template.contents import always_needed, asked_facts
from grantcli.batch.template.workbook import write_template
from grantcli.cli.start import run
from grantcli.i18n import use
from grantcli.loading.call.library import load_library


@pytest.fixture(autouse=True)
def _alone(alone, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def sheets_of(path):
    book = load_workbook(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def answers_of(data: dict, path: str = "") -> dict[str, object]:
    """The answers of the example by key; lists of items left out, but for the empty ones."""
    told: dict[str, object] = {}
    for key, value in data.items():
        whole = f"{path}{key}"
        if isinstance(value, dict) and whole not in ("company.years", "market.years"):
            told |= answers_of(value, f"{whole}.")
        elif isinstance(value, list):
            told |= {whole: "; ".join(value) or "nessuno"} if not value or isinstance(value[0], str) else {}
        elif not isinstance(value, dict):
            told[whole] = value
    return told


def rows_for(data: dict) -> dict[str, list[dict]]:
    """The example's answers by sheet: the application by key, items by field."""
    years = [{"year": year, **one} for year, one in data["company"]["years"].items()]
    market = [{"year": year, **one} for year, one in data["market"]["years"].items()]
    lists = {"expenses": data["expenses"], "people": data["people"], "company.years": years, "market.years": market}
    own = {key: value for key, value in data.items() if key not in ("call", "on", "supplied")}
    return {"": [{"id": "Rossi 1", **answers_of(own)}], **lists}


def filled(path, template, data):
    """Write the template again with the example in it, a cell where the heading means its fact."""
    finder = Finder(COLUMNS, Mapping())
    sources = {source.table.head.item_of: source for source in finder.in_workbook(template)}
    sheets = sheets_of(template)
    for the_list, rows in rows_for(data).items():
        head, name = sources[the_list].table.head, sources[the_list].table.file.rpartition("#")[2]
        for row in rows:
            cells = {target.steps[-1] if the_list else target.steps[0]: at for at, target in enumerate(head.targets)}
            line = [""] * len(head.targets)
            line[0] = "Rossi 1"
            for key, value in row.items():
                if key in cells and not (the_list and cells[key] == 0):
                    line[cells[key]] = "; ".join(value) if isinstance(value, list) else value
            if the_list and "id" in row:
                wanted = (the_list, THIS_ROW, "id")
                line[next(at for at, one in enumerate(head.targets) if one.steps == wanted)] = row["id"]
            sheets[name].append(line)
    for line in sheets["Dati del bando"]:
        given = data["supplied"].get(line[0])
        if given:
            line[2:] = [given["value"], given["source"]]
    book = xlsxwriter.Workbook(str(path))
    for name, lines in sheets.items():
        sheet = book.add_worksheet(name)
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
    book.close()
    return path


def test_the_example_written_into_the_template_gives_its_contribution(tmp_path):
    """No option and no file of columns: the call and its figures are in the workbook."""
    write_template(edition(), DAY, tmp_path / "t.xlsx")
    inputs, problems = found(filled(tmp_path / "full.xlsx", tmp_path / "t.xlsx", example()))
    assert not problems
    (result,) = [result for one in inputs for result in judge_rows(job(on=DAY), list(one.rows()))]
    assert not result.problems
    assert (result.head["contribution"], result.head["contribution_status"]) == ("66400.25", "estimate")
    assert (result.head["missing"], result.head["missing_figures"]) == ([], [])
    assert result.head["admitted"] == "191100.50"


def test_the_sheet_of_the_call_is_checked_once(tmp_path):
    write_template(edition(), DAY, tmp_path / "t.xlsx")
    data = example()
    data["supplied"] = {"gber.rate.A": {"value": "30", "source": "x"}, "gber.rate.B": {"value": "0.5", "source": ""}}
    _inputs, problems = found(filled(tmp_path / "full.xlsx", tmp_path / "t.xlsx", data))
    told = {(str(one.place).rpartition("#")[2], one.kind) for one in problems}
    assert told == {("Dati del bando:C10", "ambiguous_percent"), ("Dati del bando:C11", "missing_source")}


def test_sheets_and_headings_are_in_the_language_spoken(tmp_path):
    for language, first in (("it", "Istruzioni"), ("en", "Instructions")):
        use(language)
        write_template(edition(), DAY, tmp_path / f"{language}.xlsx")
        sheets = sheets_of(tmp_path / f"{language}.xlsx")
        assert next(iter(sheets)) == first
    use("it")
    italian = sheets_of(tmp_path / "it.xlsx")
    assert {"Persone", "Piano delle spese", "Bilanci", "Dati del bando", "Risposte possibili"} <= italian.keys()
    assert italian["Persone"][0][:2] == ["Domanda", "Sigla"]
    assert not [name for rows in italian.values() for name in rows[0] if name in COLUMNS.vocabulary]


def test_every_answer_of_choices_stands_with_its_code(tmp_path):
    write_template(edition(), DAY, tmp_path / "t.xlsx")
    codes = {row[1] for row in sheets_of(tmp_path / "t.xlsx")["Risposte possibili"]}
    wanted = {code for fact in asked_facts(edition(), DAY).values() for code in fact.choices or ()}
    assert wanted <= codes


def test_what_the_call_looks_at_only_later_is_left_out_and_identity_comes_first():
    facts = list(asked_facts(edition(), DAY))
    assert facts[:3] == ["company.name", "company.vat_number", "company.tax_code"]
    assert "market.years" in facts
    assert not {"award.ownership_changed", "project.completed", "reporting.submitted_on"} & set(facts)
    needed = always_needed(edition(), DAY, asked_facts(edition(), DAY))
    assert {"company.name", "expenses[].amount", "expenses[].category", "company.years[].turnover"} <= needed
    assert not {"consultant.on_roll", "company.years[].ebitda"} & needed


REFUSED = {
    "a programme": (["interreg-europe"], "È un programma, non un bando"),
    "a folder that is not there": ([MARCHE, "-o", "manca/x.xlsx"], "non si può scrivere"),
    "another ending": ([MARCHE, "-o", "x.ods"], "x.xlsx"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_written_is_said(tmp_path, name, capsys):
    arguments, said = REFUSED[name]
    assert run(["batch", "template", *arguments]) == 4
    assert said in capsys.readouterr().err
    assert not [path for path in tmp_path.iterdir() if path.name != "data"]


def test_a_summary_that_cannot_be_written_is_an_error_of_the_system(tmp_path):
    table = XlsxTable(tmp_path / "manca" / "a.xlsx", "x", {"id": "Domanda"}, frozenset(), {})
    with pytest.raises(OSError, match="No such file"):
        table.close()


@pytest.fixture(scope="module")
def every_call():
    editions, _problems = load_library([shipped("calls")])
    return editions


def test_every_heading_is_read_back_beside_the_other_calls_whose_facts_are_called_the_same(every_call, tmp_path):
    """«Chi fa domanda» is a fact of several calls: the sheet that names the call says which; items have its fields."""
    path = tmp_path / "domande.xlsx"
    write_template(every_call["lombardia-nuova-impresa-2026"], DAY, path)
    finder = Finder(Columns.of(every_call.values()), Mapping())
    sources = finder.in_workbook(path)
    assert [problem.text for problem in finder.problems] == []
    assert all(target is not None for source in sources for target in source.table.head.targets)


def test_a_heading_of_several_facts_says_which_they_are(every_call):
    columns = Columns.of(every_call.values())
    label = next(name for name, keys in columns._meant.items() if len(keys) > 1)
    assert columns.find(label) is None
    assert all(key in columns.nearest(label) for key in columns._meant[label])
