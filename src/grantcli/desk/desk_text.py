"""The desk to read on a terminal: what is due within a week, what is open, what is to come, what is closed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from rich.console import Console, RenderableType
from rich.text import Text

from ..i18n import _, plural
from ..report.layout import Screen, aside, entry, grouped, heading, labelled, note, show
from ..report.marks import overall_mark, overall_style
from ..report.outcome.amounts import amount_words
from ..report.window import by_when
from ..wording.aid_forms import form_word
from ..wording.formats import day, limit, listing, some
from ..wording.verdicts import overall_word, papers_due, unpaid_words
from .application_status import ApplicationStatus, DatedTerm, FormAmount
from .desk_rows import DeskRow

_MOST_EFFECTS, _MOST_REASONS = 6, 2


@dataclass(frozen=True, slots=True)
class DeskShown:
    """What the screen is asked to show: the day it is; only what falls within a week; since when amendments count."""

    today: date
    week: bool = False
    since: date | None = None


def show_desk(rows: Sequence[DeskRow], unread: Sequence[str], shown: DeskShown, console: Console) -> None:
    """Print the applications, most urgent first, and last the files that could not be read."""
    show(_desk(rows, unread, shown, console), console)


def _desk(rows: Sequence[DeskRow], unread: Sequence[str], shown: DeskShown, console: Console) -> Screen:
    if not rows:
        yield heading(_("Domande"), day(shown.today))
        yield note(_("Nei prossimi sette giorni non scade nulla.") if shown.week else _("Nessuna domanda."))
    for title, group in _groups(rows):
        yield heading(title, f"{len(group)} · {day(shown.today)}")
        for one in group:
            yield entry(console, overall_mark(one.status.verdict, one.status.unfunded), *_row(one, shown))
    if unread:
        yield heading(_("Non si leggono"), str(len(unread)))
        for file in unread:
            yield entry(console, "warning", Text(file, overflow="fold"))


def _groups(rows: Sequence[DeskRow]) -> Iterator[tuple[str, list[DeskRow]]]:
    titles = {
        "week": _("Entro sette giorni"),
        "open": _("Aperte"),
        "coming": _("Non ancora aperte"),
        "unknown": _("Senza date note"),
        "closed": _("Chiuse"),
    }
    return grouped(rows, titles, lambda one: "week" if one.this_week else one.window.state)


def _row(one: DeskRow, shown: DeskShown) -> Iterator[RenderableType]:
    status = one.status
    yield Text.assemble((status.client, "bold"), f"  {status.call}")
    yield Text(by_when(one.window, shown.today), style="bold" if one.this_week else "")
    standing = status.verdict, status.unfunded
    verdict = Text(overall_word(*standing), style=overall_style(*standing))
    yield Text(" · ").join([verdict, *(Text(words) for words in _amounts(status))])
    yield from (Text(reason) for reason in status.reasons[:_MOST_REASONS])
    yield from (Text(words) for words in (status.lacking, _lacks(status)) if words)
    for term in one.soon:
        yield labelled(_when(term), term.text)
    judged = "" if status.on == shown.today.isoformat() else _("valutata al {day}")
    yield aside(
        one.file,
        judged.format(day=day(date.fromisoformat(status.on))),
        _changed(one, shown.today),
        plural("{n} avviso", "{n} avvisi", status.warnings).format(n=status.warnings) if status.warnings else "",
    )
    if shown.since is not None:
        yield from _amended(status)


def _amounts(status: ApplicationStatus) -> Iterator[str]:
    """Say the contribution of each form, in all and by its parts; of one that cannot be computed, that it cannot."""
    for _form, group in groupby(
        sorted(status.amounts, key=lambda one: _first_of(one, status)), key=lambda one: one.form
    ):
        alike = list(group)
        amounts = [None if one.amount is None else Decimal(one.amount) for one in alike]
        total = None if None in amounts else sum((one for one in amounts if one is not None), Decimal())
        doubt = "estimate" if any(one.status == "estimate" for one in alike) else alike[0].status
        words = amount_words(total, doubt)  # type: ignore[arg-type]
        label = alike[0].label or _("Contributo")
        if len(alike) > 1:
            label = form_word(alike[0].form)  # type: ignore[arg-type]
            parts = listing(
                [f"{one.label} {amount_words(own, 'official')}" for one, own in zip(alike, amounts, strict=True)]
            )
            words = _("{total}, cioè {parts}").format(total=words, parts=parts)
        refused, said = status.verdict == "not_eligible", f"{label}: {words}"
        unpaid = total is not None and (refused or status.unfunded)
        yield unpaid_words(said, refused=refused) if unpaid else said


def _first_of(one: FormAmount, status: ApplicationStatus) -> int:
    """Return where the form of an amount comes first, so that those of one form stand together."""
    return next(place for place, other in enumerate(status.amounts) if other.form == one.form)


def _lacks(status: ApplicationStatus) -> str:
    parts = []
    if status.missing:
        n = len(status.missing)
        told = plural("manca {n} risposta: {names}", "mancano {n} risposte: {names}", n)
        parts.append(told.format(n=n, names=some([label for _key, label in status.missing], 3)))
    due = papers_due((one.due, one.moment) for one in status.documents)
    unknown = sum(one.due == "unknown" for one in status.documents)
    if due:
        parts.append(_("documenti: {told}").format(told=due))
    if unknown:
        parts.append(plural("{n} documento da chiarire", "{n} documenti da chiarire", unknown).format(n=unknown))
    return " · ".join(parts)


def _when(term: DatedTerm) -> str:
    at = datetime.fromisoformat(term.at)
    said = day(at) if term.whole_day else limit(at)
    return f"{said} ({term.doubt})" if term.doubt else said


def _changed(one: DeskRow, today: date) -> str:
    if one.changed is None:
        return ""
    ago = (today - one.changed).days
    if ago == 0:
        return _("modificata oggi")
    if ago < 0 or ago > 30:
        return _("modificata il {day}").format(day=day(one.changed))
    return plural("modificata {n} giorno fa", "modificata {n} giorni fa", ago).format(n=ago)


def _amended(status: ApplicationStatus) -> Iterator[RenderableType]:
    for since, text in status.amendments:
        yield labelled(_("Modifica del {day}").format(day=day(date.fromisoformat(since))), text)
    if status.amendments and not status.effects:
        yield Text(_("Per questa domanda non cambia nulla."))
    for one in status.effects[:_MOST_EFFECTS]:
        yield labelled(one.text or one.path, f"{one.before} → {one.after}")
    rest = len(status.effects) - _MOST_EFFECTS
    if rest > 0:
        yield aside(plural("e un altro cambiamento", "e altri {n} cambiamenti", rest).format(n=rest))
