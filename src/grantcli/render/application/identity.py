"""Who applies and with what project: the applicant's answers in the order of a form."""

from ...model.outcome import Outcome
from ...wording.applicant import is_firm
from ..pieces import laid_out, listed

Plain = dict[str, object]
_JUDGED = ("size", "sme", "autonomous", "in_difficulty", "tf_difficulty")
"""Starts of derived facts of the company that the account of its standing tells in full."""


def company(outcome: Outcome) -> Plain:
    """Return the answers about who applies, the persons where there is no firm yet; not what is in its account."""
    parts = {"applicant", "company", *(("people",) if not is_firm(outcome.facts) else ())}
    return laid_out.part(outcome, lambda key: laid_out.root(key) in parts and not _said_elsewhere(key, outcome))


def project(outcome: Outcome) -> Plain:
    """Return the answers about the project, and those that the call asks beside it: its consultant, its activities."""
    return laid_out.part(outcome, lambda key: laid_out.is_of_project(key))


def partners(outcome: Outcome) -> Plain:
    """Return those who apply together; their part has its title from itself."""
    part = listed.tables("partners", outcome) if "partners" in outcome.facts.lists else []
    return {"lines": [], "yes": [], "no": [], "texts": [], "tables": [{**table, "title": ""} for table in part]}


def _said_elsewhere(key: str, outcome: Outcome) -> bool:
    held = outcome.facts.answers.get(key)
    derived = held is not None and held.origin == "derived"
    return derived and outcome.standing is not None and key.removeprefix("company.").startswith(_JUDGED)
