"""Plans of the shapes that clients send, each read for what it is."""

from datetime import date
from pathlib import Path

from tests.loading.plans.plan_files import AB, book, kinds, lines, read, text

from grantcli.loading.plans.categories import CallOfPlan

THREE = [("A", "Sensori", "10000.00"), ("A", "Robot", "20000.00"), ("B", "Analisi", "5000.00")]


def test_merged_heads_title_rows_and_vat_columns(tmp_path: Path) -> None:
    rows = [
        ["PIANO DEI COSTI – Officina connessa"],
        ["Importi in euro"],
        [],
        ["Macrovoce", "Descrizione", "Fornitore", "Preventivo", "", "", "Note"],
        ["", "", "", "Imponibile", "IVA", "Totale", ""],
        ["A", "Sensori", "Alfa srl", 10000, 2200, 12200],
        ["A", "Robot", "Beta srl", 20000, 4400, 24400],
        ["B", "Analisi", "Gamma srl", 5000, 1100, 6100],
        ["TOTALE", "", "", ("=SUM(D6:D8)", 35000), 7700, 42700],
    ]
    plan, problems = read(book(tmp_path / "a.xlsx", rows, ["D4:F4", "A4:A5"]))
    assert (lines(plan), kinds(problems)) == (THREE, [])
    assert [str(item.value("vat")) for item in plan.items] == ["2200.00", "4400.00", "1100.00"]
    assert [item.id for item in plan.items] == ["R6", "R7", "R8"]
    assert (plan.unread, [one.line for one in plan.left_out]) == (("Note",), [9])


def test_categories_in_merged_cells_are_those_of_all_their_rows(tmp_path: Path) -> None:
    rows = [["Categoria", "Descrizione", "Imponibile"], ["A", "Sensori", 10000], ["", "Robot", 20000]]
    plan, problems = read(book(tmp_path / "a.xlsx", [*rows, ["B", "Analisi", 5000]], ["A2:A3"]))
    assert (lines(plan), kinds(problems)) == (THREE, [])
    plan, problems = read(book(tmp_path / "b.xlsx", [*rows, ["B", "Analisi", 5000]]))
    assert (lines(plan), kinds(problems)) == (THREE, ["category_from_above"])


def test_subtotals_per_category_are_left_out_and_told(tmp_path: Path) -> None:
    content = (
        "Categoria;Descrizione;Fornitore;Imponibile\n\nA;Sensori;Alfa;10.000,00\nA;Robot;Beta;20.000,00\n"
        "Totale A;;;30.000,00\n\nB;Analisi;Gamma;5.000,00\nTotale B;;;5.000,00\n\nTotale generale;;;35.000,00\n"
    )
    plan, problems = read(text(tmp_path / "a.csv", content))
    assert (lines(plan), kinds(problems)) == (THREE, [])
    assert [one.text for one in plan.left_out] == ["Totale A", "Totale B", "Totale generale"]


def test_subtotals_that_stand_above_their_lines_are_told_by_their_codes_and_sums(tmp_path: Path) -> None:
    content = "Voce;Imponibile\nA. Beni;30000\nA.1 Sensori;10000\nA.2 Robot;20000\nB. Studi;5000\nB.1 Analisi;5000\n"
    plan, problems = read(text(tmp_path / "a.csv", content))
    assert [str(item.value("amount")) for item in plan.items] == ["10000.00", "20000.00", "5000.00"]
    assert ([one.line for one in plan.left_out], kinds(problems)) == ([2, 5], [])


def test_amounts_in_another_currency_are_refused_each(tmp_path: Path) -> None:
    content = "Descrizione;Fornitore;Imponibile;Valuta\nMola;Alfa;10;EUR\nRobot;Beta;20000;USD\nLama;Gamma;£ 70;\n"
    plan, problems = read(text(tmp_path / "a.csv", content))
    assert [(one.kind, one.place.cell, one.warning) for one in problems] == [
        ("foreign_currency", "3:4 «Valuta»", False),
        ("foreign_currency", "4:3 «Imponibile»", False),
    ]
    both = "Descrizione;Importo USD;Importo in euro, IVA esclusa\nRobot;20000;18500\n"
    plan, problems = read(text(tmp_path / "b.csv", both))
    assert ([str(item.value("amount")) for item in plan.items], plan.unread) == (["18500.00"], ("Importo USD",))
    assert kinds(problems) == []


def test_blank_lines_repeated_heads_and_sections(tmp_path: Path) -> None:
    content = (
        "Descrizione;Fornitore;Imponibile\n;;\nMacchinari e attrezzature;;\nSensori;Alfa;10000\n\nRobot;Beta;20000\n"
        "Descrizione;Fornitore;Imponibile\nConsulenze;;\nAnalisi;Gamma;5000\n;;\n"
    )
    plan, problems = read(text(tmp_path / "a.csv", content))
    assert (lines(plan), kinds(problems)) == (THREE, [])


