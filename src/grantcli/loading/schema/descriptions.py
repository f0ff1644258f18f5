"""What each key of a call file is for, in a sentence that an editor shows beside it."""

from collections.abc import Mapping

from ...i18n import _
from .instrument_texts import instrument_texts
from .paper_texts import paper_texts
from .payment_texts import payment_texts


def key_texts() -> Mapping[str, str]:
    """Return a sentence for each key: under ``Noun.key`` where nouns differ, else under the key alone."""
    return {
        **_everywhere(),
        **_of_call(),
        **_of_applicants(),
        **_of_texts(),
        **_of_rules(),
        **_of_dates(),
        **_of_facts(),
        **_of_costs(),
        **_of_limits(),
        **_of_rates(),
        **_of_regimes(),
        **payment_texts(),
        **instrument_texts(),
        **paper_texts(),
        **_of_scoring(),
        **_of_conditions(),
        **_of_sums(),
        **_of_windows(),
        **_of_comparisons(),
        **_of_measurements(),
    }


def _everywhere() -> Mapping[str, str]:
    return {
        "id": _("La sigla con cui il programma, i casi e chi legge lo nominano; unica nel bando."),
        "text": _("Che cosa dice, in parole nostre; una frase, oppure {it: …, en: …}."),
        "title": _("Il titolo; una frase, oppure {it: …, en: …}."),
        "cite": _("Dove sta scritto: il nome di una fonte di «sources» e il punto, come «bando §2.1»."),
        "status": _(
            "official: nel testo che abbiamo · secondary: in un'altra fonte · derived: dedotto dalla norma, stampato "
            "come stima · missing: il testo manca, e non si può dire."
        ),
        "when": _("La condizione per cui vale; senza: sempre."),
        "moment": _("In quale fase conta: presentazione, concessione, esecuzione, rendicontazione."),
        "each": _("L'elenco che si guarda voce per voce, come partners o people."),
        "why": _("Che cosa manca, o come lo si è dedotto."),
        "remedy": _("Che cosa può fare chi chiede, quando non va."),
        "article": _("L'articolo del regolamento di esenzione, come «18»: la cifra si confronta con il suo massimo."),
        "help": _("Una spiegazione in più, per chi risponde."),
        "least": _("Sì: è un minimo, invece di un massimo."),
    }


def _of_call() -> Mapping[str, str]:
    return {
        "Call.id": _("Il nome del bando, uguale a quello della cartella."),
        "Call.kind": _(
            "call: un bando · programme: un programma · project: un progetto. Solo a un bando si fa domanda."
        ),
        "language": _("La lingua in cui sono scritti i testi senza lingua, e il fascicolo."),
        "zone_of_aid": _("La zona delle aliquote nella carta degli aiuti: none, a, c, una regione, TA, sulcis."),
        "ateco_edition": _("L'edizione di ATECO dei codici del bando; se manca si deduce dalla data, e si dice."),
        "ateco_inferred": _("Lo mette il programma: l'edizione è dedotta, non detta."),
        "zone": _("Il fuso delle ore delle scadenze, come Europe/Rome."),
        "authority": _("Chi lo emette."),
        "summary": _("Due righe: a chi serve, per che cosa, quanto dà."),
        "aliases": _("Altri nomi con cui lo si conosce."),
        "short": _("Un nome per i nomi dei file: al massimo 16 lettere, cifre, spazi e trattini."),
        "programme": _("I programmi che lo finanziano."),
        "legal_basis": _("Gli atti su cui si fonda."),
        "published": _("Il giorno in cui è stato pubblicato."),
        "Call.regions": _("Le regioni a cui è rivolto (codici ISTAT di due cifre), per chi cerca; senza: ovunque."),
        "Call.checked": _("Il giorno in cui qualcuno l'ha confrontato con le fonti l'ultima volta."),
        "areas": _("I luoghi che il bando nomina: un nome, e i comuni o le regioni che comprende."),
        "communes": _("I codici ISTAT dei comuni, di sei cifre."),
        "regions": _("I codici ISTAT delle regioni, di due cifre."),
        "file": _("Un file CSV accanto a call.yaml, con una colonna «istat»."),
        "complete": _("No: fuori di qui potrebbero esserci altri luoghi, e non si può dire."),
        "tracks": _("Le vie del bando (fondi, linee): vale la prima di cui regge la condizione."),
        "Track.budget": _("Le risorse di questa via, in euro."),
        "phases": _("I passi del procedimento."),
        "profile": _("Di un progetto: che cos'è, chi vi partecipa, quanto è costato."),
        "Call.budget": _("Le risorse, con quanti progetti ci si aspetta e quanto può avere ciascuno."),
        "total": _("Tutte le risorse, in euro."),
        "projects": _("Quanti progetti ci si aspetta di finanziare."),
        "Budget.most": _("Quanto può avere al massimo un progetto, in euro."),
        "parts": _("Le risorse divise per nome; la somma è il totale."),
        "explained": _("Perché le cifre non tornano, quando non tornano."),
    }


