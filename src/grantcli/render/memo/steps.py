"""The next three steps: what hinders first, what lacks next, and last to apply in time."""

from collections.abc import Iterator

from ...i18n import _, plural, say
from ...model.outcome import Outcome
from ...wording.formats import continued
from ...wording.meaning import closed, excluding, window_deadline
from .timing import timing

_MOST = 3


def steps(outcome: Outcome) -> list[str]:
    """Return at most three sentences, in the order of doing."""
    if closed(outcome) is not None:
        return list(_too_late(outcome))[:_MOST]
    hindrances = list(_hindrances(outcome))
    closes = timing(outcome)["closes"]
    by = _(", entro: {when}").format(when=closes) if closes else ""
    if hindrances:
        last = _("Risolti i punti che escludono, rifare la valutazione e solo allora presentare la domanda{by}.")
    else:
        last = _("Rileggere la bozza e presentare la domanda, firmata come chiede il bando{by}.")
    return [*[*hindrances, *_gathering(outcome)][: _MOST - 1], last.format(by=by)]


def _too_late(outcome: Outcome) -> Iterator[str]:
    yield _(
        "Chiedere all'ente se il bando riapre o se ne è prevista una nuova edizione: per questa il termine è passato."
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
            "Leggere nel testo ufficiale la cifra del bando che manca, e fornirla con la sua fonte.",
            "Leggere nel testo ufficiale le {n} cifre del bando che mancano, e fornirle con la loro fonte.",
            n,
        )
        yield words.format(n=n)
    n = sum(one.verdict == "manual" and one.applies and one.moment == "submission" for one in outcome.findings)
    n += sum(line.verdict == "manual" for line in outcome.expenses.lines)
    if n:
        words = plural("Far giudicare il punto da verificare.", "Far giudicare i {n} punti da verificare.", n)
        yield words.format(n=n)
    n = sum(paper.due == "required" and paper.moment == "submission" for paper in outcome.attachments)
    if n:
        yield plural(
            "Raccogliere e firmare il documento dovuto.", "Raccogliere e firmare i {n} documenti dovuti.", n
        ).format(n=n)
