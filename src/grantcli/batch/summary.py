"""The row of an application in the summary: verdict, amounts, first reasons, what is missing, papers due."""

from collections.abc import Iterator

from ..engine.verdict import counts
from ..i18n import _, say
from ..model.finding import Finding
from ..model.outcome import Outcome
from ..money import ZERO
from ..wording.verdicts import judgement_word
from .row import Data, Result

COLUMNS = (
    "id",
    "applicant",
    "vat_number",
    "call",
    "on",
    "verdict",
    "presented",
    "admitted",
    "contribution",
    "contribution_status",
    "regime",
    "reasons",
    "missing",
    "missing_figures",
    "attachments",
    "warnings",
    "file",
    "row",
)
MONEY = frozenset({"presented", "admitted", "contribution"})
_FIRST = 3
_AGAINST = ("fail", "undetermined", "unknown", "manual")


def titles() -> dict[str, str]:
    """Return the titles of the columns in the language spoken now."""
    words = {
        "id": _("Domanda"),
        "applicant": _("Impresa"),
        "vat_number": _("Partita IVA"),
        "call": _("Bando"),
        "on": _("Giorno"),
        "verdict": _("Esito"),
        "presented": _("Spesa presentata"),
        "admitted": _("Spesa ammessa"),
        "contribution": _("Contributo"),
        "contribution_status": _("Natura del contributo"),
        "regime": _("Regime"),
        "reasons": _("Motivi principali"),
        "missing": _("Risposte mancanti"),
        "missing_figures": _("Dati del bando mancanti"),
        "attachments": _("Allegati dovuti"),
        "warnings": _("Avvisi"),
        "file": _("File"),
        "row": _("Riga"),
    }
    return {column: words[column] for column in COLUMNS}


def head_of(outcome: Outcome, warnings: int) -> Data:
    """Return the summary of an outcome by column, without its place: texts, amounts as text, lists of texts."""
    contribution, expenses = outcome.contribution, outcome.expenses
    return {
        "applicant": str(outcome.facts.value("company.name") or ""),
        "vat_number": str(outcome.facts.value("company.vat_number") or ""),
        "call": outcome.call.id,
        "on": outcome.on.isoformat(),
        "verdict": outcome.verdict,
        "presented": f"{expenses.presented:.2f}" if expenses.known else None,
        "admitted": f"{expenses.admitted:.2f}" if expenses.known else None,
        "contribution": None if contribution.amount is None else f"{contribution.amount + ZERO:.2f}",
        "contribution_status": contribution.status,
        "regime": contribution.regime,
        "reasons": [f"{one.id}: {say(one.text)}" for one in reasons(outcome)],
        "missing": list(outcome.missing),
        "missing_figures": list(outcome.missing_figures),
        "attachments": [one.id for one in outcome.attachments if one.due == "required"],
        "warnings": warnings,
    }


def reasons(outcome: Outcome, most: int = _FIRST) -> list[Finding]:
    """Return the first blocking findings that stand against a pass, the worst verdicts first."""
    return sorted(_blocking(outcome), key=lambda one: _AGAINST.index(one.verdict))[:most]


def _blocking(outcome: Outcome) -> Iterator[Finding]:
    return (one for one in outcome.findings if counts(one) and one.verdict in _AGAINST)


def summary_row(result: Result) -> Data:
    """Return the whole row of a result that has an outcome, by column, in words for people."""
    head = result.head or {}
    words = {column: judgement_word(str(head[column])) for column in ("verdict", "contribution_status")}
    return {**head, **words, "id": result.ident, "file": result.row.file, "row": result.row.number or None}