def _of_applicants() -> Mapping[str, str]:
    return {
        "applicants": _("Chi può fare domanda; se manca, lo si intende delle imprese e non lo si chiede."),
        "who": _(
            "firm: un'impresa · person: una persona · team: un gruppo che la costituirà · professional · association."
        ),
        "asked_of": _(
            "A quali richiedenti si chiede; senza: a tutti, ma ciò che comincia con company. a chi è già in attività."
        ),
        "wordings": _("Come si dice per alcuni tipi di richiedente; il resto rimane."),
        "OtherWording.of": _("Per quali tipi di richiedente."),
    }


def _of_texts() -> Mapping[str, str]:
    return {
        "sources": _("I testi da cui viene il bando, per nome; ogni citazione comincia con uno di questi nomi."),
        "Source.kind": _(
            "Il suo rango: una modifica vale più del bando, il bando più della pagina, la pagina più delle notizie."
        ),
        "issuer": _("Chi lo pubblica."),
        "dated": _("La data che porta."),
        "address": _("Dove lo si trova."),
        "Source.checked": _("Il giorno in cui lo si è riletto."),
        "gaps": _("Le parti che mancano al testo che abbiamo, e che cosa perciò non si può dire."),
        "Gap.what": _("La parte che manca."),
        "consequence": _("Che cosa non si può dire."),
        "discrepancies": _("Dove le fonti non concordano, o il testo inganna."),
        "readings": _("Che cosa dice ciascuna fonte."),
        "followed": _("La lettura che si segue, e perché."),
        "shown": _("No: serve solo a chi cura il bando."),
        "history": _("Che cosa è successo dopo."),
        "amendments": _("Le modifiche, ciascuna con il giorno da cui vale."),
        "since": _("Il giorno da cui la modifica vale."),
        "set": _("Che cosa cambia: l'indirizzo di un valore, come deadlines[chiusura].at, e il valore nuovo."),
        "verified": _("No: l'atto non è stato letto, e lo si dice."),
        "other_dates": _("Le date che danno altre fonti: fra la prima e l'ultima non si decide."),
    }


def _of_rules() -> Mapping[str, str]:
    return {
        "rules": _("I requisiti e le esclusioni, una regola per voce."),
        "severity": _("blocking: senza non si è ammessi · warning: un avviso · info: una notizia."),
        "group": _("La parte sotto cui la regola è stampata."),
        "require": _("La condizione che deve reggere."),
        "forbid": _("La condizione che non deve reggere."),
        "manual": _("Che cosa deve guardare una persona: il programma non lo decide."),
    }


def _of_dates() -> Mapping[str, str]:
    return {
        "deadlines": _("I termini: apertura, chiusura, e quelli dopo."),
        "apply_by": _("false: chiude la misura, ma non è il giorno entro cui presentare la domanda."),
        "Deadline.what": _("opens: apre · closes: chiude · due: una cosa da fare · info: una notizia."),
        "at": _("Il giorno, o il giorno e l'ora del luogo: 2026-03-31T13:00."),
        "after": _("Contato da un altro giorno: il fatto, e quanti giorni o mesi dopo."),
        "fact": _("Il fatto da cui si conta, di tipo data."),
        "days": _("Quanti giorni dopo."),
        "months": _("Quanti mesi dopo."),
        "note": _("Che cosa tener presente."),
    }


