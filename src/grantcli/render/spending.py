"""The expense table: each line with what was refused or cut, and why; totals, categories, limits."""

from ..i18n import _, say
from ..model.finding import Finding
from ..model.outcome import Line, Outcome, Step
from ..money import ZERO
from ..wording import facts as said
from ..wording import formats
from ..wording.provenance import status_word
from . import badges

Plain = dict[str, object]


def spending(outcome: Outcome) -> Plain:
    """Return lines, totals, totals by category and the effect of each limit, all as text."""
    expenses = outcome.expenses
    return {
        "known": expenses.known,
        "lines": [_line(line, outcome) for line in expenses.lines],
        "presented": formats.cents(expenses.presented),
        "refused": formats.cents(expenses.admitted - expenses.presented),
        "admitted": formats.cents(expenses.admitted),
        "categories": _categories(outcome),
        "limits": [step(limit) for limit in expenses.limits],
        "doubtful": sum(line.verdict in ("manual", "unknown") for line in expenses.lines),
    }


def step(move: Step) -> Plain:
    """Return one move of an amount as text."""
    return {
        "text": say(move.text),
        "cite": move.cite,
        "amount": formats.cents(move.amount),
        "moves": move.amount != ZERO,
        "status": status_word(move.status, move.supplied),
        "supplied": move.supplied or "",
        "share": "",
    }


def _line(line: Line, outcome: Outcome) -> Plain:
    return {
        "id": line.id,
        "category": line.category,
        "description": line.description,
        "from": _from(line, outcome),
        "presented": formats.cents(line.presented),
        "refused": formats.cents(line.admitted - line.presented) if line.admitted != line.presented else "",
        "admitted": formats.cents(line.admitted),
        "badge": badges.line(line.verdict),
        "plain": line.verdict == "admitted",
        "reasons": [step(move) for move in line.steps if move.amount != ZERO],
        "doubts": [
            _doubt(finding) for finding in line.findings if finding.verdict in ("manual", "unknown", "undetermined")
        ],
        "suggestions": [{"text": say(found.text), "cite": found.cite} for found in line.suggestions],
    }


def _doubt(finding: Finding) -> Plain:
    return {
        "text": say(finding.text),
        "cite": finding.cite,
        "look_at": say(finding.look_at),
        "badge": badges.judged(finding),
    }


def _from(line: Line, outcome: Outcome) -> str:
    partner = said.item_name(line.partner, outcome.facts) if line.partner else ""
    return " · ".join(part for part in (line.supplier, partner) if part)


def _categories(outcome: Outcome) -> list[Plain]:
    texts = {category.id: say(category.text) for category in outcome.call.expenses.categories}
    return [
        {
            "id": category,
            "text": texts.get(category, _("categoria che il bando non prevede")),
            "presented": formats.cents(presented),
            "refused": formats.cents(admitted - presented) if admitted != presented else "",
            "admitted": formats.cents(admitted),
        }
        for category, (presented, admitted) in outcome.expenses.by_category.items()
    ]
