"""Days that cannot be: of what has happened, a day still to come; of what follows something, a day before it."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from ..i18n import _, say
from ..model.facts import Answer, Facts
from ..model.vocabulary import APPLICANT_KIND, NO_FIRM_YET, Fact
from ..problem import Problem
from ..wording.formats import day as written_day
from .holdings import place_of


def impossible_days(facts: Facts, vocabulary: Mapping[str, Fact], today: date) -> list[Problem]:
    """Return a warning for each day that cannot be, as seen on ``today``, at its place.

    Who has no firm yet may say on which day it will be there.
    """
    planned = "company." if facts.value(APPLICANT_KIND) in NO_FIRM_YET else None
    found = _within(facts, vocabulary, today, "")
    return [problem for problem in found if planned is None or not problem.path.startswith(planned)]


def _within(facts: Facts, known: Mapping[str, Fact], today: date, prefix: str) -> Iterator[Problem]:
    for key, answer in facts.answers.items():
        fact = known.get(key)
        if fact is not None and (fact.past or fact.not_before) and isinstance(answer.value, date):
            text = _future(fact, answer.value, today) or _too_early(fact, answer.value, facts, known)
            if text:
                yield Problem(place_of(answer.note), f"{prefix}{key}", text, kind="impossible_day", warning=True)
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
    before = facts.answers.get(fact.not_before or "", Answer(None)).value
    if not isinstance(before, date) or _day(value) >= _day(before):
        return ""
    label = say(known[str(fact.not_before)].label)
    text = _("{day} è prima di «{label}», {other}: controllare le due date")
    return text.format(day=written_day(_day(value)), label=label, other=written_day(_day(before)))


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value