def test_dates_from_1904_and_spoken_months(tmp_path: Path) -> None:
    rows = [
        ["Descrizione", "Data ordine", "Imponibile"],
        ["Robot", date(2022, 6, 20), 20000],
        ["Lama", "3-lug-2022", 70],
    ]
    for options in ({}, {"date_1904": True}):
        plan, problems = read(book(tmp_path / "a.xlsx", rows, **options))
        assert [item.value("order_date") for item in plan.items] == [date(2022, 6, 20), date(2022, 7, 3)]
        assert kinds(problems) == []


def test_text_in_windows_1252_with_a_title_and_italian_figures(tmp_path: Path) -> None:
    content = (
        "Piano delle spese, città di Fermo\nCategoria;Descrizione;Imponibile €;N. preventivo\n"
        'A;Macchina perché sì;"€ 1.234,50";="0012"\nB;Attività;1.000;0013;;;\n'
    )
    plan, problems = read(text(tmp_path / "a.csv", content, "cp1252"))
    assert lines(plan) == [("A", "Macchina perché sì", "1234.50"), ("B", "Attività", "1000.00")]
    assert ([item.value("quote") for item in plan.items], kinds(problems)) == (["0012", "0013"], [])


def test_the_export_of_a_portal(tmp_path: Path) -> None:
    content = (
        '"ID_VOCE","TIPOLOGIA","OGGETTO","RAGIONE SOCIALE FORNITORE","P.IVA FORNITORE","IMPONIBILE","ALIQUOTA IVA",'
        '"IMPORTO IVATO","CONTRIBUTO RICHIESTO"\n'
        '"17","A) Macchinari","Robot","Beta S.r.l.","01234567890","20000.00","22%","24400.00","10000.00"\n'
        '"18","B - Consulenze","Analisi","Gamma","","5000.00","22%","6100.00","2500.00"\n'
    )
    plan, problems = read(text(tmp_path / "a.csv", content))
    assert lines(plan) == [("A", "Robot", "20000.00"), ("B", "Analisi", "5000.00")]
    assert [item.id for item in plan.items] == ["17", "18"]
    assert plan.items[0].value("supplier_tax_code") == "01234567890"
    assert str(plan.items[0].value("vat")) == "4400.00"
    assert (plan.unread, kinds(problems)) == (("CONTRIBUTO RICHIESTO",), [])


def test_a_european_budget_table(tmp_path: Path) -> None:
    rows = [
        ["Estimated budget"],
        ["Budget heading", "Description", "Units", "Cost per unit (EUR)", "Total cost"],
        ["1. Staff", "", "", "", 9000],
        ["1.1 Project manager", "Coordination", 20, 300, 6000],
        ["1.2 Engineer", "Design", 10, 300, 3000],
        ["2. Travel", "Kick-off meeting", 2, 500, 1000],
        ["Total", "", "", "", 10000],
    ]
    plan, problems = read(book(tmp_path / "a.xlsx", rows), CallOfPlan())
    assert [(item.value("description"), str(item.value("amount"))) for item in plan.items] == [
        ("Coordination", "6000.00"),
        ("Design", "3000.00"),
        ("Kick-off meeting", "1000.00"),
    ]
    assert ([one.line for one in plan.left_out], kinds(problems)) == ([3, 7], ["vat_unsaid"])


def test_a_total_that_stands_only_at_the_top_checks_the_lines(tmp_path: Path) -> None:
    head = "Totale progetto;;35.000,00\nDescrizione;Categoria;Imponibile\n"
    rows = "Sensori;A;10.000,00\nRobot;A;20.000,00\nAnalisi;B;5.000,00\n"
    plan, problems = read(text(tmp_path / "a.csv", head + rows))
    assert (str(plan.total), kinds(problems)) == ("35000.00", [])
    plan, problems = read(text(tmp_path / "b.csv", head.replace("35.000", "36.000") + rows))
    assert [(one.kind, "36000.00" in one.text, "35000.00" in one.text) for one in problems] == [
        ("total_differs", True, True)
    ]
    first = "Descrizione;Categoria;Imponibile\nTotale;;35.000,00\n"
    plan, problems = read(text(tmp_path / "c.csv", first + rows))
    assert (lines(plan), [one.line for one in plan.left_out], kinds(problems)) == (THREE, [2], [])


def test_a_matrix_of_partners_by_category_is_refused(tmp_path: Path) -> None:
    content = "Participant;A. Personnel costs;B. Subcontracting costs;Total costs\nAlfa;10;20;30\nBeta;1;2;3\n"
    _plan, problems = read(text(tmp_path / "a.csv", content), AB)
    assert "ambiguous_column" in kinds(problems)


def test_a_heading_that_is_the_key_of_a_field_is_that_field(tmp_path: Path) -> None:
    content = "category;description;amount;strategic_consulting;voucher_claimed;Tipo\nA;Sensori;10000;sì;no;cobot\n"
    plan, problems = read(text(tmp_path / "a.csv", content))
    assert (lines(plan), plan.unread) == (THREE[:1], ("Tipo",))
    assert [plan.items[0].value(key) for key in ("strategic_consulting", "voucher_claimed")] == [True, False]
    assert kinds(problems) == ["vat_unsaid"]
