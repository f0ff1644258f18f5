"""Matches to read on a terminal: of one company a screen for the client, of several a grid first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, plural, say
from ..report.layout import Screen, aside, entry, grouped, heading, note, show
from ..wording.facts import label_of
from ..wording.formats import day, some
from .fit import Fit
from .grid import grid
from .match import Match
from .unjudged import error_words, report_words
from .words import chance_word, fit_words, gone_words, mark_of, unmet_words, when_words

_SHOWN = 3


def show_matches(matches: Sequence[Match], on: date, console: Console, *, everything: bool = False) -> None:
    """Print the matches of companies on a day: several as a grid, and with ``everything`` each of them after it."""
    names = names_of(matches)
    if len(matches) > 1:
        show(grid(matches, names, on, console, everything=everything), console)
    if len(matches) == 1 or everything:
        for one, name in zip(matches, names, strict=True):
            show(_company(one, name, on, console, everything), console)


def names_of(matches: Sequence[Match]) -> list[str]:
    """Return what companies are called, those of one name kept apart by VAT number or by place."""
    count = Counter(one.name for one in matches)
    return [one.name if count[one.name] == 1 else f"{one.name} · {_mark(one)}" for one in matches]


def _mark(one: Match) -> str:
    who = one.who
    return who.vat_number or (f"{who.file}:{who.row}" if who.row else who.file)


def _company(one: Match, name: str, on: date, console: Console, everything: bool) -> Screen:
    yield heading(name, day(on))
    for title, fits in _groups(one.fits):
        yield note(title, "bold")
        for fit in fits:
            yield entry(console, mark_of(fit), *_fit(fit, on))
    gone = [fit for fit in one.fits if fit.gone]
    if everything:
        for fit in gone:
            yield entry(console, mark_of(fit), *_fit(fit, on))
    elif gone:
        yield note(gone_words(gone), "dim")
    yield from _unjudged(one, console)
    yield from _asks(one, console)


def _unjudged(one: Match, console: Console) -> Screen:
    if one.unjudged:
        yield note(_("Il programma si è guastato"), "bold")
    for each in one.unjudged:
        title = Text(say(each.call.title), style="bold")
        yield entry(console, "warning", title, aside(each.call.id), Text(error_words(each)), aside(report_words()))


def _groups(fits: Iterable[Fit]) -> Iterator[tuple[str, list[Fit]]]:
    """Return the calls that matter to a client by what can be done now, each group under its title."""
    titles = {
        "possible": _("Si può chiedere ora"),
        "missing": _("Aperti: si può chiedere, se le risposte che mancano vanno bene"),
        "undetermined": _("Aperti, ma il testo del bando non basta per dire se si può"),
        "coming": _("In arrivo, che tornano, o senza date note"),
        "impossible": _("Non si può"),
    }
    return grouped((one for one in fits if not one.gone), titles, _group_of)


def _group_of(one: Fit) -> str:
    later = one.chance != "impossible" and one.window.state != "open"
    return "coming" if later else one.chance


def _asks(one: Match, console: Console) -> Screen:
    """Show the one answer that would open most, then the next ones."""
    for number, ask in enumerate(one.asks[:_SHOWN]):
        if not number:
            yield note(_("La risposta che apre di più"), "bold")
        if number == 1:
            yield note(_("Poi"), "bold")
        told = _waits(ask.waiting, ask.opened)
        yield entry(console, "todo", Text(ask.question), aside(told))


def _waits(waiting: int, opened: int) -> str:
    waits = plural("la aspetta {n} bando", "la aspettano {n} bandi", waiting).format(n=waiting)
    only = plural(
        "per {n} bando è l'unica che manca sull'impresa", "per {n} bandi è l'unica che manca sull'impresa", opened
    )
    return f"{waits}; {only.format(n=opened)}" if opened else waits


def _fit(one: Fit, on: date) -> Iterator[RenderableType]:
    yield Text(say(one.call.title), style="bold")
    yield aside(one.call.id, when_words(one.window, one.judged_on, on))
    yield Text(" · ".join(part for part in (_standing(one), fit_words(one)) if part))
    for unmet in one.reasons[:_SHOWN]:
        yield Text.assemble(
            unmet_words(unmet), ("  " + " · ".join(part for part in (unmet.id, unmet.cite) if part), "dim")
        )
    if one.missing and one.chance != "impossible":
        yield aside(some([label_of(key, one.vocabulary) for key in one.missing]))


def _standing(one: Fit) -> str:
    return f"{chance_word(one)} ({len(one.missing)})" if one.chance == "missing" else chance_word(one)
