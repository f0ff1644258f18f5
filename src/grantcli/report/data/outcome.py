"""An Outcome as plain data: the JSON that scripts rely on (``grantcli/outcome/1``)."""

from collections.abc import Iterable

from ... import __version__
from ...i18n import say
from ...model.call import Call, Discrepancy
from ...model.outcome import (
    AttachmentOutcome,
    ComputedValue,
    CriterionOutcome,
    DeadlineOutcome,
    Outcome,
    ScoreOutcome,
)
from ...wording.computed.values import computed_words
from ...wording.facts import described
from .instruments import support_data
from .money import contribution_data, expenses_data
from .payments import payments_data, term_data
from .standing import standing_data
from .values import Data, Say, Words, findings_data, plain, words_with

SCHEMA = "grantcli/outcome/1"


def as_data(outcome: Outcome) -> Data:
    """Return the outcome as dicts, lists, strings, integers and booleans, ready for ``json.dumps``; not to be changed.

    Amounts are strings with two decimals, dates are ISO 8601 (moments with their offset), texts are in the language
    spoken now. The keys of the contract come first; what follows them may grow.
    """
    words = words_with(outcome.vocabulary)
    text = words.text
    static = _static(outcome.call, outcome.discrepancies, words.language)
    return {
        "schema": SCHEMA,
        "tool": __version__,
        "call": _call(outcome, text),
        "on": outcome.on.isoformat(),
        "verdict": outcome.verdict,
        "findings": findings_data(outcome.findings, words),
        "expenses": expenses_data(outcome.expenses, words),
        "contribution": contribution_data(outcome.contribution, words),
        "attachments": [_attachment(item, text) for item in outcome.attachments],
        "deadlines": [_deadline(item, text) for item in outcome.deadlines],
        "scoring": _scoring(outcome.scoring, text),
        "missing": list(outcome.missing),
        "discrepancies": static["discrepancies"],
        "warnings": [text(item) for item in (outcome.unchecked, *outcome.warnings) if item],
        "unfunded": outcome.unfunded,
        "track": outcome.track,
        "missing_figures": list(outcome.missing_figures),
        "gaps": static["gaps"],
        "sections": [
            {"id": item.id, "title": text(item.title), "text": item.text, "drafted": item.drafted}
            for item in outcome.sections
        ],
        "payments": payments_data(outcome.payments, text),
        "standing": standing_data(outcome.standing),
        "untouched": sorted(outcome.untouched),
        "computed": [_computed(item, outcome, words) for item in outcome.computed],
        **support_data(outcome.contribution.support, words),
    }


_STATIC: dict[tuple[int, str], tuple[Call, tuple[Discrepancy, ...], Data]] = {}


def _static(call: Call, discrepancies: tuple[Discrepancy, ...], spoken: str) -> Data:
    """Return what is the same for every outcome of a call; kept for the calls that come again, as in a batch."""
    key = (id(call), spoken)
    kept = _STATIC.get(key)
    if kept is not None and kept[1] == discrepancies:
        return kept[2]
    made = _open_points(call, discrepancies, lambda words: say(words, spoken) if words is not None else None)
    if len(_STATIC) >= 64:
        _STATIC.clear()
    _STATIC[key] = (call, discrepancies, made)
    return made


def _call(outcome: Outcome, text: Say) -> Data:
    call = outcome.call
    return {"id": call.id, "kind": call.kind, "digest": outcome.digest, "title": text(call.title)}


def _computed(item: ComputedValue, outcome: Outcome, words: Words) -> Data:
    fact = described(item.key, outcome.vocabulary)
    return {
        "key": item.key,
        "value": plain(item.value),
        "verdict": item.verdict,
        "cite": None if fact is None else fact.cite,
        "status": None if fact is None else fact.status,
        "text": computed_words(item, outcome.vocabulary, outcome.facts),
        "facts": {key: words.answer(key, answer) for key, answer in item.facts.items()},
        "missing": list(item.missing),
        "row": None if item.row is None else item.row + 1,
        "since": plain(item.since),
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
        "ours": list(item.ours),
        "moment": item.moment,
        "copies": item.copies,
        "missing": list(item.missing),
        "who": list(item.who),
        "status": item.status,
    }


def _deadline(item: DeadlineOutcome, text: Say) -> Data:
    return {
        "id": item.id,
        "at": None if item.at is None else (item.at.date() if item.whole_day else item.at).isoformat(),
        "verified": item.verified,
        "cite": item.cite,
        "text": text(item.text),
        "what": item.what,
        "note": text(item.note),
        "counted_from": item.counted_from,
        "status": item.status,
        "hour_known": item.at is not None and not item.whole_day,
        "other_dates": [{"at": one.at.isoformat(), "cite": one.cite} for one in item.other_dates],
        "within": None if item.after is None else term_data(item.after),
    }


def _criterion(item: CriterionOutcome, text: Say) -> Data:
    return {
        "id": item.id,
        "text": text(item.text),
        "cite": item.cite,
        "most": plain(item.most),
        "points": plain(item.points),
        "origin": item.origin,
        "missing": list(item.missing),
    }


def _scoring(scoring: ScoreOutcome, text: Say) -> Data:
    return {
        "status": scoring.status,
        "points": plain(scoring.points),
        "most": plain(scoring.most),
        "threshold": plain(scoring.threshold),
        "passed": scoring.passed,
        "criteria": [_criterion(item, text) for item in scoring.criteria],
        "why": text(scoring.why),
        "cite": scoring.cite,
    }


def _open_points(call: Call, discrepancies: Iterable[Discrepancy], text: Say) -> Data:
    return {
        "gaps": [{"what": text(gap.what), "cite": gap.cite, "consequence": text(gap.consequence)} for gap in call.gaps],
        "discrepancies": [
            {
                "id": item.id,
                "text": text(item.text),
                "readings": [{"cite": reading.cite, "text": text(reading.text)} for reading in item.readings],
                "followed": text(item.followed),
            }
            for item in discrepancies
        ],
    }
