"""The expenses by category: each line with what was refused or cut, and why; totals and limits."""

from collections.abc import Mapping

from ...i18n import _, say
from ...model.finding import Finding
from ...model.outcome import Line, Outcome
from ...money import ZERO
from ...wording import facts as said
from ...wording import formats
from ..pieces import badges
from ..pieces.amounts import step

Plain = dict[str, object]


def spending(outcome: Outcome) -> Plain:
    """Return the lines under their categories, the totals and the effect of each limit, all as text.

    Nothing of a call that has no categories of cost and an application without expenses.
    """
    expenses = outcome.expenses
    if not expenses.known and not outcome.call.expenses.categories:
        return {}
    return {
        "known": expenses.known,
        "groups": _groups(outcome),
        "presented": formats.cents(expenses.presented),
        "refused": formats.cents(expenses.admitted - expenses.presented)
        if expenses.admitted != expenses.presented
        else "",
        "admitted": formats.cents(expenses.admitted),
        "limits": [step(limit) for limit in expenses.limits],
        "doubtful": sum(line.verdict in ("manual", "unknown") for line in expenses.lines),
    }


def _groups(outcome: Outcome) -> list[Plain]:
    texts = {category.id: say(category.text) for category in outcome.call.expenses.categories}
    held: dict[str, list[Line]] = {category: [] for category in outcome.expenses.by_category}
    for line in outcome.expenses.lines:
        held.setdefault(line.category, []).append(line)
    return [
        {
            "id": category,
            "text": texts.get(category, _("categoria che il bando non prevede")),
            **_totals(category, lines, outcome),
            "lines": [_line(line, outcome) for line in lines if not _is_all_of(line, category, texts)],
        }
        for category, lines in held.items()
        if lines or any(outcome.expenses.by_category.get(category, ()))
    ]


def _is_all_of(line: Line, category: str, texts: Mapping[str, str]) -> bool:
    """Return whether a line is what a flat rate gives for its category: the row of the category says it all."""
    plain = line.verdict == "admitted" and not (line.steps or line.suggestions)
    return plain and line.id == category and line.description == texts.get(category)


def _totals(category: str, lines: list[Line], outcome: Outcome) -> Plain:
    presented, admitted = outcome.expenses.by_category.get(
        category, (sum((line.presented for line in lines), ZERO), sum((line.admitted for line in lines), ZERO))
    )
    return {
        "presented": formats.cents(presented),
        "refused": formats.cents(admitted - presented) if admitted != presented else "",
        "admitted": formats.cents(admitted),
    }


def _line(line: Line, outcome: Outcome) -> Plain:
    return {
        "id": line.id,
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
