"""Judgements as rows: verdict, rule, what it rests on, citation."""

from collections.abc import Iterable

from ...i18n import _, plural, say
from ...model.finding import Finding
from ...model.outcome import Outcome
from ...wording import facts as said
from ...wording.provenance import moment_word, status_word
from ...wording.standing import is_of_aid
from . import badges

Plain = dict[str, object]
_MOST_FACTS = 5


def rows(findings: Iterable[Finding], outcome: Outcome) -> list[Plain]:
    """Return one row for each finding."""
    return [row(finding, outcome) for finding in findings]


def row(finding: Finding, outcome: Outcome) -> Plain:
    """Return the row of one finding; ``notes`` pair a short label with a text.

    ``id`` is that of a rule of the call, by which it can be looked up: what the program calls its own means nothing.
    """
    return {
        "id": finding.id if any(rule.id == finding.id for rule in outcome.call.rules) else "",
        "badge": _duty(finding) if is_duty(finding) else badges.judged(finding),
        "blocking": finding.severity == "blocking",
        "text": say(finding.text),
        "cite": finding.cite,
        "status": status_word(finding.status, finding.supplied),
        "moment": moment_word(finding.moment) if finding.moment != "submission" else "",
        "notes": _notes(finding, outcome),
        "facts": _facts(finding, outcome),
    }


def is_duty(finding: Finding) -> bool:
    """Return whether a finding is a duty to come, of which nothing can be known yet."""
    return finding.applies and finding.moment != "submission" and finding.verdict == "unknown"


def _duty(finding: Finding) -> badges.Badge:
    return {"kind": "off", "sign": "→", "word": moment_word(finding.moment)}


def _notes(finding: Finding, outcome: Outcome) -> list[Plain]:
    holds, duty = finding.verdict == "pass", is_duty(finding)
    notes = [
        (_("Chi"), ", ".join(said.item_name(item, outcome.facts) for item in finding.who)),
        (_("Perché"), "" if holds else say(finding.why)),
        (_("Da guardare"), "" if holds else say(finding.look_at)),
        (_("Manca"), "" if duty else said.labels_of(finding.missing, outcome.vocabulary)),
        (_("Rimedio"), say(finding.remedy) if finding.verdict == "fail" else ""),
        (_("Fonte indicata dal richiedente"), finding.supplied or ""),
    ]
    return [{"label": label, "text": text} for label, text in notes if text]


def _facts(finding: Finding, outcome: Outcome) -> str:
    told = {} if is_of_aid(finding) else finding.facts
    used = said.told_together(told, outcome.vocabulary, outcome.facts)
    rest = len(used) - _MOST_FACTS
    if rest > 0:
        used[_MOST_FACTS:] = [plural("e un altro dato", "e altri {count} dati", rest).format(count=rest)]
    return "; ".join(used)
