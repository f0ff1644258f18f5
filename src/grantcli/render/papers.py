"""What must accompany the application, and when things are due."""

from math import inf

from ..i18n import _, say
from ..model.outcome import AttachmentOutcome, DeadlineOutcome, Outcome
from ..wording import facts as said
from ..wording.provenance import moment_word, status_word
from ..wording.terms import certainty_of, when
from . import badges

Plain = dict[str, object]
_RANK = {"required": 0, "unknown": 1, "score_only": 2, "not_due": 3}


def attachments(outcome: Outcome) -> Plain:
    """Return the documents to attach, those that may be due, and those that are not."""
    rows = [_attachment(paper, outcome) for paper in outcome.attachments]
    ranked = sorted(rows, key=lambda row: _RANK[str(row["due"])])
    return {
        "rows": [row for row in ranked if row["due"] != "not_due"],
        "off": [row for row in rows if row["due"] == "not_due"],
        "required": sum(row["due"] == "required" for row in rows),
    }


def _attachment(paper: AttachmentOutcome, outcome: Outcome) -> Plain:
    return {
        "id": paper.id,
        "title": say(paper.title),
        "due": paper.due,
        "badge": badges.due(paper.due),
        "because": say(paper.because),
        "cite": paper.cite,
        "form": say(paper.form),
        "signer": say(paper.signer),
        "moment": moment_word(paper.moment),
        "copies": paper.copies,
        "who": ", ".join(said.item_name(item, outcome.facts) for item in paper.who),
        "help": say(paper.help),
        "missing": said.labels_of(paper.missing, outcome.vocabulary),
        "status": status_word(paper.status),
    }


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


def closing(outcome: Outcome) -> str:
    """Return when the window for applying closes, or nothing where it is not known."""
    closes = [due for due in outcome.deadlines if due.what == "closes" and due.at]
    return when(closes[-1], outcome.vocabulary) if closes else ""
