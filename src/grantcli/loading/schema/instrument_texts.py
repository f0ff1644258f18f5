"""What each key of an instrument is for: forms of aid, their bases, ways and joint ceilings."""

from collections.abc import Mapping

from ...i18n import _


def instrument_texts() -> Mapping[str, str]:
    """Return a sentence for each key of instruments, of the ways between them and of what they give together."""
    return {**_of_instruments(), **_of_ways()}


def _of_instruments() -> Mapping[str, str]:
    return {
        "instruments": _("Le forme di aiuto accanto al contributo dei regimi: prestiti, garanzie, crediti, voucher…"),
        "Instrument.form": _(
            "grant: fondo perduto · loan: prestito · interest: contributo in conto interessi · guarantee: garanzia · "
            "tax_credit: credito d'imposta · voucher · deduction: deduzione dal reddito · equity: quota di capitale."
        ),
        "Instrument.label": _("Come si chiama per chi legge, come «Finanziamento a tasso zero»."),
        "Instrument.base": _("Su che cosa si calcola; senza: sul costo ammesso."),
        "Instrument.rate": _("Quanta parte della base, fra 0 e 1; senza rate, rates e tiers: tutta."),
        "Instrument.limits": _("I limiti di costo che valgono solo per questo strumento."),
        "Instrument.beyond_cost": _(
            "Sì: può superare la base, e ciò che resta del costo, come una deduzione del 180 %."
        ),
        "not_repaid": _("Di un prestito, la parte che non si restituisce: vale la prima quota che si adatta."),
        "worth": _("Di una deduzione, quanta imposta fa risparmiare un euro dedotto: 0.24 per il 24 %."),
        "InstrumentBase.categories": _("Il costo ammesso di queste voci di spesa."),
        "InstrumentBase.instrument": _("Ciò che dà un altro strumento, per sigla: una garanzia sul prestito."),
        "InstrumentBase.amount": _("Un importo in euro: quasi sempre un fatto, chiesto o calcolato."),
        "reference_rate": _(
            "Il tasso di riferimento degli aiuti di Stato, all'anno: serve agli equivalenti sovvenzione."
        ),
    }


def _of_ways() -> Mapping[str, str]:
    return {
        "alternatives": _("Le vie fra strumenti che si escludono: se ne prende una, le altre si mostrano."),
        "take": _(
            "greater: la via che dà di più · smaller: quella che dà di meno · chosen: la sceglie chi fa domanda."
        ),
        "ways": _("Le vie, ciascuna con i suoi strumenti; la sigla è la risposta che la sceglie."),
        "AidWay.of": _("Gli strumenti di questa via."),
        "AidWay.text": _("Come si chiama la via, per chi legge."),
        "Alternatives.by": _("Il fatto, di tipo choice, con cui chi fa domanda sceglie la via."),
        "together": _("Quanto più strumenti insieme possono dare al massimo."),
        "SupportCap.of": _(
            "Gli strumenti contati insieme, e contribution per i regimi; senza: tutti quelli che pagano costi."
        ),
        "SupportCap.amount": _("L'importo, in euro."),
        "SupportCap.share": _("La quota del costo ammesso, fra 0 e 1."),
        "counts": _("nominal: gli importi · equivalent: gli equivalenti sovvenzione lordi, senza tagliare nulla."),
    }
