"""What the verdict means for the applicant, in one sentence, and what it rests on."""

from ..i18n import _, plural
from ..model.finding import Finding
from ..model.outcome import DeadlineOutcome, Outcome


def meaning(outcome: Outcome) -> str:
    """Say in one sentence what the verdict means; of a programme, that there is nothing to apply for."""
    if outcome.call.kind != "call":
        return _("Non è un bando: del progetto si possono calcolare i costi, ma ora non c'è nulla a cui fare domanda.")
    if outcome.verdict == "not_eligible":
        return _hindered(outcome)
    if outcome.verdict == "incomplete":
        return _incomplete(len(outcome.missing))
    if outcome.verdict == "undetermined":
        return _("Il testo del bando che abbiamo non basta per decidere: le parti che mancano sono elencate sotto.")
    if outcome.verdict == "to_verify":
        verdicts = [finding.verdict for finding in outcome.findings]
        return _to_verify(verdicts.count("manual") + sum(line.verdict == "manual" for line in outcome.expenses.lines))
    if outcome.unfunded:
        return _("I requisiti che escludono sono soddisfatti, ma il punteggio è sotto la soglia: non è finanziata.")
    if any(finding.applies and finding.verdict in ("fail", "undetermined", "manual") for finding in outcome.findings):
        return _("I requisiti che escludono risultano soddisfatti con le risposte date; il resto da guardare è sotto.")
    return _("Tutti i requisiti del bando risultano soddisfatti con le risposte date.")


def _incomplete(n: int) -> str:
    words = plural(
        "Manca ancora {n} risposta per poter decidere.", "Mancano ancora {n} risposte per poter decidere.", n
    )
    return words.format(n=n) if n else _("Mancano ancora risposte per poter decidere.")


def _to_verify(n: int) -> str:
    return plural(
        "Nessun requisito risulta mancante, ma {n} punto va verificato di persona.",
        "Nessun requisito risulta mancante, ma {n} punti vanno verificati di persona.",
        n,
    ).format(n=n)


def _hindered(outcome: Outcome) -> str:
    others = [finding for finding in excluding(outcome) if window_deadline(finding, outcome) is None]
    n = len(others)
    words = plural(
        "{n} requisito di ammissibilità non è soddisfatto: così com'è, la domanda sarebbe respinta.",
        "{n} requisiti di ammissibilità non sono soddisfatti: così com'è, la domanda sarebbe respinta.",
        n,
    ).format(n=n)
    if closed(outcome) is not None:
        late = _("Il termine è passato: la domanda non si può più presentare.")
        return f"{late} {words}" if n else f"{late} {_('Il resto è valutato comunque.')}"
    return words if n else _("Lo sportello non è ancora aperto: la domanda non si può presentare oggi.")


def excluding(outcome: Outcome) -> list[Finding]:
    """Return the failures that exclude the application."""
    return [finding for finding in outcome.findings if finding.verdict == "fail" and finding.severity == "blocking"]


def window_deadline(finding: Finding, outcome: Outcome) -> DeadlineOutcome | None:
    """Return the opening or closing that a finding is about, if it is about one."""
    dates = (item for item in outcome.deadlines if item.id == finding.id and item.what in ("opens", "closes"))
    return next(dates, None)


def closed(outcome: Outcome) -> DeadlineOutcome | None:
    """Return the closing of the window that has passed, where that excludes the application."""
    found = (window_deadline(finding, outcome) for finding in excluding(outcome))
    return next((item for item in found if item is not None and item.what == "closes"), None)
