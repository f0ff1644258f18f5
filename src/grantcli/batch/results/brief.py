"""An outcome cut to what did not pass: for runs so long that whole outcomes would fill a disk."""

from dataclasses import replace

from ...model.outcome import Outcome


def cut(outcome: Outcome) -> Outcome:
    """Return the outcome without what passed: requirements met, lines admitted whole, papers not due, other regimes.

    Verdict, totals, the contribution with its steps, what is missing and the dates stay as they are.
    """
    expenses, contribution = outcome.expenses, outcome.contribution
    return replace(
        outcome,
        findings=tuple(one for one in outcome.findings if one.verdict != "pass"),
        expenses=replace(expenses, lines=tuple(line for line in expenses.lines if line.verdict != "admitted")),
        contribution=replace(contribution, regimes=tuple(one for one in contribution.regimes if one.applies)),
        attachments=tuple(one for one in outcome.attachments if one.due != "not_due"),
        sections=(),
        discrepancies=(),
        untouched=frozenset(),
        standing=None,
    )
