"""The window for applying, on a day: not yet open, open, closed, or not known."""

from datetime import date, datetime
from typing import Literal, NamedTuple

from ..i18n import _
from ..model.call import Call
from ..wording.formats import moment

State = Literal["open", "coming", "closed", "unknown", "programme", "project"]


class Window(NamedTuple):
    """``opens`` and ``closes`` are the call's local wall time; None where the text does not say."""

    state: State
    opens: date | None
    closes: date | None
    sure: bool = True


def window_of(call: Call, on: date) -> Window:
    """Return the window of a call as it stands on the day ``on``; of several, the widest."""
    opens = [deadline for deadline in call.deadlines if deadline.what == "opens" and deadline.at]
    closes = [deadline for deadline in call.deadlines if deadline.what == "closes" and deadline.at]
    first = min((d.at for d in opens if d.at), key=_day, default=None)
    last = max((d.at for d in closes if d.at), key=_day, default=None)
    sure = all(deadline.verified for deadline in closes)
    if call.kind != "call":
        return Window(call.kind, first, last, sure)
    return Window(_state(first, last, on), first, last, sure)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _state(first: date | None, last: date | None, on: date) -> State:
    if last is not None and _day(last) < on:
        return "closed"
    if first is not None and _day(first) > on:
        return "coming"
    return "unknown" if last is None else "open"


def urgency(window: Window) -> tuple[int, int]:
    """Return what windows are sorted by: open by closing day, coming by opening day, closed with the latest first."""
    place = ("open", "coming", "unknown", "closed", "programme", "project").index(window.state)
    day = window.opens if window.state == "coming" else window.closes
    number = day.toordinal() if day else date.max.toordinal()
    return place, -number if window.state == "closed" else number


def window_words(window: Window) -> str:
    """Say the window: ``chiuso: 15 luglio 2022, ore 13:00``, and that a moment is not verified."""
    sure = "" if window.sure else f" ({_('non verificato')})"
    if window.state == "closed" and window.closes:
        return _("chiuso: {moment}").format(moment=moment(window.closes)) + sure
    if window.state == "open" and window.closes:
        return _("aperto, scade: {moment}").format(moment=moment(window.closes)) + sure
    if window.state == "coming" and window.opens:
        return _("apre: {moment}").format(moment=moment(window.opens))
    words = {"programme": _("programma: non è un bando"), "project": _("progetto: non è un bando")}
    return words.get(window.state, _("date non note"))
