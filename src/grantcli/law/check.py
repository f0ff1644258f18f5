"""What cannot be in the answers: groups, aid given to nobody or for no expense, a person with another's tax code."""

from collections.abc import Iterator
from dataclasses import replace

from ..i18n import _
from ..model.facts import Facts
from ..problem import Problem
from ..registry.persons import doubt_on_name
from .deminimis import aids_of
from .figures import year_of
from .holdings import place_of, problems_of


def check(facts: Facts) -> list[Problem]:
    """Return the problems of the applicant's ties and periods, of partners' ties, of the ledger, of people."""
    partners = [
        replace(problem, path=f"partners[{partner.id}].{problem.path}")
        for partner in facts.lists.get("partners", ())
        for problem in problems_of(partner)
    ]
    return [*problems_of(facts), *_years(facts), *partners, *_ledger(facts), *_people(facts)]


def _years(facts: Facts) -> Iterator[Problem]:
    for item in facts.lists.get("company.years", ()):
        if year_of(item) is None:
            text = _("non si sa di che anno è l'esercizio")
            yield Problem(place_of(item.note), f"company.years[{item.id}].year", text, kind="no_year")


def _people(facts: Facts) -> Iterator[Problem]:
    """Yield a warning for the people whose codice fiscale does not seem of their name, whatever the order of it."""
    for person in facts.lists.get("people", ()):
        code, name = str(person.value("tax_code") or ""), str(person.value("name") or "")
        doubt = doubt_on_name(code, name)
        if doubt is not None:
            path = f"people[{person.id}].tax_code"
            yield Problem(place_of(person.note), path, doubt, kind="another_person", warning=True)


def _ledger(facts: Facts) -> Iterator[Problem]:
    ties = {"", *(item.id for item in facts.lists.get("company.links", ()))}
    expenses = {item.id for item in facts.lists.get("expenses", ())}
    places = {item.id: place_of(item.note) for item in facts.lists.get("aids", ())}
    for aid in aids_of(facts):
        if aid.beneficiary not in ties:
            text = _("nessun legame ha la sigla «{id}»").format(id=aid.beneficiary)
            yield Problem(places[aid.id], f"aids[{aid.id}].beneficiary", text, kind="unknown_id")
        for line in aid.lines:
            if line not in expenses:
                text = _("nessuna spesa ha la sigla «{id}»").format(id=line)
                yield Problem(places[aid.id], f"aids[{aid.id}].lines", text, kind="unknown_id")
