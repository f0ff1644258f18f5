"""Attachments due and why; sections drafted from facts; values in words."""

from decimal import Decimal

import pytest
from tests.engine.engine_making import asks, facts, yes_no

from grantcli.engine.conditions.context import Frame
from grantcli.engine.rules.attachments import compile_attachment
from grantcli.engine.rules.sections import compile_section
from grantcli.model.attachment import Attachment, Section, Sentence
from grantcli.model.call import Area
from grantcli.model.vocabulary import Fact
from grantcli.model.walk.scope import Scope

VOCABULARY = {
    "company.name": Fact(kind="text", label="Denominazione"),
    "company.site": Fact(kind="text", label="Sito", optional=True),
    "company.foreign": yes_no(),
    "project.site": Fact(kind="commune", label="Sede"),
    "project.site.name": Fact(kind="text", label="Comune", derived=True),
    "project.technologies": Fact(
        kind="choices",
        label="Tecnologie",
        choices={"L1.05": {"it": "internet delle cose", "en": "IoT"}, "L1.14": "ERP"},
    ),
    "application.by_proxy": Fact(kind="yes_no", label={"it": "Procura", "en": "Proxy"}),
    "people": Fact(kind="list", label="Persone"),
    "people[].name": Fact(kind="text", label="Nome"),
    "people[].legal_representative": yes_no(),
    "partners": Fact(kind="list", label="Partner"),
    "partners[].seat": Fact(kind="country", label="Paese"),
    "expenses": Fact(kind="list", label="Spese"),
    "expenses[].amount": Fact(kind="money", label="Importo"),
}
SCOPE = Scope(VOCABULARY, {"near": Area(text="", cite="", complete=False)})


def attached(known=None, **fields):
    attachment = Attachment(**{"id": "2", "title": "Procura", "cite": "bando §4.4", **fields})
    return compile_attachment(attachment, SCOPE)(Frame(known or facts()))


BY_PROXY = asks("application.by_proxy", True)
ABROAD = asks("company.foreign", True)


@pytest.mark.parametrize(
    ("fields", "answers", "due", "missing"),
    [
        ({}, {}, "required", ()),
        ({"purpose": "score"}, {}, "score_only", ()),
        ({"purpose": "keep"}, {}, "required", ()),
        ({"status": "missing"}, {}, "unknown", ()),
        ({"when": BY_PROXY}, {"application.by_proxy": True}, "required", ()),
        ({"when": BY_PROXY}, {"application.by_proxy": False}, "not_due", ()),
        ({"when": BY_PROXY}, {}, "unknown", ("application.by_proxy",)),
        ({"when": asks("project.site", "near", word="under")}, {"project.site": "043001"}, "unknown", ()),
    ],
)
def test_when_a_document_is_due(fields, answers, due, missing):
    outcome = attached(facts(answers), **fields)
    assert (outcome.due, outcome.missing) == (due, missing)


@pytest.mark.parametrize(
    ("fields", "answers", "because"),
    [
        ({}, {}, "È chiesto a tutti."),
        ({"because": "C'è una procura"}, {}, "C'è una procura"),
        ({"purpose": "score"}, {}, "Serve per il punteggio, non per l'ammissibilità."),
        ({"purpose": "keep"}, {}, "Va conservato e mostrato in caso di controllo."),
        ({"when": BY_PROXY}, {"application.by_proxy": True}, "Ricorre il caso che lo richiede."),
        ({"when": BY_PROXY}, {"application.by_proxy": False}, "Non ricorre il caso che lo richiede."),
        ({"when": BY_PROXY}, {}, "Non si può ancora dire: manca Procura."),
        ({"status": "missing"}, {}, "Non si può dire: il testo che abbiamo non lo precisa."),
    ],
)
def test_why_a_document_is_due(fields, answers, because):
    assert attached(facts(answers), **fields).because == because


OTHERS = {"each": "people", "when": asks("legal_representative", False)}


def test_one_document_for_each_person():
    """As many copies as persons who hold the condition, each named."""
    three = {one: {"legal_representative": one == "P1"} for one in ("P1", "P2", "P3")}
    outcome = attached(facts({}, {"people": three}), **OTHERS)
    assert (outcome.due, outcome.copies, outcome.who) == ("required", 2, ("P2", "P3"))
    assert attached(facts({}, {"people": {}}), **OTHERS).due == "not_due"
    assert attached(facts(), **OTHERS).missing == ("people",)
    assert attached(facts({}, {"people": {"P1": {}}}), **OTHERS).missing == ("people[P1].legal_representative",)


