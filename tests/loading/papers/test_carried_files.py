"""PDFs read again: what they carry, and hostile ones told as problems, soon and without a traceback."""

import io
import time
import zlib

import pikepdf
import pypdf
import pytest

from grantcli.loading.papers import carried_files
from grantcli.loading.papers.carried_files import APPLICATION, OUTCOME, PROFILE, read_paper

TEXT = "call: marche\non: 2022-06-20\n"


def pdf(**files: bytes) -> bytes:
    made = pypdf.PdfWriter()
    made.add_blank_page(100, 100)
    for name, content in files.items():
        made.add_attachment(name, content)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


@pytest.fixture
def put(tmp_path):
    def write(content: bytes):
        file = tmp_path / "carta.pdf"
        file.write_bytes(content)
        return file

    return write


def kinds(file) -> list[str]:
    paper, problems = read_paper(file)
    assert paper is None
    return [problem.kind for problem in problems]


def test_only_our_own_files_are_taken_out(put):
    files = {APPLICATION: TEXT.encode(), OUTCOME: b"{}", "../../etc/passwd": b"x", "altro.exe": b"y"}
    paper, problems = read_paper(put(pdf(**files)))
    assert problems == []
    assert paper.texts == {APPLICATION: TEXT}
    assert paper.outcome == "{}"


def test_the_profile_is_beside_the_application(put):
    paper, _problems = read_paper(put(pdf(**{APPLICATION: b"a: 1", PROFILE: b"company: {}"})))
    assert set(paper.texts) == {APPLICATION, PROFILE}
    assert paper.outcome is None


def test_a_pdf_without_an_application_says_so(put):
    assert kinds(put(pdf(**{OUTCOME: b"{}"}))) == ["nothing_carried"]


def test_what_is_no_pdf_is_told(put, tmp_path):
    assert kinds(put(b"domanda: prova")) == ["broken_pdf"]
    assert kinds(put(b"")) == ["broken_pdf"]
    assert kinds(put(b"%PDF-1.7\n" + b"\x00" * 5000)) == ["broken_pdf"]
    assert kinds(tmp_path / "manca.pdf") == ["missing_file"]
    assert kinds(tmp_path) == ["directory"]


def test_a_pdf_cut_short_is_told_or_read_right(put):
    whole = pdf(**{APPLICATION: TEXT.encode()})
    paper, problems = read_paper(put(whole[: len(whole) // 2]))
    assert paper is None
    assert problems[0].kind in ("broken_pdf", "nothing_carried")


def test_a_protected_pdf_is_told(put):
    made = pypdf.PdfWriter()
    made.add_blank_page(100, 100)
    made.encrypt("segreto", algorithm="RC4-128")
    out = io.BytesIO()
    made.write(out)
    assert kinds(put(out.getvalue())) == ["password"]


def test_an_application_that_is_there_twice_is_not_chosen_between(put):
    made = pypdf.PdfWriter()
    made.add_blank_page(100, 100)
    made.add_attachment(APPLICATION, TEXT.encode())
    made.add_attachment(APPLICATION, b"call: altra")
    out = io.BytesIO()
    made.write(out)
    assert kinds(put(out.getvalue())) == ["broken_pdf"]


def test_an_application_that_is_no_text_is_told(put):
    assert kinds(put(pdf(**{APPLICATION: b"\xff\xfe\x00"}))) == ["broken_pdf"]


def bomb(size: int) -> bytes:
    """A carried file that unpacks to ``size`` zeros, packed twice."""
    whole = pikepdf.open(io.BytesIO(pdf(**{APPLICATION: b"x"})))
    stream = whole.Root.Names.EmbeddedFiles.Names[1].EF.F
    packer = zlib.compressobj(9)
    once = b"".join([*(packer.compress(b"\0" * 1_000_000) for _ in range(size // 1_000_000)), packer.flush()])
    filters = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
    stream.write(zlib.compress(once, 9), filter=filters)
    out = io.BytesIO()
    whole.save(out, recompress_flate=False, compress_streams=False)
    return out.getvalue()


@pytest.mark.slow
def test_a_bomb_is_stopped(put):
    file = put(bomb(400_000_000))
    assert file.stat().st_size < 100_000
    begun = time.monotonic()
    assert kinds(file)[0] in ("huge_pdf", "broken_pdf")
    assert time.monotonic() - begun < 40


def test_too_much_carried_and_too_many_pages_are_over_the_limit(put, monkeypatch):
    assert kinds(put(pdf(**{APPLICATION: b"#" * 5_000_001}))) == ["huge_pdf"]
    monkeypatch.setattr(carried_files, "MOST_BYTES", 10)
    assert kinds(put(pdf(**{APPLICATION: b"a: 1"}))) == ["huge_pdf"]


def test_names_that_lead_round_in_a_circle_end(put):
    whole = pikepdf.open(io.BytesIO(pdf(**{APPLICATION: TEXT.encode()})))
    names = whole.make_indirect(pikepdf.Dictionary())
    names.Kids = pikepdf.Array([names])
    whole.Root.Names.EmbeddedFiles = names
    out = io.BytesIO()
    whole.save(out)
    assert kinds(put(out.getvalue()))[0] in ("broken_pdf", "nothing_carried", "huge_pdf")


def test_a_reader_that_takes_too_long_is_ended(put, monkeypatch):
    monkeypatch.setattr(carried_files, "PATIENCE", 0.01)
    assert kinds(put(pdf(**{APPLICATION: b"a: 1"}))) == ["huge_pdf"]


def test_without_the_reader_the_extra_is_named(put, monkeypatch):
    monkeypatch.setattr(carried_files, "find_spec", {}.get)
    _paper, problems = read_paper(put(b"%PDF-"))
    assert problems[0].kind == "missing_extra"
    assert "grantcli[pdf]" in problems[0].hint
