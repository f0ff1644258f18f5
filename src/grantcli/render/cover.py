"""The first page: who, which call, the verdict with its reasons, and the amount with what it is worth."""

from ..i18n import _, plural, say
from ..model.finding import Finding
from ..model.outcome import Outcome
from ..wording import facts as said
from ..wording import formats
from ..wording.meaning import meaning
from . import badges, funding

Plain = dict[str, object]
_MOST = 5


def applicant(outcome: Outcome) -> str:
    """Return the name of the applicant, of those who apply together that of the lead, or that it is not given."""
    partners = outcome.facts.lists.get("partners", ())
    lead = next((one.value("company.name") for one in partners if one.value("lead") is True), None)
    return str(outcome.facts.value("company.name") or lead or _("impresa senza nome"))


def cover(outcome: Outcome) -> Plain:
    """Return what the cover shows."""
    project = outcome.facts.value("project.title")
    return {
        "applicant": applicant(outcome),
        "project": str(project) if project else "",
        "verdict": {**badges.overall(outcome.verdict), "meaning": meaning(outcome)},
        "reasons": _reasons(outcome),
        "amount": funding.amount(outcome),
        "amount_label": _amount_label(outcome),
        "status": outcome.contribution.status,
        "bounds": funding.bounds(outcome),
        "figures": _figures(outcome),
        "flag": flag(outcome),
    }


def flag(outcome: Outcome) -> str:
    """Return what every page says of the amount: nothing where it is official."""
    if outcome.contribution.status == "estimate":
        return _("STIMA")
    bounded = any(regime.estimates and regime.amount is not None for regime in outcome.contribution.regimes)
    if outcome.contribution.status == "undetermined" and bounded:
        return _("CONTRIBUTO NON DETERMINATO, SOLO STIME")
    return ""


def _amount_label(outcome: Outcome) -> str:
    labels = {
        "official": _("Contributo calcolato"),
        "estimate": _("Contributo stimato"),
        "undetermined": _("Contributo non determinato"),
    }
    return labels[outcome.contribution.status]


def _figures(outcome: Outcome) -> list[Plain]:
    expenses = outcome.expenses
    if not expenses.known:
        return []
    return [
        {"label": _("Spese presentate"), "value": formats.money(expenses.presented)},
        {"label": _("Spese non ammesse"), "value": formats.money(expenses.presented - expenses.admitted)},
        {"label": _("Spese ammesse"), "value": formats.money(expenses.admitted)},
    ]


def _reasons(outcome: Outcome) -> list[Plain]:
    chosen = _weighty(outcome)
    listed: list[Plain] = [
        {"badge": badges.judged(finding), "text": say(finding.text), "cite": finding.cite} for finding in chosen
    ]
    reasons = listed[:_MOST]
    if len(listed) > _MOST:
        rest = len(listed) - _MOST
        text = plural("e un altro punto", "e altri {count} punti", rest).format(count=rest)
        reasons.append({"badge": {"kind": "off", "sign": "+", "word": ""}, "text": text, "cite": ""})
    if outcome.verdict == "incomplete" and not listed:
        asked = said.labels_of(outcome.missing[:_MOST], outcome.vocabulary)
        reasons.append({"badge": badges.verdict("unknown"), "text": asked, "cite": ""})
    return reasons


def _weighty(outcome: Outcome) -> list[Finding]:
    wanted = {
        "not_eligible": "fail",
        "incomplete": "unknown",
        "undetermined": "undetermined",
        "to_verify": "manual",
    }.get(outcome.verdict)
    return [
        finding
        for finding in outcome.findings
        if finding.applies and finding.verdict == wanted and (finding.severity == "blocking" or wanted == "manual")
    ]
