"""What editors say of the keys of papers: attachments, filing, sections of the form."""

from collections.abc import Mapping

from ...i18n import _


def paper_texts() -> Mapping[str, str]:
    """Return the sentence of each key, in the language spoken."""
    return {
        "attachments": _("Le carte da allegare."),
        "Attachment.form": _("Di chi è il modello."),
        "signer": _("Chi firma."),
        "because": _("Perché è dovuta."),
        "declaration": _("Quale nostra dichiarazione la precompila, come size o deggendorf."),
        "model": _("Di chi è il modello: issuer: dell'ente · free: libero · portal: si scrive sul portale."),
        "template": _("Il modello Word dell'ente, un file .docx accanto a call.yaml, con i nomi fra {{ }}."),
        "sheets": _('Come il modello chiama ciascuna scheda della dimensione: {calculation: "2"}.'),
        "purpose": _("admissibility: senza non si è ammessi · score: dà solo punti · keep: da conservare."),
        "filing": _("Come si presenta la domanda, per quanto il testo lo dice; ciò che manca non è controllato."),
        "Filing.cite": _("Dove il testo lo dice."),
        "portal": _("Il portale, o la via, in parole."),
        "url": _("L'indirizzo del portale."),
        "signature": _("digital: firma digitale, di qualunque forma · cades: .p7m · pades: nel PDF · hand: a mano."),
        "formats": _("Le fini dei nomi dei file ammessi, senza punto: [pdf, p7m]."),
        "max_mb": _("Quanto pesa al più un file, in milioni di byte."),
        "total_mb": _("Quanto pesano al più tutti i file, in milioni di byte."),
        "longest_name": _("Quante lettere ha al più il nome di un file, con la sua fine."),
        "one_file": _("Se tutto va in un file solo."),
        "embedded": _("false: il portale non prende PDF che portano altri file."),
        "sent": _("Che cosa dicono le risposte quando la domanda è già presentata: {notice.sent_on: {known: true}}."),
        "sections": _("Le parti del modulo da scrivere."),
        "guidance": _("Che cosa ci va scritto."),
        "words": _("Quante parole al massimo."),
        "draft": _("Le frasi della bozza: {company.name} sta per un fatto."),
    }
