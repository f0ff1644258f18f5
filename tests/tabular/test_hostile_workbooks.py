"""Workbooks that are damaged or lie about their size: each is refused with a sentence, and the next one is read."""

import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from grantcli.problem import Problem
from grantcli.tabular import archive, sheets
from grantcli.tabular.cell_errors import cell_errors_in
from grantcli.tabular.workbook import open_workbook, read_sheet

REFERENCE = "http://schemas.openxmlformats.org"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def bare_workbook(path: Path, rows: str, more: dict[str, str] | None = None) -> Path:
    """A workbook of one sheet with these rows, as few parts as a reader asks for."""
    main, package = f"{REFERENCE}/spreadsheetml/2006/main", f"{REFERENCE}/package/2006"
    relation = f"{REFERENCE}/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in (parts | (more or {})).items():
            book.writestr(name, text)
    return path


def cell(reference: str, text: str = "x") -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def opened(path: Path):
    return open_workbook(path)


def good(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    for name in ("A", "B"):
        sheet = book.add_worksheet(name)
        sheet.write_row(2, 1, ["id", "importo"])
        sheet.write_row(3, 1, ["D1", 10.5])
    book.close()
    return path


def rows_of(book, name="A"):
    return list(read_sheet(book, name, {}))


FAR = {
    "the last corner": '<row r="1048576">' + cell("XFD1048576") + "</row>",
    "a wide corner": '<row r="200000">' + cell("ZZ200000") + "</row>",
    "a row that cannot be": '<row r="99999999999">' + cell("ZZZZZZZ99999999999") + "</row>",
    "row zero": '<row r="0">' + cell("A0") + "</row>",
    "a row of ten thousand digits": '<row r="1">' + cell("A" + "9" * 10_000) + "</row>",
    "a column of a thousand letters": '<row r="1">' + cell("A" * 1_000 + "1") + "</row>",
    "written another way": '<row r="1048576"><c  s="0"  r = \'XFD1048576\' t="inlineStr"><is><t>x</t></is></c></row>',
    "behind a character reference": '<row r="1"><c r="&#88;FD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
}


@pytest.mark.parametrize("name", FAR)
def test_a_cell_that_lies_apart_is_refused_before_a_reader_asks_for_the_memory(name, tmp_path):
    told = opened(bare_workbook(tmp_path / "a.xlsx", '<row r="1">' + cell("A1") + "</row>" + FAR[name]))
    assert isinstance(told, Problem)
    assert told.kind == "broken_workbook"
    assert len(told.text) < 400
    assert rows_of(opened(good(tmp_path / "good.xlsx"))) == [(3, [None, "id", "importo"]), (4, [None, "D1", 10.5])]


def test_cells_that_have_only_a_style_ask_for_no_memory(tmp_path):
    rows = '<row r="1">' + cell("A1") + '<c r="XFD1" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>'
    book = opened(bare_workbook(tmp_path / "a.xlsx", rows))
    assert rows_of(book, "S") == [(1, ["x"])]


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1_000_000)
    told = opened(bare_workbook(tmp_path / "a.xlsx", cell("A1", "0" * 2_000_000)))
    assert isinstance(told, Problem)
    assert "scompattato" in told.text
    monkeypatch.setattr(archive, "MOST_PARTS", 3)
    assert "parti" in opened(good(tmp_path / "b.xlsx")).text
    monkeypatch.setattr(archive, "MOST_PACKED", 10)
    assert "pesa" in opened(good(tmp_path / "b.xlsx")).text


class AtOnce:
    """A timer whose time is up when it starts: no machine is quicker."""

    def __init__(self, _seconds, act):
        self.start = act

    def cancel(self):
        """Do nothing: it is over."""


def test_a_reader_that_dies_or_takes_too_long_takes_nothing_with_it(tmp_path, monkeypatch):
    path = good(tmp_path / "a.xlsx")
    book = opened(path)
    before = rows_of(book)
    sheets._Reader.running()._process.kill()
    assert rows_of(book) == before
    monkeypatch.setattr(sheets.threading, "Timer", AtOnce)
    assert "tempo" in opened(path).text
    monkeypatch.undo()
    assert rows_of(opened(path)) == before


def test_a_workbook_that_goes_away_while_it_is_read_is_an_error_of_the_system(tmp_path):
    path = good(tmp_path / "a.xlsx")
    book = opened(path)
    path.unlink()
    sheets._Reader.running()._process.kill()
    with pytest.raises(OSError, match=r"a\.xlsx"):
        rows_of(book)


def test_errors_in_cells_far_apart_do_not_fill_the_memory(tmp_path):
    wrong = "".join(f'<row r="{row}"><c r="A{row}" t="e"><v>#N/A</v></c></row>' for row in (1, 10**18, 3))
    assert cell_errors_in(bare_workbook(tmp_path / "a.xlsx", wrong), "S") == {1: {1: "#N/A"}, 3: {1: "#N/A"}}


@pytest.mark.parametrize("ending", ["xlsx", "xls", "xlsb", "ods"])
def test_noise_is_a_problem_whatever_it_is_called(ending, tmp_path):
    noise = random.Random(22)  # noqa: S311
    path = tmp_path / f"a.{ending}"
    for begin in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        path.write_bytes(begin + noise.randbytes(4_000))
        told = opened(path)
        assert isinstance(told, Problem)
        assert told.kind == "broken_workbook"


def test_a_bitten_workbook_is_read_or_refused(tmp_path):
    """Bytes of a good workbook changed at random: an answer each time, and never the end of this process."""
    whole = good(tmp_path / "good.xlsx").read_bytes()
    path = tmp_path / "a.xlsx"
    chance = random.Random(2022)  # noqa: S311
    for _ in range(60):
        bitten = bytearray(whole)
        for _bite in range(chance.randint(1, 8)):
            bitten[chance.randrange(len(bitten))] = chance.randrange(256)
        path.write_bytes(bitten)
        book = opened(path)
        if not isinstance(book, Problem):
            for mark in book.sheets_metadata:
                list(read_sheet(book, mark.name, cell_errors_in(path, mark.name)))
