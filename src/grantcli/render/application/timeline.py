"""When things happen: the dates in their order, and how the call says it goes on."""

from math import inf

from ...i18n import _, say
from ...model.outcome import DeadlineOutcome, Outcome
from ...wording.provenance import status_word
from ...wording.terms import certainty_of, when

Plain = dict[str, object]


def timeline(outcome: Outcome) -> list[Plain]:
    """Return the dates in order, those that count from something unknown last."""
    ranked = sorted(outcome.deadlines, key=lambda due: due.at.timestamp() if due.at else inf)
    return [_deadline(due, outcome) for due in ranked]


def procedure(outcome: Outcome) -> list[Plain]:
    """Return what the call says of how it goes on, step by step."""
    return [
        {"text": say(phase.text), "cite": phase.cite, "status": status_word(phase.status)}
        for phase in outcome.call.phases
    ]


def _deadline(due: DeadlineOutcome, outcome: Outcome) -> Plain:
    past = due.at is not None and due.at.date() < outcome.on
    return {
        "id": due.id,
        "text": say(due.text),
        "cite": due.cite,
        "when": when(due, outcome.vocabulary),
        "past": _("passata") if past else "",
        "unverified": "; ".join(certainty_of(due)),
        "note": say(due.note),
        "what": due.what,
    }
