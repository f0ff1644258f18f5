"""The window for applying, on a day: not yet open, open, closed, or not known."""

from datetime import date, datetime

from ..model.call import Call
from ..model.timeline import Window, WindowState


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


def _state(first: date | None, last: date | None, on: date) -> WindowState:
    if last is not None and _day(last) < on:
        return "closed"
    if first is not None and _day(first) > on:
        return "coming"
    return "unknown" if last is None else "open"
