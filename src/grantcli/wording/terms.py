"""Dates of the timeline in words: how certain each is, and a term whose base day is not known yet."""

from typing import TYPE_CHECKING

from ..i18n import _, plural
from ..model.timeline import After, Deadline
from ..model.vocabulary import Vocabulary
from .facts import label_of
from .formats import limit, listing, moment

if TYPE_CHECKING:
    from ..model.outcome import DeadlineOutcome


def certainty_of(due: "Deadline | DeadlineOutcome") -> tuple[str, ...]:
    """Return what keeps a date from being sure, a short phrase each; nothing where the text gives it.

    The hour counts for what opens and closes the window for applying.
    """
    marks = []
    if not due.verified:
        marks.append(_("non verificata"))
    if due.status == "secondary":
        marks.append(_("fonte secondaria"))
    bounds = due.what in ("opens", "closes") and due.moment == "submission"
    if bounds and due.at is not None and due.whole_day:
        marks.append(_("l'ora non è nota"))
    if due.other_dates:
        others = listing([f"{moment(one.at)} ({one.cite})" for one in due.other_dates])
        marks.append(_("altre fonti: {dates}").format(dates=others))
    return tuple(marks)


def span(after: After) -> str:
    """Say how long a term is: ``entro 60 giorni``; nothing of a date that is the counted one itself."""
    long = spans(after)
    return _("entro {span}").format(span=long) if long else ""


def spans(after: After) -> str:
    """Say so many years, months and days; nothing where there are none."""
    said = []
    if after.years:
        said.append(plural("{n} anno", "{n} anni", after.years).format(n=after.years))
    if after.months:
        said.append(plural("{n} mese", "{n} mesi", after.months).format(n=after.months))
    if after.days:
        said.append(plural("{n} giorno", "{n} giorni", after.days).format(n=after.days))
    return listing(said)


def term(after: After, vocabulary: Vocabulary) -> str:
    """Say a term whose base day is not known yet: ``entro 60 giorni da: data della concessione``."""
    fact, long = label_of(after.fact, vocabulary), span(after)
    whole, _space, last = fact.rpartition(" ")
    named = whole if last in _BEFORE_A_DAY else fact
    return _("{span} da: {fact}").format(span=long, fact=named) if long else named


_BEFORE_A_DAY = frozenset({"il", "lo", "la", "del", "dal", "al", "on", "from", "until", "at"})
"""How the label of a day can end: «Contratto del» 3 May; where no day follows it says the contract alone."""


def when(due: "DeadlineOutcome", vocabulary: Vocabulary) -> str:
    """Say when something is due: the day and hour, the day alone, the term it counts, or that it is not known."""
    if due.at is not None:
        return limit(due.at)
    return term(due.after, vocabulary) if due.after is not None else _("data non nota")
