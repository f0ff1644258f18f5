"""The pages as PDF: text, structure, accessibility, the same bytes every time, and nothing fetched from elsewhere."""

import base64
import io
import os
import re
import socket
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdf
import pytest
import weasyprint
from tests.render.render_boxes import SHIPPED, boxes, lowest_element, overflowing
from tests.render.render_sample import outcome, scored, stretched, undetermined

from grantcli.assets import shipped
from grantcli.model.paper.house_style import HouseStyle
from grantcli.render import pdf
from grantcli.render.context import context
from grantcli.render.pages import page
from grantcli.render.pdf import Carried, draw, lay_out

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return draw(page("dossier", context(outcome())))


@pytest.fixture(scope="module")
def texts(drawn: bytes) -> list[str]:
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(drawn)).pages]


@pytest.fixture(scope="module")
def structure(drawn: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(drawn))


def test_pages_are_numbered_and_those_that_show_an_estimate_say_so(texts):
    assert 10 <= len(texts) <= 20
    assert 0 < sum("STIMA" in text for text in texts) < len(texts)
    for number, text in enumerate(texts, start=1):
        assert f"pagina {number} di {len(texts)}" in text
        assert "STIMA" in text or "35.000,00" not in text
        assert "bando-di-prova-2022" in text
        assert "20 giugno 2022" in text
    assert all("BOZZA" in text for text in texts)


def test_cuts_are_printed_with_their_reason_and_place_in_the_call(texts):
    whole = " ".join(" ".join(texts).split())
    assert "Spesa che il bando esclude, lettera n bando §3.7 n" in whole
    assert "Regolarizzare la posizione prima di presentare la domanda" in whole
    assert "35.000,00" in whole


def test_headings_of_a_table_repeat_on_each_of_its_pages(texts):
    assert sum("Presentato (€)" in text for text in texts) >= 4


def test_metadata_and_bookmarks(drawn):
    reader = pypdf.PdfReader(io.BytesIO(drawn))
    assert reader.metadata.title == "Officine Esempio <Prova> & Figli S.r.l.: dossier di candidatura"
    assert reader.metadata.author is None  # nobody was named who prepared it
    assert "bando-di-prova-2022" in reader.metadata["/Keywords"]
    assert reader.metadata.creation_date.date().isoformat() == "2022-06-20"
    assert reader.trailer["/Root"]["/Lang"] == "it"
    titles = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert titles == ["Memo", "Bozza della domanda", "Appendice: su che cosa poggia il giudizio"]
    inner = [
        entry.title for part in reader.outline if isinstance(part, list) for entry in part if "title" in dir(entry)
    ]
    assert {"Entro quando", "1 L'impresa", "A7 Che cosa è questo documento"} <= set(inner)


def test_it_says_that_it_is_pdf_ua_and_is_tagged(structure):
    root = structure.Root
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with structure.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    assert structure.Root.Metadata.read_bytes().count(b"<rdf:RDF") == 1  # readers look no further than the first
    tags = [str(element.S) for element in elements(root.StructTreeRoot.K)]
    assert {"/H1", "/H2", "/H3", "/Table", "/THead", "/TH", "/TD", "/Figure", "/P"} <= set(tags)


def test_it_says_that_it_is_pdf_a_and_has_what_that_asks_for(structure):
    with structure.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    schema = structure.Root.Metadata.read_bytes()
    assert b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>" in schema
    (intent,) = structure.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.N == 3
    assert "/Encrypt" not in structure.trailer
    assert "/JavaScript" not in structure.Root.get("/Names", {})
    assert "/AcroForm" not in structure.Root
    for dictionary in (one for one in structure.objects if isinstance(one, pikepdf.Dictionary)):
        if dictionary.get("/Type") == "/FontDescriptor":
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(dictionary.keys())
        if dictionary.get("/Type") == "/Annot":
            assert int(dictionary.F) & 4  # printed


def test_a_picture_of_the_house_is_not_smoothed(tmp_path):
    (tmp_path / "logo.png").write_bytes(base64.b64decode(DOT))
    house = HouseStyle(folder=tmp_path, logo="logo.png")
    drawn = pikepdf.open(io.BytesIO(draw(page("memo", context(outcome()), house=house), house=house)))
    pictures = [one for one in drawn.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    assert pictures
    assert not any(one.get("/Interpolate", False) for one in pictures)  # PDF/A forbids it


CARRIED = [
    Carried("domanda.yaml", b"call: prova\n", "application/yaml", "Source", "Le risposte"),
    Carried("outcome.json", b"{}", "application/json", "Data", "L'esito"),
]


def test_what_a_paper_carries_is_tied_to_it_and_dated_like_it():
    html = page("checklist", context(outcome()))
    carrying = draw(html, carried=CARRIED)
    assert carrying == draw(html, carried=CARRIED[::-1])
    structure = pikepdf.open(io.BytesIO(carrying))
    assert [str(one.UF) for one in structure.Root.AF] == ["domanda.yaml", "outcome.json"]
    assert [str(one.AFRelationship) for one in structure.Root.AF] == ["/Source", "/Data"]
    assert [str(one) for one in structure.Root.Names.EmbeddedFiles.Names[::2]] == ["domanda.yaml", "outcome.json"]
    streams = [one.EF.F for one in structure.Root.AF]
    assert [str(one.Subtype) for one in streams] == ["/application/yaml", "/application/json"]
    assert streams[0].read_bytes() == b"call: prova\n"
    assert {str(one.Params[key]) for one in streams for key in ("/CreationDate", "/ModDate")} == {"D:20220620000000Z"}
    assert structure.trailer.ID[1] != pikepdf.open(io.BytesIO(draw(html))).trailer.ID[1]


def test_it_bears_an_identifier_and_no_reader_has_to_mend_it(structure):
    first, second = (bytes(part) for part in structure.trailer.ID)
    assert re.fullmatch(rb"[0-9a-f]{32}", first)
    assert first == second
    assert structure.get_warnings() == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["dossier", "checklist"])
