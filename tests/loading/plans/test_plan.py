"""What of a plan is a line, what a total, what it costs: and what is told where that cannot be known."""

import gc
import zipfile
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.loading.plans.plan_files import AB, EXPENSES, book, kinds, lines, read, text

from grantcli.loading.plans.categories import CallOfPlan, category_named
from grantcli.loading.plans.plan import read_plan
from grantcli.loading.plans.plan_mapping import mapping_beside, mapping_text
from grantcli.loading.plans.plan_totals import PlanRow, judge_rows

HEAD = "Categoria;Descrizione;Fornitore;Imponibile\n"


def amounts(tmp_path: Path, rows: str, head: str = HEAD) -> tuple[list[str], list[str]]:
    plan, problems = read(text(tmp_path / "piano.csv", head + rows))
    return [str(item.value("amount")) for item in plan.items], kinds(problems)


@pytest.mark.parametrize(
    ("rows", "read_as"),
    [
        ("A;Stazione totale;Leica;9000\nA;Robot;Beta;20000\n", (["9000.00", "20000.00"], [])),
        ("A;Totale controllo qualità;Beta;9000\nA;Robot;Beta;20000\n", (["9000.00", "20000.00"], [])),
        ("A;Robot;Beta;20000\nA;Lama;Gamma;70\n;TOTALE;;20070\n", (["20000.00", "70.00"], [])),
        ("A;Robot;Beta;20000\nA;Lama;Gamma;70\n;TOTALE;;20071\n", (["20000.00", "70.00"], ["total_differs"])),
        ("A;Robot;Beta;20000\nA;Lama;Gamma;70\n;;;20070\n", (["20000.00", "70.00"], [])),
        ("A;Robot;Beta;20000\nA;Lama;Gamma;70\n;IVA 22%;;4415,40\n;Totale;;24485,40\n", (["20000.00", "70.00"], [])),
    ],
)
def test_totals_need_a_word_and_something_else(rows: str, read_as: tuple[list[str], list[str]], tmp_path: Path) -> None:
    assert amounts(tmp_path, rows) == read_as


def test_a_total_that_nothing_proves_is_a_line_with_a_doubt(tmp_path: Path) -> None:
    head = "Descrizione;Importo senza IVA;Data ordine\n"
    rows = "Robot;20000;20/06/2022\nTotale impianto;5000;21/06/2022\nLama;70;\n"
    plan, problems = read(text(tmp_path / "a.csv", head + rows))
    assert ([item.id for item in plan.items], kinds(problems)) == (["R2", "R4"], ["total_differs"])


@pytest.mark.parametrize(
    ("head", "row", "amount", "told"),
    [
        ("Descrizione;Imponibile", "Robot;1000", "1000.00", []),
        ("Descrizione;Importo (IVA esclusa)", "Robot;1000", "1000.00", []),
        ("Descrizione;Costo al netto dell'IVA", "Robot;1000", "1000.00", []),
        ("Descrizione;Importo;IVA;Totale", "Robot;1000;220;1220", "1000.00", []),
        ("Descrizione;Importo", "Robot;1000", "1000.00", ["vat_unsaid"]),
        ("Descrizione;Importo IVA inclusa;IVA", "Robot;1220;220", "1000.00", []),
        ("Descrizione;Importo IVA inclusa;Aliquota IVA", "Robot;1220;22", "1000.00", []),
        ("Descrizione;Totale;IVA 22%", "Robot;1220;220", "1000.00", ["vat_unsaid"]),
        ("Descrizione;Importo;IVA (22 %)", "Robot;200,50;44,11", "200.50", []),
        ("Descrizione;Imponibile;IVA al 22%", "Robot;200,50;44,11", "200.50", []),
        ("Descrizione;Importo;di cui IVA", "Robot;1040;40", "1000.00", ["vat_unsaid"]),
        ("Descrizione;Importo;IVA", "Robot;1000;70", "1000.00", ["vat_unsaid"]),
        ("Descrizione;Importo;Aliquota IVA", "Robot;1000;22", "1000.00", ["vat_unsaid"]),
        ("Descrizione;Imponibile;Aliquota IVA", "Robot;200,50;44,11", "200.50", ["not_a_percent"]),
        ("Descrizione;Importo IVA inclusa;% IVA", "Robot;1220;220", "None", ["not_a_percent", "vat_included"]),
        ("Descrizione;Importo IVA inclusa", "Robot;1220", "None", ["vat_included"]),
        ("Descrizione;Importo ivato", "Robot;1220", "None", ["vat_included"]),
        ("Descrizione;Imponibile;IVA;Totale", "Robot;1000;220;1230", "1000.00", ["does_not_add_up"]),
        ("Descrizione;Quantità;Prezzo unitario;Imponibile", "Robot;2;400;1000", "1000.00", ["does_not_add_up"]),
        ("Descrizione;Fornitore;Imponibile", "Robot;Beta;", "None", ["missing_amount"]),
        ("Descrizione;Imponibile", "Robot;molto", "None", ["not_a_number"]),
        ("Descrizione;Imponibile", "Robot;#N/D", "None", ["cell_error"]),
        ("Descrizione;Imponibile", "Robot;-5", "None", ["negative"]),
        ("Descrizione;Imponibile", "Robot;1.000", "None", ["ambiguous_number"]),
    ],
)
def test_vat_is_never_silently_in_or_out(head: str, row: str, amount: str, told: list[str], tmp_path: Path) -> None:
    plan, problems = read(text(tmp_path / "a.csv", f"{head}\n{row}\n"))
    assert (str(plan.items[0].value("amount")), kinds(problems)) == (amount, told)


