"""What each key of an instrument is for: forms of aid, their bases, ways and joint ceilings."""

from collections.abc import Mapping

from ...i18n import _


def instrument_texts() -> Mapping[str, str]:
    """Return a sentence for each key of instruments, of the ways between them and of what they give together."""
    return {**_of_instruments(), **_of_ways(), **_of_terms(), **_of_methods()}


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
        "terms": _(
            "Il piano: del prestito, di quello garantito, o di quello convenzionale di cui si pagano gli interessi."
        ),
        "equivalent": _(
            "Come si calcola l'equivalente sovvenzione lordo; senza, di un prestito: interessi risparmiati."
        ),
        "not_repaid": _("Di un prestito, la parte che non si restituisce: vale la prima quota che si adatta."),
        "not_repaid_most": _("Al più tanto non si restituisce, in euro."),
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


def _of_terms() -> Mapping[str, str]:
    return {
        "Terms.years": _("La durata in anni, preammortamento compreso."),
        "Terms.months": _("La durata in mesi, in più degli anni o al loro posto."),
        "grace_years": _("Gli anni di preammortamento: solo interessi."),
        "grace_months": _("I mesi di preammortamento: solo interessi."),
        "instalments": _("Quante rate all'anno: 1, 2, 3, 4, 6 o 12."),
        "Terms.rate": _("Il tasso annuo, fra 0 e 1, diviso per le rate di un anno; senza interessi: 0."),
        "repayment": _("annuity: rate uguali · equal_capital: quote di capitale uguali · bullet: tutto alla fine."),
        "rounded": _("each: ogni rata al centesimo · at_end: somme esatte, arrotondate una volta."),
        "first": _("Il giorno della prima rata, contato da un fatto; con at: end_of_month tutte a fine mese."),
    }


def _of_methods() -> Mapping[str, str]:
    return {
        "method": _(
            "interest: interessi risparmiati · premium: premi annui di mercato · proportion: in proporzione a un "
            "massimale · share: una quota data."
        ),
        "EquivalentMethod.premium": _("Il premio annuo di mercato, quota di quanto è garantito: 0.0254."),
        "fee": _("La commissione pagata per la garanzia, quota di quanto è garantito: si toglie dai premi."),
        "EquivalentMethod.due": _("in_advance: il premio di un anno si deve all'inizio · in_arrears: alla fine."),
        "EquivalentMethod.ceiling": _("Il massimale, in euro, a cui corrisponde la somma «of» per gli anni «over»."),
        "EquivalentMethod.of": _("La somma, in euro, che vale tutto il massimale."),
        "EquivalentMethod.over": _("In quanti anni quella somma vale tutto il massimale."),
        "EquivalentMethod.share": _("La quota dell'importo, come la danno le tabelle."),
        "compounding": _("by_period: il tasso diviso per le rate dell'anno · yearly: composto anno per anno."),
    }
