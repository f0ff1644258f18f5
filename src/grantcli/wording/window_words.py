"""How a call closes that closes on no day, in words: when the money ends, never, every year, or only announced."""

from datetime import date, timedelta
from typing import Final

from ..i18n import _, say
from ..model.call import Call
from ..model.computing.call_figure import fixed
from ..model.timeline import CallWindow
from .formats import day, percent

_OLD: Final = timedelta(days=60)
_ISSUED: Final = frozenset({"page", "call", "law", "amendment"})  # what those who run the call publish


def not_checked(call: Call, today: date) -> str:
    """Say that nobody compared a call with its sources in sixty days before ``today``, and where to look; or ``""``.

    ``today`` is the day of whoever looks, not that of the evaluation.
    """
    if call.kind != "call" or call.checked is None or today - call.checked <= _OLD:
        return ""
    address = call.window.address if call.window is not None else None
    own = (source.address for source in call.sources.values() if source.kind in _ISSUED and source.address)
    address = address or next(own, None)
    where = _("guardare {address}").format(address=address) if address else ""
    told = _("non controllato da oltre 60 giorni (dal {day})").format(day=day(call.checked))
    return " · ".join(part for part in (told, where) if part)


def window_words(window: CallWindow) -> str:
    """Say how the call closes, in one sentence."""
    if window.text is not None:
        return say(window.text)
    at = fixed(window.requests_at)
    if window.closes == "when_funds_end" and at is not None:
        return _("Chiude quando le richieste arrivano al {share} delle risorse.").format(share=percent(at))
    usually = say(window.recurring.usually) if window.recurring is not None else _("ogni anno")
    return {
        "when_funds_end": _("È aperto finché ci sono risorse."),
        "standing": _("È sempre aperto."),
        "recurring": _("Torna: {usually}.").format(usually=usually),
        "announced": _("È annunciato, non ancora aperto."),
    }[window.closes]


def where_to_look(window: CallWindow) -> str:
    """Return the address where to see whether it is open today, and the day on which somebody last saw it open."""
    seen = _("visto aperto il {day}").format(day=day(window.seen_open)) if window.seen_open is not None else ""
    return " · ".join(part for part in (window.address, seen) if part)
