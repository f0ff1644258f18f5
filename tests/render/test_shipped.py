"""The shipped calls and their examples on paper: every character has a glyph, every page holds together."""

import io
from functools import cache

import pikepdf
import pypdf
import pytest
from fontTools.ttLib import TTFont
from tests.render.render_boxes import SHIPPED, lowest_element, overflowing

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_library
from grantcli.model.outcome import Outcome
from grantcli.render.context import context
from grantcli.render.pages import page
from grantcli.render.pdf import draw, lay_out

EXAMPLES = sorted(file for file in shipped("calls").glob("*/example/*.yaml") if "\ncall: " in file.read_text("utf-8"))
NAMES = [f"{file.parent.parent.name}/{file.stem}" for file in EXAMPLES]
FAMILIES = {
    "text": ["lora-latin-400", "lora-latin-ext-400"],
    "headings": ["titillium-web-400"],
}


@cache
def example(name: str) -> Outcome:
    library, _problems = load_library([shipped("calls")])
    folder, _slash, stem = name.partition("/")
    file = shipped("calls") / folder / "example" / f"{stem or 'domanda'}.yaml"
    application, problems = load_application(file, library)
    assert application is not None, problems
    assert application.on is not None
    edition = library[application.call]
    return assess(edition, application.facts, application.on)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_character_of_the_shipped_calls_has_a_glyph(family):
    files = [f"{name}-normal.ttf" for name in [*FAMILIES[family], "noto-sans-400"]] + ["signs.ttf"]
    drawn = {code for file in files for code in TTFont(shipped("templates") / "fonts" / file).getBestCmap()}
    written = {char for file in shipped("calls").rglob("*.yaml") for char in file.read_text("utf-8")}
    assert written
    assert sorted(char for char in written - {"\n"} if ord(char) not in drawn) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_example_holds_together_on_paper(name):
    plain = context(example(name))
    for number, sheet in enumerate(lay_out(page("dossier", plain)).pages, start=1):
        assert overflowing(sheet) == [], number
        assert lowest_element(sheet) not in ("h2", "h3"), number


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_papers_of_the_example_say_what_was_judged(name):
    outcome = example(name)
    plain = context(outcome)
    drawn = draw(page("dossier", plain))
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        held = [part for part in pdf.objects if isinstance(part, pikepdf.Dictionary)]
        fonts = [str(part.FontName).partition("+")[2] for part in held if part.get("/Type") == "/FontDescriptor"]
    assert [font for font in fonts if not font.startswith(SHIPPED)] == []
    pages = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(drawn)).pages]
    amount = plain["memo"]["money"]["amount"].replace("\xa0", " ")
    assert amount in pages[0].replace("\xa0", " ")
    assert all(("BOZZA" if plain["language"] == "it" else "DRAFT") in text for text in pages)
    if outcome.contribution.status == "estimate":
        assert "STIMA" in pages[0]
    checklist = pypdf.PdfReader(io.BytesIO(draw(page("checklist", plain))))
    boxes = sum(max(1, len(one.who)) for one in outcome.attachments)
    assert len(checklist.pages) <= 1 + boxes // 14


def test_a_flat_rate_is_told_in_the_row_of_its_category_alone():
    groups = {group["id"]: group for group in context(example("fvg-validazione-trl-2026"))["spending"]["groups"]}
    assert groups["G"]["lines"] == []
    assert groups["G"]["presented"] == "10.000,00"  # a tenth of the staff, 100.000
    assert [line["id"] for line in groups["P"]["lines"]] == ["S1"]


@pytest.mark.parametrize("name", ["fvg-validazione-trl-2026", "eic-accelerator-2026", "zes-unica-2026"])
def test_the_room_for_de_minimis_aid_is_not_told_where_no_rule_looks_at_it(name):
    assert "De minimis" not in page("application", context(example(name)))


@pytest.mark.parametrize("name", ["brevetti-piu-2025", "marchi-piu-2025", "resto-al-sud-2"])
def test_the_room_for_de_minimis_aid_is_told_once_in_the_application(name):
    assert page("application", context(example(name))).count("De minimis") == 1


def test_only_figures_that_something_waits_for_are_called_missing():
    """A table has no row for a heat pump, a kind of pump is not asked of a wall: neither lacks anything."""
    assert context(example("conto-termico-3-imprese"))["funding"]["open"] == []
    assert context(example("resto-al-sud-2"))["funding"]["open"] == []
    assert context(example("zes-unica-2026"))["funding"]["open"] == ["Quota usabile del credito"]
