"""The desk as data: one object for each application, most urgent first."""

from collections.abc import Sequence
from datetime import date

from .application_status import ApplicationStatus
from .desk_rows import DeskRow

SCHEMA = "grantcli/status/1"
Data = dict[str, object]


def desk_data(folder: str, rows: Sequence[DeskRow], unread: Sequence[str], today: date) -> Data:
    """Return the desk ready for ``json.dumps``: amounts are strings with two decimals, dates ISO 8601."""
    return {
        "schema": SCHEMA,
        "folder": folder,
        "on": today.isoformat(),
        "applications": [_row(one) for one in rows],
        "unread": list(unread),
    }


def _row(one: DeskRow) -> Data:
    status, window = one.status, one.window
    return {
        "file": one.file,
        "client": status.client,
        "call": status.call,
        "title": status.title,
        "judged_on": status.on,
        "verdict": status.verdict,
        "unfunded": status.unfunded,
        "reasons": list(status.reasons),
        "contribution": [each._asdict() for each in status.amounts],
        "missing": [{"fact": key, "label": label} for key, label in status.missing],
        "missing_figures": list(status.missing_figures),
        "documents": [each._asdict() for each in status.documents],
        "window": {
            "state": window.state,
            "opens": _iso(window.opens),
            "closes": _iso(window.closes),
            "doubt": one.doubt,
        },
        "days_left": one.left,
        "terms": [each._asdict() for each in status.terms],
        "changed": _iso(one.changed),
        "warnings": status.warnings,
        **_amended(status),
    }


def _amended(status: ApplicationStatus) -> Data:
    return {
        "amendments": [{"since": since, "text": text} for since, text in status.amendments],
        "effects": [each._asdict() for each in status.effects],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
