"""The next three steps: what hinders first, what lacks next, last to apply in time, as the window stands that day."""

from collections.abc import Iterator

from ...i18n import _, plural, say
from ...model.outcome import Outcome
from ...wording import formats
from ...wording.formats import continued
from ...wording.meaning import closed, excluding, window_deadline
from ...wording.verdicts import papers_due
from .timing import closing, upcoming

_MOST = 3


def steps(outcome: Outcome) -> list[str]:
    """Return at most three sentences, in the order of doing; what the answers say to be done is no step."""
    if outcome.filed:
        first, *rest = _after_filing(outcome)
        return [first, *_gathering(outcome), *rest][:_MOST]
    if closed(outcome) is not None:
        return list(_too_late(outcome))[:_MOST]
    hindrances = list(_hindrances(outcome))
    return [*[*hindrances, *_gathering(outcome)][: _MOST - 1], _applying(outcome, hindered=bool(hindrances))]


def _applying(outcome: Outcome, *, hindered: bool) -> str:
    """Say when to apply: in time, when the window opens, or once the notice is out that is only announced."""
    closes, opens, window = closing(outcome), _opening(outcome), outcome.call.window
    by = _(", entro: {when}").format(when=formats.limit(closes.at)) if closes is not None and closes.at else ""
    if hindered:
        return _(
            "Risolti i punti che escludono, rifare la valutazione e solo allora presentare la domanda{by}."
        ).format(by=by)
    if opens:
        return _("Rileggere la bozza e presentare la domanda quando lo sportello apre: {when}.").format(when=opens)
    if window is not None and window.closes == "announced" and not by:
        look = f" ({window.address})" if window.address else ""
        return _(
            "Aspettare l'avviso{look}, rifare la valutazione con le sue regole, e solo allora presentare la domanda."
        ).format(look=look)
    return _("Rileggere la bozza e presentare la domanda, firmata come chiede il bando{by}.").format(by=by)


def _opening(outcome: Outcome) -> str:
    """Return the opening that is still to come; nothing where the window was opened already."""
    first = min((due.at for due in outcome.deadlines if due.what == "opens" and due.at), default=None)
    return formats.limit(first) if first is not None and first.date() > outcome.on else ""


def _after_filing(outcome: Outcome) -> Iterator[str]:
    coming = upcoming(outcome)
    for at, due in coming[:2]:
        text = say(due.text).rstrip(".")
        yield _("{text}, entro: {when}.").format(text=text, when=formats.limit(at))
    if not coming:
        yield _("La domanda è presentata: seguire le comunicazioni dell'ente e tenere le ricevute.")


def _too_late(outcome: Outcome) -> Iterator[str]:
    window = outcome.call.window
    if window is not None and window.recurring is not None:
        usually = say(window.recurring.usually)
        yield _("Prepararsi all'edizione seguente ({usually}): per questa il termine è passato.").format(
            usually=usually
        )
    else:
        yield _(
            "Chiedere all'ente se il bando riapre o se ne è prevista una nuova edizione: "
            "per questa il termine è passato."
        )
    yield from _hindrances(outcome)
    yield _("Tenere le risposte e i documenti: con una nuova edizione si parte da qui.")


def _hindrances(outcome: Outcome) -> Iterator[str]:
    failing = [finding for finding in excluding(outcome) if window_deadline(finding, outcome) is None]
    for finding in failing[:2]:
        yield say(finding.remedy) or _("Risolvere: {rule}").format(rule=continued(say(finding.text)))


def _gathering(outcome: Outcome) -> Iterator[str]:
    n = len(outcome.missing)
    if n:
        yield plural("Dare la risposta che manca.", "Dare le {n} risposte che mancano.", n).format(n=n)
    n = len(outcome.missing_figures)
    if n and outcome.contribution.status == "undetermined":
        words = plural(
            "Leggere nel testo ufficiale il punto del bando che manca, e fornirlo con la sua fonte.",
            "Leggere nel testo ufficiale i {n} punti del bando che mancano, e fornirli con la loro fonte.",
            n,
        )
        yield words.format(n=n)
    n = _to_judge(outcome)
    if n:
        words = plural("Far giudicare il punto da verificare.", "Far giudicare i {n} punti da verificare.", n)
        yield words.format(n=n)
    if not outcome.filed:
        yield from _window_to_look_at(outcome)
        yield from _papers(outcome)


def _to_judge(outcome: Outcome) -> int:
    """Count what a person must judge; whether the window is open has a step of its own."""
    judged = (one for one in outcome.findings if one.applies and one.moment == "submission" and one.id != "window")
    doubtful = sum(one.verdict == "manual" for one in judged)
    return doubtful + sum(line.verdict == "manual" for line in outcome.expenses.lines)


def _window_to_look_at(outcome: Outcome) -> Iterator[str]:
    window = outcome.call.window
    if window is None or window.closes != "when_funds_end":
        return
    where = window.address or _("la pagina del bando")
    yield _("Guardare se ci sono ancora fondi: {where}").format(where=where)


def _papers(outcome: Outcome) -> Iterator[str]:
    papers = [(one.due, one.moment) for one in outcome.attachments if one.moment == "submission"]
    told = papers_due(papers)
    if told:
        yield _("Raccogliere e firmare i documenti: {told}.").format(told=told)
