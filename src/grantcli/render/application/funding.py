"""The contribution: numbered steps, the conditions on it, the partners' shares."""

from collections.abc import Sequence

from ...i18n import _, say
from ...model.computing.compute import LookupTable
from ...model.finding import Finding
from ...model.outcome import ComputedValue, ContributionOutcome, Outcome, Share, Step
from ...wording import facts as said
from ...wording import formats
from ...wording.computed.values import computed_words
from ...wording.verdicts import amount_word
from ..pieces import findings
from ..pieces.amounts import amount, amount_label, bounds, given_step, step

Plain = dict[str, object]


def funding(outcome: Outcome) -> Plain:
    """Return the contribution as text; no figure where it is undetermined."""
    contribution = outcome.contribution
    return {
        "status": contribution.status,
        "word": amount_word(contribution.status),
        "amount": amount(outcome),
        "label": amount_label(outcome),
        "regime": _regime_title(outcome),
        "why": say(contribution.why),
        "steps": [given_step(move, outcome) for move in _steps_to_tell(contribution.steps, outcome)],
        "partners": [_partner(share, outcome) for share in contribution.partners],
        "findings": findings.rows(_conditions(contribution), outcome),
        "bounds": bounds(outcome),
        "withheld": [step(move) for move in contribution.withheld],
        "net": formats.money(contribution.net) if contribution.withheld and contribution.net is not None else "",
        "withheld_unknown": [{"text": say(one.text), "cite": one.cite} for one in contribution.withheld_open],
        "computed": [_computed(one, outcome) for one in outcome.computed if one.value is not None],
        "open": _open(outcome),
    }


def _steps_to_tell(steps: Sequence[Step], outcome: Outcome) -> Sequence[Step]:
    """Return the steps; none where the amount is what one instrument gives, whose own steps are told with it."""
    alone = len(steps) == 1 and any(one.id == steps[0].rule for one in outcome.call.instruments)
    return () if alone else steps


def _conditions(contribution: ContributionOutcome) -> list[Finding]:
    """Return the conditions on the amount; that de minimis aid fits is said with the account of it."""
    return [one for one in contribution.findings if one.verdict != "pass" or one != contribution.de_minimis]


def _open(outcome: Outcome) -> list[str]:
    """Say which figures cannot be computed yet, those of one field together, and what they wait for.

    A figure that waits for answers that nobody is asked for is not needed here, nor one whose table has no row for it.
    """
    asked = set(outcome.missing)
    waiting: dict[str, list[str]] = {}
    for one in outcome.computed:
        if one.value is None and _is_wanted(one, asked, outcome):
            waiting.setdefault(said.labels_of(map(said.vocabulary_key, one.missing), outcome.vocabulary), []).append(
                one.key
            )
    lacks = _("{figures} (manca: {facts})")
    return [
        lacks.format(figures=said.labels_of(keys, outcome.vocabulary), facts=facts)
        if facts
        else said.labels_of(keys, outcome.vocabulary)
        for facts, keys in waiting.items()
    ]


def _is_wanted(one: ComputedValue, asked: set[str], outcome: Outcome) -> bool:
    if one.missing:
        return not asked.isdisjoint(one.missing)
    fact = said.described(one.key, outcome.vocabulary)
    return one.row is not None or fact is None or not isinstance(fact.compute, LookupTable)


def _computed(one: ComputedValue, outcome: Outcome) -> Plain:
    fact = said.described(one.key, outcome.vocabulary)
    return {
        "label": said.label_of(one.key, outcome.vocabulary),
        "text": computed_words(one, outcome.vocabulary, outcome.facts),
        "cite": (fact.cite if fact is not None else None) or "",
    }


def _regime_title(outcome: Outcome) -> str:
    chosen = outcome.contribution.regime
    return next((say(regime.title) for regime in outcome.contribution.regimes if regime.id == chosen), "")


def _partner(share: Share, outcome: Outcome) -> Plain:
    return {
        "name": said.item_name(share.partner, outcome.facts),
        "presented": formats.cents(share.presented),
        "admitted": formats.cents(share.admitted),
        "amount": formats.cents(share.amount),
    }
