"""The ledger of aid as a CSV file."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.loading.importers.aid_ledger import read_ledger
from grantcli.model.vocabulary import Fact

AIDS = Fact(
    kind="list",
    label="Aiuti",
    items={
        "id": Fact(kind="text", label="Sigla"),
        "date": Fact(kind="date", label={"it": "Concesso il", "en": "Granted on"}),
        "amount": Fact(kind="money", label={"it": "Importo", "en": "Amount"}),
        "regulation": Fact(kind="choice", label="Regolamento", choices={"1407/2013": "de minimis", "other": "altro"}),
    },
)


def read(tmp_path: Path, text: str | bytes) -> tuple[list[dict[str, object]], list[str]]:
    file = tmp_path / "aiuti.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    items, problems = read_ledger(file, AIDS)
    rows = [{"": item.id, **{key: answer.value for key, answer in item.answers.items()}} for item in items]
    return rows, [f"{problem.place.line}:{problem.place.column} {problem.kind}" for problem in problems]


@pytest.mark.parametrize(
    "text",
    [
        'id,date,amount,regulation\nA,2022-05-01,"1.234,50",1407/2013\n',
        "﻿Sigla;Concesso il;Importo;Regolamento\r\nA;01/05/2022;1.234,50;1407/2013\r\n;;;\r\n",
        "REGOLAMENTO\tgranted on\tid\tamount\n1407/2013\t2022-05-01\tA\t1234.50",
    ],
)
def test_columns_by_field_or_label_and_any_usual_delimiter(tmp_path: Path, text: str) -> None:
    rows, problems = read(tmp_path, text)
    assert problems == []
    expected = {"": "A", "id": "A", "date": date(2022, 5, 1), "amount": Decimal("1234.50"), "regulation": "1407/2013"}
    assert rows == [expected]


def test_an_old_encoding(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, "Sigla;Importo\nCittà;1,00".encode("cp1252"))
    assert (rows, problems) == ([{"": "Città", "id": "Città", "amount": Decimal("1.00")}], [])


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("date;amount;regulatoin\n2022-05-01;1,00;1407/2013", ["1:3 unknown_column"]),
        ("ente;concesso\nCCIAA;5000", ["1:1 unknown_column"]),  # nothing known: refused, never an empty ledger
        ("un testo qualunque", ["1:1 unknown_column"]),
        ("date;amount\n30/02/2022;-5\n2022-05-01;1,00", ["2:1", "2:2"]),
        ("", ["1:1 empty"]),
        ('id,amount\n"A' + "x" * 200_000, ["2:1 too_long"]),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(tmp_path: Path, text: str, problems: list[str]) -> None:
    found = read(tmp_path, text)[1]
    assert len(found) == len(problems)
    assert all(got.startswith(wanted) for got, wanted in zip(found, problems, strict=True))


def test_rows_without_an_id_are_numbered(tmp_path: Path) -> None:
    assert [row[""] for row in read(tmp_path, "amount\n1,00\n2,00")[0]] == ["1", "2"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [problem.kind for problem in read_ledger(tmp_path / "no.csv", AIDS)[1]] == ["unreadable"]


REGISTER = (
    "RNA_CAR;RNA_COR;RNA_DATA_CONCESSIONE;RNA_CODICE_FISCALE_BENEFICIARIO;RNA_DES_REGOLAMENTO;RNA_ELEMENTO_DI_AIUTO\n"
    "1;100;2024-05-10;99999990437;Reg. UE 1407/2013 de minimis generale;10.000,00\n"
    "1;101;2024-05-11;00743110157;Reg. UE 1407/2013;5,00\n"
    "1;102;2024-05-12;01234567897;Reg. UE 1407/2013;7,00\n"
)


def test_what_the_register_exports_is_read_for_the_firm_and_its_ties(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    file.write_text(REGISTER, encoding="utf-8-sig")
    aids = Fact(kind="list", label="Aiuti", items={**(AIDS.items or {}), "beneficiary": Fact(kind="text", label="Di")})
    items, problems = read_ledger(file, aids, {"99999990437": "", "00743110157": "L1"})
    assert [(item.id, str(item.value("amount")), item.value("beneficiary")) for item in items] == [
        ("100", "10000.00", None),
        ("101", "5.00", "L1"),
    ]
    assert [(one.kind, one.warning) for one in problems] == [("other_beneficiaries", True)]


@pytest.mark.parametrize("written", ["1407/2013", "2013/1407", "Reg. (UE) n. 1407/2013", "1407/13", "de minimis 1407"])
def test_regulations_are_named_as_papers_name_them(written: str, tmp_path: Path) -> None:
    rows, problems = read(tmp_path, f"id;amount;regulation\nA;1,00;{written}\n")
    assert ([row["regulation"] for row in rows], problems) == (["1407/2013"], [])


def test_a_ledger_in_a_workbook_under_a_title(tmp_path: Path) -> None:
    import xlsxwriter

    file = tmp_path / "aiuti.xlsx"
    with xlsxwriter.Workbook(str(file)) as workbook:
        sheet = workbook.add_worksheet("Aiuti")
        for number, row in enumerate(
            (["Aiuti ricevuti"], ["Concesso il", "Importo", "Note"], ["10/05/2024", 1234.5, "x"])
        ):
            sheet.write_row(number, 0, row)
    items, problems = read_ledger(file, AIDS)
    assert [(item.value("date"), item.value("amount")) for item in items] == [(date(2024, 5, 10), Decimal("1234.50"))]
    assert [(one.kind, one.warning) for one in problems] == [("unknown_column", True)]
    assert str(problems[0].place).endswith("aiuti.xlsx#Aiuti:C2 «Note»")


def test_a_print_is_told_with_what_to_export_instead(tmp_path: Path) -> None:
    (tmp_path / "visura.pdf").write_bytes(b"%PDF-1.7 ...")
    [problem] = read_ledger(tmp_path / "visura.pdf", AIDS)[1]
    assert (problem.kind, "CSV" in problem.hint) == ("pdf", True)
