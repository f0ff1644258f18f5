"""An Outcome as plain data: the JSON that scripts rely on (``grantcli/outcome/1``)."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from .. import __version__
from ..i18n import Text, language, say
from ..model.fact import Vocabulary
from ..model.facts import Answer
from ..model.finding import Finding
from ..model.outcome import (
    AttachmentOutcome,
    ContributionOutcome,
    CriterionOutcome,
    DeadlineOutcome,
    ExpenseTotals,
    Line,
    Outcome,
    RegimeOutcome,
    ScoreOutcome,
    Share,
    Step,
)
from .values import vocabulary_key

SCHEMA = "grantcli/outcome/1"
Data = dict[str, object]
Say = Callable[[Text | None], str | None]


def as_data(outcome: Outcome) -> Data:
    """Return the outcome as dicts, lists, strings, integers and booleans, ready for ``json.dumps``.

    Amounts are strings with two decimals, dates are ISO 8601 (moments with their offset), texts are in the language
    spoken now. The keys of the contract come first; what follows them may grow.
    """
    spoken = language()

    def text(words: Text | None) -> str | None:
        return words if words is None or isinstance(words, str) else say(words, spoken)

    vocabulary = outcome.vocabulary
    return {
        "schema": SCHEMA,
        "tool": __version__,
        "call": _call(outcome, text),
        "on": outcome.on.isoformat(),
        "verdict": outcome.verdict,
        "findings": _findings(outcome.findings, vocabulary, text),
        "expenses": _expenses(outcome.expenses, vocabulary, text),
        "contribution": _contribution(outcome.contribution, vocabulary, text),
        "attachments": [_attachment(item, text) for item in outcome.attachments],
        "deadlines": [_deadline(item, text) for item in outcome.deadlines],
        "scoring": _scoring(outcome.scoring, text),
        "missing": list(outcome.missing),
        "discrepancies": _discrepancies(outcome, text),
        "warnings": [text(item) for item in outcome.warnings],
        "track": outcome.track,
        "missing_figures": list(outcome.missing_figures),
        "gaps": [
            {"what": text(gap.what), "cite": gap.cite, "consequence": text(gap.consequence)}
            for gap in outcome.call.gaps
        ],
        "sections": [
            {"id": item.id, "title": text(item.title), "text": item.text, "drafted": item.drafted}
            for item in outcome.sections
        ],
    }


def _call(outcome: Outcome, text: Say) -> Data:
    call = outcome.call
    return {"id": call.id, "kind": call.kind, "digest": outcome.digest, "title": text(call.title)}


def _euro(amount: Decimal) -> str:
    """Write an amount of whole cents with two decimals, never ``-0.00``."""
    written = str(amount)
    return written if written[-3:-2] == "." and written != "-0.00" else f"{amount + 0:.2f}"


def _euro_or_none(amount: Decimal | None) -> str | None:
    return None if amount is None else _euro(amount)


def _plain(value: object) -> object:
    """Return what JSON can carry: a Decimal and a date become text, a tuple becomes a list."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list, frozenset)):
        return [_plain(part) for part in value]
    return str(value)


def _answer(key: str, answer: Answer, vocabulary: Vocabulary) -> Data:
    value = answer.value
    written = _plain(value)
    if isinstance(value, Decimal):
        fact = vocabulary.get(vocabulary_key(key))
        if fact is not None and fact.kind == "money":
            written = _euro(value)
    if answer.note:
        return {"value": written, "from": answer.origin, "note": answer.note}
    return {"value": written, "from": answer.origin}


def _findings(findings: Iterable[Finding], vocabulary: Vocabulary, text: Say) -> list[Data]:
    return [
        {
            "id": finding.id,
            "verdict": finding.verdict,
            "severity": finding.severity,
            "text": text(finding.text),
            "cite": finding.cite,
            "status": finding.status,
            "facts": {key: _answer(key, answer, vocabulary) for key, answer in finding.facts.items()},
            "missing": list(finding.missing),
            "remedy": text(finding.remedy),
            "moment": finding.moment,
            "group": finding.group,
            "applies": finding.applies,
            "who": list(finding.who),
            "look_at": text(finding.look_at),
            "why": text(finding.why),
            "supplied": finding.supplied,
        }
        for finding in findings
    ]


