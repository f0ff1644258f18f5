"""Who applies, how much, and what the amount is worth: the estimates beside it, the steps that lead to it."""

import re
from decimal import Decimal

from ...i18n import _, say
from ...model.computing.call_figure import fixed
from ...model.contribution import Regime
from ...model.instruments.instrument import Instrument
from ...model.outcome import Outcome, Step
from ...money import ZERO
from ...wording import formats
from ...wording.applicant import applicant_name, unnamed
from ...wording.figures import estimate_amount
from ...wording.provenance import figure_word

Plain = dict[str, object]


def applicant(outcome: Outcome) -> str:
    """Return the name of the applicant, of those who apply together that of the lead, or that it is not given."""
    stand_in = unnamed(outcome.facts)
    return applicant_name(outcome.facts) or stand_in[:1].upper() + stand_in[1:]


def amount(outcome: Outcome) -> str:
    """Return the contribution with its currency, or nothing where no number may be printed."""
    contribution = outcome.contribution
    if contribution.status == "undetermined" or contribution.amount is None:
        return ""
    return formats.money(contribution.amount)


def bounds(outcome: Outcome) -> list[Plain]:
    """Return the estimates shown beside an amount that is not determined: what the law alone would allow at most."""
    return [
        {"title": say(regime.title), "amount": estimate_amount(regime)}
        for regime in outcome.contribution.regimes
        if regime.estimates and regime.amount is not None
    ]


def flag(outcome: Outcome) -> str:
    """Return what the pages that show the amount say of it: nothing where it is official."""
    if outcome.contribution.status == "estimate":
        return _("STIMA")
    if outcome.contribution.status == "undetermined" and bounds(outcome):
        return _("CONTRIBUTO NON DETERMINATO, SOLO STIME")
    return ""


def amount_label(outcome: Outcome) -> str:
    """Say what kind of amount it is."""
    labels = {
        "official": _("Contributo calcolato"),
        "estimate": _("Contributo stimato"),
        "undetermined": _("Contributo non determinato"),
    }
    return labels[outcome.contribution.status]


def step(move: Step) -> Plain:
    """Return one move of an amount as text."""
    return {
        "text": say(move.text),
        "cite": move.cite,
        "amount": formats.cents(move.amount),
        "moves": move.amount != ZERO,
        "status": figure_word(move),
        "supplied": move.supplied or "",
        "share": "",
    }


def given_step(move: Step, outcome: Outcome) -> Plain:
    """Return one move that gives aid, with the share that it applies where its words do not name it."""
    share = _share(move.rule, outcome)
    shown = "" if share is None else formats.percent(share)
    return {**step(move), "share": "" if _says(say(move.text), shown) else shown}


def _says(text: str, share: str) -> bool:
    """Return whether the words of a step name its share already, with whatever space before the sign."""
    sought = r"\s*".join(map(re.escape, share.split()))
    return bool(share) and re.search(rf"(?<![\d,.]){sought}", text) is not None


def _share(rule: str, outcome: Outcome) -> Decimal | None:
    """Return the share that a step applies: of a rate its figure, or the one supplied for it; of a bonus its points."""
    supplied = outcome.facts.supplied.get(rule)
    if supplied is not None:
        return supplied.value if isinstance(supplied.value, Decimal) and supplied.value <= 1 else None
    givers: list[Regime | Instrument] = [*outcome.call.contribution.regimes, *outcome.call.instruments]
    shares = {rate.id: fixed(rate.rate) for one in givers for rate in one.rates}
    shares |= {bonus.id: fixed(bonus.points) for one in givers for bonus in one.bonuses}
    return shares.get(rule)
