"""Who applies, how much, and what the amount is worth: the estimates beside it, the steps that lead to it."""

from ...i18n import _, say
from ...model.outcome import Outcome, Step
from ...money import ZERO
from ...wording import formats
from ...wording.applicant import applicant_name, is_firm
from ...wording.figures import estimate_amount
from ...wording.provenance import status_word

Plain = dict[str, object]


def applicant(outcome: Outcome) -> str:
    """Return the name of the applicant, of those who apply together that of the lead, or that it is not given."""
    unnamed = _("Impresa senza nome") if is_firm(outcome.facts) else _("Richiedente senza nome")
    return applicant_name(outcome.facts) or unnamed


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
        "status": status_word(move.status, move.supplied),
        "supplied": move.supplied or "",
        "share": "",
    }
