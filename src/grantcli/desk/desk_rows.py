"""The rows of the desk: each application with its window and the days left, sorted by urgency."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from ..engine.window import window_of
from ..model.call import Edition
from ..model.timeline import Window
from ..report.window import days_left, urgency
from ..wording.terms import certainty_of
from .application_status import ApplicationStatus, DatedTerm

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """An application's file, its status, the window of its call on the desk's day, its last change.

    ``left`` are the days to the closing, or to the opening of a call that is not open yet; negative after the closing,
    None where no day is known. ``soon`` are the other dates within a week.
    """

    file: str
    status: ApplicationStatus
    window: Window
    left: int | None
    soon: tuple[DatedTerm, ...]
    changed: date | None

    @property
    def doubt(self) -> str:
        """Say what keeps the day that the window closes or opens from being sure; nothing where the text gives it."""
        return "; ".join(certainty_of(self.window.bound)) if self.window.bound is not None else ""

    @property
    def this_week(self) -> bool:
        """Return whether a date of the application falls on the day or within the seven after it."""
        return bool(self.soon) or (self.left is not None and 0 <= self.left <= WEEK.days)


def row_of(file: Path, status: ApplicationStatus, edition: Edition, today: date) -> DeskRow:
    """Return the row of an application on the desk's day, which need not be the day it was judged on."""
    window = window_of(edition.on(today), today)
    return DeskRow(
        str(file), status, window, days_left(window, today), tuple(_soon(status, today, window)), _changed(file)
    )


def by_urgency(rows: Iterable[DeskRow]) -> list[DeskRow]:
    """Return rows sorted: open ones by their closing day, coming ones by their opening day, closed ones last."""
    return sorted(rows, key=lambda one: (*urgency(one.window), one.status.client.casefold(), one.file))


def _soon(status: ApplicationStatus, today: date, window: Window) -> Iterable[DatedTerm]:
    own = window.bound.id if window.bound is not None else ""
    for term in status.terms:
        if term.id != own and today <= _day(datetime.fromisoformat(term.at)) <= today + WEEK:
            yield term


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _changed(file: Path) -> date | None:
    try:
        return date.fromtimestamp(file.stat().st_mtime)  # noqa: DTZ012 - the day as the user's own clock had it
    except OSError:
        return None