def _of_facts() -> Mapping[str, str]:
    return {
        "facts": _("I fatti che solo questo bando chiede; gli altri sono nel vocabolario comune."),
        "Fact.kind": _("Il tipo della risposta."),
        "label": _("Il nome breve, per tabelle e moduli."),
        "question": _("Il quesito da porre, che finisce con un punto interrogativo."),
        "choices": _("Le risposte possibili: codice e testo."),
        "exclusive": _("Di «choices»: i codici che escludono ogni altro, come «nessuno di questi»."),
        "Fact.at_least": _("Il minimo accettato."),
        "Fact.at_most": _("Il massimo accettato."),
        "past": _("Sì: è il giorno di qualcosa che è già avvenuto, e uno ancora da venire è un avviso."),
        "Fact.not_before": _("Il giorno a cui questo segue, della stessa voce: uno prima di quello è un avviso."),
        "unit": _("L'unità di misura."),
        "default": _("La risposta quando tace chi compila; solo dove il silenzio vuol dire proprio questo."),
        "derived": _("Sì: segue da altri fatti, e non si chiede."),
        "optional": _("Sì: può mancare."),
        "for_declarations": _(
            "Sì: serve solo a una dichiarazione, e si chiede soltanto dove una dovuta ne ha bisogno."
        ),
        "never_empty": _("Sì: la lista non può essere vuota davvero, e vuota vale come non compilata."),
        "borrowed": _("Sì: la regola sta in un altro testo; dove non è rispettata guarda una persona."),
        "leaves_out": _("Sì: la stima lascia fuori delle spese, e si mostra come «almeno»."),
        "ours": _("Ciò che il testo non dice ed è una nostra lettura: signer (chi firma), when (quando è dovuto)."),
        "party": _("Sì: è il nome di una persona o di un'impresa, e si confronta come nome."),
        "items": _("I campi di ogni voce di un elenco."),
        "key": _("Il campo riempito dalle chiavi, quando l'elenco è scritto come tabella."),
        "item": _("Come si chiama una voce dell'elenco."),
        "compute": _("Come il fatto segue da altri: una formula, o una misura di un elenco; non si chiede mai."),
        "tables": _("Le tabelle: una cifra secondo le risposte; la prima riga che si adatta."),
        "gives": _("Che cosa dà la tabella: percent, money o number."),
        "rows": _("Le righe, in ordine: vale la prima che si adatta."),
        "LookupTable.each": _("L'elenco delle cui voci parlano le colonne, come expenses."),
        "brackets": _("La colonna che è uno scaglione del costo: la tabella serve a «tiers_table»."),
        "value": _("La cifra della riga; vuoto: il testo ha la riga ma non la cifra."),
        "dated_by": _("Il fatto di tipo data che dice quale valore vale, dove una cifra cambia nel tempo."),
    }


def _of_costs() -> Mapping[str, str]:
    return {
        "expenses": _("Che cosa si può comprare, e con quali limiti."),
        "Expenses.categories": _("Le voci di spesa ammesse."),
        "refused": _("Che cosa fa respingere una riga di spesa, una regola per lettera."),
        "limits": _("I limiti su una o più voci di spesa."),
        "prefer": _(
            "Dei piani che rispettano i limiti si tiene · cost: quello di maggior costo · aid: di maggior aiuto."
        ),
        "vat": _("net: importi senza IVA · gross: con IVA · unknown: il testo non lo dice."),
        "direct": _("No: non conta fra i costi diretti."),
        "flat": _("La voce non si presenta: è una quota forfettaria di altre voci."),
        "units": _("Importi fissi per unità (visita, ora): vale il primo di cui regge la condizione."),
        "UnitCost.amount": _("L'importo di un'unità, in euro."),
        "FlatRate.share": _("La quota, fra 0 e 1: il 15 % si scrive 0.15."),
        "FlatRate.of": _("Le voci di spesa di cui si prende la quota."),
        "letter": _("La lettera con cui il bando la elenca."),
        "verdict": _("refuse: respinge la riga · manual: la guarda una persona · warn: avverte."),
        "by": _("Perché respinge: natura della spesa, controparte, pagamento, tempi, luogo."),
        "refuses": _("Quanta parte della riga respinge, fra 0 e 1."),
        "ties": _(
            "I soggetti da cui la spesa non può venire: lo stesso codice fiscale decide, lo stesso nome va guardato."
        ),
        "words": _(
            "Come il testo chiama questa spesa: una riga descritta così, ma con altre risposte, è da verificare."
        ),
        "hints": _("Parole che in una descrizione la fanno sospettare: un suggerimento, mai una decisione."),
    }


def _of_limits() -> Mapping[str, str]:
    return {
        "Limit.of": _("Le voci di spesa limitate."),
        "Limit.share": _("La quota della base, fra 0 e 1: il 20 % si scrive 0.20."),
        "base": _("La base della quota: presented, admitted, direct, contribution, o un elenco di voci di spesa."),
        "Limit.amount": _("L'importo, in euro."),
        "per": _("L'elenco o il numero per cui si moltiplica l'importo."),
        "Limit.each": _("project: sull'intero progetto · partner: su ciascun partner."),
    }


