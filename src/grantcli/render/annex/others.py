"""The answers that have no section of their own: declarations, people, the award."""

from ...model.outcome import Outcome
from ..pieces import laid_out

Plain = dict[str, object]
_PARTS = {"company", "partners", "expenses", "sections"}  # answers that have sections of their own


def others(outcome: Outcome) -> Plain:
    """Return all other answers."""
    return laid_out.part(outcome, lambda key: laid_out.root(key) not in _PARTS and not laid_out.is_of_project(key))
