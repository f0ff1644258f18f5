"""An outcome as one row, for spreadsheets and for the summary of many applications."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, say
from ..model.outcome import Outcome
from ..wording.formats import money
from ..wording.meaning import excluding
from ..wording.verdicts import overall_word
from .data.values import euro, euro_or_none
from .layout import Screen, columns, heading, show
from .marks import MARKS, OVERALL, STYLES

Row = dict[str, str]


def as_row(outcome: Outcome) -> Row:
    """Return what matters of an outcome under stable keys: amounts as ``1234.56``, lists joined by a space.

    An amount that cannot be told is empty. ``reason`` and ``remedy`` are those of the first failure that excludes.
    """
    failing = excluding(outcome)
    first = failing[0] if failing else None
    known = outcome.facts.value
    return {
        "call": outcome.call.id,
        "on": outcome.on.isoformat(),
        "name": str(known("company.name") or known("project.title") or ""),
        "vat_number": str(known("company.vat_number") or ""),
        "verdict": outcome.verdict,
        "contribution": euro_or_none(outcome.contribution.amount) or "",
        "contribution_status": outcome.contribution.status,
        "regime": outcome.contribution.regime or "",
        "presented": euro(outcome.expenses.presented),
        "admitted": euro(outcome.expenses.admitted),
        "failing": " ".join(finding.id for finding in failing),
        "missing": " ".join(outcome.missing),
        "refused_lines": " ".join(line.id for line in outcome.expenses.lines if line.verdict == "refused"),
        "attachments_due": " ".join(paper.id for paper in outcome.attachments if paper.due == "required"),
        "reason": say(first.text) if first else "",
        "remedy": say(first.remedy) if first else "",
    }


def show_rows(rows: Iterable[Mapping[str, str]], console: Console) -> None:
    """Print rows made by ``as_row``: who, the verdict, the contribution, and the first reason against."""
    show(_table(list(rows), console), console)


def _table(rows: list[Mapping[str, str]], console: Console) -> Screen:
    yield heading(_("Domande"), str(len(rows)))
    heads: list[RenderableType] = [
        Text(word, style="dim") for word in ("", _("Chi"), _("Contributo"), _("Esito e primo motivo"))
    ]
    yield columns([heads, *(_row(row, console) for row in rows)], "left", "left", "right", "full")


def _row(row: Mapping[str, str], console: Console) -> list[RenderableType]:
    verdict = row["verdict"]
    mark = MARKS[OVERALL[verdict]]
    amount = money(Decimal(row["contribution"])) if row["contribution"] else "–"
    estimate = f"\n{_('stima')}" if row["contribution_status"] == "estimate" else ""
    words = Text(overall_word(verdict), style=STYLES[verdict])
    if row["reason"]:
        words.append(f"\n{row['reason']}", style="not bold default")
    name = Text(row["name"] or "–", overflow="ellipsis").append(f"\n{row['call']}", style="dim")
    return [Text(mark.on(console), style=mark.style), name, Text(amount).append(estimate, style="dim"), words]