def section(known, *draft, language="it", **fields):
    return compile_section(Section(id="company", title="Impresa", draft=draft, **fields), SCOPE, language)(Frame(known))


NAMED = Sentence(text={"it": "{company.name} opera a {project.site}.", "en": "{company.name} is in {project.site}."})
USES = Sentence(text="Introduce {project.technologies}.", when=ABROAD)
OF_EACH = Sentence(text="Ne fa parte {name}.", each="people")


def test_a_draft_is_made_of_the_sentences_whose_facts_are_known():
    """A commune is written by its name; what is dropped is listed as lacking."""
    known = {"company.name": "Alfa S.r.l.", "project.site": "043007", "project.site.name": "Camerino"}
    drafted = section(facts(known), NAMED, USES, OF_EACH)
    assert (drafted.text, drafted.drafted) == ("Alfa S.r.l. opera a Camerino.", True)
    assert drafted.lacking == ("company.foreign", "people")
    assert section(facts(known), NAMED, language="en").text == "Alfa S.r.l. is in Camerino."


def test_a_sentence_may_depend_on_a_condition_and_on_each_item():
    known = facts(
        {"company.foreign": True, "project.technologies": ("L1.05", "L1.14")},
        {"people": {"P1": {"name": "Anna"}, "P2": {}, "P3": {"name": "Bruno"}}},
    )
    drafted = section(known, USES, OF_EACH, NAMED)
    assert drafted.text == "Introduce internet delle cose e ERP. Ne fa parte Anna. Ne fa parte Bruno."
    assert drafted.lacking == ("people[P2].name", "company.name", "project.site")
    assert section(facts({"company.foreign": False}), USES).lacking == ()


def test_a_code_is_said_by_name_for_the_partner_who_holds_it_and_for_its_expenses():
    seated = {"P1": {"seat": "IT", "seat.name": "Italia"}, "P2": {"seat": "PL"}}
    known = facts({}, {"partners": seated})
    assert section(known, Sentence(text="Viene da {seat}.", each="partners")).text == "Viene da Italia. Viene da PL."
    bought = facts({}, {"partners": seated, "expenses": {"S1": {"amount": 1, "partner": "P1"}}})
    assert section(bought, Sentence(text="Spesa in {seat}.", each="expenses")).text == "Spesa in Italia."


@pytest.mark.parametrize(("count", "language", "said"), [
    (25, "it", "Voce S1. Voce S2."),
    (26, "it", "Categoria A, 13 voci: 1.300,00 €. Categoria B, 13 voci: 1.300,00 €."),
    (26, "en", "Category A, 13 items: €1,300.00. Category B, 13 items: €1,300.00."),
])  # fmt: skip
def test_a_large_plan_is_told_by_its_categories_and_not_line_by_line(count, language, said):
    """Twenty-six lines of a hundred euro each, half of them in each category."""
    lines = {f"S{n}": {"category": "AB"[n % 2 == 0], "amount": Decimal("100.00")} for n in range(1, count + 1)}
    each = Sentence(text="Voce {id}.", each="expenses")
    assert section(facts({}, {"expenses": lines}), each, language=language).text.startswith(said)


def test_many_items_without_amounts_are_counted():
    many = {f"P{n}": {"name": "Anna"} for n in range(30)}
    assert section(facts({}, {"people": many}), OF_EACH).text == "30 voci."


def test_what_nobody_must_answer_is_not_lacking():
    """An optional fact that is not known only drops its sentence."""
    drafted = section(facts(), Sentence(text="Sito: {company.site}."))
    assert (drafted.text, drafted.lacking) == ("", ())


def test_what_the_applicant_wrote_stands():
    written = section(facts({"sections.company": "Siamo noi."}), NAMED)
    assert (written.text, written.drafted, written.lacking) == ("Siamo noi.", False, ())
    assert section(facts({"sections.company": "  "}), NAMED).drafted


def test_a_section_that_does_not_concern_the_applicant_is_left_out():
    assert section(facts({"company.foreign": False}), NAMED, when=ABROAD) is None
