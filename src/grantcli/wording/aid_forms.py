"""The forms of aid in words, and what may be said of an instrument in one line."""

from ..i18n import _
from ..model.instruments.instrument import InstrumentForm
from ..model.instruments.support import InstrumentOutcome, SupportOutcome
from .formats import money, percent


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
    return _("{share} del costo ammesso").format(share=percent(one.share))


def beside_words(support: SupportOutcome) -> str:
    """Say in one line what else there is beside what is never paid back: what is, and the applicant's own money."""
    parts = []
    if support.repaid:
        parts.append(_("da restituire {amount}").format(amount=money(support.repaid)))
    if support.own_funds is not None:
        parts.append(_("mezzi propri {amount}").format(amount=money(support.own_funds)))
    return ", ".join(parts)
