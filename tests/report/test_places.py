"""Places of an outcome and what stands there, in words: no keys of JSON, no points between euro and cents."""

import pytest

from grantcli.i18n import use
from grantcli.model.vocabulary import Fact
from grantcli.report.data.places import place_in_words, value_in_words

VOCABULARY = {
    "company.size": Fact(kind="text", label="Dimensione"),
    "expenses[].used": Fact(kind="yes_no", label="Bene usato"),
}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("verdict", "Esito"),
        ("contribution.amount", "Contributo: importo"),
        ("expenses.lines[S1].presented", "Spese: riga S1: presentato"),
        ("expenses.by_category.A.admitted", "Spese: per categoria: A: ammesso"),
        ("findings[MAR-2.1-B].facts.company.size.value", "Regola MAR-2.1-B: Dimensione"),
        ("findings[MAR-3.7].facts.expenses[S16].used.value", "Regola MAR-3.7: Bene usato (S16)"),
        ("sconosciuto[1].altro", "Sconosciuto 1: altro"),
        ("", ""),
    ],
)
def test_a_place_is_said_in_words(path, words):
    use("it")
    assert place_in_words(path, VOCABULARY) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("66400.25", "66.400,25 €"),
        ("-5000.00", "\N{MINUS SIGN}5.000,00 €"),
        ("2022-06-20", "20 giugno 2022"),
        ("9999-99-99", "9999-99-99"),
        ("to_verify", "da verificare"),
        (True, "sì"),
        (None, "–"),
        ([], "–"),
        (["company.size", "expenses[S1].used"], "Dimensione; Bene usato (S1)"),
        ({"id": "S1", "description": "Un tornio", "presented": "1.00"}, "Un tornio"),
        (3, "3"),
    ],
)
def test_a_value_is_said_as_people_write_it(value, words):
    use("it")
    assert value_in_words(value, VOCABULARY).replace("\N{NO-BREAK SPACE}", " ") == words