def _of_rates() -> Mapping[str, str]:
    return {
        "rates": _("Le aliquote: per ogni spesa vale la prima che le si adatta."),
        "Rate.rate": _("L'aliquota, fra 0 e 1: il 50 % si scrive 0.50."),
        "categories": _("Le voci di spesa per cui vale; senza: tutte."),
        "bonuses": _("Punti che si aggiungono all'aliquota."),
        "Bonus.points": _("I punti, fra 0 e 1: dieci punti si scrivono 0.10."),
        "ceiling": _("Il massimo dell'aliquota con i suoi aumenti, fra 0 e 1."),
        "tiers": _("Gli scaglioni di costo, ciascuno con la sua aliquota."),
        "from": _("Lo scaglione comincia da quest'importo di costo ammesso, compreso, in euro."),
        "over": _("Lo scaglione comincia oltre quest'importo di costo ammesso, in euro."),
        "tiers_table": _("La tabella a scaglioni («brackets») che dà le aliquote, invece di scriverle qui."),
        "Tier.rate": _("L'aliquota dello scaglione, fra 0 e 1."),
        "tiers_by": _("bracket: ogni scaglione ha la sua aliquota · whole: una sola aliquota per tutto."),
        "tiers_base": _("project: sul costo del progetto · partner: su quello di ciascuno."),
        "lump_sum": _("Una somma fissa, in euro: da sola o accanto alle aliquote; su un costo ammesso, e mai oltre."),
        "beyond_cost": _("Sì: il contributo può superare il costo ammesso, o spettare senza. Se il bando tace, mai."),
    }


def _of_regimes() -> Mapping[str, str]:
    return {
        "contribution": _("Quanto dà: i regimi, i massimali, gli arrotondamenti."),
        "regimes": _("I regimi fra cui si sceglie; se ce n'è uno solo, vale quello."),
        "valid_from": _("Il primo giorno di concessione per cui vale."),
        "valid_to": _("L'ultimo giorno di concessione per cui vale."),
        "estimates": _("Il regime di cui stima le cifre mancanti: non si applica mai, si mostra accanto."),
        "de_minimis": _("Il regolamento «de minimis» sotto cui conta."),
        "caps": _("I massimali e i minimi del contributo."),
        "Cap.amount": _("L'importo, in euro."),
        "Cap.share": _("La quota del costo, fra 0 e 1."),
        "Cap.of": _("Di chi: dell'intero progetto, di ciascun partner, di ciascuna riga."),
        "choose": _("Quale regime si applica: il primo che vale, il migliore o il peggiore."),
        "choice_cite": _("Dove il bando dice come si sceglie."),
        "choice_text": _("Come si sceglie, in parole nostre."),
        "rounding": _("Come si arrotonda al centesimo."),
        "cumulation": _("Se si cumula con altri aiuti: mai, entro l'intensità, liberamente, non si sa."),
        "cumulation_cite": _("Dove il bando dice se si cumula."),
        "gives": _("Di quale forma è uno, per chi cerca i bandi per forma."),
        "Contribution.form": _("La forma dell'aiuto: fondo perduto, prestito…"),
    }


def _of_scoring() -> Mapping[str, str]:
    return {
        "scoring": _("La griglia dei punteggi; status missing: non la si conosce."),
        "criteria": _("I criteri, ciascuno con i suoi punti."),
        "threshold": _("I punti che servono almeno."),
        "most": _("I punti che si possono avere al massimo."),
        "Criterion.least": _("I punti che si possono avere al minimo."),
        "weight": _("Per quanto si moltiplicano i punti."),
        "bands": _("Le fasce: vale la prima di cui regge la condizione."),
        "points": _("I punti della fascia."),
        "steps": _("I soli punti possibili; senza: qualunque."),
        "bonus": _("Sì: si aggiunge dopo aver guardato la soglia."),
        "decimals": _("Con quanti decimali si scrive il punteggio."),
        "known_inputs": _("Di una griglia che manca: che cosa si sa che conterà."),
    }


def _of_conditions() -> Mapping[str, str]:
    return {
        "all": _("Devono reggere tutte."),
        "any": _("Ne basta una."),
        "not": _("Non deve reggere."),
        "some": _("Almeno una voce dell'elenco regge ciò che dice where."),
        "every": _("Ogni voce dell'elenco regge ciò che dice where."),
        "where": _("Che cosa si chiede a ogni voce dell'elenco."),
        "count": _("Quante voci ha l'elenco."),
        "sum": _("La somma di un campo: expenses.amount."),
        "distinct": _("Quanti valori diversi ha un campo: expenses.supplier."),
        "at_least": _("Almeno tanto."),
        "at_most": _("Al più tanto."),
        "more_than": _("Più di tanto."),
        "less_than": _("Meno di tanto."),
        "is": _("Proprio tanto."),
    }


