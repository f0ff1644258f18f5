"""The forms of aid as text: what each gives, what is paid back and what never is, what the applicant puts in."""

from collections.abc import Iterator
from decimal import Decimal

from ...i18n import _, say
from ...model.instruments.support import InstrumentOutcome, SupportOutcome
from ...model.outcome import Outcome
from ...wording import formats
from ...wording.aid_forms import form_word, plan_words, share_words, sums_of_support, terms_words
from ...wording.provenance import status_word
from ..pieces.amounts import given_step

Plain = dict[str, object]


def instruments(outcome: Outcome) -> Plain:
    """Return a row for each instrument, those not taken apart, and the sums; nothing where the call has none."""
    support = outcome.contribution.support
    if support is None:
        return {}
    return {
        "rows": [_row(one, outcome) for one in support.instruments if one.applies is not False],
        "others": [_other(one) for one in support.instruments if one.applies is False],
        "sums": [{"label": label, "value": value} for label, value in _sums(support)],
    }


def _row(one: InstrumentOutcome, outcome: Outcome) -> Plain:
    return {
        "label": say(one.label),
        "form": form_word(one.form),
        "what": ", ".join(part for part in (_named_form(one), share_words(one)) if part),
        "cite": one.cite,
        "status": status_word(one.status) if one.amount is not None else "",
        "amount": _cents(one.amount),
        "kept": _cents(one.kept),
        "repaid": _cents(one.repaid),
        "because": say(one.because),
        "steps": [given_step(move, outcome) for move in one.steps if move.amount],
        "kept_label": _("imposta risparmiata") if one.form == "deduction" else _("che cosa non si restituisce"),
        "kept_steps": [given_step(move, outcome) for move in one.kept_steps if move.amount],
        "equivalent": _equivalent(one),
        "terms": terms_words(one.terms) if one.terms is not None else "",
        "plan": plan_words(one.plan) if one.plan is not None and one.form == "loan" else "",
    }


def _named_form(one: InstrumentOutcome) -> str:
    """Return what form an instrument is of; nothing where that is its name."""
    form = form_word(one.form)
    return "" if form.casefold() == say(one.label).casefold() else form


def _equivalent(one: InstrumentOutcome) -> str:
    """Say the gross grant equivalent, or why it is open; nothing where it is the amount itself."""
    if one.equivalent is None:
        return say(one.equivalent_why)
    return "" if one.equivalent == one.amount else formats.money(one.equivalent)


def _other(one: InstrumentOutcome) -> Plain:
    amount = formats.money(one.amount) if one.amount is not None else ""
    return {"label": say(one.label), "cite": one.cite, "amount": amount, "because": say(one.because)}


def _sums(support: SupportOutcome) -> Iterator[tuple[str, str]]:
    for label, amount in sums_of_support(support):
        yield label, _money(amount)


def _cents(amount: Decimal | None) -> str:
    return "—" if amount is None else formats.cents(amount)


def _money(amount: Decimal | None) -> str:
    return _("non calcolabile") if amount is None else formats.money(amount)
