"""Fields from answers: their origin, spaces for what is missing, what the tax code says of a person."""

from datetime import date

import pytest
from tests.declarations.declared_sample import ON, all_filled, filled, forms, judged, marche, values

from grantcli.declarations.filling import GAP
from grantcli.loading.declarations import declaration_ids, load_declarations
from grantcli.model.attachment import Attachment, Kit
from grantcli.registry.persons import birth_of

ADA = "PRVDAA80A41H501A"


def test_the_call_may_name_exactly_the_declarations_that_there_are():
    assert set(declaration_ids()) == set(Kit.__args__)


def test_birth_follows_from_the_tax_code_and_says_so():
    one = filled("size")
    fields = {field.label: field.value for part in one.parts for field in part.fields}
    assert (fields["Luogo di nascita"].text, fields["Data di nascita"].text) == ("Roma (RM)", "1º gennaio 1980")
    assert fields["Luogo di nascita"].origin == fields["Data di nascita"].origin == "dal codice fiscale, da confermare"
    told = {"id": "P1", "name": "Ada Prova", "tax_code": ADA, "role": "legal_representative", "born_in": "Nizza"}
    assert values(filled("size", people=[told]))["Luogo di nascita"] == "Nizza"


@pytest.mark.parametrize(
    ("code", "on", "born"),
    [
        (ADA, ON, date(1980, 1, 1)),
        ("PRVDAA20A41H501M", date(2038, 1, 1), date(2020, 1, 1)),  # the day she is of age; 118 years before is no one
        ("PRVDAA20A41H501M", date(2022, 6, 20), None),  # a child of two, or 102 years old
        ("PRVDAA30A41H501O", date(2050, 1, 1), date(2030, 1, 1)),  # twenty, or a hundred and twenty
        ("PRVDAA40A41H501Q", date(2040, 12, 31), date(1940, 1, 1)),  # just born, or a hundred
    ],
)
def test_the_century_is_told_only_where_one_makes_an_adult(code, on, born):
    found = birth_of(code, on)
    assert found is not None
    assert found.day == born


def test_places_of_birth_abroad_and_digits_written_as_letters():
    assert birth_of("PRVDAA80A41Z110H", ON).place == "Francia"
    assert birth_of("PRVDAA8LA41H501L", ON).day == date(1980, 1, 1)
    assert birth_of("99999990437", ON) is None


def test_what_is_missing_is_a_space_and_is_listed_once():
    one = filled("size")
    assert values(one)["CAP della sede legale"] == GAP
    keys = [key for key, _label in one.lacking]
    assert "company.postal_code" in keys
    assert len(keys) == len(set(keys))
    assert "company.postal_code" not in dict(filled("size", company__postal_code="62032").lacking)


def test_two_legal_representatives_leave_the_signer_open():
    people = [{"id": f"P{n}", "name": f"Persona {n}", "role": "legal_representative"} for n in (1, 2)]
    one = filled("size", people=people)
    assert not one.signer.known
    assert values(one)["Nome e cognome"] == GAP
    assert dict(one.lacking)["application.signer"].startswith("chi firma")


def test_documents_of_the_call_come_first_under_their_numbers():
    found = all_filled([])
    assert [(one.number, one.id) for one in found][:4] == [
        ("3", "size"),
        ("4", "deggendorf"),
        ("5", "office-holder"),
        ("6", "requirements"),
    ]
    assert {one.model for one in found[:4]} == {"issuer"}
    assert "Modello SIGEF, Allegato 3" in found[0].prescribed
    assert "power-of-attorney" not in [one.id for one in found]
    assert "2" in [one.number for one in all_filled([], application__signer="proxy")]


def test_a_due_document_tells_what_it_lacks_and_a_complete_one_nothing():
    from grantcli.declarations.due import lacking_answers

    lacking = lacking_answers(judged(), forms().forms, forms().blocks)
    assert "company.postal_code" in lacking
    assert "people[P2].residence" in lacking
    assert "project.funding" not in lacking, "own funds are not asked for by this call"


def test_wrong_forms_are_told_at_their_place(tmp_path):
    (tmp_path / "blocks.yaml").write_text(
        "blocks: {enterprise: {title: I, fields: [company.nome]}}\nframes: {none: x}\n"
    )
    (tmp_path / "size.yaml").write_text(
        "id: altro\ntitle: T\nshort: t\ncite: c\nparts:\n  - {block: enterprize}\n  - {block: enterprise}\n"
        "  - {fields: [company.nam]}\n  - boxes: [{text: x, when: {company.namee: true}}]\n"
    )
    _forms, problems = load_declarations(marche().call, marche().vocabulary, tmp_path)
    told = sorted((one.place.line, one.kind) for one in problems)
    assert (1, "unknown_id") in told
    assert (6, "unknown_id") in told
    assert {line for line, kind in told if kind == "unknown_fact"} == {7, 8, 9}


def test_a_call_reads_its_own_model_and_numbers_of_sheets():
    read = Attachment(id="3", title="T", cite="c", declaration="size", model="issuer", sheets={"calculation": "2"})
    assert read.sheets["calculation"] == "2"
