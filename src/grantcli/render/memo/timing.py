"""By when one must apply: the closing of the window, how sure it is, how many days are left; what is due beside it."""

from datetime import datetime

from ...i18n import _, plural, say
from ...model.outcome import DeadlineOutcome, Outcome
from ...wording import formats
from ...wording.terms import certainty_of
from ...wording.window_words import where_to_look, window_words

Plain = dict[str, object]
Dated = tuple[datetime, DeadlineOutcome]
_MOST = 2  # dates beside the closing


def timing(outcome: Outcome) -> Plain:
    """Return the closing in words, with its certainty and the days left; after it, that it has passed.

    ``dues`` is what else has a day that comes: duties, and the end of the measure where that is no day to apply by;
    none after the closing, for there is nothing to do any more.
    """
    closes = closing(outcome)
    opens = _bound(outcome, "opens")
    late = closes is not None and closes.at is not None and closes.at.date() < outcome.on
    return {
        "filed": outcome.filed,
        "closes": formats.limit(closes.at) if closes is not None and closes.at else "",
        "left": _left(closes, outcome),
        "late": late,
        "doubt": "; ".join(certainty_of(closes)) if closes is not None else "",
        "cite": closes.cite if closes is not None else "",
        "note": say(closes.note) if closes is not None else "",
        "dues": [] if late else [_row(at, due, outcome) for at, due in _dues(outcome)],
        "window": _window(outcome),
        "opens": formats.limit(opens.at) if opens is not None and opens.at and opens.at.date() > outcome.on else "",
    }


def closing(outcome: Outcome) -> DeadlineOutcome | None:
    """Return the last day to apply by; None of an application that was handed in, or where no such day is known."""
    last = _bound(outcome, "closes")
    return last if last is not None and last.apply_by and not outcome.filed else None


def upcoming(outcome: Outcome) -> list[Dated]:
    """Return what has a day that comes, the nearest first: duties, and of what was handed in the closing too."""
    kinds = ("due", "closes") if outcome.filed else ("due",)
    return [(at, due) for at, due in _dated(outcome, *kinds) if due.apply_by and at.date() >= outcome.on]


def _dues(outcome: Outcome) -> list[Dated]:
    last = _bound(outcome, "closes")
    ends = [(last.at, last)] if last is not None and last.at is not None and not last.apply_by else []
    return sorted([*upcoming(outcome)[:_MOST], *ends], key=_day)


def _row(at: datetime, due: DeadlineOutcome, outcome: Outcome) -> Plain:
    return {
        "when": formats.limit(at),
        "text": formats.continued(say(due.text)).rstrip("."),
        "left": _left(due, outcome),
        "doubt": "; ".join(certainty_of(due)),
        "cite": due.cite,
    }


def _window(outcome: Outcome) -> Plain:
    """Return how the call closes where no day alone says it: standing, recurring, announced, while the money lasts."""
    window = outcome.call.window
    if window is None:
        return {}
    return {"words": window_words(window), "look": where_to_look(window), "cite": window.cite}


def _bound(outcome: Outcome, what: str) -> DeadlineOutcome | None:
    """Return the opening or closing that comes next; where all have passed, the last of them."""
    dated = _dated(outcome, what)
    coming = (due for at, due in dated if at.date() >= outcome.on)
    return next(coming, dated[-1][1] if dated else None)


def _dated(outcome: Outcome, *kinds: str) -> list[Dated]:
    """Return what of some kinds has a day, the nearest first."""
    return sorted(((due.at, due) for due in outcome.deadlines if due.what in kinds and due.at), key=_day)


def _day(one: Dated) -> datetime:
    return one[0]


def _left(closes: DeadlineOutcome | None, outcome: Outcome) -> str:
    if closes is None or closes.at is None:
        return ""
    days = (closes.at.date() - outcome.on).days
    if days < 0:
        return plural("è passato da {n} giorno", "è passato da {n} giorni", -days).format(n=-days)
    if days == 0:
        return _("è oggi")
    return plural("manca {n} giorno", "mancano {n} giorni", days).format(n=days)
