"""When things happen: each deadline on its day and hour, and whether the window for applying is open."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ...i18n import Text, _
from ...model.call import Call
from ...model.facts import Answer
from ...model.finding import Finding, Verdict
from ...model.outcome import DeadlineOutcome
from ...model.timeline import Deadline
from ..conditions.comparisons import add_months
from ..conditions.compiler import compile_condition
from ..conditions.frame import Frame, Judge, Scope, looker

SUBMITTED = "application.submitted_at"
END_OF_DAY = time(23, 59)


class Timeline:
    """The deadlines of one version of a call, ready to be placed in time."""

    def __init__(self, call: Call, scope: Scope):
        self.zone = ZoneInfo(call.zone)
        self.deadlines = [_Dated(deadline, scope, self.zone) for deadline in call.deadlines]

    def place(self, frame: Frame) -> tuple[DeadlineOutcome, ...]:
        """Return the deadlines that concern an application, each at its moment (None: not known yet)."""
        return tuple(dated.outcome(frame) for dated in self.deadlines if dated.concerns(frame))

    def window(self, frame: Frame, on: date) -> list[Finding]:
        """Judge whether the application falls inside the window, by its instant where known, else by the day ``on``."""
        bounds = [dated for dated in self.deadlines if dated.bounds_window and dated.concerns(frame)]
        return [_judge_bound(dated, frame, on) for dated in bounds]


class _Dated:
    """A deadline with what its moment is found by."""

    def __init__(self, deadline: Deadline, scope: Scope, zone: ZoneInfo):
        self.deadline = deadline
        self.zone = zone
        self.bounds_window = deadline.what in ("opens", "closes") and deadline.moment == "submission"
        self.whole_day = not isinstance(deadline.at, datetime)
        self._when: Judge | None = None if deadline.when is None else compile_condition(deadline.when, scope)
        self._fixed = None if deadline.at is None else self._moment(deadline.at)
        self._look: Callable[[Frame], Answer | None] | None = None
        if deadline.at is None and deadline.after is not None:
            self._look = looker(deadline.after.fact, scope)

    def concerns(self, frame: Frame) -> bool:
        return self._when is None or self._when(frame).verdict != "fail"

    def at(self, frame: Frame) -> datetime | None:
        """Return the moment, None while what it is counted from is not known."""
        answer = None if self._look is None else self._look(frame)
        after = self.deadline.after
        if answer is None or after is None or not isinstance(answer.value, date):
            return self._fixed
        start = answer.value.date() if isinstance(answer.value, datetime) else answer.value
        return self._moment(add_months(start, after.months) + timedelta(days=after.days))

    def _moment(self, at: date) -> datetime:
        """Return the aware moment: a day without an hour opens at its start and closes at its end."""
        if isinstance(at, datetime):
            return at.replace(tzinfo=self.zone)
        hour = time(0) if self.deadline.what == "opens" else END_OF_DAY
        return datetime.combine(at, hour, self.zone)

    def outcome(self, frame: Frame) -> DeadlineOutcome:
        deadline = self.deadline
        return DeadlineOutcome(
            deadline.id,
            deadline.text,
            deadline.cite,
            self.at(frame),
            deadline.verified,
            deadline.what,
            deadline.note,
            deadline.after.fact if deadline.after is not None else None,
        )


def _judge_bound(dated: _Dated, frame: Frame, on: date) -> Finding:
    at = dated.at(frame)
    if at is None:
        return _not_dated(dated.deadline)
    submitted = frame.facts.answers.get(SUBMITTED)
    opens = dated.deadline.what == "opens"
    if submitted is not None and isinstance(submitted.value, datetime):
        instant = submitted.value.replace(tzinfo=dated.zone)
        holds = instant >= at if opens else instant <= at
        return _window_finding(dated, at, holds, {SUBMITTED: submitted}, same_day=False)
    holds = on >= at.date() if opens else on <= at.date()
    return _window_finding(dated, at, holds, {"on": Answer(on, "derived")}, same_day=on == at.date())


def _not_dated(deadline: Deadline) -> Finding:
    """Judge a bound of the window that has no date: asked for where it is counted from a fact, else not in the text."""
    verdict: Verdict = "unknown" if deadline.after is not None else "undetermined"
    missing = (deadline.after.fact,) if deadline.after is not None else ()
    return Finding(
        deadline.id, verdict, "blocking", deadline.text, deadline.cite, deadline.status, group="window", missing=missing
    )


def _window_finding(dated: _Dated, at: datetime, holds: bool, used: dict[str, Answer], *, same_day: bool) -> Finding:
    deadline = dated.deadline
    return Finding(
        deadline.id,
        "pass" if holds else "fail",
        "blocking",
        deadline.text,
        deadline.cite,
        deadline.status,
        group="window",
        facts=used,
        remedy=_("Aspettare l'apertura dello sportello.") if not holds and deadline.what == "opens" else None,
        why=_note(dated, at, same_day),
    )


def _note(dated: _Dated, at: datetime, same_day: bool) -> Text | None:
    """Say what the reader must know of the hour: that it is near, or that nobody verified it."""
    notes = []
    if same_day and not dated.whole_day:
        opens = dated.deadline.what == "opens"
        notes.append(
            (_("Apre oggi alle {hour}.") if opens else _("Chiude oggi alle {hour}.")).format(hour=f"{at:%H:%M}")
        )
    if not dated.deadline.verified:
        notes.append(_("La scadenza non è verificata su un atto."))
    return " ".join(notes) or dated.deadline.note