def test_titles_may_say_of_vat_what_headings_do_not(tmp_path: Path) -> None:
    rows = "Descrizione;Importo\nRobot;1000\n"
    assert kinds(read(text(tmp_path / "a.csv", "Importi al netto dell'IVA\n" + rows))[1]) == []
    assert kinds(read(text(tmp_path / "b.csv", "Importi IVA compresa\n" + rows))[1]) == ["vat_included"]


def test_where_vat_is_a_cost_the_amount_is_with_it(tmp_path: Path) -> None:
    gross = CallOfPlan({}, "gross")
    path = text(tmp_path / "a.csv", "Descrizione;Imponibile;IVA\nRobot;1000;220\n")
    assert str(read(path, gross)[0].items[0].value("amount")) == "1220.00"
    path = text(tmp_path / "b.csv", "Descrizione;Imponibile\nRobot;1000\n")
    plan, problems = read(path, gross)
    assert (str(plan.items[0].value("amount")), kinds(problems)) == ("1000.00", ["vat_unsaid"])


def test_a_wrong_cell_is_named_by_sheet_row_cell_heading_and_what_it_says(tmp_path: Path) -> None:
    rows = [["Categoria", "Descrizione", "Data ordine", "Imponibile"], ["A", "Robot", "ieri", "tanto"]]
    _plan, problems = read(book(tmp_path / "piano.xlsx", rows))
    assert [str(one.place) for one in problems] == [
        "piano.xlsx#Piano:C2 «Data ordine»",
        "piano.xlsx#Piano:D2 «Imponibile»",
    ]
    assert ["«ieri»" in problems[0].text, "«tanto»" in problems[1].text] == [True, True]


def test_a_category_that_the_call_has_not_is_left_open(tmp_path: Path) -> None:
    plan, problems = read(text(tmp_path / "a.csv", f"{HEAD}Arredi;Sedie;Alfa;100\n"))
    assert (lines(plan), kinds(problems)) == ([(None, "Sedie", "100.00")], ["unknown_category"])


@pytest.mark.parametrize(
    ("said", "found"),
    [("a", "A"), ("A)", "A"), ("A) Altro", "A"), ("A - Altro", "A"), ("Macrovoce B", "B"), ("consulenze", "B"),
     ("A volte", None), ("Arredi", None)],
)  # fmt: skip
def test_categories_as_plans_name_them(said: str, found: str | None) -> None:
    assert category_named(said, AB.categories) == found


def test_a_mapping_settles_what_headings_do_not(tmp_path: Path) -> None:
    path = text(tmp_path / "piano.csv", "Roba;Cat;Quanto;Quanto 2\nRobot;Macch.;1.000;5\n")
    mapping = text(
        tmp_path / "mappa.yaml",
        "columns: {Roba: description, Cat: 'expenses[].category', Quanto: 'expenses[].amount'}\nignore: [Quanto 2]\n"
        "values: {category: {Macch.: A}}\nfirst_row: 1\nnumbers: italian\nvat: net\n",
    )
    plan, problems = read(path, columns=mapping)
    assert (lines(plan), kinds(problems)) == ([("A", "Robot", "1000.00")], [])


@pytest.mark.parametrize(
    ("mapping", "kind"),
    [
        ("columns: {A: prezzo}", "unknown_fact"),
        ("first_row: 0", "too_small"),
        ("delimiter: ';;'", "wrong_delimiter"),
        ("columns: {Nessuna: amount}", "unmet_column"),
        ("colonne: {}", "unknown_key"),
    ],
)
def test_what_is_wrong_with_a_mapping(mapping: str, kind: str, tmp_path: Path) -> None:
    path = text(tmp_path / "piano.csv", f"{HEAD}A;Robot;Beta;1000\n")
    _plan, problems = read_plan(path, "piano.csv", EXPENSES, AB, text(tmp_path / "m.yaml", mapping))
    assert kind in kinds(problems)


