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
        ("date;amount\n30/02/2022;-5\n2022-05-01;1,00", ["2:1", "2:2"]),
        ("", ["1:1 empty"]),
        ('id,amount\n"A' + "x" * 200_000, ["2:1 broken_csv"]),
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
