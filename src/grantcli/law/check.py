"""What cannot be in the answers: groups, aid of nobody or for no expense, another's tax code, days that cannot be."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from ..i18n import _, say
from ..model.facts import Facts
from ..model.vocabulary import APPLICANT_KIND, NO_FIRM_YET, Fact
from ..problem import Problem
from ..registry.persons import doubt_on_name
from ..wording.formats import day as written_day
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


def impossible_days(facts: Facts, vocabulary: Mapping[str, Fact], today: date) -> list[Problem]:
    """Return a warning for each day that cannot be, as seen on ``today``, at its place.

    Who has no firm yet may say on which day it will be there.
    """
    planned = "company." if facts.value(APPLICANT_KIND) in NO_FIRM_YET else None
    found = _within(facts, vocabulary, today, "")
    return [problem for problem in found if planned is None or not problem.path.startswith(planned)]


def _within(facts: Facts, known: Mapping[str, Fact], today: date, prefix: str) -> Iterator[Problem]:
    for key, (value, _origin, note) in facts.answers.items():
        if isinstance(value, date) and (fact := known.get(key)) is not None and (fact.past or fact.not_before):
            text = _future(fact, value, today) or _too_early(fact, value, facts, known)
            if text:
                yield Problem(place_of(note), f"{prefix}{key}", text, kind="impossible_day", warning=True)
    for key, items in facts.lists.items():
        inside = known[key].items if key in known else None
        for item in items if inside else ():
            yield from _within(item, inside or {}, today, f"{prefix}{key}[{item.id}].")


def _future(fact: Fact, value: date, today: date) -> str:
    if not fact.past or _day(value) <= today:
        return ""
    text = _("{day} deve ancora venire, e qui va un giorno già passato: controllare l'anno")
    return text.format(day=written_day(_day(value)))


def _too_early(fact: Fact, value: date, facts: Facts, known: Mapping[str, Fact]) -> str:
    before = facts.value(fact.not_before or "")
    if not isinstance(before, date) or _day(value) >= _day(before):
        return ""
    label = say(known[str(fact.not_before)].label)
    text = _("{day} è prima di «{label}», {other}: controllare le due date")
    return text.format(day=written_day(_day(value)), label=label, other=written_day(_day(before)))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
