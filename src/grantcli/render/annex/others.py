"""The answers that have no section of their own: declarations, people, the award."""

from ...model.outcome import Outcome
from ..pieces import answers

Plain = dict[str, object]
_PARTS = {"company", "partners", "expenses", "sections"}  # answers that have sections of their own


def others(outcome: Outcome) -> Plain:
    """Return all other answers."""
    return answers.laid_out(outcome, lambda key: answers.root(key) not in _PARTS and not answers.is_of_project(key))
