"""The answer in words: whether one may apply, why, and what would follow if the hindrances were removed."""

from ...i18n import _, plural, say
from ...model.finding import Finding
from ...model.outcome import Outcome
from ...wording.meaning import excluding, meaning, window_deadline
from ..pieces import badges
from ..pieces.amounts import amount

Plain = dict[str, object]
_MOST = 4
_WANTED = {"not_eligible": "fail", "incomplete": "unknown", "undetermined": "undetermined", "to_verify": "manual"}


def answer(outcome: Outcome) -> Plain:
    """Return the verdict with its meaning, the weightiest reasons, and the amount if they were resolved."""
    reasons = _weighty(outcome)
    rest = len(reasons) - _MOST
    more = plural("e un altro punto, nell'appendice", "e altri {count} punti, nell'appendice", rest).format(count=rest)
    return {
        **badges.overall(outcome.verdict, outcome.unfunded),
        "meaning": meaning(outcome),
        "reasons": [_reason(finding) for finding in reasons[:_MOST]],
        "more": more if rest > 0 else "",
        "solved": _solved(outcome),
    }


def _reason(finding: Finding) -> Plain:
    return {
        "badge": badges.judged(finding),
        "text": say(finding.text),
        "cite": finding.cite,
        "remedy": say(finding.remedy) if finding.verdict == "fail" else "",
        "look_at": say(finding.look_at) if finding.verdict == "manual" else "",
    }


def _weighty(outcome: Outcome) -> list[Finding]:
    wanted = _WANTED.get(outcome.verdict)
    return [
        finding
        for finding in outcome.findings
        if finding.applies
        and finding.verdict == wanted
        and finding.moment == "submission"
        and (finding.severity == "blocking" or wanted == "manual")
        and wanted != "unknown"  # what lacks is listed by its answers, not by the rules that wait for them
    ]


def _solved(outcome: Outcome) -> str:
    """Say what the contribution would be without the hindrances; nothing where none hinders or no amount is known."""
    told = amount(outcome)
    if not told or not (outcome.unfunded or outcome.verdict == "not_eligible"):
        return ""
    others = [finding for finding in excluding(outcome) if window_deadline(finding, outcome) is None]
    if outcome.verdict != "not_eligible":
        words = _("Se il punteggio arrivasse alla soglia: contributo di {amount}{kind}.")
    elif not others:
        words = _("Se la domanda si potesse presentare: contributo di {amount}{kind}.")
    else:
        words = plural(
            "Se questo punto fosse risolto: contributo di {amount}{kind}.",
            "Se questi {n} punti fossero risolti: contributo di {amount}{kind}.",
            len(others),
        )
    kind = _(", ed è una stima") if outcome.contribution.status == "estimate" else ""
    return words.format(n=len(others), amount=told, kind=kind)


def subject(outcome: Outcome) -> str:
    """Return what the application is about, and nothing where that is not known."""
    title = outcome.facts.value("project.title")
    return str(title) if title else ""
