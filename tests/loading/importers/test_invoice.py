"""Electronic invoices of the shapes that arrive: each an expense, or told why not."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.loading.importers.enveloping import signed, zipped
from tests.loading.importers.invoices import body, invoice

from grantcli.loading.importers.invoice import By, read_invoices


def read(tmp_path: Path, name: str, data: bytes, by: By = "document") -> tuple[list[dict[str, Any]], list[str]]:
    path = tmp_path / name
    path.write_bytes(data)
    items, problems = read_invoices(path, name, by)
    return [{key: told.value for key, told in item.answers.items()} for item in items], [one.kind for one in problems]


def numbers(found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(one["invoice_number"], str(one["amount"])) for one in found]


def test_a_simple_invoice(tmp_path: Path) -> None:
    [found], kinds = read(tmp_path, "a.xml", invoice())
    assert kinds == []
    assert {key: str(value) for key, value in found.items()} == {
        "id": "F12/A",
        "description": "Robot (e altre righe: 1)",
        "supplier": "Beta S.r.l.",
        "supplier_tax_code": "01234567897",
        "amount": "1000.00",
        "vat": "220.00",
        "invoice_number": "12/A",
        "invoice_date": str(date(2022, 6, 20)),
        "cup": "B11B22000000001",
        "cig": "Z123456789",
        "payment_terms": "TP02 MP05 2022-07-31",
    }


def test_a_line_an_expense(tmp_path: Path) -> None:
    found, kinds = read(tmp_path, "a.xml", invoice(), "line")
    assert [(one["id"], one["description"], str(one["amount"]), str(one["vat"])) for one in found] == [
        ("F12/A-1", "Robot", "900.00", "198.00"),
        ("F12/A-2", "Trasporto", "100.00", "22.00"),
    ]
    discount = (("Robot", "1100.00"), ("Sconto", "-100.00"), ("Nota", "0.00"))
    found, kinds = read(tmp_path, "b.xml", invoice(body(lines=discount)), "line")
    assert ([str(one["amount"]) for one in found], kinds) == (["1100.00"], ["discount_line"])


def test_two_bodies_are_two_documents(tmp_path: Path) -> None:
    found, kinds = read(tmp_path, "a.xml", invoice(body("1"), body("2")))
    assert (numbers(found), kinds) == ([("1", "1000.00"), ("2", "1000.00")], [])


def test_a_credit_note_is_no_expense(tmp_path: Path) -> None:
    linked = "<DatiFattureCollegate><IdDocumento>12/A</IdDocumento></DatiFattureCollegate>"
    path = tmp_path / "a.xml"
    path.write_bytes(invoice(body("3", kind="TD04", linked=linked)))
    items, [problem] = read_invoices(path, "a.xml")
    assert (items, problem.kind, problem.warning) == ((), "credit_note", True)
    assert ("1.000,00" in problem.text, "12/A" in problem.hint) == (True, True)


def test_a_foreign_supplier_has_its_country_in_its_code_and_other_currencies_are_told(tmp_path: Path) -> None:
    [found], kinds = read(tmp_path, "a.xml", invoice(country="DE", code="123456789", name="Gamma GmbH"))
    assert (found["supplier_tax_code"], kinds) == ("DE123456789", [])
    found, kinds = read(tmp_path, "b.xml", invoice(body(currency="USD")))
    assert (found, kinds) == ([], ["foreign_currency"])


def test_withholding_and_stamp_leave_the_cost_as_it_is(tmp_path: Path) -> None:
    general = (
        "<DatiRitenuta><ImportoRitenuta>200.00</ImportoRitenuta></DatiRitenuta>"
        "<DatiBollo><ImportoBollo>2.00</ImportoBollo></DatiBollo>"
    )
    found, kinds = read(tmp_path, "a.xml", invoice(body(general=general)))
    assert (numbers(found), kinds) == ([("12/A", "1000.00")], ["withholding", "stamp"])


def test_a_signed_invoice_is_read_and_its_signature_told_as_not_checked(tmp_path: Path) -> None:
    pytest.importorskip("asn1crypto")
    for letters in (False, True):
        found, kinds = read(tmp_path, "a.xml.p7m", signed(invoice(), letters=letters))
        assert (numbers(found), kinds) == ([("12/A", "1000.00")], ["signature_not_checked"])


def test_an_archive_of_invoices_in_which_one_is_damaged(tmp_path: Path) -> None:
    data = zipped(a__xml=invoice(body("1")), b__xml=invoice()[:500], c__xml=invoice(body("3")))
    found, kinds = read(tmp_path, "a.zip", data)
    assert (numbers(found), kinds) == ([("1", "1000.00"), ("3", "1000.00")], ["broken_xml"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (invoice()[:700], "broken_xml"),
        (b"<a/>", "not_an_invoice"),
        (b"<FatturaElettronicaSemplificata/>", "not_an_invoice"),
        (b"%PDF-1.4", "pdf"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><FatturaElettronica/>', "doctype"),
        (invoice(body(taxable="mille")), "unreadable_value"),
        (invoice(body(taxable="1e400")), "unreadable_value"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, kind: str, tmp_path: Path) -> None:
    assert read(tmp_path, "a.xml", data) == ([], [kind])


def test_lines_that_do_not_make_the_summary_are_told(tmp_path: Path) -> None:
    found, kinds = read(tmp_path, "a.xml", invoice(body(taxable="1100.00", vat="242.00")))
    assert (numbers(found), kinds) == ([("12/A", "1100.00")], ["does_not_add_up"])


def test_an_invoice_without_lines_or_dates_says_what_it_can(tmp_path: Path) -> None:
    general = "<Causale>Acconto</Causale>"
    data = invoice(body(lines=(), general=general)).replace(b"2022-06-20", b"ieri")
    [found], _kinds = read(tmp_path, "a.xml", data)
    assert (found["description"], "invoice_date" in found) == ("Acconto", False)
    [found], _kinds = read(tmp_path, "b.xml", invoice(body("9", lines=())))
    assert found["description"] == "fattura 9"


@pytest.mark.parametrize(
    ("buyers", "told"),
    [
        (frozenset(), []),  # nobody said who applies
        (frozenset({"99999990437"}), []),
        (frozenset({"01234567897"}), ["other_buyer"]),
    ],
)
def test_an_invoice_to_somebody_else_is_doubted(tmp_path: Path, buyers: frozenset[str], told: list[str]) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(invoice())
    items, problems = read_invoices(path, "a.xml", "document", buyers)
    assert ([one.kind for one in problems], len(items)) == (told, 1)
    assert all("Alfa (99999990437)" in one.text and one.warning for one in problems)
