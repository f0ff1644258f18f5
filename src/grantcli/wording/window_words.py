"""How a call closes that closes on no day, in words: when the money ends, never, every year, or only announced."""

from ..i18n import _, say
from ..model.computing.call_figure import fixed
from ..model.timeline import CallWindow
from .formats import day, percent


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
    """Say where to see whether it is open today, and on which day somebody last saw it open."""
    seen = _("visto aperto il {day}").format(day=day(window.seen_open)) if window.seen_open is not None else ""
    address = _("guardare {address}").format(address=window.address) if window.address else ""
    return " · ".join(part for part in (address, seen) if part)
