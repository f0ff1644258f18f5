"""The window for applying, on a day: not yet open, open, closed, or not known."""

from collections.abc import Iterator
from datetime import date, datetime

from ..model.call import Call
from ..model.timeline import Deadline, Window, WindowState


def window_of(call: Call, on: date) -> Window:
    """Return the window of a call as it is on the day ``on``; of several, the widest."""
    opens = [deadline for deadline in call.deadlines if deadline.what == "opens" and deadline.at]
    closes = [deadline for deadline in call.deadlines if deadline.what == "closes" and deadline.at]
    opening = min(opens, key=_when, default=None)
    closing = max(closes, key=_when, default=None)
    first, last = (None if one is None else one.at for one in (opening, closing))
    sure = all(deadline.verified for deadline in closes)
    if call.kind != "call":
        return Window(call.kind, first, last, sure)
    latest = max((_day(day) for one in closes for day in _days_of(one)), default=None)
    state = _state(first, latest, on)
    if state == "unknown" and call.window is not None and call.window.closes in ("when_funds_end", "standing"):
        state = "open"
    return Window(state, first, last, sure, opening if state == "coming" else closing, call.window)


def _when(deadline: Deadline) -> date:
    return _day(deadline.at) if deadline.at is not None else date.max


def _days_of(deadline: Deadline) -> Iterator[date]:
    """Yield the moments that sources give for a deadline: the window is closed after the latest of them."""
    if deadline.at is not None:
        yield deadline.at
    yield from (other.at for other in deadline.other_dates)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _state(first: date | None, last: date | None, on: date) -> WindowState:
    if last is not None and _day(last) < on:
        return "closed"
    if first is not None and _day(first) > on:
        return "coming"
    return "unknown" if last is None else "open"
