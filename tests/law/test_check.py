"""People whose codice fiscale is another's (DM 23 December 1976: how it is composed of surname and name)."""

import pytest

from grantcli.law.check import check
from grantcli.model.facts import Answer, Facts


def people(name: str, code: str) -> Facts:
    person = Facts(answers={"name": Answer(name), "tax_code": Answer(code)}, id="P1", note="domanda.yaml:7:5")
    return Facts(lists={"people": (person,)})


@pytest.mark.parametrize(
    "name",
    [
        "Mario Rossi",
        "Rossi Mario",
        "ROSSI  Mario",
        "Mario",
        "",
        "Dott. Mario Rossi",
        "Rossi Ing. Mario",
        "Sig. Rossi Mario",
        "Mario Rossi Bianchi",
        "Rossi Mario Antonio",
    ],
)
def test_a_name_that_fits_in_either_order_or_tells_too_little_is_no_problem(name):
    assert not check(people(name, "RSSMRA80A01H501U"))


def test_a_surname_of_two_words_fits():
    """De Luca Anna: DLCNNA."""
    assert not check(people("Anna De Luca", "DLCNNA80A41H501X"))


@pytest.mark.parametrize("name", ["Dott.ssa Maria Rossi in Bianchi", "Rossi Maria ved. Bianchi", "Bianchi Rossi Maria"])
def test_a_married_name_keeps_the_surname_of_birth_in_the_code(name):
    """Art. 143-bis c.c.: the wife adds the husband's surname; the code is of the surname of birth."""
    assert not check(people(name, "RSSMRA80A41H501X"))


@pytest.mark.parametrize("name", ["Mario Bianchi", "Giovanni Rossi"])
def test_another_name_is_a_doubt_at_its_place(name):
    (problem,) = check(people(name, "RSSMRA80A01H501U"))
    assert problem.warning  # a married name told alone, a name changed: it never stops the reading
    assert (str(problem.place), problem.path, problem.kind) == (
        "domanda.yaml:7:5",
        "people[P1].tax_code",
        "another_person",
    )
    assert name in problem.text


def test_the_number_of_a_company_is_held_against_nobody():
    assert not check(people("Mario Rossi", "01234567897"))
