"""What is not known or not agreed: missing answers and figures, gaps of the text, sources that disagree, scoring."""

from decimal import Decimal

from ..i18n import _, say
from ..model.call import Discrepancy
from ..model.outcome import Outcome
from ..wording import facts as said
from ..wording import formats
from ..wording.figures import figure_name
from ..wording.verdicts import points_word

Plain = dict[str, object]


def doubts(outcome: Outcome) -> Plain:
    """Return everything that qualifies the outcome, and the sources it rests on."""
    call = outcome.call
    return {
        "missing": [_question(key, outcome) for key in outcome.missing],
        "figures": [{"id": one, "name": figure_name(one, call)} for one in outcome.missing_figures],
        "supplied": [
            {"id": key, "name": figure_name(key, call), "value": _supplied(held.value), "source": held.source}
            for key, held in outcome.facts.supplied.items()
        ],
        "gaps": [{"what": say(gap.what), "cite": gap.cite, "so": say(gap.consequence)} for gap in call.gaps],
        "discrepancies": [_discrepancy(one) for one in outcome.discrepancies if one.id not in outcome.untouched],
        "untouched": [_discrepancy(one) for one in outcome.discrepancies if one.id in outcome.untouched],
        "warnings": [say(text) for text in outcome.warnings],
        "amendments": [
            {
                "since": formats.day(held.since),
                "text": say(held.text),
                "cite": held.cite,
                "verified": held.verified,
                "applied": held.since <= outcome.on,
            }
            for held in call.amendments
        ],
        "sources": _sources(outcome),
    }


def _question(key: str, outcome: Outcome) -> Plain:
    fact = said.described(key, outcome.vocabulary)
    return {
        "label": said.labels_of([key], outcome.vocabulary),
        "question": say(fact.question) if fact else "",
        "key": key,
    }


def _supplied(value: object) -> str:
    if isinstance(value, Decimal) and 0 < value <= 1:
        return formats.percent(value)
    return said.written(value, None)


def _discrepancy(found: Discrepancy) -> Plain:
    return {
        "id": found.id,
        "text": say(found.text),
        "readings": [{"cite": reading.cite, "text": say(reading.text)} for reading in found.readings],
        "followed": say(found.followed),
    }


def _sources(outcome: Outcome) -> list[Plain]:
    return [
        {
            "id": key,
            "title": say(source.title),
            "issuer": say(source.issuer),
            "dated": formats.day(source.dated) if source.dated else "",
            "address": source.address or "",
            "checked": formats.day(source.checked) if source.checked else "",
        }
        for key, source in outcome.call.sources.items()
    ]


def scoring(outcome: Outcome) -> Plain:
    """Return the ranking score by criterion, or why there is none."""
    score = outcome.scoring
    return {
        "status": score.status,
        "cite": score.cite,
        "why": say(score.why),
        "points": _points(score.points),
        "most": _points(score.most),
        "threshold": _points(score.threshold),
        "passed": {True: _("raggiunta"), False: _("non raggiunta"), None: ""}[score.passed],
        "criteria": [
            {
                "id": held.id,
                "text": say(held.text),
                "cite": held.cite,
                "most": _points(held.most),
                "points": _points(held.points) or points_word("unknown"),
                "origin": points_word(held.origin),
                "missing": said.labels_of(held.missing, outcome.vocabulary),
            }
            for held in score.criteria
        ],
        "inputs": [say(text) for text in outcome.call.scoring.known_inputs] if outcome.call.scoring else [],
    }


def _points(value: Decimal | None) -> str:
    return "" if value is None else formats.number(value)