def _steps(steps: Iterable[Step], text: Say) -> list[Data]:
    return [
        {
            "rule": step.rule,
            "cite": step.cite,
            "amount": _euro(step.amount),
            "text": text(step.text),
            "status": step.status,
            "supplied": step.supplied,
        }
        for step in steps
    ]


def _line(line: Line, vocabulary: Vocabulary, text: Say) -> Data:
    return {
        "id": line.id,
        "category": line.category,
        "presented": _euro(line.presented),
        "admitted": _euro(line.admitted),
        "steps": _steps(line.steps, text),
        "description": line.description,
        "supplier": line.supplier,
        "partner": line.partner,
        "verdict": line.verdict,
        "findings": _findings(line.findings, vocabulary, text),
        "suggestions": _findings(line.suggestions, vocabulary, text),
    }


def _expenses(totals: ExpenseTotals, vocabulary: Vocabulary, text: Say) -> Data:
    return {
        "presented": _euro(totals.presented),
        "admitted": _euro(totals.admitted),
        "lines": [_line(line, vocabulary, text) for line in totals.lines],
        "by_category": {
            category: {"presented": _euro(presented), "admitted": _euro(admitted)}
            for category, (presented, admitted) in totals.by_category.items()
        },
        "limits": _steps(totals.limits, text),
        "known": totals.known,
    }


def _share(share: Share, text: Say) -> Data:
    return {
        "partner": share.partner,
        "presented": _euro(share.presented),
        "admitted": _euro(share.admitted),
        "amount": _euro(share.amount),
        "steps": _steps(share.steps, text),
    }


def _regime(regime: RegimeOutcome, text: Say) -> Data:
    return {
        "id": regime.id,
        "applies": regime.applies,
        "status": regime.status,
        "amount": _euro_or_none(regime.amount),
        "title": text(regime.title),
        "cite": regime.cite,
        "because": text(regime.because),
        "estimates": regime.estimates,
        "steps": _steps(regime.steps, text),
        "missing": list(regime.missing),
        "missing_figures": list(regime.missing_figures),
    }


def _contribution(contribution: ContributionOutcome, vocabulary: Vocabulary, text: Say) -> Data:
    return {
        "status": contribution.status,
        "amount": _euro_or_none(contribution.amount),
        "regime": contribution.regime,
        "steps": _steps(contribution.steps, text),
        "regimes": [_regime(regime, text) for regime in contribution.regimes],
        "partners": [_share(share, text) for share in contribution.partners],
        "why": text(contribution.why),
        "findings": _findings(contribution.findings, vocabulary, text),
    }


def _attachment(item: AttachmentOutcome, text: Say) -> Data:
    return {
        "id": item.id,
        "title": text(item.title),
        "due": item.due,
        "because": text(item.because),
        "cite": item.cite,
        "form": text(item.form),
        "signer": text(item.signer),
        "moment": item.moment,
        "copies": item.copies,
        "missing": list(item.missing),
        "who": list(item.who),
        "status": item.status,
    }


def _deadline(item: DeadlineOutcome, text: Say) -> Data:
    return {
        "id": item.id,
        "at": None if item.at is None else item.at.isoformat(),
        "verified": item.verified,
        "cite": item.cite,
        "text": text(item.text),
        "what": item.what,
        "note": text(item.note),
        "counted_from": item.counted_from,
    }


def _criterion(item: CriterionOutcome, text: Say) -> Data:
    return {
        "id": item.id,
        "text": text(item.text),
        "cite": item.cite,
        "most": _plain(item.most),
        "points": _plain(item.points),
        "origin": item.origin,
        "missing": list(item.missing),
    }


def _scoring(scoring: ScoreOutcome, text: Say) -> Data:
    return {
        "status": scoring.status,
        "points": _plain(scoring.points),
        "most": _plain(scoring.most),
        "threshold": _plain(scoring.threshold),
        "passed": scoring.passed,
        "criteria": [_criterion(item, text) for item in scoring.criteria],
        "why": text(scoring.why),
        "cite": scoring.cite,
    }


def _discrepancies(outcome: Outcome, text: Say) -> list[Data]:
    return [
        {
            "id": item.id,
            "text": text(item.text),
            "readings": [{"cite": reading.cite, "text": text(reading.text)} for reading in item.readings],
            "followed": text(item.followed),
        }
        for item in outcome.discrepancies
    ]
