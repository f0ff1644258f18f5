"""The same line twice and totals among the lines: told wherever expenses come from."""

from decimal import Decimal

import pytest

from grantcli.loading.application.expense_checks import totals, twice, without_totals
from grantcli.loading.application.facts import read_facts
from grantcli.loading.application.profile import profile_vocabulary
from grantcli.model.facts import Facts

VOCABULARY = profile_vocabulary()[0]
ROBOT = {"supplier": "Beta S.r.l.", "description": "Robot", "amount": "100"}


def facts(*lines: dict[str, str]) -> Facts:
    read, problems = read_facts({"expenses": list(lines)}, VOCABULARY, "file")
    assert problems == []
    return read


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ({}, True),
        ({"supplier": "BETA SRL"}, False),
        ({"description": "robot ", "supplier": "Beta s.r.l"}, True),
        ({"amount": "100.01"}, False),
        ({"description": "Robot 2"}, False),
        ({"category": "b"}, True),
    ],
)
def test_the_same_line_twice_is_a_warning_that_names_both(other: dict[str, str], is_same: bool) -> None:
    told = twice(facts(ROBOT, {"description": "Lama", "amount": "100"}, {**ROBOT, **other}))
    assert [problem.kind for problem in told] == ["same_line_twice"] * is_same
    if is_same:
        assert told[0].path == "expenses[2].amount"
        assert ("3" in told[0].text, "1" in told[0].text, told[0].warning) == (True, True, True)


def test_an_invoice_with_several_lines_is_not_the_same_line() -> None:
    invoice = {**ROBOT, "invoice_number": "12/A"}
    assert twice(facts(invoice, {**invoice, "description": "Lama"}, {**invoice, "amount": "5"})) == []
    assert len(twice(facts(invoice, invoice))) == 1


def test_lines_without_words_or_amounts_are_not_compared() -> None:
    assert twice(facts({"amount": "100"}, {"amount": "100"}, {"description": "Robot"}, {"description": "Robot"})) == []


def test_totals_are_left_out_of_tables_and_doubted_elsewhere() -> None:
    told = facts(
        ROBOT, {"description": "Lama", "supplier": "Alfa", "amount": "5"}, {"description": "Totale", "amount": "105"}
    )
    kept, problems = without_totals(told)
    assert [line.value("amount") for line in kept.lists["expenses"]] == [Decimal(100), Decimal(5)]
    assert [(one.kind, one.path, one.warning) for one in problems] == [("total_left_out", "expenses[2].amount", True)]
    assert [one.kind for one in totals(told)] == ["looks_like_a_total"]


def test_what_is_only_called_a_total_stays() -> None:
    told = facts(ROBOT, {"description": "Stazione totale", "supplier": "Alfa", "amount": "100"})
    assert (without_totals(told), totals(told)) == ((told, []), [])


@pytest.mark.parametrize(("parts", "told"), [(("60", "40"), 1), (("60", "41"), 0), (("100",), 0)])
def test_an_invoice_that_came_in_whole_and_line_by_line_is_doubted(parts: tuple[str, ...], told: int) -> None:
    invoice = {**ROBOT, "invoice_number": "12/A"}
    lines = [{**invoice, "description": f"riga {at}", "amount": amount} for at, amount in enumerate(parts)]
    found = [one for one in twice(facts(invoice, *lines)) if "somma" in one.text]
    assert [(one.path, one.warning) for one in found] == [("expenses[0].amount", True)] * told
