"""What spreadsheets do to text on its way through CSV."""

import io

import pytest

from grantcli.tabular.csv_records import dialect_of, read_records


def cells(content: str, width: int | None = None) -> list[tuple[list[str], str]]:
    stream = io.BytesIO(content.encode())
    dialect = dialect_of(stream)
    assert dialect is not None
    return [(one.cells, one.wrong.kind if one.wrong else "") for one in read_records(stream, dialect, width)]


@pytest.mark.parametrize("written", ['"=""00123"""', '="00123"'])
def test_digits_told_to_be_text_lose_only_that(written: str) -> None:
    assert cells(f"id;vat\nA;{written}\n")[1] == (["A", "00123"], "")


def test_a_formula_stays_as_it_is() -> None:
    assert cells('a;b\nA;"=SUM(A1:A2)"\n')[1] == (["A", "=SUM(A1:A2)"], "")


def test_empty_cells_after_the_last_column_do_not_count_but_full_ones_do() -> None:
    assert cells("a;b\nA;1;;;\n", 2)[1] == (["A", "1"], "")
    assert cells("a;b\nA;1;;x\n", 2)[1] == (["A", "1"], "wrong_width")
    assert cells("a;b\nA\n", 2)[1] == (["A", ""], "wrong_width")
