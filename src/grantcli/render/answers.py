"""What the applicant answered, as tables of label, value and origin."""

from ..model.outcome import Outcome
from ..wording import facts as said
from ..wording.provenance import origin_word
from . import listed

Plain = dict[str, object]
_PARTS = {"company", "partners", "project", "expenses", "sections"}  # answers that have parts of their own


def company(outcome: Outcome) -> Plain:
    """Return the answers about the company."""
    return _part(outcome, ("company",))


def project(outcome: Outcome) -> Plain:
    """Return the answers about the project."""
    return _part(outcome, ("project",))


def partners(outcome: Outcome) -> Plain:
    """Return the answers about those who apply together; their part has its title from itself."""
    part = listed.tables("partners", outcome) if "partners" in outcome.facts.lists else []
    return {"rows": [], "tables": [{**table, "title": ""} for table in part]}


def others(outcome: Outcome) -> Plain:
    """Return all other answers: declarations, people, the award."""
    found = {_root(key) for key in (*outcome.facts.answers, *outcome.facts.lists)} - _PARTS
    return _part(outcome, tuple(sorted(found)))


def _part(outcome: Outcome, roots: tuple[str, ...]) -> Plain:
    facts = outcome.facts
    answered = [key for key in facts.answers if _root(key) in roots and not listed.is_place_part(key, facts)]
    lists = [key for key in facts.lists if _root(key) in roots]
    order = {key: position for position, key in enumerate(outcome.vocabulary)}
    return {
        "rows": [_row(key, outcome) for key in sorted(answered, key=lambda key: (order.get(key, len(order)), key))],
        "tables": [
            table
            for key in sorted(lists, key=lambda key: (order.get(key, len(order)), key))
            for table in listed.tables(key, outcome)
        ],
    }


def _root(key: str) -> str:
    return key.partition(".")[0].partition("[")[0]


def _row(key: str, outcome: Outcome) -> Plain:
    held = outcome.facts.answers[key]
    return {
        "label": said.name_of_fact(key, outcome.vocabulary),
        "value": said.told(key, held, outcome.vocabulary, outcome.facts),
        "origin": origin_word(held.origin),
        "note": held.note if held.origin == "derived" else "",
    }
