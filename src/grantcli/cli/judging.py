"""Facts judged: what follows from them first, then the engine, then what State-aid law adds."""

from dataclasses import replace
from datetime import date

from ..model.call import Edition
from ..model.facts import Facts
from ..model.outcome import Outcome
from .reading import ReadApplication


def judge(edition: Edition, facts: Facts, on: date) -> Outcome:
    """Return the outcome of the facts, and of all that follows from them, on a day."""
    from ..engine.evaluate import evaluate
    from ..law.derive import derive
    from ..law.supplement import supplement

    return supplement(evaluate(edition, derive(facts, edition.vocabulary, on), on))


def with_differences(outcome: Outcome, reading: ReadApplication) -> Outcome:
    """Return the outcome as it is handed on (paper, data): with a warning for each answer that is not the profile's."""
    from ..wording.facts import label_of

    told = (f"{label_of(one.path, outcome.vocabulary)}: {one.text}" for one in reading.differences)
    return replace(outcome, warnings=(*outcome.warnings, *told))