def test_what_was_understood_is_remembered_beside_the_plan_and_read_again(tmp_path: Path) -> None:
    path = book(
        tmp_path / "piano.xlsx", [["Macrovoce", "Cosa: «descr.»", "Imponibile", "Note"], ["A", "Robot", 1, "x"]]
    )
    plan, _problems = read(path)
    text(mapping_beside(path), mapping_text("piano.xlsx", plan.columns, plan.unread, plan.sheet.name))
    assert mapping_beside(path).name == "piano.columns.yaml"
    again, problems = read(path)
    assert (again.items, again.columns, problems) == (plan.items, plan.columns, [])


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", "ciao;mondo\n1;2\n", "no_head"),
        ("a.pdf", "%PDF-1.4", "unknown_format"),
        ("a.xlsx", "PK no", "broken_workbook"),
        ("a.csv", "\0\1\2", "wrong_encoding"),
    ],
)
def test_what_is_no_plan_is_told(name: str, content: str, kind: str, tmp_path: Path) -> None:
    plan, problems = read_plan(text(tmp_path / name, content), name, EXPENSES, AB)
    assert (plan, kinds(problems)) == (None, [kind])


def test_other_sheets_that_look_like_plans_are_told(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as workbook:
        for name, amount in (("Piano 1", 10), ("Piano 2", 20)):
            sheet = workbook.add_worksheet(name)
            sheet.write_row(0, 0, ["Descrizione", "Imponibile"])
            sheet.write_row(1, 0, ["Robot", amount])
    plan, problems = read(tmp_path / "a.xlsx")
    assert (plan.sheet.name, kinds(problems)) == ("Piano 1", ["other_sheets"])
    plan, problems = read(tmp_path / "a.xlsx", columns=text(tmp_path / "m.yaml", "sheet: Piano 2"))
    assert (str(plan.total), kinds(problems)) == ("20.00", [])


@given(st.lists(st.decimals("0.01", "99999.99", places=2), min_size=2, max_size=30), st.integers(1, 5))
def test_lines_with_a_supplier_are_lines_and_their_true_sums_are_totals(amounts: list[Decimal], every: int) -> None:
    """Whatever the amounts: lines never vanish, and a subtotal after each few of them is never counted as one."""
    rows, since, at = [], Decimal(0), []
    for number, amount in enumerate(amounts, start=1):
        rows.append(PlanRow(number, (f"Bene {number}",), "A", "Fornitore", amount))
        since += amount
        if number % every == 0:
            at.append(len(rows))
            rows.append(PlanRow(number, ("Subtotale",), "", "", since))
            since = Decimal(0)
    standings = [verdict.standing for verdict in judge_rows(rows)]
    assert [index for index, standing in enumerate(standings) if standing != "line"] == at


@pytest.mark.slow
def test_time_grows_with_the_lines_not_faster(tmp_path: Path) -> None:
    """Ten times the lines take less than thirty times the time (quadratic would be a hundred)."""
    spent = []
    for count in (500, 5000):
        rows = "".join(f"Cat {n};Bene {n};Fornitore {n};{n}.000,50\n" for n in range(1, count + 1))
        path = text(tmp_path / f"{count}.csv", HEAD + rows)
        gc.disable()  # it would look through all that the tests before have left
        try:
            start = process_time()
            plan, _problems = read(path, CallOfPlan())
            spent.append(process_time() - start)
        finally:
            gc.enable()
        assert len(plan.items) == count
    assert spent[1] < 30 * spent[0]


def test_a_plan_in_an_open_document_sheet(tmp_path: Path) -> None:
    """Repeated cells and rows, a formula with its value, a merged category: as LibreOffice writes them."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )

    def said(text: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'

    def money(value: str, formula: str = "") -> str:
        how = f' table:formula="of:={formula}"' if formula else ""
        cell = f'<table:table-cell office:value-type="float" office:value="{value}"{how}>'
        return f"{cell}<text:p>{value}</text:p></table:table-cell>"

    rows = [
        said("Piano"),
        '<table:table-cell table:number-columns-repeated="3"/>',
        said("Categoria") + said("Descrizione") + said("Imponibile"),
        said("A", ' table:number-rows-spanned="2" table:number-columns-spanned="1"') + said("Sensori") + money("10000"),
        "<table:covered-table-cell/>" + said("Robot") + money("20000"),
        said("B") + said("Analisi") + money("5000"),
        said("Totale") + "<table:table-cell/>" + money("35000", "SUM([.C4:.C6])"),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="Piano">{body}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as made:
        made.writestr("mimetype", kind)
        made.writestr("content.xml", content)
        made.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
    plan, _problems = read(tmp_path / "a.ods")
    assert lines(plan) == [("A", "Sensori", "10000.00"), ("A", "Robot", "20000.00"), ("B", "Analisi", "5000.00")]
    assert [one.line for one in plan.left_out] == [7]
