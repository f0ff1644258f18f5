"""The row of an application in the summary: verdict, amounts, first reasons, what is missing, papers due."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from ...engine.verdict import counts
from ...i18n import _, say
from ...law.derive import sources_of
from ...model.amounts.aid_form import InstrumentForm
from ...model.call import Edition
from ...model.facts import Facts
from ...model.finding import Finding
from ...model.instruments.support import SupportOutcome
from ...model.outcome import Outcome
from ...money import ZERO
from ...wording.aid_forms import form_word
from ...wording.applicant import applicant_name
from ...wording.facts import labels_of
from ...wording.formats import money
from ...wording.verdicts import amount_word, overall_word, rule_word
from ..rows.row import Data, RowResult

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
    "if_admitted",
    "contribution_status",
    "forms",
    "to_repay",
    "own_funds",
    "equivalent",
    "regime",
    "reasons",
    "missing",
    "missing_figures",
    "attachments",
    "warnings",
    "file",
    "row",
)
_OF_SUPPORT = ("to_repay", "own_funds", "equivalent")
MONEY = frozenset({"presented", "admitted", "contribution", "if_admitted", *_OF_SUPPORT})
WIDE = {"applicant": 32, "call": 36, "forms": 48, "regime": 28, "reasons": 60, "missing": 60, "attachments": 60}
"""Columns of a workbook that hold more than their title is long, and how wide each is."""
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
        "if_admitted": _("Contributo, se fosse ammessa e finanziata"),
        "contribution_status": _("Natura del contributo"),
        "forms": _("Forme dell'aiuto"),
        "to_repay": _("Da restituire"),
        "own_funds": _("A carico di chi fa domanda"),
        "equivalent": _("Equivalente sovvenzione"),
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
        **_applicant(outcome.facts),
        "call": outcome.call.id,
        "on": outcome.on.isoformat(),
        "verdict": outcome.verdict,
        "unfunded": outcome.unfunded,
        "presented": f"{expenses.presented:.2f}" if expenses.known else None,
        "admitted": f"{expenses.admitted:.2f}" if expenses.known else None,
        "contribution": None if contribution.amount is None else f"{contribution.amount + ZERO:.2f}",
        "contribution_status": contribution.status,
        **_support(contribution.support),
        "regime": contribution.regime,
        "reasons": [f"{rule_word(one.verdict)} · {one.id}: {say(one.text)}" for one in reasons(outcome)],
        "missing": list(outcome.missing),
        "missing_figures": list(outcome.missing_figures),
        "attachments": [one.id for one in outcome.attachments if one.due == "required"],
        "warnings": warnings,
    }


def _support(support: SupportOutcome | None) -> Data:
    """Return what each form of aid gives by its code, and the sums of all; nothing of a call without instruments."""
    if support is None:
        return {"forms": None, **dict.fromkeys(_OF_SUPPORT)}
    forms: dict[str, list[Decimal | None]] = {}
    for one in support.instruments:
        if one.applies is not False:
            forms.setdefault(one.form, []).append(one.amount if one.applies else None)
    sums = zip(_OF_SUPPORT, (support.repaid, support.own_funds, support.equivalent), strict=True)
    return {
        "forms": {form: _sum(amounts) for form, amounts in forms.items()},
        **{name: _sum([amount]) for name, amount in sums},
    }


def _sum(amounts: Iterable[Decimal | None]) -> str | None:
    """Return the sum of amounts as text; None where one of them is not known."""
    known = list(amounts)
    return None if None in known else f"{sum((one for one in known if one is not None), ZERO):.2f}"


def _applicant(facts: Facts) -> Data:
    """Return who applies: the company, the persons, or the first of the partners and how many are with it."""
    partners = facts.lists.get("partners", ())
    first = facts if facts.value("company.name") or not partners else partners[0]
    name = str(first.value("company.name") or applicant_name(facts))
    more = f" (+{len(partners) - 1})" if first is not facts and len(partners) > 1 else ""
    return {"applicant": name + more, "vat_number": str(first.value("company.vat_number") or "")}


def reasons(outcome: Outcome, most: int = _FIRST) -> list[Finding]:
    """Return the first blocking findings that are not passes, the worst verdicts first."""
    return sorted(_blocking(outcome), key=lambda one: _AGAINST.index(one.verdict))[:most]


def _blocking(outcome: Outcome) -> Iterator[Finding]:
    return (one for one in outcome.findings if counts(one) and one.verdict in _AGAINST)


def summary_row(result: RowResult, editions: Mapping[str, Edition]) -> Data:
    """Return the whole row of a result that has an outcome, by column, in words for people.

    The contribution of an application that is not eligible, or not paid for want of points, has a column of its own,
    so that the others can be summed.
    """
    head = result.head or {}
    refused = head["verdict"] == "not_eligible" or head.get("unfunded")
    return {
        **head,
        **_in_words(head, editions),
        "contribution": None if refused else head["contribution"],
        "if_admitted": head["contribution"] if refused else None,
        **(dict.fromkeys(_OF_SUPPORT) if refused else {}),
        "id": result.ident,
        "file": result.row.file,
        "row": result.row.number or None,
    }


def _in_words(head: Data, editions: Mapping[str, Edition]) -> Data:
    """Return what a summary says by code as people call it."""
    edition, on = editions[str(head["call"])], date.fromisoformat(str(head["on"]))
    call = edition.on(on)
    regimes = {one.id: say(one.title) for one in call.contribution.regimes}
    papers = {one.id: say(one.title) for one in call.attachments}
    due = cast(list[str], head["attachments"])
    forms = cast(dict[InstrumentForm, str | None], head.get("forms") or {})
    return {
        "on": on,
        "verdict": overall_word(str(head["verdict"]), bool(head.get("unfunded"))),
        "contribution_status": amount_word(str(head["contribution_status"])),
        "forms": [f"{form_word(form)} {_amount_or_blank(amount)}" for form, amount in forms.items()],
        "regime": regimes.get(str(head["regime"])),
        "missing": labels_of(_askable(cast(list[str], head["missing"])), edition.vocabulary),
        "attachments": [f"{one} {papers.get(one, '')}".strip() for one in due],
    }


def _amount_or_blank(amount: str | None) -> str:
    return _("non calcolabile") if amount is None else money(Decimal(amount))


def _askable(keys: Iterable[str]) -> Iterator[str]:
    """Yield the keys, in place of those that only follow from others the ones they follow from; each once."""
    asked: dict[str, None] = {}
    for key in keys:
        asked.update(dict.fromkeys(sources_of(key) or (key,)))
    yield from asked
