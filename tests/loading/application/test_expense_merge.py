"""Expenses that come in beside those that are there."""

import pytest

from grantcli.loading.application.expense_merge import beside
from grantcli.loading.application.facts import read_facts
from grantcli.loading.application.profile import profile_vocabulary
from grantcli.model.facts import Facts

VOCABULARY = profile_vocabulary()[0]


def items(*lines: dict[str, str]) -> tuple[Facts, ...]:
    return read_facts({"expenses": list(lines)}, VOCABULARY, "file")[0].lists["expenses"]


PLANNED = {"id": "R2", "description": "Robot", "supplier": "Beta Srl", "amount": "1000"}
INVOICED = {"id": "F1", "description": "Robot KR", "supplier": "BETA SRL", "amount": "1000", "invoice_number": "12/A"}


@pytest.mark.parametrize(
    ("held", "comes", "standing"),
    [
        (PLANNED, PLANNED, "there"),
        (PLANNED, {**PLANNED, "amount": "900"}, "differs"),
        (PLANNED, {**PLANNED, "description": "Lama"}, "new"),
        (PLANNED, INVOICED, "there"),
        (PLANNED, {**INVOICED, "amount": "900"}, "new"),
        (INVOICED, INVOICED, "there"),
        (INVOICED, {**INVOICED, "amount": "900"}, "differs"),
        (INVOICED, {**INVOICED, "invoice_number": "13"}, "new"),
        (INVOICED, {**INVOICED, "description": "Trasporto", "amount": "5"}, "new"),
    ],
)
def test_what_an_expense_is_to_the_application(held: dict[str, str], comes: dict[str, str], standing: str) -> None:
    [found] = beside(items(comes), items(held))
    assert (found.standing, found.held is None) == (standing, standing == "new")


def test_new_ones_get_ids_that_are_free_and_the_same_one_twice_is_there_already() -> None:
    other = {**PLANNED, "id": "R2", "description": "Lama"}
    first, again = beside(items(other) + items({**INVOICED, "supplier": "Gamma"}), items(PLANNED))
    assert (first.item.id, first.item.value("id"), again.item.id) == ("R2-2", "R2-2", "F1")
    twice = beside(items(INVOICED) + items(INVOICED), ())
    assert [one.standing for one in twice] == ["new", "there"]
