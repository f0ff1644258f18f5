"""Matches to read on a terminal: a company's calls one by one, many companies as a grid."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from ..i18n import _, plural, say
from ..model.fact import Vocabulary
from ..report.layout import Screen, aside, entry, heading, note, show
from ..report.marks import MARKS
from ..report.window import window_words
from ..wording.facts import label_of, question_of
from ..wording.formats import day, money, some
from .fit import Contribution, Fit
from .match import Match
from .match_data import chance_word

MOST_IN_FULL = 5
"""So many companies are shown call by call; more of them as a grid."""
_MARK = {"possible": "pass", "missing": "unknown", "undetermined": "undetermined", "impossible": "fail"}
_SHOWN = 3


def show_matches(matches: Sequence[Match], words: Vocabulary, on: date, console: Console) -> None:
    """Print the matches of companies on a day."""
    if len(matches) > MOST_IN_FULL:
        console.print(_grid(matches, console))
        show(_legend(console), console)
        return
    for one in matches:
        show(_company(one, words, on, console), console)


def _company(one: Match, words: Vocabulary, on: date, console: Console) -> Screen:
    yield heading(one.name, day(on))
    for fit in one.fits:
        yield entry(console, _MARK[fit.chance], *_fit(fit, words))
    for ask in one.asks[:_SHOWN]:
        told = _waits(ask.waiting, ask.opened)
        yield entry(console, "todo", Text(question_of(ask.key, words)), aside(told))


def _waits(waiting: int, opened: int) -> str:
    waits = plural("la aspetta {n} bando", "la aspettano {n} bandi", waiting).format(n=waiting)
    alone = plural("a {n} manca solo questa", "a {n} manca solo questa", opened).format(n=opened)
    return f"{waits}; {alone}" if opened else waits


def _fit(one: Fit, words: Vocabulary) -> Iterator[RenderableType]:
    yield Text(say(one.call.title), style="bold")
    yield aside(one.call.id, window_words(one.window))
    yield Text(" · ".join(part for part in (chance_word(one), contribution_words(one.contribution)) if part))
    for ident, text in one.reasons[:_SHOWN]:
        yield Text.assemble(text, (f"  {ident}", "dim"))
    if one.missing and one.chance != "impossible":
        told = plural("manca {n} risposta", "mancano {n} risposte", len(one.missing)).format(n=len(one.missing))
        yield aside(f"{told}: {some([label_of(key, words) for key in one.missing])}")


def contribution_words(one: Contribution) -> str:
    """Say what a company might get; nothing where that cannot be told."""
    if one.most is None:
        return "" if one.least is None else _("almeno {least}").format(least=money(one.least))
    if one.known or one.least == one.most:
        said = money(one.most)
    elif one.least is None:
        said = _("fino a {most}").format(most=money(one.most))
    else:
        said = _("da {least} a {most}").format(least=money(one.least), most=money(one.most))
    return said if one.status == "official" else _("{amount} (stima)").format(amount=said)


def _grid(matches: Sequence[Match], console: Console) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(_("Impresa"))
    for fit in matches[0].fits:
        table.add_column(fit.call.id)
    for one in matches:
        table.add_row(Text(one.name), *(_cell(fit, console) for fit in one.fits))
    return table


def _cell(one: Fit, console: Console) -> Text:
    mark = MARKS[_MARK[one.chance]]
    amount = contribution_words(one.contribution)
    missing = str(len(one.missing)) if one.chance == "missing" else ""
    dates = "" if one.open else "(" + (_("chiuso") if one.window.state == "closed" else _("non ancora aperto")) + ")"
    return Text(" ".join(part for part in (mark.on(console), missing, amount, dates) if part), style=mark.style)


def _legend(console: Console) -> Screen:
    words = {
        "possible": _("possibile"),
        "missing": _("mancano risposte (quante)"),
        "undetermined": _("il testo del bando non basta"),
        "impossible": _("impossibile"),
    }
    yield note(" · ".join(f"{MARKS[_MARK[key]].on(console)} {word}" for key, word in words.items()), "dim")
    yield note(_("Motivi e risposte mancanti, impresa per impresa: --json o --csv."), "dim")
