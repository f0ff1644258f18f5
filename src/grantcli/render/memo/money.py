"""What it costs, what is refused, what the aid is and in which form, what the firm puts in, when money comes."""

from decimal import Decimal

from ...i18n import _, plural, say
from ...model.instruments.support import InstrumentOutcome
from ...model.outcome import Outcome
from ...money import ZERO
from ...wording import formats
from ...wording.aid_forms import form_word, parts_of
from ...wording.estimate_pages import estimate_pages
from ...wording.payment_words import payments_in_brief
from ..pieces.amounts import amount, amount_label, bounds

Plain = dict[str, object]
_MOST = 3


def money(outcome: Outcome) -> Plain:
    """Return the rows of the memo's account, and what is said of the amount; no aid in it where one may not apply."""
    expenses, contribution = outcome.expenses, outcome.contribution
    barred = outcome.unfunded or outcome.verdict == "not_eligible"
    return {
        "costs": _costs(outcome) if expenses.known else [],
        "cuts": _cuts(outcome),
        "amount": "" if barred else amount(outcome),
        "beside": not contribution.amount and bool(_given(outcome)),
        "label": amount_label(outcome),
        "status": contribution.status,
        "pages": estimate_pages(outcome),
        "form": say(outcome.call.contribution.form),
        "forms": [] if barred or not amount(outcome) else [_form(one) for one in _given(outcome)],
        "own": "" if barred else _own(outcome),
        "why": say(contribution.why),
        "bounds": bounds(outcome),
        "paid": [] if barred else payments_in_brief(outcome.payments, outcome.vocabulary),
        "barred": barred,
        "known": expenses.known or not (outcome.call.expenses.categories or contribution.amount is None),
    }


def _given(outcome: Outcome) -> tuple[InstrumentOutcome, ...]:
    support = outcome.contribution.support
    return () if support is None else support.given


def _form(one: InstrumentOutcome) -> str:
    """Say an instrument in one phrase: its name, how much, in which form, what of it is paid back."""
    given = formats.money(one.amount) if one.amount is not None else _("non calcolabile")
    label, form = say(one.label), form_word(one.form)
    parts = (given, form if form.casefold() not in label.casefold() else "", parts_of(one))
    return _("{text}: {told}").format(text=label, told=", ".join(part for part in parts if part))


def _costs(outcome: Outcome) -> list[Plain]:
    expenses = outcome.expenses
    refused = expenses.presented - expenses.admitted
    rows = [(_("Il progetto costa"), formats.money(expenses.presented))]
    if refused:
        rows.append((_("Non è ammesso"), formats.money(refused)))
        rows.append((_("È ammesso"), formats.money(expenses.admitted)))
    return [{"label": label, "value": value} for label, value in rows]


def _cuts(outcome: Outcome) -> list[str]:
    """Say the largest reasons of the cuts, each with its amount, and how much the others take away."""
    summed: dict[str, Decimal] = {}
    texts: dict[str, str] = {}
    for line in outcome.expenses.lines:
        for move in line.steps:
            summed[move.rule] = summed.get(move.rule, ZERO) + move.amount
            texts.setdefault(move.rule, f"{formats.continued(say(move.text)).rstrip('.')} ({move.cite})")
    ranked = sorted((rule for rule in summed if summed[rule]), key=lambda rule: summed[rule])
    told = [f"{formats.money(-summed[rule])}: {texts[rule]}" for rule in ranked[:_MOST]]
    rest = ranked[_MOST:]
    if rest:
        words = plural("{amount}: un altro motivo, nel piano delle spese", "{amount}: altri {n} motivi", len(rest))
        total = sum((summed[rule] for rule in rest), ZERO)
        told.append(words.format(amount=formats.money(-total), n=len(rest)))
    return told


def _own(outcome: Outcome) -> str:
    support = outcome.contribution.support
    granted = outcome.contribution.amount if support is None else support.support
    if granted is None or not amount(outcome) or not outcome.expenses.known:
        return ""
    own = outcome.expenses.presented - granted
    return formats.money(own) if own >= 0 else ""  # aid beyond the cost is no money: nothing is left to reckon
