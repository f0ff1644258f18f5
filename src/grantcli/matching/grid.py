"""Many companies against calls: a grid of signs, what it comes to call by call, and the answer that would open most."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..i18n import _, plural
from ..report.layout import Hanging, Screen, aside, columns, entry, heading, note, width_of
from ..report.marks import MARKS
from ..report.outcome.amounts import amount_words
from ..wording.aid_forms import form_word
from ..wording.formats import day, money
from .fit import Fit
from .match import Ask, Match, asks_of_all
from .ranking import Total, totals
from .words import MARK_OF, gone_words, mark_of, unmet_words, when_words, window_word

_FOR_NAMES, _GAP = 24, 2
_SHOWN = 3
_Column = list[Text]
"""The head and the cells of a call."""


def grid(matches: Sequence[Match], names: Sequence[str], on: date, console: Console, *, everything: bool) -> Screen:
    """Show companies as rows and calls as numbered columns, with ``everything`` then each call in total."""
    every = totals(matches)
    calls = [one for one in every if everything or not one.like.gone] or every
    gone = [one.like for one in every if one not in calls]
    companies = plural("{n} impresa", "{n} imprese", len(matches)).format(n=len(matches))
    yield heading(companies, day(on))
    yield from (_numbered(number, one.like) for number, one in enumerate(calls, start=1))
    if gone:
        yield note(gone_words(gone), "dim")
    made = [_column(number, one, matches, console) for number, one in enumerate(calls, start=1)]
    for part in _parts(made, width_of(console) - _room_for(names, width_of(console))):
        yield Text("")
        rows = ([Text(name, overflow="fold"), *cells] for name, *cells in zip(["", *names], *part, strict=True))
        yield columns(rows, *_sides(names, part, width_of(console)))
    yield Text("")
    yield _legend(console, any(fit.unfunded for one in matches for fit in one.fits))
    if everything:
        yield heading(_("Bando per bando"))
        for number, one in enumerate(calls, start=1):
            yield Hanging(Text(f"{number:>3} ", style="bold"), *_total(one, on))
    yield from _best(asks_of_all(matches)[:1], console)
    yield note(_("Impresa per impresa, con motivi e risposte mancanti: --all, --json o --csv."), "dim")


def _numbered(number: int, one: Fit) -> RenderableType:
    """Show the number of a call, and whether one can apply where not at once."""
    state = "" if one.window.state == "open" else f"  {window_word(one)}"
    return Padding(Text.assemble(f"{number:>2} {one.call.id}", (state, "dim")), (0, 0, 0, 2))


def _column(number: int, total: Total, matches: Sequence[Match], console: Console) -> _Column:
    ident = total.like.call.id
    fits = (next((fit for fit in one.fits if fit.call.id == ident), None) for one in matches)
    return [Text(str(number), style="bold"), *(Text() if fit is None else _cell(fit, console) for fit in fits)]


def _cell(one: Fit, console: Console) -> Text:
    mark, got = MARKS[mark_of(one)], one.contribution
    missing = str(len(one.missing)) if one.chance == "missing" else ""
    known = got.known and not one.unfunded
    amount = amount_words(got.most, got.status) if known and got.most is not None else ""
    if known and got.forms and not got.most:  # nothing is given for good: what the first form gives
        amount = f"{form_word(got.forms[0].form)} {money(got.forms[0].most)}"
    return Text(" ".join(part for part in (mark.on(console), missing, amount) if part), style=mark.style)


def _room_for(names: Sequence[str], width: int) -> int:
    """Return the room of the names beside the calls: their longest word is whole where half the width holds it."""
    longest = max((cell_len(word) for name in names for word in name.split()), default=0)
    return max(_FOR_NAMES, min(longest + _GAP, width // 2))


def _parts(made: Sequence[_Column], room: int) -> Iterator[list[_Column]]:
    """Yield as many columns at a time as stand in the room beside the names."""
    part: list[_Column] = []
    left = room
    for column in made:
        wide = _wide(column)
        if part and wide > left:
            yield part
            part, left = [], room
        part.append(column)
        left -= wide
    yield part


def _sides(names: Sequence[str], part: Sequence[_Column], width: int) -> list[Literal["left", "full"]]:
    """Let the names wrap where they leave no room for the calls."""
    wide = max(map(cell_len, names)) + _GAP + sum(map(_wide, part))
    sides: list[Literal["left", "full"]] = ["left"] * len(part)
    return ["left" if wide + _GAP <= width else "full", *sides]


def _wide(column: _Column) -> int:
    return max(cell_len(cell.plain) for cell in column) + _GAP


def _legend(console: Console, unfunded: bool) -> RenderableType:
    words = {
        "possible": _("possibile"),
        "missing": _("mancano risposte (quante)"),
        "undetermined": _("il testo del bando non basta"),
        "impossible": _("impossibile"),
    }
    signs = [f"{MARKS[MARK_OF[key]].on(console)} {word}" for key, word in words.items()]  # type: ignore[index]
    if unfunded:
        signs.append(f"{MARKS['warning'].on(console)} {_('punteggio sotto la soglia: non finanziata')}")
    return note(" · ".join(signs), "dim")


def _total(one: Total, on: date) -> Iterator[RenderableType]:
    yield Text(one.like.call.id, style="bold")
    yield aside(when_words(one.like.window, one.judged_on, on))
    yield Text(" · ".join(_counts(one)))
    yield from (Text(told) for told in (" · ".join(_amounts(one)),) if told)
    for unmet, count in one.reasons[:_SHOWN]:
        times = plural("per {n} impresa", "per {n} imprese", count).format(n=count)
        yield Text.assemble(unmet_words(unmet), (f"  {unmet.id} · {times}", "dim"))


def _counts(one: Total) -> Iterator[str]:
    words = {
        "possible": _("possibile per {n}"),
        "missing": _("mancano risposte a {n}"),
        "impossible": _("impossibile per {n}"),
    }
    counts = {**one.chances, "possible": one.chances["possible"] - one.unfunded}
    yield from (word.format(n=counts.get(chance, 0)) for chance, word in words.items())  # type: ignore[call-overload]
    if one.unfunded:
        yield _("possibile, non finanziata per {n}").format(n=one.unfunded)
    if one.chances["undetermined"]:
        yield _("non determinabile per {n}").format(n=one.chances["undetermined"])


def _amounts(one: Total) -> Iterator[str]:
    if one.computed:
        amount = amount_words(one.amount, one.status)
        words = plural("{amount} in tutto, per {n} piano", "{amount} in tutto, per {n} piani", one.computed)
        yield words.format(amount=amount, n=one.computed)
    if one.most is not None:
        yield _("senza piano, fino a {most} ciascuna (stima)").format(most=money(one.most))
    elif one.ceiling is not None:
        yield _("senza piano non si può dire; il bando dà al massimo {most}").format(most=money(one.ceiling))


def _best(asks: Sequence[Ask], console: Console) -> Screen:
    """Show the answer that would open most for all companies together."""
    for ask in asks:
        yield heading(_("La risposta che aprirebbe di più"))
        waits = plural("la aspetta {n} impresa", "la aspettano {n} imprese", ask.waiting).format(n=ask.waiting)
        only = plural(
            "per {n} è l'unica che manca sull'impresa", "per {n} è l'unica che manca sull'impresa", ask.opened
        )
        told = f"{waits}; {only.format(n=ask.opened)}" if ask.opened else waits
        yield entry(console, "todo", Text(ask.question), aside(told))
