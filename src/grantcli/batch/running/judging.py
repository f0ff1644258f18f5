"""Rows judged: what a worker does with a chunk of them. Nothing here stops on a bad row."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from ...assessment.assess import assess
from ...i18n import _, speaking
from ...model.outcome import Outcome
from ...problem import Problem
from ...report.data.outcome import as_data
from ..results.outcome_line import written
from ..results.summary import head_of
from ..rows.key import key_of
from ..rows.request import Request, Unread, ask
from ..rows.row import Job, Kept, Row, RowResult, name_of, place_of

KINDS: tuple[Literal["dossier"], Literal["checklist"]] = ("dossier", "checklist")
"""The papers of an application."""


def judge_rows(job: Job, rows: Sequence[Row]) -> list[RowResult]:
    """Judge rows in their order; each gives a result, whatever is in it."""
    with speaking(job.language):
        return [_judge_row(job, row) for row in rows]


def _judge_row(job: Job, row: Row) -> RowResult:
    """Judge one row; an error of ours becomes a problem of that row, so that the others go on."""
    if isinstance(row.content, Kept):
        return RowResult(row, row.ident, row.content.key)
    try:
        if job.work is not None:
            return job.work.judge(job, row)
        asked, problems = ask(job, row)
        if isinstance(asked, Unread):
            return RowResult(row.bare(), asked.ident, problems=problems)
        return _row_result(job, row, asked, problems)
    except Exception as error:
        said = _("errore del programma: {error}").format(error=f"{type(error).__name__}: {error}"[:300])
        problem = Problem(place_of(row), "", said, _("segnalarlo con questa riga"), "internal_error")
        return RowResult(row.bare(), name_of(row), problems=(problem,))


def _row_result(job: Job, row: Row, asked: Request, problems: tuple[Problem, ...]) -> RowResult:
    outcome = assess(asked.edition, asked.facts, asked.on, drafts=not job.brief or job.papers)
    return RowResult(
        row.bare(),
        asked.ident,
        key_of(job, row, asked.ident, asked.edition, asked.on),
        head_of(outcome, len(problems)),
        written(as_data(cut(outcome) if job.brief else outcome)),
        problems,
        tuple(_papers(outcome)) if job.papers else (),
        asked.profile,
    )


def _papers(outcome: Outcome) -> Iterator[tuple[str, bytes]]:
    """Yield the papers, in the language of the call; no checklist where no document is due."""
    from ...render.context import context
    from ...render.pages import page
    from ...render.pdf import draw

    with speaking(outcome.call.language):
        plain = context(outcome)
    for kind in KINDS:
        if kind != "checklist" or any(paper.due != "not_due" for paper in outcome.attachments):
            yield kind, draw(page(kind, plain))


def cut(outcome: Outcome) -> Outcome:
    """Return a brief outcome: without requirements met, lines admitted whole, papers not due, other regimes.

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
