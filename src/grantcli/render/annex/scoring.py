"""The ranking score by criterion, or why there is none."""

from decimal import Decimal

from ...i18n import _, say
from ...model.outcome import Outcome
from ...wording import facts as said
from ...wording import formats
from ...wording.verdicts import points_word

Plain = dict[str, object]


def scoring(outcome: Outcome) -> Plain:
    """Return the ranking score by criterion, or why there is none."""
    score = outcome.scoring
    return {
        "status": score.status,
        "cite": score.cite,
        "why": say(score.why),
        "points": _points(score.points),
        "most": _points(score.most),
        "threshold": _points(score.threshold),
        "passed": {True: _("raggiunta"), False: _("non raggiunta"), None: ""}[score.passed],
        "criteria": [
            {
                "id": held.id,
                "text": say(held.text),
                "cite": held.cite,
                "most": _points(held.most),
                "points": _points(held.points) or points_word("unknown"),
                "origin": points_word(held.origin),
                "missing": said.labels_of(held.missing, outcome.vocabulary),
            }
            for held in score.criteria
        ],
        "inputs": [say(text) for text in outcome.call.scoring.known_inputs] if outcome.call.scoring else [],
    }


def _points(value: Decimal | None) -> str:
    return "" if value is None else formats.number(value)
