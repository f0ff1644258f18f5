"""What is not known or not agreed: figures that lack, gaps of the text, sources that disagree; and the sources."""

from decimal import Decimal

from ...i18n import say
from ...model.call import Discrepancy
from ...model.outcome import Outcome
from ...wording import facts as said
from ...wording import formats
from ...wording.figures import figure_name

Plain = dict[str, object]


def doubts(outcome: Outcome) -> Plain:
    """Return everything that qualifies the outcome; ``untouched`` counts the divergences that touch nothing here."""
    call = outcome.call
    looked_at = {say(one.look_at) for one in outcome.findings if one.applies}  # a rule says it already
    return {
        "figures": [{"id": one, "name": figure_name(one, call)} for one in outcome.missing_figures],
        "supplied": [
            {"id": key, "name": figure_name(key, call), "value": _supplied(held.value), "source": held.source}
            for key, held in outcome.facts.supplied.items()
        ],
        "gaps": [{"what": say(gap.what), "cite": gap.cite, "so": say(gap.consequence)} for gap in call.gaps],
        "discrepancies": [_discrepancy(one) for one in outcome.discrepancies if one.id not in outcome.untouched],
        "untouched": sum(one.id in outcome.untouched for one in outcome.discrepancies),
        "warnings": [text for text in map(say, outcome.warnings) if text not in looked_at],
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
    }


def _supplied(value: object) -> str:
    if isinstance(value, Decimal) and 0 < value <= 1:
        return formats.percent(value)
    return said.written(value, None)


def _discrepancy(found: Discrepancy) -> Plain:
    return {
        "id": found.id,
        "text": say(found.text),
        "readings": [{"cite": reading.cite, "text": say(reading.text).rstrip(".")} for reading in found.readings],
        "followed": say(found.followed),
    }


def sources(outcome: Outcome) -> list[Plain]:
    """Return the texts of the call under the names that citations use."""
    return [
        {
            "id": key,
            "title": say(source.title),
            "issuer": say(source.issuer),
            "dated": formats.day(source.dated) if source.dated else "",
            "address": source.address or "",
            "link": (source.address or "").startswith(("https://", "http://")),
            "checked": formats.day(source.checked) if source.checked else "",
        }
        for key, source in outcome.call.sources.items()
    ]
