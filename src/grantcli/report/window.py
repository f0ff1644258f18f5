"""The window for applying in words, and the order in which windows are listed."""

from datetime import date, datetime

from ..i18n import _, plural, say
from ..model.timeline import Window
from ..wording.formats import moment
from ..wording.terms import certainty_of


def urgency(window: Window) -> tuple[int, int, int]:
    """Return what windows are sorted by: open by closing day, coming by opening day, closed with the latest first.

    A closed call that comes back is before one that does not.
    """
    place = ("open", "coming", "unknown", "closed", "programme", "project").index(window.state)
    day = window.opens if window.state == "coming" else window.closes
    number = day.toordinal() if day else date.max.toordinal()
    gone = int(window.state == "closed" and not _comes_back(window))
    return place, gone, -number if window.state == "closed" else number


def _comes_back(window: Window) -> bool:
    return window.way is not None and window.way.closes == "recurring"


def window_words(window: Window) -> str:
    """Say the window: ``chiuso: 15 luglio 2022, ore 13:00``, and what keeps the moment from being sure."""
    marks = certainty_of(window.bound) if window.bound is not None else ()
    sure = f" ({'; '.join(marks)})" if marks else ""
    if window.state == "closed" and window.closes:
        back = window.way.recurring if window.way is not None and _comes_back(window) else None
        again = "; " + _("torna: {usually}").format(usually=say(back.usually)) if back is not None else ""
        return _("chiuso: {moment}").format(moment=moment(window.closes)) + sure + again
    if window.state == "open" and window.closes:
        return _("aperto, scade: {moment}").format(moment=moment(window.closes)) + sure
    if window.state == "open" and window.way is not None:
        funds = window.way.closes == "when_funds_end"
        return _("aperto finché ci sono risorse, senza un giorno di chiusura") if funds else _("sempre aperto")
    if window.state == "coming" and window.opens:
        return _("apre: {moment}").format(moment=moment(window.opens)) + sure
    words = {"programme": _("programma: non è un bando"), "project": _("progetto: non è un bando")}
    return words.get(window.state, _("date non note"))


LONG_CLOSED = 60
"""Days after which it says nothing that so many have gone by."""


def days_left(window: Window, today: date) -> int | None:
    """Return the days to the closing, to the opening of what is not open yet; negative after it, None: no day known."""
    bound = _bound(window)
    return None if bound is None else (_day(bound) - today).days


def by_when(window: Window, today: date) -> str:
    """Say by when one must apply: the days left, the day, how certain it is; of what is long closed the day alone."""
    left, bound = days_left(window, today), _bound(window)
    if left is None or bound is None or left < -LONG_CLOSED:
        return window_words(window)
    doubt = "; ".join(certainty_of(window.bound)) if window.bound is not None else ""
    return f"{_left(left, window.state)}: {moment(bound)}{f' ({doubt})' if doubt else ''}"


def _bound(window: Window) -> date | None:
    return window.opens if window.state == "coming" else window.closes


def _left(days: int, state: str) -> str:
    if state == "coming":
        return plural("apre fra {n} giorno", "apre fra {n} giorni", days).format(n=days)
    if days < 0:
        return plural("chiuso da {n} giorno", "chiuso da {n} giorni", -days).format(n=-days)
    if days == 0:
        return _("scade oggi")
    return plural("scade fra {n} giorno", "scade fra {n} giorni", days).format(n=days)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at