def _of_sums() -> Mapping[str, str]:
    return {
        "fixed": _("Una somma fissa, in euro, data una volta; mai su niente di ammesso, mai oltre il costo."),
        "outside_caps": _("Sì: la somma fissa sta fuori dai massimali."),
        "Cap.each": _("Il campo delle spese di cui ogni valore ha il suo massimale, come expenses.mark."),
        "Regime.limits": _("I limiti di costo che valgono solo per questo regime."),
        "withheld": _("Che cosa si trattiene dal contributo: commissioni, il ricavo di una permuta."),
        "Withheld.share": _("La quota trattenuta, fra 0 e 1."),
        "Withheld.amount": _("L'importo trattenuto, in euro."),
        "Withheld.most": _("Al più tanto, in euro."),
        "Withheld.base": _("Di che cosa è la quota: contribution o admitted."),
        "counts_at": _("Per quanto conta il costo nel calcolo del contributo: 1.20 per il 120 %."),
    }


def _of_windows() -> Mapping[str, str]:
    return {
        "field": _("Il campo della riga di cui si prende la quota, come list_price; con each: line."),
        "round_each": _("line: si arrotonda ogni riga, poi si somma · once: una volta sola, alla fine."),
        "round_to": _("L'unità a cui si arrotonda, in euro: 0.01 o 1."),
        "rounding_cite": _("Dove il bando dice come si arrotonda."),
        "below": _("Che cosa segue sotto la soglia: not_eligible, not_funded; unsaid: il testo non lo dice."),
        "window": _("Come chiude un bando che non chiude in un giorno."),
        "closes": _("when_funds_end: finché ci sono risorse · standing: sempre aperto · recurring · announced."),
        "recurring": _("Di un bando che torna: quando, di solito."),
        "usually": _("Quando di solito apre, in parole."),
        "last": _("L'ultimo giorno in cui è stato aperto."),
        "requests_at": _("La quota delle risorse chieste a cui chiude: 1.5 per il 150 %."),
        "CallWindow.address": _("Dove guardare se è aperto."),
        "seen_open": _("L'ultimo giorno in cui qualcuno l'ha visto aperto."),
        "years": _("Quanti anni dopo."),
        "After.at": _("Poi il primo o l'ultimo giorno del mese, o l'ultimo dell'anno."),
    }


def _of_comparisons() -> Mapping[str, str]:
    return {
        "before": _("Un giorno, o un istante, prima di questo."),
        "Comparison.after": _("Un giorno, o un istante, dopo questo."),
        "not_before": _("Questo giorno, o uno dopo."),
        "not_after": _("Questo giorno, o uno prima."),
        "under": _("Un codice ATECO che comincia così; oppure un luogo in quest'area del bando o in questa regione."),
        "known": _("Sì: la risposta c'è, qualunque sia · no: non c'è."),
        "younger_than": _("Un giorno, come quello di nascita, meno di tanto prima di «on»: {years: 35}."),
        "reached": _("Un giorno da cui, in «on», è passato almeno tanto: {years: 18}."),
        "Comparison.on": _("Il fatto di tipo data in cui si guarda l'età; senza: il giorno della valutazione."),
        "OtherFact.at": _("Poi il primo o l'ultimo giorno del mese, o l'ultimo dell'anno."),
        "within_words": _("Un testo di non più di tante parole."),
        "OtherFact.fact": _("Il fatto con cui si confronta, della stessa natura."),
        "plus": _("Di quanto si sposta il giorno di quel fatto: {days: 15} o {months: 6}."),
        "times": _("Per quanto si moltiplica il numero di quel fatto."),
    }


def _of_measurements() -> Mapping[str, str]:
    return {
        "mean": _("La media di un campo dell'elenco."),
        "Measurement.least": _("Il minore dei valori di un campo."),
        "greatest": _("Il maggiore dei valori di un campo."),
        "Measurement.where": _("Quali voci contano; senza: tutte."),
        "newest": _("Solo le tante voci più recenti."),
        "oldest": _("Solo le tante voci più vecchie."),
        "Measurement.by": _("Il campo che dice quali sono le più recenti."),
        "or_fewer": _("Sì: se sono meno, bastano quelle che ci sono."),
    }
