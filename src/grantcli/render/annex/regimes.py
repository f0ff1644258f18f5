"""The regimes of the call side by side: the one chosen, the others, and why."""

from ...i18n import _, say
from ...model.outcome import Outcome, RegimeOutcome
from ...wording import formats
from ...wording.figures import figure_name
from ...wording.verdicts import amount_word
from ..pieces import badges

Plain = dict[str, object]


def regimes(outcome: Outcome) -> list[Plain]:
    """Return one row for each regime, in the order of the call."""
    return [_regime(regime, outcome) for regime in outcome.contribution.regimes]


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
        "figures": "; ".join(figure_name(one, outcome.call).rstrip(".") for one in regime.missing_figures),
    }


def _regime_badge(regime: RegimeOutcome, outcome: Outcome) -> badges.Badge:
    if regime.id == outcome.contribution.regime:
        return {"kind": "pass", "sign": "✓", "word": _("scelto")}
    if regime.estimates:
        return {"kind": "manual", "sign": "▲", "word": _("stima")}
    if regime.applies:
        return {"kind": "off", "sign": "–", "word": _("alternativo")}
    return {"kind": "off", "sign": "–", "word": _("non si applica")}
