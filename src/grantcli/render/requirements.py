"""The judgements as rows: verdict, rule, what it rests on, citation."""

from collections.abc import Iterable

from ..i18n import _, plural, say
from ..model.finding import Finding
from ..model.outcome import Outcome
from ..wording import facts as said
from ..wording.provenance import moment_word, status_word
from . import badges

Plain = dict[str, object]
_MOST_FACTS = 5


def requirements(outcome: Outcome) -> Plain:
    """Return the findings in groups: what needs attention, what holds, what comes later, what does not apply."""
    now = [finding for finding in outcome.findings if finding.applies and finding.moment == "submission"]
    later = [finding for finding in outcome.findings if finding.applies and finding.moment != "submission"]
    off = [finding for finding in outcome.findings if not finding.applies]
    groups = [
        (_("Da risolvere o da verificare"), [finding for finding in now if finding.verdict != "pass"]),
        (_("Requisiti soddisfatti"), [finding for finding in now if finding.verdict == "pass"]),
        (_("Obblighi dopo la domanda"), later),
    ]
    return {
        "groups": [{"title": title, "rows": rows(held, outcome)} for title, held in groups if held],
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


def rows(findings: Iterable[Finding], outcome: Outcome) -> list[Plain]:
    """Return one row for each finding."""
    return [row(finding, outcome) for finding in findings]


def row(finding: Finding, outcome: Outcome) -> Plain:
    """Return the row of one finding; ``notes`` pair a short label with a text."""
    return {
        "id": finding.id,
        "badge": badges.judged(finding),
        "blocking": finding.severity == "blocking",
        "text": say(finding.text),
        "cite": finding.cite,
        "status": status_word(finding.status, finding.supplied),
        "moment": moment_word(finding.moment) if finding.moment != "submission" else "",
        "notes": _notes(finding, outcome),
        "facts": _facts(finding, outcome),
    }


def _notes(finding: Finding, outcome: Outcome) -> list[Plain]:
    notes = [
        (_("Chi"), ", ".join(said.item_name(item, outcome.facts) for item in finding.who)),
        (_("Perché"), say(finding.why)),
        (_("Da guardare"), say(finding.look_at)),
        (_("Manca"), said.labels_of(finding.missing, outcome.vocabulary)),
        (_("Rimedio"), say(finding.remedy) if finding.verdict == "fail" else ""),
        (_("Fonte indicata dal richiedente"), finding.supplied or ""),
    ]
    return [{"label": label, "text": text} for label, text in notes if text]


def _facts(finding: Finding, outcome: Outcome) -> str:
    used = said.told_together(finding.facts, outcome.vocabulary, outcome.facts)
    rest = len(used) - _MOST_FACTS
    if rest > 0:
        used[_MOST_FACTS:] = [plural("e un altro dato", "e altri {count} dati", rest).format(count=rest)]
    return "; ".join(used)
