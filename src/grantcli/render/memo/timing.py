"""By when one must apply: the closing of the window, how sure it is, how many days are left."""

from ...i18n import _, plural, say
from ...model.outcome import DeadlineOutcome, Outcome
from ...wording import formats
from ...wording.terms import certainty_of
from ...wording.window_words import where_to_look, window_words

Plain = dict[str, object]


def timing(outcome: Outcome) -> Plain:
    """Return the closing in words, with its certainty and the days left; after it, that it has passed."""
    closes = _last(outcome, "closes")
    opens = _last(outcome, "opens")
    return {
        "closes": formats.limit(closes.at) if closes is not None and closes.at else "",
        "left": _left(closes, outcome),
        "late": closes is not None and closes.at is not None and closes.at.date() < outcome.on,
        "doubt": "; ".join(certainty_of(closes)) if closes is not None else "",
        "cite": closes.cite if closes is not None else "",
        "note": say(closes.note) if closes is not None else "",
        "window": _window(outcome),
        "opens": formats.limit(opens.at) if opens is not None and opens.at and opens.at.date() > outcome.on else "",
    }


def _window(outcome: Outcome) -> Plain:
    """Return how the call closes where no day alone says it: standing, recurring, announced, while the money lasts."""
    window = outcome.call.window
    if window is None:
        return {}
    return {"words": window_words(window), "look": where_to_look(window), "cite": window.cite}


def _last(outcome: Outcome, what: str) -> DeadlineOutcome | None:
    dated = [due for due in outcome.deadlines if due.what == what and due.at]
    return dated[-1] if dated else None


def _left(closes: DeadlineOutcome | None, outcome: Outcome) -> str:
    if closes is None or closes.at is None:
        return ""
    days = (closes.at.date() - outcome.on).days
    if days < 0:
        return plural("è passato da {n} giorno", "è passato da {n} giorni", -days).format(n=-days)
    if days == 0:
        return _("è oggi")
    return plural("manca {n} giorno", "mancano {n} giorni", days).format(n=days)
