"""What must accompany the application: each document with who brings it, a box for each copy and person."""

from ...i18n import say
from ...model.outcome import AttachmentOutcome, Outcome
from ...wording import facts as said
from ...wording.provenance import because_words, moment_word, signer_words, status_word
from ..pieces import badges
from ..pieces.bringer import brought_by, who_brings
from ..pieces.filing_words import filing_rows, filing_source, unsaid

Plain = dict[str, object]
_RANK = {"required": 0, "unknown": 1, "score_only": 2, "not_due": 3}


def documents(outcome: Outcome) -> Plain:
    """Return the documents to attach, those that may be due, and those that are not."""
    rows = [_document(paper, outcome) for paper in outcome.attachments]
    ranked = sorted(rows, key=lambda row: _RANK[str(row["due"])])
    return {
        "rows": [row for row in ranked if row["due"] != "not_due"],
        "off": [row for row in rows if row["due"] == "not_due"],
        "formed": any((row["form"] or row["signer"]) and row["due"] != "not_due" for row in rows),
        "filing": _filing(outcome),
        "required": sum(row["due"] == "required" for row in rows),
    }


def _filing(outcome: Outcome) -> Plain:
    filing = outcome.call.filing
    cite, status = filing_source(filing)
    rows = [{"name": name, "text": text} for name, text in filing_rows(filing)]
    return {"rows": rows, "unsaid": unsaid(filing), "cite": cite, "status": status} if rows else {}


def _document(paper: AttachmentOutcome, outcome: Outcome) -> Plain:
    names = brought_by(paper, outcome.facts)
    return {
        "id": paper.id,
        "title": say(paper.title),
        "due": paper.due,
        "badge": badges.due(paper.due),
        "because": because_words(paper),
        "cite": paper.cite,
        "form": say(paper.form),
        "signer": signer_words(paper),
        "moment": moment_word(paper.moment),
        "now": paper.moment == "submission",
        "sent": outcome.filed and paper.moment == "submission" and paper.due != "not_due",
        "copies": [{"who": name} for name in _each(names, paper.copies)],
        "who": ", ".join(names),
        "brings": who_brings(paper, outcome.facts),
        "help": say(paper.help),
        "missing": said.labels_of(paper.missing, outcome.vocabulary),
        "status": status_word(paper.status),
    }


def _each(names: list[str], copies: int) -> list[str]:
    """Return a name for each copy: the persons' own, then nameless ones up to the number of copies."""
    return [*names, *[""] * (max(copies, 1) - len(names))]
