"""Answers and keys in words."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from grantcli.model.facts import Answer, Facts
from grantcli.model.timeline import After
from grantcli.model.vocabulary import Fact
from grantcli.wording.facts import item_name, label_of, labels_of, question_of, told, told_together, written
from grantcli.wording.formats import listing
from grantcli.wording.terms import term


def kind(name, **fields):
    return Fact(kind=name, label="", **fields)


WORDS = [
    # value, fact, Italian, English
    (Decimal("42000"), kind("money"), "42.000,00 €", "€42,000.00"),
    (Decimal("-0.5"), kind("money"), "−0,50 €", "−€0.50"),
    (Decimal("1234.5"), None, "1.234,5", "1,234.5"),
    (Decimal("0.125"), kind("percent"), "12,5 %", "12.5%"),
    (Decimal("1.00"), kind("percent"), "100 %", "100%"),
    (Decimal("34.50"), kind("number"), "34,5", "34.5"),
    (Decimal("1000"), kind("number"), "1.000", "1,000"),
    (2021, kind("integer"), "2021", "2021"),
    (12500, kind("integer"), "12.500", "12,500"),
    (True, kind("yes_no"), "sì", "yes"),
    (False, kind("yes_no"), "no", "no"),
    (date(2022, 6, 30), kind("date"), "30 giugno 2022", "30 June 2022"),
    (datetime(2022, 6, 30, 13), kind("datetime"), "30 giugno 2022, ore 13:00", "30 June 2022, 13:00"),
    (("a", "b", "c"), kind("choices", choices={"a": {"it": "uno", "en": "one"}}), "uno, b e c", "one, b and c"),
    ((), kind("choices"), "nessuno", "none"),
    ({"it": "Italia", "en": "Italy"}, kind("country"), "Italia", "Italy"),
    ("Camerino", kind("text"), "Camerino", "Camerino"),
]


@pytest.mark.parametrize(("value", "fact", "italian", "english"), WORDS)
def test_values_in_words(value, fact, italian, english):
    assert (written(value, fact, "it"), written(value, fact, "en")) == (italian, english)


AMOUNT = Fact(
    kind="money",
    label={"it": "Importo", "en": "Amount"},
    question={"it": "Quanto costa?", "en": "How much is it?"},
)
SEAT = Fact(kind="commune", label="Sede")
VOCABULARY = {
    "expenses": Fact(kind="list", label="Spese", item={"it": "spesa", "en": "expense"}, items={"amount": AMOUNT}),
    "expenses[].amount": AMOUNT,
    "expenses[].used": Fact(kind="yes_no", label="Usato"),
    "company.seat": SEAT,
    "partners[].company.seat": SEAT,
}


def test_labels():
    """A field of an item is called by its label and the item's id; what the vocabulary lacks by its key."""
    assert label_of("expenses[S3].amount", VOCABULARY) == "Importo (S3)"
    assert label_of("expenses[S3].amount", VOCABULARY, "en") == "Amount (S3)"
    assert label_of("total.admitted", VOCABULARY) == "total.admitted"
    keys = [f"expenses[S{n}].amount" for n in range(1, 7)]
    assert labels_of([*keys, "company.seat"], VOCABULARY) == "Importo (S1, S2, S3, S4 +2); Sede"
    assert question_of("expenses[S3].amount", VOCABULARY) == "spesa S3: Quanto costa?"
    assert question_of("company.seat", VOCABULARY) == "Sede"
    assert listing([]) == ""


def test_an_item_is_called_by_its_name():
    facts = Facts(lists={"partners": (Facts({"company.name": Answer("Beta S.r.l.")}, id="P2"), Facts(id="P3"))})
    assert [item_name(item, facts) for item in ("P2", "P3", "P9")] == ["Beta S.r.l. (P2)", "P3", "P9"]


def test_a_code_is_said_with_its_name_inside_lists_too():
    named = {
        "company.seat": Answer("043007"),
        "company.seat.name": Answer("Camerino"),
        "company.seat.province": Answer("MC"),
    }
    facts = Facts(named, lists={"partners": (Facts(named, id="P2"),)})
    for key in ("company.seat", "partners[P2].company.seat"):
        assert told(key, Answer("043007"), VOCABULARY, facts) == "Camerino (MC), 043007"
    assert told("company.seat", Answer("043007"), VOCABULARY, Facts()) == "043007"


def test_a_field_of_many_items_is_said_once_for_each_value_the_rarest_first():
    answers = {f"expenses[S{n}].used": Answer(n == 4, "file" if n < 4 else "asked") for n in range(1, 5)}
    assert told_together(answers, VOCABULARY, Facts()) == ["Usato (S4): sì (risposta)", "Usato (S1, S2, S3): no"]


def test_people_stand_under_their_names_and_a_paragraph_under_its_code():
    """Of two lists with the same ids each keeps its own names; an item without a name keeps its id."""
    people = (Facts({"name": Answer("Anna Esempio")}, id="P1"), Facts(id="P2"))
    facts = Facts(lists={"people": people, "partners": (Facts({"company.name": Answer("Beta S.r.l.")}, id="P1"),)})
    told_of = {
        "people[P1].convicted": Answer(False),
        "people[P2].convicted": Answer(False),
        "partners[P1].active": Answer(True),
        "expenses[S1].category": Answer("A"),
    }
    words = {
        "people[].convicted": Fact(kind="yes_no", label="Condanne"),
        "partners[].active": Fact(kind="yes_no", label="Attiva"),
        "expenses[].category": Fact(kind="choice", label="Categoria", choices={"A": "macchinari e altre cose " * 4}),
    }
    assert [one.replace(" (file)", "") for one in told_together(told_of, words, facts)] == [
        "Condanne (Anna Esempio, P2): no",
        "Attiva (Beta S.r.l.): sì",
        "Categoria (S1): A",
    ]


def test_numbers_over_lists_are_told_first_and_by_what_they_are():
    """A count of so few that the items are seen is left out."""
    vocabulary = {**VOCABULARY, "partners": Fact(kind="list", label="Partner")}
    used = {
        "expenses[S1].used": Answer(True),
        "sum:expenses[].amount": Answer(Decimal("700000.00"), "derived"),
        "count:partners": Answer(Decimal(9), "derived"),
        "count:expenses": Answer(Decimal(1), "derived"),
        "distinct:partners[].company.seat": Answer(Decimal(2), "derived"),
    }
    assert told_together(used, vocabulary, Facts()) == [
        "Importo, in tutto: 700.000,00 € (ricavato)",
        "Partner, voci che soddisfano la condizione: 9 (ricavato)",
        "Sede, quanti diversi: 2 (ricavato)",
        "Usato (S1): sì",
    ]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Contratto di finanziamento del", "entro 12 mesi da: Contratto di finanziamento"),
        ("Fine", "entro 12 mesi da: Fine"),
    ],
)
def test_a_term_does_not_end_on_a_preposition(label, said):
    vocabulary = {"loan.signed_on": Fact(kind="date", label=label)}
    assert term(After(fact="loan.signed_on", months=12), vocabulary) == said


def test_none_is_said_in_the_words_of_the_choice_that_goes_with_no_other() -> None:
    traits = Fact(kind="choices", label="caratteristiche", choices={"a": "una", "none": "nessuna"}, exclusive=("none",))
    assert written((), traits) == "nessuna"
