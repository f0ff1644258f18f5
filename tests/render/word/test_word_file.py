"""Papers as Word documents: Word's own styles and numbering, nothing lost of the page, the same bytes every time."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from tests.render.render_sample import outcome

from grantcli.model.paper.house_style import HouseStyle
from grantcli.render.context import context
from grantcli.render.pages import page
from grantcli.render.word.html_tree import tree_of
from grantcli.render.word.word_file import write

PARTS = ("dossier", "memo", "application", "sections", "annex", "checklist")


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    plain = context(outcome())
    return {kind: page(kind, plain, identity="ab" * 16) for kind in PARTS}


@pytest.fixture(scope="module")
def opened(pages):
    return {kind: docx.Document(io.BytesIO(write(html, identity="ab" * 16))) for kind, html in pages.items()}


def words_of(document) -> list[str]:
    return " ".join(text.text or "" for text in document.element.body.iter(qn("w:t"))).split()


def styled(document, name: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style.name == name]


@pytest.mark.parametrize("kind", PARTS)
def test_every_word_of_the_page_is_in_the_document_once_and_in_its_order(kind, pages, opened):
    """But the ribbon for browsers, drawings (their title stays), and numbers of headings, which Word counts."""
    left_out = re.compile(
        r'<p class="ribbon">.*?</p>|<span class="ordinal">.*?</span>|(?<=</title>)[^§]*?(?=</svg>)', re.DOTALL
    )
    body = next(tree_of(left_out.sub("", pages[kind])).all("body"))
    assert "".join(words_of(opened[kind])) == "".join(body.text.split())


@pytest.mark.parametrize("kind", PARTS)
def test_paragraphs_have_styles_that_the_document_defines(kind, opened):
    document = opened[kind]
    known = {style.style_id for style in document.styles}
    used = {
        held.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for held in document.element.iter(qn(tag))
    }
    assert used <= known
    assert "{{" not in "".join(words_of(document))


def test_headings_are_words_own_and_numbered_by_word(opened):
    document = opened["application"]
    assert styled(document, "Title") == ["Officine Esempio <Prova> & Figli S.r.l."]
    first = [one for one in document.paragraphs if one.style.name == "Heading 1"]
    assert [one.text for one in first][:3] == ["L'impresa", "Il progetto", "Le spese"]
    assert all(one._p.pPr.numPr is not None for one in first)
    assert len({one._p.pPr.numPr.numId.val for one in first}) == 1
    assert [one.text for one in opened["dossier"].paragraphs if one.style.name == "Heading 1"] == [
        "Bozza della domanda",
        "Appendice: su che cosa poggia il giudizio",
    ]


def test_two_numbered_lists_each_begin_at_one(pages):
    html = pages["memo"].replace("</body>", "<ol><li>uno</li><li>due</li></ol><ol><li>tre</li></ol></body>")
    document = docx.Document(io.BytesIO(write(html)))
    held = [one for one in document.paragraphs if one.style.name == "List Number"][-3:]
    one, two, three = (item._p.pPr.numPr.numId.val for item in held)
    assert one == two != three
    shelf = document.part.numbering_part.element
    assert shelf.xpath(f'w:num[@w:numId="{three}"]/w:lvlOverride/w:startOverride/@w:val') == ["1"]


def test_tables_repeat_their_heading_and_align_their_figures(opened):
    spending = next(table for table in opened["application"].tables if table.rows[0].cells[0].text == "Riga")
    assert spending.style.name == "Grant Table"
    assert spending.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert spending.rows[-1].cells[-1].paragraphs[0].style.name == "Table Total Number"
    widths = [int(column.get(qn("w:w"))) for column in spending._tbl.tblGrid]
    assert widths[1] == max(widths)
    assert abs(sum(widths) - (11906 - 2 * 907)) < 10


def test_header_and_footer_are_those_of_the_pages(opened):
    section = opened["dossier"].sections[0]
    assert section.header.paragraphs[0].text.split("\t") == [
        "Officine Esempio <Prova> & Figli S.r.l.",
        "BOZZA",
        "STIMA",
    ]
    fields = [one.text.strip() for one in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert opened["checklist"].sections[0].orientation == docx.enum.section.WD_ORIENT.LANDSCAPE


def test_the_same_page_is_the_same_bytes_and_says_whose_it_is(pages):
    made = write(pages["memo"], identity="ab" * 16)
    assert made == write(pages["memo"], identity="ab" * 16)
    assert b"<dc:identifier>grantcli:" + b"ab" * 16 in made
    with zipfile.ZipFile(io.BytesIO(made)) as held:
        assert {entry.date_time for entry in held.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in held.namelist() if "thumbnail" in name]
    properties = docx.Document(io.BytesIO(made)).core_properties
    assert (properties.title, properties.author, properties.created.year) == (
        "Officine Esempio <Prova> & Figli S.r.l.: memo",
        "",
        2022,
    )


def test_text_that_xml_cannot_hold_is_left_out_and_the_rest_stays(pages):
    html = pages["memo"].replace("</body>", "<p>pri\x0bma\x00 &amp; &lt;w:p&gt; dopo\ufffe ]]&gt;</p></body>")
    document = docx.Document(io.BytesIO(write(html)))
    assert document.paragraphs[-1].text == "prima & <w:p> dopo ]]>"


def test_a_house_style_brings_its_logo_and_colours(tmp_path):
    from PIL import Image

    Image.new("RGB", (400, 100), "red").save(tmp_path / "logo.png")
    house = HouseStyle(folder=tmp_path, preparer="Studio Prova", logo="logo.png", colours=(("accent", "#aa0011"),))
    html = page("memo", context(outcome()), house=house)
    document = docx.Document(io.BytesIO(write(html, folder=tmp_path, colours=dict(house.colours))))
    (shape,) = document.inline_shapes
    assert (shape.width.mm, shape.height.mm) == pytest.approx((50, 12.5), abs=0.2)
    assert str(document.styles["Heading 1"].font.color.rgb) == "AA0011"
    assert document.core_properties.author == "Studio Prova"


def test_a_picture_outside_the_house_style_is_not_read(tmp_path, pages):
    outside = (tmp_path / "altro.png").as_uri()
    html = pages["memo"].replace("</body>", f'<p>fuori <img src="{outside}" alt="x"></p></body>')
    document = docx.Document(io.BytesIO(write(html, folder=tmp_path / "stile")))
    assert not document.inline_shapes
