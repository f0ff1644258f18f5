"""What each key of a payment is for, and of the terms of a loan."""

from collections.abc import Mapping

from ...i18n import _


def payment_texts() -> Mapping[str, str]:
    """Return a sentence for each key of the payments of a call."""
    return {
        "payments": _("Quando arrivano i soldi: anticipazioni, stati di avanzamento, saldo, quote annuali."),
        "Payment.what": _(
            "advance: prima delle spese · progress: a stati di avanzamento · balance: ciò che resta, alla fine · "
            "yearly: quote uguali, una all'anno."
        ),
        "Payment.of": _(
            "Gli strumenti che paga, e contribution per i regimi; senza: tutto il denaro che gli altri pagamenti non "
            "nominano."
        ),
        "Payment.share": _("La quota della somma, fra 0 e 1: il 40 % si scrive 0.40."),
        "Payment.amount": _("L'importo, in euro."),
        "Payment.most": _("Al più tanto, in euro."),
        "Payment.times": _("In quante parti uguali: gli anni delle quote, o le rate di un'anticipazione."),
        "remainder": _("La quota che prende i centesimi che non si dividono: first o last."),
        "Payment.at": _("Il giorno della prima volta, quando è fisso: 2026-06-30."),
        "Payment.after": _("Il giorno della prima volta, contato da un fatto: {fact: …, days: 60}."),
        "tax_year": _("Sì: conta solo l'anno, come per un credito d'imposta."),
        "Payment.note": _("Che cosa tener presente, come la garanzia che serve per l'anticipazione."),
    }
