"""The words, and the signs beside them, for verdicts, statuses, moments and origins: never colour alone."""

from ..i18n import _
from ..model.facts import Origin
from ..model.finding import Finding, Overall, Verdict
from ..model.outcome import AmountStatus
from ..model.rule import Moment, Status

Badge = dict[str, str]
"""What a template draws as a badge: ``kind`` (its colour), ``sign`` and ``word``."""


def verdict(value: Verdict) -> Badge:
    """Return the badge of one verdict."""
    badges = {
        "pass": ("pass", "✓", _("soddisfatto")),
        "fail": ("fail", "✗", _("non soddisfatto")),
        "unknown": ("unknown", "?", _("manca un dato")),
        "undetermined": ("undetermined", "∅", _("regola mancante")),
        "manual": ("manual", "⚑", _("da verificare")),
    }
    return _badge(badges[value])


def judged(finding: Finding) -> Badge:
    """Return the badge of a finding: its verdict, or that its occasion does not arise."""
    if not finding.applies:
        return _badge(("off", "–", _("non si applica")))
    if finding.verdict == "fail" and finding.severity != "blocking":
        return _badge(("manual", "▲", _("attenzione")))
    return verdict(finding.verdict)


def overall(value: Overall) -> Badge:
    """Return the badge of the whole, with a sentence of what it means under ``meaning``."""
    badges = {
        "eligible": ("pass", "✓", _("Ammissibile"), _("Tutti i requisiti verificabili risultano soddisfatti.")),
        "to_verify": (
            "manual",
            "⚑",
            _("Ammissibile salvo verifiche"),
            _("Nessun requisito necessario manca; restano punti che solo una persona può valutare."),
        ),
        "undetermined": (
            "undetermined",
            "∅",
            _("Non determinabile"),
            _("Il testo del bando disponibile non contiene tutte le regole: non si può dire né sì né no."),
        ),
        "incomplete": ("unknown", "?", _("Incompleta"), _("Mancano risposte senza le quali non si può decidere.")),
        "not_eligible": ("fail", "✗", _("Non ammissibile"), _("Almeno un requisito necessario non è soddisfatto.")),
    }
    kind, sign, word, meaning = badges[value]
    return {"kind": kind, "sign": sign, "word": word, "meaning": meaning}


def line(value: str) -> Badge:
    """Return the badge of an expense line."""
    badges = {
        "admitted": ("pass", "✓", _("ammessa")),
        "refused": ("fail", "✗", _("non ammessa")),
        "cut": ("manual", "▲", _("ridotta")),
        "manual": ("manual", "⚑", _("da verificare")),
        "unknown": ("unknown", "?", _("manca un dato")),
    }
    return _badge(badges[value])


def due(value: str) -> Badge:
    """Return the badge of an attachment."""
    badges = {
        "required": ("pass", "☐", _("dovuto")),
        "score_only": ("manual", "☐", _("solo per il punteggio")),
        "not_due": ("off", "–", _("non dovuto")),
        "unknown": ("unknown", "?", _("non si sa ancora")),
    }
    return _badge(badges[value])


def amount_status(value: AmountStatus) -> str:
    """Return the word for the status of an amount."""
    return {"official": _("calcolato"), "estimate": _("stima"), "undetermined": _("non determinato")}[value]


def rule_status(value: Status, supplied: str | None = None) -> str:
    """Return what to say of a rule that is not in the call's own text; nothing for one that is."""
    if supplied:
        return _("fornito dal richiedente")
    words = {"official": "", "secondary": _("altra fonte"), "derived": _("stima"), "missing": _("testo mancante")}
    return words[value]


def moment(value: Moment) -> str:
    """Return the word for the moment at which something is due."""
    words = {
        "submission": _("alla domanda"),
        "award": _("alla concessione"),
        "execution": _("durante il progetto"),
        "reporting": _("alla rendicontazione"),
    }
    return words[value]


def origin(value: Origin) -> str:
    """Return where an answer came from."""
    words = {
        "asked": _("risposta"),
        "file": _("domanda"),
        "profile": _("profilo"),
        "import": _("importato"),
        "derived": _("ricavato"),
        "default": _("predefinito"),
    }
    return words[value]


def _badge(parts: tuple[str, str, str]) -> Badge:
    kind, sign, word = parts
    return {"kind": kind, "sign": sign, "word": word}
