"""Facts judged: what follows from them first, then the engine, then what State-aid law adds."""

from datetime import date

from ..model.call import Edition
from ..model.facts import Facts
from ..model.outcome import Outcome


def judge(edition: Edition, facts: Facts, on: date) -> Outcome:
    """Return the outcome of the facts, and of all that follows from them, on a day."""
    from ..engine.evaluate import evaluate
    from ..law.derive import derive
    from ..law.supplement import supplement

    return supplement(evaluate(edition, derive(facts, edition.vocabulary, on), on))
