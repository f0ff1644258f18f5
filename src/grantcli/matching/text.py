"""Matches to read on a terminal: a company's calls one by one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import plural, say
from ..model.vocabulary import Vocabulary
from ..report.layout import Screen, aside, entry, heading, show
from ..wording.facts import label_of, question_of
from ..wording.formats import day, some
from .fit import Fit
from .grid import grid
from .match import Match
from .words import MARK_OF, aid_words, chance_word, when_words

MOST_IN_FULL = 5
"""So many companies are shown call by call; more of them as a grid."""
_SHOWN = 3


def show_matches(matches: Sequence[Match], words: Vocabulary, on: date, console: Console) -> None:
    """Print the matches of companies on a day."""
    names = names_of(matches)
    if len(matches) > MOST_IN_FULL:
        show(grid(matches, names, words, on, console), console)
        return
    for one, name in zip(matches, names, strict=True):
        show(_company(one, name, words, on, console), console)


def names_of(matches: Sequence[Match]) -> list[str]:
    """Return what companies are called, those of one name told apart by VAT number or by place."""
    count = Counter(one.name for one in matches)
    return [one.name if count[one.name] == 1 else f"{one.name} · {_mark(one)}" for one in matches]


def _mark(one: Match) -> str:
    who = one.who
    return who.vat_number or (f"{who.file}:{who.row}" if who.row else who.file)


def _company(one: Match, name: str, words: Vocabulary, on: date, console: Console) -> Screen:
    yield heading(name, day(on))
    for fit in one.fits:
        yield entry(console, MARK_OF[fit.chance], *_fit(fit, words, on))
    for ask in one.asks[:_SHOWN]:
        told = _waits(ask.waiting, ask.opened)
        yield entry(console, "todo", Text(question_of(ask.key, words)), aside(told))


def _waits(waiting: int, opened: int) -> str:
    waits = plural("la aspetta {n} bando", "la aspettano {n} bandi", waiting).format(n=waiting)
    only = plural(
        "per {n} bando è l'unica che manca sull'impresa", "per {n} bandi è l'unica che manca sull'impresa", opened
    )
    return f"{waits}; {only.format(n=opened)}" if opened else waits


def _fit(one: Fit, words: Vocabulary, on: date) -> Iterator[RenderableType]:
    yield Text(say(one.call.title), style="bold")
    yield aside(one.call.id, when_words(one.window, one.judged_on, on))
    yield Text(" · ".join(part for part in (_standing(one), aid_words(one.contribution)) if part))
    for ident, text in one.reasons[:_SHOWN]:
        yield Text.assemble(text, (f"  {ident}", "dim"))
    if one.missing and one.chance != "impossible":
        yield aside(some([label_of(key, words) for key in one.missing]))


def _standing(one: Fit) -> str:
    return f"{chance_word(one)} ({len(one.missing)})" if one.chance == "missing" else chance_word(one)
