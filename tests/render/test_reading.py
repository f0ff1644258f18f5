"""What makes a paper readable: type large enough, pages full, no row alone, estimates flagged where they are."""

import io
from dataclasses import replace

import pypdf
import pytest
from tests.render.render_boxes import fills, lone_rows, parts_on, sizes
from tests.render.render_sample import outcome, scored, undetermined

from grantcli.i18n import speaking
from grantcli.model.facts import Answer, Facts
from grantcli.model.finding import Finding
from grantcli.render.context import context
from grantcli.render.glyphs import undrawable
from grantcli.render.labels import labelled
from grantcli.render.pages import page
from grantcli.render.pdf import draw, lay_out


def bare():
    """The sample before anybody answered anything."""
    sample = outcome()
    asked = Finding("Q", "unknown", "blocking", "Serve un IBAN.", "bando §1", missing=("company.iban",))
    return replace(sample, facts=Facts(), findings=(asked,), verdict="incomplete", sections=())


@pytest.mark.parametrize("make", [outcome, scored, undetermined, bare])
@pytest.mark.parametrize("kind", ["dossier", "checklist"])
def test_type_is_large_enough(make, kind):
    smallest = sizes(lay_out(page(kind, context(make()))))
    assert smallest["table"] >= (10 if kind == "checklist" else 9)
    assert smallest["body"] >= 10


@pytest.mark.parametrize("make", [outcome, scored, undetermined])
def test_only_the_last_page_of_a_part_may_be_rather_empty(make):
    document = lay_out(page("dossier", context(make())))
    shares = fills(document)
    shown = [parts_on(sheet) for sheet in document.pages]
    assert shown[0] == {"memo"}
    assert shown[-1] == {"annex"}
    inner = [number for number in range(len(shares) - 1) if shown[number] & shown[number + 1]]
    assert inner
    assert [(number + 1, shares[number]) for number in inner if shares[number] < 0.4] == []


@pytest.mark.parametrize("make", [outcome, scored, undetermined])
def test_no_row_of_a_table_is_alone_on_a_page(make):
    assert lone_rows(lay_out(page("dossier", context(make())))) == []


@pytest.mark.parametrize("part", ["memo", "application", "annex"])
def test_each_part_stands_alone_with_title_client_and_draft(part):
    texts = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(draw(page(part, context(outcome()))))).pages]
    assert "Officine Esempio" in texts[0]
    assert all("BOZZA" in text for text in texts)
    assert "pagina 1 di" in texts[0]


def test_without_answers_there_are_two_pages_at_most_and_they_say_what_is_asked():
    reader = pypdf.PdfReader(io.BytesIO(draw(page("dossier", context(bare())))))
    assert len(reader.pages) <= 2
    assert "IBAN" in reader.pages[0].extract_text()


def test_one_who_may_not_apply_reads_no_amount_in_large_type():
    made = context(outcome())
    assert made["memo"]["money"]["amount"] == ""
    assert made["memo"]["answer"]["solved"].startswith("Se questo punto fosse risolto: contributo di 35.000,00")
    assert 'class="figure"' not in page("memo", made)
    assert 'class="figure"' in page("memo", context(scored()))


def test_a_duty_to_come_is_not_told_as_a_missing_answer():
    (later,) = [group for group in context(outcome())["rules"]["groups"] if group["kind"] == "later"]
    (row,) = later["rows"]
    assert row["badge"]["word"] == "durante il progetto"
    assert row["notes"] == []


def test_the_origin_is_told_only_where_it_is_not_the_applicants_own_word():
    made = context(outcome())
    origins = {row["label"]: row["origin"] for line in made["company"]["lines"] for row in line}
    assert origins["Denominazione"] == ""  # asked
    assert origins["Partita IVA"] == ""  # in the file of the application
    assert origins["Dimensione"] == "ricavato"


def test_nothing_is_hyphenated_and_an_address_breaks_without_a_sign():
    sample = outcome()
    long = "Meccanica.Esempio.Lavorazioni@posta-certificata-di-esempio.example.it " * 3
    told = replace(sample, facts=sample.facts.with_answers({"project.title": Answer(long)}))
    text = pypdf.PdfReader(io.BytesIO(draw(page("dossier", context(told))))).pages[0].extract_text()
    assert "Meccanica.Esempio.Lavorazioni@posta-certificata-di-esempio.example.it" in "".join(text.split())


def test_links_to_sources_say_where_they_lead_and_only_web_addresses_are_links():
    reader = pypdf.PdfReader(io.BytesIO(draw(page("dossier", context(outcome())))))
    notes = [note.get_object() for sheet in reader.pages for note in sheet.get("/Annots", [])]
    outside = [note for note in notes if "/URI" in note.get("/A", {})]
    assert outside
    assert all(str(note.get("/Contents", "")) for note in notes)


def test_a_checklist_has_a_box_for_each_person_and_copy():
    sample = outcome()
    many = replace(sample.attachments[0], who=tuple(f"P{n}" for n in range(11)), copies=11)
    html = page("checklist", context(replace(sample, attachments=(many,))))
    assert html.count('<span class="box">☐</span>') == 11
    assert html.count('class="fill"') == 3 * 11


def test_characters_that_no_font_has_are_found():
    assert undrawable("<p title='漢'>Ελληνικά, Кириллица, àèì €</p>") == ""
    assert undrawable("<p>株 & 式 株</p>") == "株式"


def test_cells_of_a_table_know_the_heading_of_their_column():
    head = "<table><thead><tr><th>Voce</th><th>Importo (€)</th></tr></thead><tbody>"
    made = labelled(
        head + '<tr><td class="a">x</td><td>1</td></tr><tr><th colspan="1">T</th><td>2</td></tr></tbody></table>'
    )
    assert '<td class="a" data-label="Voce">x</td><td data-label="Importo (€)">1</td>' in made
    assert '<th colspan="1">T</th><td data-label="Importo (€)">2</td>' in made


def test_the_page_of_a_browser_keeps_its_flags_when_it_is_printed():
    with speaking("it"):
        html = page("dossier", context(outcome()), standalone=True)
    assert '<p class="ribbon">BOZZA · STIMA</p>' in html
    assert "@media print" in html
    assert "max-width: 40rem" in html


def test_a_sum_that_is_named_in_its_row_has_no_heading_of_a_column():
    made = labelled(
        "<table><thead><tr><th>Che cosa</th><th>Importo</th><th>Da restituire</th></tr></thead><tbody>"
        '<tr class="total"><th colspan="2">Non si restituisce</th><td>10</td></tr>'
        '<tr class="total"><td></td><th>Prestito</th><td>20</td></tr>'
        '<tr class="total"><th colspan="1">Totale</th><td>30</td><td>40</td></tr></tbody></table>'
    )
    assert "<td>10</td>" in made
    assert '<td data-label="Da restituire">20</td>' in made
    assert '<td data-label="Importo">30</td><td data-label="Da restituire">40</td>' in made
