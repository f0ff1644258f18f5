"""The zip of an application: numbered, indexed, its digests right, and held against what the call says of filing."""

import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256

import pytest
from tests.render.render_sample import outcome

from grantcli.assets import shipped
from grantcli.cli.dossier.bundle import BundleFile, faults_told, placed, zipped
from grantcli.cli.start import run
from grantcli.model.paper.filing_terms import Filing
from grantcli.render.application.documents import documents
from grantcli.render.pieces.filing_words import filing_rows, unsaid

EXAMPLE = shipped("calls") / "marche-transizione-digitale-2022" / "example" / "domanda.yaml"
FILES = [
    BundleFile("01_domanda", "domanda", ".pdf", "Bozza", b"x" * 1_500_000),
    BundleFile("01_domanda", "domanda", ".docx", "Bozza", b"y"),
    BundleFile("02_dichiarazioni", "03_dimensione", ".pdf", "Dimensione", b"z"),
    BundleFile("05_studio", "memo", ".docx", "Memo", b"m"),
]


def filed(**terms: object):
    held = outcome()
    filing = Filing(cite="bando §4", **terms) if terms else None
    return replace(held, call=replace(held.call, filing=filing))


def faults(**terms: object) -> dict[str, tuple[str, ...]]:
    return {one.path: one.faults for one in placed(FILES, filed(**terms)) if one.faults}


def test_papers_are_numbered_through_and_a_number_of_the_call_stays():
    assert [one.path for one in placed(FILES, filed())] == [
        "01_domanda/01_domanda.pdf",
        "01_domanda/01_domanda.docx",
        "02_dichiarazioni/03_dimensione.pdf",
        "05_studio/02_memo.docx",
    ]


def test_what_the_call_does_not_say_is_held_against_nothing():
    assert faults() == {}
    assert faults(portal="SIGEF") == {}


@pytest.mark.parametrize(
    ("terms", "wrong"),
    [
        ({"formats": ("pdf",)}, {"01_domanda/01_domanda.docx": ("il bando non ammette .docx",)}),
        ({"max_mb": Decimal(1)}, {"01_domanda/01_domanda.pdf": ("pesa più di 1 MB",)}),
        ({"max_mb": Decimal("1.5")}, {}),  # a million bytes each, and no more
        ({"longest_name": 15}, {"02_dichiarazioni/03_dimensione.pdf": ("il nome ha più di 15 lettere",)}),
    ],
)
def test_what_is_filed_is_held_against_what_the_call_says(terms, wrong):
    assert faults(**terms) == wrong


def packed(**terms: object) -> zipfile.ZipFile:
    held = filed(**terms)
    return zipfile.ZipFile(io.BytesIO(zipped(placed(FILES, held), held, "a" * 32, ["manca qualcosa"])))


def test_the_digests_are_those_of_the_files():
    made = packed()
    sums = dict(reversed(line.split("  ")) for line in made.read("SHA256SUMS").decode().splitlines())
    assert set(sums) == set(made.namelist()) - {"SHA256SUMS"}
    assert all(sha256(made.read(name)).hexdigest() == told for name, told in sums.items())
    manifest = json.loads(made.read("manifest.json"))
    assert {one["path"]: one["sha256"] for one in manifest["files"]}.items() <= sums.items()


def test_the_index_says_what_is_there_what_is_wrong_and_how_it_is_filed():
    text = packed(formats=("pdf",), total_mb=Decimal(1), portal="SIGEF").read("00_indice.txt").decode()
    assert "01_domanda.pdf  Bozza" in text
    assert "! il bando non ammette .docx" in text
    assert "! tutti i file insieme pesano più di 1 MB" in text
    assert "Dove: SIGEF" in text
    assert "la firma" in text
    assert "formati, peso e nomi non sono controllati" in packed().read("00_indice.txt").decode()


def test_whose_it_is_can_be_read_without_opening_it_and_the_same_papers_are_the_same_bytes():
    held = filed()
    one, other = (zipped(placed(FILES, held), held, "a" * 32, []) for _time in range(2))
    assert one == other
    assert b'"application": "' + b"a" * 32 in one[:2000]
    assert "00_da-completare.txt" not in zipfile.ZipFile(io.BytesIO(one)).namelist()


def test_how_many_files_are_wrong_is_told():
    assert faults_told(placed(FILES, filed(formats=("p7m",)))).startswith("3 file")


def test_filing_in_words_and_what_is_not_said():
    terms = Filing(
        cite="bando §4", portal="SIGEF", signature=("cades",), max_mb=Decimal(5), one_file=True, embedded=False
    )
    assert dict(filing_rows(terms)) == {
        "Dove": "SIGEF",
        "Firma": "firma digitale CAdES (il file diventa .p7m)",
        "Peso": "al più 5 MB ciascuno",
        "File": "tutto in un file solo; senza altri file dentro i PDF",
    }
    assert unsaid(terms) == "Non lo dice, e non è controllato: i formati."
    assert filing_rows(None) == []


def test_the_list_of_documents_says_how_they_are_filed():
    assert documents(filed())["filing"] == {}
    told = documents(filed(portal="SIGEF"))["filing"]
    assert told["rows"] == [{"name": "Dove", "text": "SIGEF"}]
    assert told["cite"] == "bando §4"


@pytest.mark.slow
def test_a_portal_that_takes_no_files_inside_gets_none(monkeypatch, tmp_path):
    given = []
    monkeypatch.setattr("grantcli.render.pdf.draw", lambda _html, **more: given.append(more["carried"]) or b"%PDF")
    for embedded in (None, False):
        held = filed(portal="x", embedded=embedded)
        monkeypatch.setattr("grantcli.cli.dossier.run.judged", lambda *_given, held=held: held)
        options = ["--part", "application", "-o", str(tmp_path / str(embedded))]
        assert run(["dossier", str(EXAMPLE), *options]) == 0
    assert [bool(carried) for carried in given] == [True, False]


@pytest.mark.slow
def test_the_zip_of_an_application_holds_all_of_it(tmp_path, capsys):
    assert run(["dossier", str(EXAMPLE), "--format", "zip", "-o", str(tmp_path)]) == 0
    (file,) = tmp_path.iterdir()
    assert file.name.startswith("Pratica_")
    made = zipfile.ZipFile(file)
    folders = {name.partition("/")[0] for name in made.namelist() if "/" in name}
    assert folders == {"01_domanda", "02_dichiarazioni", "03_progetto", "04_documenti", "05_studio"}
    assert all(len(name.rpartition("/")[2]) <= 60 and name.isascii() for name in made.namelist())
    first = file.read_bytes()
    assert run(["dossier", str(EXAMPLE), "--format", "zip", "-o", str(tmp_path)]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [file.name]  # its own, written over
    assert file.read_bytes() == first
