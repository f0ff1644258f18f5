"""The sheets: their totals are the outcome's to the cent, whatever the shares."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.declarations.declared_sample import filled, forms, judged, tables

from grantcli.declarations.due import declarations_of
from grantcli.i18n import speaking
from grantcli.wording.formats import cents

YEARS = (2019, 2020, 2021)


def accounts(headcount: object, turnover: object, balance: object) -> dict:
    figures = {"headcount": headcount, "turnover": turnover, "balance_sheet": balance, "approved": True}
    return {year: dict(figures) for year in YEARS}


def link(ident: str, share: str, figures: tuple, **more: object) -> dict:
    return {
        "id": ident,
        "name": f"Impresa {ident}",
        "direction": "upstream",
        "percent_capital": share,
        "country": "IT",
        "years": accounts(*figures),
        **more,
    }


GROUP = [
    link("P", "33.33 %", (100, 10000000, 9000000)),
    link("Q", "26 %", (7, "1000000.01", "500000.01"), direction="downstream"),
    link("L", "60 %", (10, "1000000.50", 800000), direction="downstream"),
    link("U", "10 %", (500, 90000000, 90000000)),
]
"""By hand: 20 + 33.33 + 1.82 + 10 units; 3,000,000 + 3,333,000 + 260,000.0026 + 1,000,000.50 euro of turnover;
2,000,000 + 2,999,700 + 130,000.0026 + 800,000 euro of balance sheet. U, at a tenth, counts for nothing."""


def size(**changes: object):
    return filled("size", company__links=GROUP, company__declared_size="medium", **changes)


def rows(table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_the_calculation_adds_up_to_the_outcome():
    (calculation,) = tables(size(), "Calcolo dei dati")
    assert [cell.text for cell in calculation.total] == ["Totale", "65,15", "7.593.000,50", "5.929.700,00"]
    assert [row[1:] for row in rows(calculation)] == [
        ["20,00", "3.000.000,00", "2.000.000,00"],
        ["35,15", "3.593.000,00", "3.129.700,00"],
        ["10,00", "1.000.000,50", "800.000,00"],
    ]
    last = judged(company__links=GROUP).standing.size.years[-1]
    assert [cents(getattr(last, name)) for name in ("headcount", "turnover", "balance_sheet")] == [
        cell.text for cell in calculation.total[1:]
    ]


@pytest.mark.parametrize("title", ["Calcolo dei dati", "Imprese associate: riepilogo", "non consolidate: riepilogo"])
@pytest.mark.parametrize("share", ["33.33 %", "25.01 %", "49.99 %", "37.777 %"])
def test_rows_of_a_sheet_add_up_to_its_total(title, share):
    group = [
        link(f"P{n}", share, (n, f"{n * 1000003}.07", f"{n * 77777}.{n}1"), direction="downstream") for n in range(1, 4)
    ]
    one = filled("size", company__links=[*group, GROUP[2]], company__size_reason="x")
    (table,) = tables(one, title)
    for place, number in enumerate(table.numbers):
        column = [row[place].text for row in table.rows]
        if number and "%" not in column[0]:
            amounts = [Decimal(text.replace(".", "").replace(",", ".")) for text in column]
            assert cents(sum(amounts)) == table.total[place].text


def test_partners_one_by_one_show_figures_share_and_product():
    one = size()
    (sheet,) = [part for part in one.parts if part.title == "Impresa associata: Impresa P"]
    assert rows(sheet.tables[0]) == [
        ["Dati interi", "100,00", "10.000.000,00", "9.000.000,00"],
        ["In proporzione, al 33,33 %", "33,33", "3.333.000,00", "2.999.700,00"],
    ]
    fields = {field.label: field.value.text for field in sheet.fields}
    assert fields["Quota detenuta dall'impresa nel richiedente"] == "33,33 %"
    assert fields["Quota detenuta dal richiedente nell'impresa"] == "–"
    assert "company.links[P].legal_representative" in dict(one.lacking)


def test_who_is_not_counted_is_said_with_the_reason():
    (table,) = tables(size(), "Non computati")
    assert [row[0].text for row in table.rows] == ["Impresa U"]


def test_kinds_of_enterprise_are_ticked_by_the_account():
    kinds = {box.text.partition(":")[0]: box.ticked for part in size().parts for box in part.boxes}
    assert kinds == {"impresa autonoma": False, "impresa associata": True, "impresa collegata": True}
    alone = {box.text.partition(":")[0]: box.ticked for part in filled("size").parts for box in part.boxes}
    assert alone == {"impresa autonoma": True, "impresa associata": False, "impresa collegata": False}


def test_consolidated_accounts_have_their_sheet():
    inside = {
        "id": "C",
        "name": "Impresa C",
        "direction": "downstream",
        "percent_capital": "100 %",
        "consolidated": True,
    }
    one = filled("size", company__links=[inside])
    whole, listed = tables(one, "conti consolidati")
    assert rows(whole) == [["Totale", "20,00", "3.000.000,00", "2.000.000,00"]]
    assert rows(listed)[0][0] == "Impresa C"
    (calculation,) = tables(one, "Calcolo dei dati")
    assert "dei conti consolidati" in calculation.rows[0][0].text


def test_a_figure_that_is_not_known_is_a_space_and_the_sum_is_left_open():
    unknown = {**GROUP[0], "years": {}}
    one = filled("size", company__links=[unknown], company__size_reason="x")
    (calculation,) = tables(one, "Calcolo dei dati")
    assert [cell.text for cell in calculation.total[1:]] == ["", "", ""]
    assert not calculation.rows[1][1].known
    assert "company.links[P].years" in dict(one.lacking)


def test_sheets_are_numbered_as_the_call_does():
    outcome = judged(company__links=GROUP)
    papers = tuple(
        replace(one, sheets={"calculation": "2", "partnership": "3A"}) if one.id == "3" else one
        for one in outcome.call.attachments
    )
    numbered = replace(outcome, call=replace(outcome.call, attachments=papers))
    with speaking("it"):
        (one,) = declarations_of(numbered, forms().forms, forms().blocks, ["size"])
    titles = [part.title for part in one.parts]
    assert "Scheda 2. Calcolo dei dati dell'impresa" in titles
    assert "Scheda 3A. Impresa associata: Impresa P" in titles


STAFF = [
    {"kind": "employee", "count": 3},
    {"kind": "employee", "share": "50 %", "start": "2021-07-01"},  # six months of half time: 0.25
    {"kind": "apprentice", "count": 4},
    {"kind": "partner", "leave_months": 4},  # eight months of twelve: 0.6667
]


def test_work_units_are_told_contract_by_contract_and_add_up():
    years = {2021: {"turnover": 1, "balance_sheet": 1, "staff": STAFF}}
    one = filled("work-units", company__years=years)
    (table,) = tables(one, "Esercizio 2021")
    assert [row[-1].text for row in table.rows] == ["3,00", "0,25", "non conta", "0,67"]
    assert table.total[-1].text == "3,92"
    assert not one.contradictions


def test_suppliers_are_gathered_with_what_is_bought_from_each():
    (table,) = tables(filled("suppliers"), "I fornitori")
    assert rows(table) == [
        ["Alfa S.r.l.", "01234567897", "S1", "10.000,50", "nessuno"],
        ["Beta S.r.l.", "01234567897", "S2", "5.000,00", "nessuno"],
    ]
    assert table.total[3].text == "15.000,50"


def test_the_ledger_is_that_of_the_account_and_adds_up_to_it():
    aids = [
        {"id": "A1", "date": "2021-05-01", "amount": "12000.10", "regulation": "1407/2013", "authority": "Comune"},
        {"id": "A2", "date": "2010-05-01", "amount": 99999, "regulation": "1407/2013"},
    ]
    outcome = judged(aids=aids)
    one = filled("de-minimis", outcome)
    (table,) = tables(one, "Gli aiuti de minimis")
    assert [row[4].text for row in table.rows] == ["1º maggio 2021"]
    assert table.total[6].text == cents(outcome.standing.aid.used) == "12.000,10"
    assert rows(table)[0][0] == "Officina Prova S.r.l."


def test_no_aid_is_stated_only_where_the_list_is_known_to_be_empty():
    known = filled("de-minimis")
    (table,) = tables(known, "Gli aiuti de minimis")
    assert (table.rows, table.empty) == ((), "Nessun aiuto de minimis nel periodo che conta.")
    unknown = filled("de-minimis", aids=None)
    assert "aids" in dict(unknown.lacking)
    assert not tables(unknown, "Gli aiuti de minimis")


def test_ties_of_control_are_listed_for_the_single_undertaking():
    one = filled("de-minimis", company__links=GROUP)
    (table,) = tables(one, "Imprese legate da controllo")
    assert [row[0].text for row in table.rows] == ["Impresa L"]


def test_means_and_grant_stand_beside_the_cost_of_the_plan():
    funds = [{"id": "F1", "kind": "own", "amount": 15000, "state": "available"}]
    one = filled("own-funds", project__funding=funds, application__requested_contribution="0.5")
    (table,) = tables(one, "Come si copre")
    assert table.total[-1].text == "15.000,50"
    assert not one.contradictions
