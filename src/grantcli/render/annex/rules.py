"""Every rule with its verdict, what it rests on and its citation: what needs attention first, duties to come apart."""

from ...i18n import _, say
from ...model.finding import Finding
from ...model.outcome import Outcome
from ..pieces import badges
from ..pieces.findings import rows

Plain = dict[str, object]


def rules(outcome: Outcome) -> Plain:
    """Return the findings in groups: what needs attention, what holds, what comes later, what does not apply."""
    now = [finding for finding in outcome.findings if finding.applies and finding.moment == "submission"]
    later = [finding for finding in outcome.findings if finding.applies and finding.moment != "submission"]
    off = [finding for finding in outcome.findings if not finding.applies]
    groups = [
        ("open", _("Da risolvere o da verificare"), [finding for finding in now if finding.verdict != "pass"]),
        ("held", _("Requisiti soddisfatti"), [finding for finding in now if finding.verdict == "pass"]),
        ("later", _("Obblighi dopo la domanda"), later),
    ]
    return {
        "groups": [{"kind": kind, "title": title, "rows": rows(held, outcome)} for kind, title, held in groups if held],
        "off": [{"id": finding.id, "text": say(finding.text), "cite": finding.cite} for finding in off],
        "tally": _tally(now),
    }


def _tally(findings: list[Finding]) -> list[Plain]:
    counted: dict[str, int] = {}
    looks = {badge["word"]: badge for badge in map(badges.judged, findings)}
    for finding in findings:
        word = badges.judged(finding)["word"]
        counted[word] = counted.get(word, 0) + 1
    return [{**looks[word], "count": count} for word, count in counted.items()]
