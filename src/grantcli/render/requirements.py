"""The judgements as rows: verdict, rule, what it rests on, citation."""

from collections.abc import Iterable

from ..i18n import _, plural, say
from ..model.facts import Answer
from ..model.finding import Finding, Verdict
from ..model.outcome import Outcome
from . import values, words

Plain = dict[str, object]
_MOST_FACTS = 6


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
    kinds: tuple[Verdict, ...] = ("pass", "fail", "unknown", "undetermined", "manual")
    counted = [(kind, sum(finding.verdict == kind for finding in findings)) for kind in kinds]
    return [{**words.verdict(kind), "count": count} for kind, count in counted if count]


def rows(findings: Iterable[Finding], outcome: Outcome) -> list[Plain]:
    """Return one row for each finding."""
    return [row(finding, outcome) for finding in findings]


def row(finding: Finding, outcome: Outcome) -> Plain:
    """Return the row of one finding; ``notes`` pair a short label with a text."""
    return {
        "id": finding.id,
        "badge": words.judged(finding),
        "blocking": finding.severity == "blocking",
        "text": say(finding.text),
        "cite": finding.cite,
        "status": words.rule_status(finding.status),
        "moment": words.moment(finding.moment) if finding.moment != "submission" else "",
        "notes": _notes(finding, outcome),
        "facts": _facts(finding, outcome),
    }


def _notes(finding: Finding, outcome: Outcome) -> list[Plain]:
    missing = ", ".join(values.label(key, outcome.vocabulary) for key in finding.missing)
    notes = [
        (_("Chi"), ", ".join(_who(item, outcome) for item in finding.who)),
        (_("Perché"), say(finding.why)),
        (_("Da guardare"), say(finding.look_at)),
        (_("Manca"), missing),
        (_("Rimedio"), say(finding.remedy) if finding.verdict == "fail" else ""),
        (_("Fornito dal richiedente, fonte"), finding.supplied or ""),
    ]
    return [{"label": label, "text": text} for label, text in notes if text]


def _who(item: str, outcome: Outcome) -> str:
    for items in outcome.facts.lists.values():
        for facts in items:
            name = facts.value("name") or facts.value("company.name")
            if facts.id == item and name:
                return f"{name} ({item})"
    return item


def _facts(finding: Finding, outcome: Outcome) -> str:
    used = [_used(key, held, outcome) for key, held in list(finding.facts.items())[:_MOST_FACTS]]
    rest = len(finding.facts) - len(used)
    if rest > 0:
        used.append(plural("e un altro dato", "e altri {count} dati", rest).format(count=rest))
    return "; ".join(used)


def _used(key: str, held: Answer, outcome: Outcome) -> str:
    value = values.answer(key, held, outcome.facts, outcome.vocabulary)
    return f"{values.label(key, outcome.vocabulary)}: {value} ({words.origin(held.origin)})"
