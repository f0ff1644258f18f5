"""The forms of aid in words, and what may be said of an instrument in one line."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..i18n import Text, _, plural, say
from ..model.amounts.aid_form import InstrumentForm
from ..model.instruments.instalment_plan import InstalmentPlan
from ..model.instruments.support import InstrumentOutcome, SupportOutcome
from ..model.instruments.terms import LoanTerms
from .formats import day, listing, money, number, percent


def form_word(form: InstrumentForm) -> str:
    """Return what a form of aid is called."""
    return {
        "grant": _("fondo perduto"),
        "loan": _("prestito"),
        "interest": _("contributo in conto interessi"),
        "guarantee": _("garanzia"),
        "tax_credit": _("credito d'imposta"),
        "voucher": _("voucher"),
        "deduction": _("deduzione dal reddito"),
        "equity": _("quota di capitale"),
    }[form]


def parts_of(one: InstrumentOutcome) -> str:
    """Say what of an instrument is paid back and what never is; nothing where the form says it all."""
    if one.kept is None or one.repaid is None:
        return ""
    if one.form == "deduction":
        return _("imposta risparmiata {amount}").format(amount=money(one.kept)) if one.kept else ""
    if one.form != "loan":
        return ""
    if not one.kept:
        return _("tutto da restituire")
    said = _("da restituire {repaid}, il resto ({kept}) no")
    return said.format(repaid=money(one.repaid), kept=money(one.kept))


def share_words(one: InstrumentOutcome) -> str:
    """Say what part of the admitted cost an instrument is; nothing where that means nothing."""
    if one.share is None or one.form == "guarantee":
        return ""
    return _("{share} di tutto il costo ammesso").format(share=percent(one.share))


def cost_of(categories: Mapping[str, Text]) -> str:
    """Return the words, with a hole for the rate, for what it is given of: some categories, or all admitted cost."""
    if not categories:
        return _("{rate} del costo ammesso")
    if len(categories) > 1:
        return _("{rate} del costo ammesso nelle categorie {what}").replace("{what}", listing(list(categories)))
    title = say(next(iter(categories.values()))).replace("{", "{{").replace("}", "}}")
    return _("{rate} del costo ammesso di: {what}").replace("{what}", title)


def given_words(support: SupportOutcome) -> str:
    """Say in one line what each instrument gives; nothing where it is all in the contribution already."""
    told = [one for one in support.given if one.amount]
    if len(told) == 1 and told[0].kept == told[0].amount and told[0].kept == support.kept:
        return ""
    return listing([f"{say(one.label)} {money(one.amount)}" for one in told if one.amount is not None])


def beside_words(support: SupportOutcome) -> str:
    """Say in one line what else there is beside what is never paid back: what is, and the applicant's own money."""
    parts = []
    if support.repaid:
        parts.append(_("da restituire {amount}").format(amount=money(support.repaid)))
    if support.own_funds is not None:
        parts.append(_("a carico di chi fa domanda {amount}").format(amount=money(support.own_funds)))
    return ", ".join(parts)


def terms_words(terms: LoanTerms) -> str:
    """Say the terms of a loan in one line: instalments, rate, grace, how it is repaid."""
    how = {
        "equal_capital": _("quote di capitale costanti"),
        "annuity": _("rate costanti"),
        "bullet": _("capitale alla fine"),
    }
    periods = plural("{n} rata {every}", "{n} rate {every}", terms.periods)
    parts = [periods.format(n=terms.periods, every=_every(terms.per_year)), _rate(terms.rate)]
    if terms.grace:
        grace = plural("la prima di preammortamento", "le prime {n} di preammortamento", terms.grace)
        parts.append(grace.format(n=terms.grace))
    if terms.rate or terms.repayment == "bullet":
        parts.append(how[terms.repayment])
    return ", ".join(parts)


def _every(per_year: int) -> str:
    return {
        1: _("annuali"),
        2: _("semestrali"),
        3: _("quadrimestrali"),
        4: _("trimestrali"),
        6: _("bimestrali"),
        12: _("mensili"),
    }[per_year]


def _rate(rate: Fraction) -> str:
    if not rate:
        return _("senza interessi")
    written = round(Decimal(rate.numerator) / Decimal(rate.denominator), 8).normalize()
    return _("al {rate} annuo").format(rate=percent(written))


def plan_words(plan: InstalmentPlan) -> str:
    """Say a plan of instalments in one line: the first and the last, their days, the interest in all."""
    if not plan.instalments:
        return ""
    first, last = plan.instalments[0], plan.instalments[-1]
    dues = {one.due for one in plan.instalments[:-1]}
    parts = [_("prima rata {amount}").format(amount=_on(first.due, first.on))]
    if len(plan.instalments) > 1:
        alike = dues == {last.due}
        if alike:
            parts[0] = _("rate di {amount}").format(amount=_on(first.due, first.on))
        if not alike or last.on is not None:
            parts.append(_("ultima {amount}").format(amount=_on(last.due, last.on)))
    if plan.interest:
        parts.append(_("interessi in tutto {amount}").format(amount=money(plan.interest)))
    return ", ".join(parts)


def rounding_left(plan: InstalmentPlan) -> str:
    """Say what rounding the instalments leaves, in euro to a thousandth; nothing where it leaves nothing."""
    left = round(Decimal(plan.rounding.numerator) / Decimal(plan.rounding.denominator), 4)
    if not left:
        return ""
    return _("gli arrotondamenti cambiano gli interessi di {left} €").format(left=number(left.normalize()))


def _on(amount: Decimal, when: date | None) -> str:
    if when is None:
        return money(amount)
    return _("{amount} il {day}").format(amount=money(amount), day=day(when))


def sums_of_support(support: SupportOutcome) -> Iterator[tuple[str, Decimal | None]]:
    """Yield the sums of all support with what they are called (euro, None where not known)."""
    yield _("Non si restituisce"), support.kept
    yield _("Si restituisce"), support.repaid
    if support.cost is not None:
        yield _("A carico di chi fa domanda, su {cost}").format(cost=money(support.cost)), support.own_funds
    yield _("Equivalente sovvenzione lordo, in tutto"), support.equivalent
