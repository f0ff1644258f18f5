"""The dates of an application as a calendar file (iCalendar, RFC 5545): deadlines, terms after the award, expiries.

Every event is stamped by the day that counts, and its identifier lasts: read in again, it takes its own place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from .. import __version__
from ..i18n import _, language, say
from ..model.outcome import DeadlineOutcome, Outcome
from ..wording.provenance import moment_word
from ..wording.terms import certainty_of, term
from .pieces.amounts import applicant

MARK = "X-GRANTCLI-APPLICATION"
"""The property that says whose calendar it is."""
DURC_DAYS = 120
"""Days for which a DURC holds, from the check: ministerial decree of 30 January 2015, art. 7."""
_ALARMS = (30, 7, 1)  # days before
_WIDTH = 75  # octets of a line
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True)
class CalendarEntry:
    """One event, or without ``at`` a thing to do whose day is not known; a ``date`` is a whole day."""

    id: str
    summary: str
    notes: tuple[str, ...]
    at: datetime | date | None
    sure: bool
    alarms: bool
    category: str


def write_calendar(outcome: Outcome, identity: str) -> bytes:
    """Return the calendar in the language spoken; ``identity`` says whose application it is."""
    return calendar_of(whose(outcome), events(outcome, identity), f"{MARK}:{identity}")


def events(outcome: Outcome, identity: str, among: str = "") -> list[str]:
    """Return the lines of an application's events, unfolded; several applications' make one calendar together.

    ``among``: what an event of many applications begins with, to say whose it is.
    """
    made = entries(outcome)
    if among:
        made = [replace(entry, summary=f"{among} · {entry.summary}") for entry in made]
    return [line for entry in made for line in _component(entry, outcome, identity)]


def whose(outcome: Outcome) -> str:
    """Return the client and the call in short."""
    return f"{applicant(outcome)}: {say(outcome.call.short) if outcome.call.short else outcome.call.id}"


def calendar_of(name: str, lines: Iterable[str], *marks: str) -> bytes:
    """Return the calendar of that name that the lines of events make."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//grantcli//grantcli {__version__}//{language().upper()}",
        "CALSCALE:GREGORIAN",
        *marks,
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    whole = [*head, *lines, "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in whole for folded in _folded(line)).encode("utf-8", "backslashreplace")


def entries(outcome: Outcome) -> list[CalendarEntry]:
    """Return the events in their order, what has no day last."""
    made = [*(_of_deadline(due, outcome) for due in outcome.deadlines), *_expiries(outcome)]
    return sorted(made, key=lambda one: (one.at is None, "" if one.at is None else one.at.isoformat(), one.id))


def _of_deadline(due: DeadlineOutcome, outcome: Outcome) -> CalendarEntry:
    doubts = certainty_of(due)
    when = due.at.date() if due.at is not None and due.whole_day else due.at
    text = say(due.text)
    if due.at is None:
        base = term(due.after, outcome.vocabulary) if due.after is not None else _("data non nota")
        text = f"{text} ({base})"
    elif doubts:
        text = _("{text} (da verificare)").format(text=text)
    notes = (due.cite, "; ".join(doubts), say(due.note), moment_word(due.moment))
    told = tuple(note for note in notes if note)
    return CalendarEntry(due.id, text, told, when, not doubts, due.what in ("closes", "due"), moment_word(due.moment))


def _expiries(outcome: Outcome) -> Iterator[CalendarEntry]:
    """Yield the days on which documents stop to hold, as far as the answers give them."""
    word = _("scadenza di un documento")
    checked = outcome.facts.value("company.durc_date")
    if isinstance(checked, date):
        cite = _("D.M. 30 gennaio 2015, art. 7: {days} giorni dalla verifica").format(days=DURC_DAYS)
        last = checked + timedelta(days=DURC_DAYS)
        yield CalendarEntry("durc", _("Il DURC vale fino a oggi"), (cite,), last, True, True, word)
    policy = outcome.facts.value("insurance.expires_on")
    if isinstance(policy, date):
        text = _("La polizza contro le catastrofi vale fino a oggi")
        yield CalendarEntry("insurance", text, (), policy, True, True, word)


def _component(entry: CalendarEntry, outcome: Outcome, identity: str) -> Iterator[str]:
    kind = "VEVENT" if entry.at is not None else "VTODO"
    yield f"BEGIN:{kind}"
    yield f"UID:{sha256(f'{identity} {entry.id}'.encode('utf-8', 'backslashreplace')).hexdigest()[:32]}@grantcli"
    yield f"DTSTAMP:{outcome.on:%Y%m%d}T000000Z"
    yield from _when(entry.at)
    yield f"SUMMARY:{_escaped(entry.summary)}"
    notes = [*entry.notes, say(outcome.call.title), applicant(outcome)]
    yield f"DESCRIPTION:{_escaped(chr(10).join(notes))}"
    yield f"CATEGORIES:{_escaped(entry.category)}"
    if entry.at is not None:
        yield f"STATUS:{'CONFIRMED' if entry.sure else 'TENTATIVE'}"
        yield "TRANSP:TRANSPARENT"
    for days in _ALARMS if entry.alarms and entry.at is not None else ():
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{days}D")
        yield f"DESCRIPTION:{_escaped(entry.summary)}"
        yield "END:VALARM"
    yield f"END:{kind}"


def _when(at: datetime | date | None) -> Iterator[str]:
    if isinstance(at, datetime):
        yield f"DTSTART:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    elif at is not None:
        yield f"DTSTART;VALUE=DATE:{at:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{at + timedelta(days=1):%Y%m%d}"


def _escaped(text: str) -> str:
    return "".join(char for char in text if char == "\n" or char.isprintable()).translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most 75 octets, those after the first begun by a blank; no letter is cut."""
    piece, size = "", 0
    for char in line:
        octets = len(char.encode("utf-8", "replace"))
        if size + octets > _WIDTH:
            yield piece
            piece, size = " ", 1
        piece += char
        size += octets
    yield piece
