"""When things happen: each deadline on its day and hour, and whether the window for applying is open."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ...i18n import Text, _
from ...model.call import Call
from ...model.facts import Answer, Facts
from ...model.finding import Finding, Verdict
from ...model.outcome import DeadlineOutcome
from ...model.timeline import Deadline, WindowState
from ...model.walk.scope import Scope
from ...wording.formats import listing, moment
from ...wording.window_words import where_to_look, window_words
from ..conditions.comparisons import add_months, at_end
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.lookups import Judge, looker

SUBMITTED = "application.submitted_at"
END_OF_DAY = time(23, 59)
_MOMENT = timedelta(microseconds=1)


def filing_day(facts: Facts, on: date) -> date:
    """Return the day an application was or will be sent: ``application.submitted_at`` where known, else ``on``.

    The call as amended by that day is the one that holds for it.
    """
    return submitted_on(facts) or on


def submitted_on(facts: Facts) -> date | None:
    """Return the day of ``application.submitted_at``; None where it is not known."""
    answer = facts.answers.get(SUBMITTED)
    return answer.value.date() if answer is not None and isinstance(answer.value, datetime) else None


class Doubt(NamedTuple):
    """The stretch in which a bound of the window decides nothing: up to ``sure`` and after ``late`` it does."""

    sure: datetime
    late: datetime


class Timeline:
    """The deadlines of one version of a call, ready to be placed in time."""

    def __init__(self, call: Call, scope: Scope):
        self.zone = ZoneInfo(call.zone)
        self.deadlines = [_Dated(deadline, scope, self.zone) for deadline in call.deadlines]

    def place(self, frame: Frame, window: "Timeline") -> tuple[DeadlineOutcome, ...]:
        """Return the deadlines that concern an application, each at its moment (None: not known yet).

        Those that open and close the window are taken from ``window``, the timeline of the day of filing.
        """
        bounds = {dated.deadline.id: dated for dated in window.deadlines if dated.bounds_window}
        held = (bounds.get(dated.deadline.id, dated) for dated in self.deadlines)
        return tuple(dated.outcome(frame) for dated in held if dated.concerns(frame))

    def judge(self, frame: Frame, on: date) -> list[Finding]:
        """Judge whether the application falls inside the window, by its instant where known, else by the day ``on``.

        Inside a doubt (a day without an hour, sources that differ) the finding is undetermined: nothing is chosen.
        """
        bounds = [dated for dated in self.deadlines if dated.bounds_window and dated.concerns(frame)]
        return [_judge_bound(dated, frame, on) for dated in bounds]


class _Dated:
    """A deadline with what its moment is found by."""

    def __init__(self, deadline: Deadline, scope: Scope, zone: ZoneInfo):
        self.deadline = deadline
        self.zone = zone
        self.opens = deadline.what == "opens"
        self.bounds_window = deadline.what in ("opens", "closes") and deadline.moment == "submission"
        self._when: Judge | None = None if deadline.when is None else compile_condition(deadline.when, scope)
        self._look: Callable[[Frame], Answer | None] | None = None
        if deadline.at is None and deadline.after is not None:
            self._look = looker(deadline.after.fact, scope)

    def concerns(self, frame: Frame) -> bool:
        return self._when is None or self._when(frame).verdict != "fail"

    def when(self, frame: Frame) -> date | None:
        """Return the local day, or day and hour; None while what it is counted from is not known."""
        answer = None if self._look is None else self._look(frame)
        after = self.deadline.after
        if answer is None or after is None or not isinstance(answer.value, date):
            return self.deadline.at
        start = answer.value.date() if isinstance(answer.value, datetime) else answer.value
        return at_end(add_months(start, after.months + 12 * after.years) + timedelta(days=after.days), after.at)

    def doubt(self, at: date) -> Doubt:
        """Return from when to when nothing is decided, over what all sources give."""
        spans = [self._span(one) for one in (at, *(reading.at for reading in self.deadline.other_dates))]
        return Doubt(min(first for first, _last in spans), max(last for _first, last in spans))

    def decisive(self, at: date) -> date:
        """Return the moment from which nothing is in doubt for whoever keeps to it: first closing, last opening."""
        moments = (at, *(reading.at for reading in self.deadline.other_dates))
        return max(moments, key=self._span) if self.opens else min(moments, key=self._span)

    def _span(self, at: date) -> tuple[datetime, datetime]:
        """Return the last instant that is surely before or at the bound, and the last one that may be."""
        if isinstance(at, datetime):
            instant = at.replace(tzinfo=self.zone)
            return (instant - _MOMENT,) * 2 if self.opens else (instant,) * 2
        start = datetime.combine(at, time(0), self.zone)
        return start - _MOMENT, datetime.combine(at + timedelta(days=1), time(0), self.zone) - _MOMENT

    def outcome(self, frame: Frame) -> DeadlineOutcome:
        deadline, at = self.deadline, self.when(frame)
        return DeadlineOutcome(
            deadline.id,
            deadline.text,
            deadline.cite,
            None if at is None else self.aware(at),
            deadline.verified,
            deadline.what,
            deadline.note,
            deadline.after,
            at is not None and not isinstance(at, datetime),
            deadline.status,
            deadline.other_dates,
            deadline.moment,
            deadline.apply_by,
        )

    def aware(self, at: date) -> datetime:
        """Return the aware moment: a day without an hour is shown at its end, of an opening at its start."""
        if isinstance(at, datetime):
            return at.replace(tzinfo=self.zone)
        return datetime.combine(at, time(0) if self.opens else END_OF_DAY, self.zone)


def _judge_bound(dated: _Dated, frame: Frame, on: date) -> Finding:
    at = dated.when(frame)
    if at is None:
        return _not_dated(dated.deadline)
    doubt = dated.doubt(at)
    submitted = frame.facts.answers.get(SUBMITTED)
    if submitted is not None and isinstance(submitted.value, datetime):
        instant = submitted.value.replace(tzinfo=dated.zone)
        return _window_finding(dated, at, _held(dated.opens, doubt, instant, instant), {SUBMITTED: submitted})
    first = datetime.combine(on, time(0), dated.zone)
    last = datetime.combine(on + timedelta(days=1), time(0), dated.zone) - _MOMENT
    verdict = _held(dated.opens, doubt, first, last)
    hour = dated.decisive(at)
    today = isinstance(hour, datetime) and hour.date() == on
    if verdict == "undetermined" and today:
        verdict = "pass"  # the hour is known, and the finding says that it is today
    return _window_finding(dated, hour if today else at, verdict, {"on": Answer(on, "derived")}, today=today)


def _held(opens: bool, doubt: Doubt, first: datetime, last: datetime) -> Verdict:
    """Judge a stretch of time (an instant, a day) against a bound: decided only where all of it is on one side."""
    if last <= doubt.sure:
        return "fail" if opens else "pass"
    if first > doubt.late:
        return "pass" if opens else "fail"
    return "undetermined"


def _not_dated(deadline: Deadline) -> Finding:
    """Judge a bound of the window that has no date: asked for where it is counted from a fact, else not in the text."""
    verdict: Verdict = "unknown" if deadline.after is not None else "undetermined"
    missing = (deadline.after.fact,) if deadline.after is not None else ()
    return Finding(
        deadline.id, verdict, "blocking", deadline.text, deadline.cite, deadline.status, group="window", missing=missing
    )


def _window_finding(
    dated: _Dated, at: date, verdict: Verdict, used: dict[str, Answer], *, today: bool = False
) -> Finding:
    deadline = dated.deadline
    return Finding(
        deadline.id,
        verdict,
        "blocking",
        deadline.text,
        deadline.cite,
        deadline.status,
        group="window",
        facts=used,
        remedy=_("Aspettare l'apertura dello sportello.") if verdict == "fail" and dated.opens else None,
        why=_note(dated, at, verdict, today),
    )


def _note(dated: _Dated, at: date, verdict: Verdict, today: bool) -> Text | None:
    """Say what the reader must know of the date: that the hour is near, not known or contested, who says it."""
    notes = []
    if verdict == "undetermined":
        notes.append(_undecided(dated.deadline, at))
    elif today and isinstance(at, datetime):
        words = _("Apre oggi alle {hour}.") if dated.opens else _("Chiude oggi alle {hour}.")
        notes.append(words.format(hour=f"{at:%H:%M}"))
    if not dated.deadline.verified:
        notes.append(_("La scadenza non è verificata su un atto."))
    elif dated.deadline.status == "secondary":
        notes.append(_("La data viene da una fonte secondaria, non dal testo del bando."))
    return " ".join(notes) or dated.deadline.note


def _undecided(deadline: Deadline, at: date) -> str:
    if not deadline.other_dates:
        return _("L'ora non è nota: quel giorno non si può dire.")
    said = [(at, deadline.cite), *((one.at, one.cite) for one in deadline.other_dates)]
    dates = listing([f"{moment(when)} ({cite})" for when, cite in said])
    return _("Le fonti non concordano: {dates}. Lo chiarisce chi gestisce il bando.").format(dates=dates)


def window_finding(call: Call, state: WindowState) -> Finding | None:
    """Return a warning where the call closes on no day: whether it is open depends on money, or on whoever runs it.

    ``state`` is that of the day of filing: a window that comes again is not in doubt on a day within its dates.
    """
    window = call.window
    if window is None or window.closes == "standing" or (window.closes == "recurring" and state == "open"):
        return None
    look = where_to_look(window) or _("la pagina del bando")
    text = window_words(window)
    return Finding("window", "manual", "warning", text, window.cite, group="window", look_at=look)
