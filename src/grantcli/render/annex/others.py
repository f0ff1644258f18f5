"""The answers that have no section of their own: declarations, people, the award."""

from ...model.outcome import Outcome
from ...wording.applicant import is_firm
from ..pieces import laid_out

Plain = dict[str, object]
_PARTS = frozenset(
    {"aid", "applicant", "company", "partners", "expenses", "sections"}
)  # answers that have sections of their own


def others(outcome: Outcome) -> Plain:
    """Return all other answers."""
    told = _PARTS | ({"people"} if not is_firm(outcome.facts) else set())
    return laid_out.part(outcome, lambda key: laid_out.root(key) not in told and not laid_out.is_of_project(key))
