"""An application whose answers contradict nothing, changed by a test where it needs to; its declarations, filled."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.declarations.due import declarations_of
from grantcli.i18n import speaking
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition
from grantcli.loading.declarations import Forms, load_declarations
from grantcli.model.call import Edition
from grantcli.model.outcome import Outcome
from grantcli.model.paper.declaration import FilledBox, FilledDeclaration, FilledTable

ON = date(2022, 6, 20)
PLAIN: dict[str, Any] = {
    "company": {
        "name": "Officina Prova S.r.l.",
        "tax_code": "99999990437",
        "vat_number": "99999990437",
        "legal_form": "SR",
        "seat_country": "IT",
        "seat": "043007",
        "declared_size": "small",
        "registered": True,
        "active": True,
        "links": [],
        "mergers": [],
        "years": {
            year: {"headcount": 20, "turnover": 3000000, "balance_sheet": 2000000, "approved": True}
            for year in (2019, 2020, 2021)
        },
    },
    "people": [
        {"id": "P1", "name": "Ada Prova", "tax_code": "PRVDAA80A41H501A", "role": "legal_representative"},
        {"id": "P2", "name": "Bruno Prova", "role": "director", "convicted": False, "antimafia_cause": False},
    ],
    "application": {"signer": "legal_representative", "other_state_aid": False},
    "declarations": {"state_aid": True, "no_double_funding": True},
    "aids": [],
    "aids_recovery": [],
    "project": {"title": "Prova", "start": "2022-07-04"},
    "expenses": [
        {"id": "S1", "category": "A", "description": "Sensori", "supplier": "Alfa S.r.l.", "amount": 10000.5}
        | {"related_party": "none", "supplier_tax_code": "01234567897"},
        {"id": "S2", "category": "A", "description": "Rete", "supplier": "Beta S.r.l.", "amount": 5000}
        | {"related_party": "none", "supplier_tax_code": "01234567897"},
    ],
}


@cache
def marche() -> Edition:
    edition, problems = load_edition(shipped("calls") / "marche-transizione-digitale-2022")
    assert edition is not None, problems
    return edition


@cache
def forms() -> Forms:
    found, problems = load_declarations(marche().call, marche().vocabulary)
    assert not problems
    return found


def judged(**changes: object) -> Outcome:
    """The sample with other answers, by dotted key (``company__years``); None takes one away."""
    data = deepcopy(PLAIN)
    for key, value in changes.items():
        *path, last = key.split("__")
        held = data
        for step in path:
            held = held.setdefault(step, {})
        if value is None:
            held.pop(last, None)
        else:
            held[last] = value
    facts, problems = read_facts(data, marche().vocabulary, "file", call=marche().call)
    assert not [one for one in problems if not one.warning], problems
    with speaking("it"):
        return assess(marche(), facts, ON)


def filled(ident: str, /, outcome: Outcome | None = None, **changes: object) -> FilledDeclaration:
    """One declaration of the sample with other answers."""
    return next(iter(all_filled([ident], outcome, **changes)))


def all_filled(only: list[str], /, outcome: Outcome | None = None, **changes: object) -> list[FilledDeclaration]:
    with speaking("it"):
        found = outcome if outcome is not None else judged(**changes)
        return list(declarations_of(found, forms().forms, forms().blocks, only))


def boxes(one: FilledDeclaration) -> list[FilledBox]:
    return [box for part in one.parts for box in part.boxes]


def ticked(one: FilledDeclaration, words: str) -> bool:
    """Whether the only box whose text holds these words is ticked."""
    (found,) = [box for box in boxes(one) if words in box.text]
    return found.ticked


def tables(one: FilledDeclaration, title: str) -> list[FilledTable]:
    """The tables of the parts whose title holds these words."""
    return [table for part in one.parts if title in part.title for table in part.tables]


def values(one: FilledDeclaration) -> Mapping[str, str]:
    """The fields by their labels."""
    return {field.label: field.value.text for part in one.parts for field in part.fields}