def test_without_the_style_sheet_of_defaults_the_same_bytes_are_drawn(monkeypatch, kind):
    html = page(kind, context(outcome()))
    ours = draw(html)
    _source, *others = pdf._kit()
    monkeypatch.setattr(pdf, "_kit", lambda: (weasyprint.HTML, *others))
    assert draw(html) == ours


def test_the_style_sheet_of_defaults_knows_every_element():
    _comment, _end, defaults = (shipped("templates") / "defaults.css").read_text("utf-8").partition("*/")
    written = "".join(path.read_text("utf-8") for path in shipped("templates").rglob("*.html.j2"))
    tags = set(re.findall(r"<([a-z][a-z0-9]*)", written))
    assert {"table", "h3", "em"} <= tags
    assert tags - set(re.findall(r"[a-z][a-z0-9]*", defaults)) == {"a", "img", "span"}


def test_headings_do_not_skip_a_level(structure):
    levels = [int(str(element.S)[2]) for element in elements(structure.Root.StructTreeRoot.K) if is_heading(element)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_figure_says_itself_in_words(structure):
    figures = [element for element in elements(structure.Root.StructTreeRoot.K) if element.S == "/Figure"]
    assert figures
    assert all("Spese presentate: 90.000,00" in str(figure.Alt) for figure in figures)


def is_heading(element: pikepdf.Object) -> bool:
    return re.fullmatch(r"/H\d", str(element.S)) is not None


def elements(kids: pikepdf.Object) -> list[pikepdf.Object]:
    """Return the structure elements below ``kids``, in order."""
    found = []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found.append(kid)
            found += elements(kid.K) if "/K" in kid else []
    return found


@pytest.mark.parametrize("make", [outcome, scored, undetermined])
def test_only_shipped_fonts_are_used_and_all_are_embedded(make):
    with pikepdf.open(io.BytesIO(draw(page("dossier", context(make()))))) as pdf:
        held = [part for part in pdf.objects if isinstance(part, pikepdf.Dictionary)]
        fonts = [part for part in held if part.get("/Type") == "/FontDescriptor"]
        names = [str(font.FontName).partition("+")[2] for font in fonts]
        assert names
        assert [name for name in names if not name.startswith(SHIPPED)] == []
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


@pytest.mark.parametrize("make", [outcome, scored, stretched])
@pytest.mark.parametrize("kind", ["dossier", "checklist"])
def test_no_text_runs_out_of_its_cell(make, kind):
    sheets = lay_out(page(kind, context(make()))).pages
    assert sum(len(boxes(sheet._page_box, "TableCellBox")) for sheet in sheets) > 5
    assert [text for sheet in sheets for text in overflowing(sheet)] == []


@pytest.mark.parametrize("make", [outcome, scored, undetermined])
def test_no_heading_is_the_last_thing_on_a_page(make):
    lowest = [lowest_element(sheet) for sheet in lay_out(page("dossier", context(make()))).pages]
    assert lowest
    assert not {"h1", "h2", "h3"} & set(lowest)


@pytest.mark.parametrize("make", [outcome, scored])
def test_the_checklist_is_one_page(make):
    reader = pypdf.PdfReader(io.BytesIO(draw(page("checklist", context(make())))))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert text.count("☐") == 12  # eleven papers and the heading of the column
    assert reader.metadata.title.endswith(": elenco dei documenti")


@pytest.mark.slow
def test_the_same_outcome_gives_the_same_bytes(drawn):
    assert draw(page("dossier", context(outcome()))) == drawn


@pytest.mark.slow
def test_another_process_gives_the_same_bytes(drawn):
    program = (
        "import sys; from tests.render.render_sample import outcome; from grantcli.render.context import context;"
        "from grantcli.render.pages import page; from grantcli.render.pdf import draw;"
        "sys.stdout.buffer.write(draw(page('dossier', context(outcome()))))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    assert other.stdout == drawn


def test_the_date_of_a_reproducible_build_is_honoured(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 14 November 2023, 22:13:20 UTC
    reader = pypdf.PdfReader(io.BytesIO(draw(page("checklist", context(outcome())))))
    assert reader.metadata.creation_date.isoformat() == "2023-11-14T22:13:20+00:00"


@pytest.mark.parametrize(
    "address",
    ["http://example.invalid/a.png", "file:///etc/hostname", "data:image/png;base64,AA==", "../pyproject.toml"],
)
def test_nothing_but_shipped_files_is_ever_opened(monkeypatch, address):
    def refuse(*_arguments, **_options):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    html = f'<html lang="it"><title>t</title><body data-head="" data-flag="" data-foot=""><img alt="x" src="{address}">'
    with pikepdf.open(io.BytesIO(draw(html))) as pdf:
        images = [held for held in pdf.objects if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Image"]
    assert images == []
