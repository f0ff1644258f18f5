"""The contribution: numbered steps, the regimes side by side, the partners' shares."""

from decimal import Decimal

from ..i18n import _, say
from ..model.outcome import Outcome, RegimeOutcome, Share, Step
from ..wording import facts as said
from ..wording import formats
from ..wording.figures import figures_named
from ..wording.verdicts import amount_word
from . import badges, requirements, spending

Plain = dict[str, object]


def funding(outcome: Outcome) -> Plain:
    """Return the contribution as text; no figure where it is undetermined."""
    contribution = outcome.contribution
    return {
        "status": contribution.status,
        "word": amount_word(contribution.status),
        "amount": amount(outcome),
        "regime": _regime_title(outcome),
        "why": say(contribution.why),
        "steps": [_step(move, outcome) for move in contribution.steps],
        "regimes": [_regime(regime, outcome) for regime in contribution.regimes],
        "partners": [_partner(share, outcome) for share in contribution.partners],
        "findings": requirements.rows(contribution.findings, outcome),
        "bounds": bounds(outcome),
    }


def _step(move: Step, outcome: Outcome) -> Plain:
    share = _share(move.rule, outcome)
    return {**spending.step(move), "share": formats.percent(share) if share is not None else ""}


def _share(rule: str, outcome: Outcome) -> Decimal | None:
    """The share that a step applies: of a rate its figure, or the one supplied for it; of a bonus its points."""
    supplied = outcome.facts.supplied.get(rule)
    if supplied is not None:
        return supplied.value if isinstance(supplied.value, Decimal) and supplied.value <= 1 else None
    regimes = outcome.call.contribution.regimes
    shares = {rate.id: rate.rate for regime in regimes for rate in regime.rates}
    shares |= {bonus.id: bonus.points for regime in regimes for bonus in regime.bonuses}
    return shares.get(rule)


def amount(outcome: Outcome) -> str:
    """Return the contribution with its currency, or nothing where no number may be printed."""
    contribution = outcome.contribution
    if contribution.status == "undetermined" or contribution.amount is None:
        return ""
    return formats.money(contribution.amount)


def _regime_title(outcome: Outcome) -> str:
    chosen = outcome.contribution.regime
    return next((say(regime.title) for regime in outcome.contribution.regimes if regime.id == chosen), "")


def bounds(outcome: Outcome) -> list[Plain]:
    """Return the estimates shown beside an amount that is not determined: what the law alone would allow at most."""
    return [
        {"title": say(regime.title), "amount": formats.money(regime.amount)}
        for regime in outcome.contribution.regimes
        if regime.estimates and regime.amount is not None
    ]


def _regime(regime: RegimeOutcome, outcome: Outcome) -> Plain:
    known = regime.amount is not None and regime.status != "undetermined"
    return {
        "id": regime.id,
        "title": say(regime.title),
        "cite": regime.cite,
        "applies": regime.applies,
        "chosen": regime.id == outcome.contribution.regime,
        "badge": _regime_badge(regime, outcome),
        "status": amount_word(regime.status),
        "amount": formats.money(regime.amount) if known and regime.amount is not None else "",
        "because": say(regime.because),
        "figures": figures_named(regime.missing_figures, outcome.call),
    }


def _regime_badge(regime: RegimeOutcome, outcome: Outcome) -> badges.Badge:
    if regime.id == outcome.contribution.regime:
        return {"kind": "pass", "sign": "✓", "word": _("scelto")}
    if regime.estimates:
        return {"kind": "manual", "sign": "▲", "word": _("stima")}
    if regime.applies:
        return {"kind": "off", "sign": "–", "word": _("alternativo")}
    return {"kind": "off", "sign": "–", "word": _("non si applica")}


def _partner(share: Share, outcome: Outcome) -> Plain:
    return {
        "name": said.item_name(share.partner, outcome.facts),
        "presented": formats.cents(share.presented),
        "admitted": formats.cents(share.admitted),
        "amount": formats.cents(share.amount),
    }
