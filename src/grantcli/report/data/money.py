"""The money of an outcome as data: lines, totals, steps, regimes, shares."""

from collections.abc import Iterable

from ...model.outcome import ContributionOutcome, ExpenseTotals, Line, RegimeOutcome, Share, Step
from .values import Data, Say, Words, euro, euro_or_none, findings_data, plain


def steps_data(steps: Iterable[Step], text: Say) -> list[Data]:
    """Return the moves of an amount as data."""
    return [
        {
            "rule": step.rule,
            "cite": step.cite,
            "amount": euro(step.amount),
            "text": text(step.text),
            "status": step.status,
            "supplied": step.supplied,
            "since": plain(step.since),
        }
        for step in steps
    ]


def _line(line: Line, words: Words) -> Data:
    return {
        "id": line.id,
        "category": line.category,
        "presented": euro(line.presented),
        "admitted": euro(line.admitted),
        "steps": steps_data(line.steps, words.text),
        "description": line.description,
        "supplier": line.supplier,
        "partner": line.partner,
        "verdict": line.verdict,
        "findings": findings_data(line.findings, words),
        "suggestions": findings_data(line.suggestions, words),
    }


def expenses_data(totals: ExpenseTotals, words: Words) -> Data:
    """Return the expenses as data: totals, lines with their steps, sums by category, what each limit removed."""
    return {
        "presented": euro(totals.presented),
        "admitted": euro(totals.admitted),
        "lines": [_line(line, words) for line in totals.lines],
        "by_category": {
            category: {"presented": euro(presented), "admitted": euro(admitted)}
            for category, (presented, admitted) in totals.by_category.items()
        },
        "limits": steps_data(totals.limits, words.text),
        "known": totals.known,
        "status": totals.status,
    }


def _share(share: Share, text: Say) -> Data:
    return {
        "partner": share.partner,
        "presented": euro(share.presented),
        "admitted": euro(share.admitted),
        "amount": euro(share.amount),
        "steps": steps_data(share.steps, text),
    }


def _regime(regime: RegimeOutcome, text: Say) -> Data:
    return {
        "id": regime.id,
        "applies": regime.applies,
        "status": regime.status,
        "amount": euro_or_none(regime.amount),
        "title": text(regime.title),
        "cite": regime.cite,
        "because": text(regime.because),
        "estimates": regime.estimates,
        "leaves_out": regime.leaves_out,
        "steps": steps_data(regime.steps, text),
        "missing": list(regime.missing),
        "missing_figures": list(regime.missing_figures),
    }


def contribution_data(contribution: ContributionOutcome, words: Words) -> Data:
    """Return the contribution as data: amount, steps, all regimes, the partners' shares."""
    text = words.text
    return {
        "status": contribution.status,
        "amount": euro_or_none(contribution.amount),
        "regime": contribution.regime,
        "steps": steps_data(contribution.steps, text),
        "regimes": [_regime(regime, text) for regime in contribution.regimes],
        "partners": [_share(share, text) for share in contribution.partners],
        "why": text(contribution.why),
        "withheld": steps_data(contribution.withheld, text),
        "withheld_unknown": [
            {"rule": one.rule, "cite": one.cite, "text": text(one.text), "missing": list(one.missing)}
            for one in contribution.withheld_open
        ],
        "net": euro_or_none(contribution.net),
    }
