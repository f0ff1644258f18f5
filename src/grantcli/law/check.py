"""What is wrong in what was told to the law: groups that cannot be, aid given to nobody or for no expense."""

from collections.abc import Iterator
from dataclasses import replace

from ..i18n import _
from ..model.facts import Facts
from ..problem import Problem
from .deminimis import aids_of
from .figures import year_of
from .holdings import place_of, problems_of


def check(facts: Facts) -> list[Problem]:
    """Return the problems of the applicant's ties and periods, of partners' ties, of the ledger, at their places."""
    partners = [
        replace(problem, path=f"partners[{partner.id}].{problem.path}")
        for partner in facts.lists.get("partners", ())
        for problem in problems_of(partner)
    ]
    return [*problems_of(facts), *_years(facts), *partners, *_ledger(facts)]


def _years(facts: Facts) -> Iterator[Problem]:
    for item in facts.lists.get("company.years", ()):
        if year_of(item) is None:
            text = _("non si sa di che anno è l'esercizio")
            yield Problem(place_of(item.note), f"company.years[{item.id}].year", text, kind="no_year")


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
