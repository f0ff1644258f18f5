"""The calendar of an application, read by another program's reader of calendars."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from tests.render.render_sample import outcome

from grantcli.model.facts import Answer
from grantcli.model.outcome import DeadlineOutcome
from grantcli.model.timeline import After, OtherDate
from grantcli.render.deadlines_calendar import write_calendar

ROME = ZoneInfo("Europe/Rome")
NOON = datetime(2022, 7, 15, 13, 0, tzinfo=ROME)


def due(**changes: object) -> DeadlineOutcome:
    made = DeadlineOutcome("D1", "Presentazione, con «firma»; entro", "bando §4", NOON, verified=True, what="closes")
    return replace(made, **changes)


def written(*deadlines: DeadlineOutcome, **facts: date) -> bytes:
    whole = replace(outcome(), deadlines=deadlines)
    answers = {key.replace("__", "."): Answer(day) for key, day in facts.items()}
    return write_calendar(replace(whole, facts=whole.facts.with_answers(answers)), "a" * 32)


def components(content: bytes, kind: str = "VEVENT") -> list:
    return icalendar.Calendar.from_ical(content).walk(kind)


def test_an_hour_is_a_moment_and_a_day_a_whole_day():
    first, second = components(written(due(), due(id="D2", whole_day=True)))
    assert {first["DTSTART"].dt, second["DTSTART"].dt} == {datetime(2022, 7, 15, 11, tzinfo=UTC), date(2022, 7, 15)}


def test_text_comes_back_whole_and_lines_are_short():
    content = written(due(text="Presentazione: è già così; " * 8))
    (event,) = components(content)
    assert str(event["SUMMARY"]) == ("Presentazione: è già così; " * 8)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert "bando §4" in str(event["DESCRIPTION"])


def test_a_doubtful_date_says_so():
    other = OtherDate(at=date(2022, 7, 20), cite="decreto 12")
    sure, unread, disputed = components(
        written(due(), due(id="D2", verified=False), due(id="D3", other_dates=(other,)))
    )
    assert str(sure["STATUS"]) == "CONFIRMED"
    assert {str(one["STATUS"]) for one in (unread, disputed)} == {"TENTATIVE"}
    assert "(da verificare)" in str(unread["SUMMARY"])
    assert "decreto 12" in str(disputed["DESCRIPTION"])


def test_a_term_without_its_day_is_a_thing_to_do_and_has_a_day_once_that_is_known():
    after = After(fact="award.decree_date", months=6)
    (waiting,) = components(written(due(at=None, after=after, what="due")), "VTODO")
    assert "DUE" not in waiting
    assert "entro 6 mesi" in str(waiting["SUMMARY"])
    (known,) = components(written(due(after=after, what="due", moment="award")))
    assert len(known.walk("VALARM")) == 3


def test_reminders_come_before_what_is_due_and_not_before_an_opening():
    assert len(components(written(due()), "VALARM")) == 3
    assert components(written(due(what="opens")), "VALARM") == []


@pytest.mark.parametrize(
    ("fact", "day", "expected"),
    [  # DURC: 120 days after the check, D.M. 30 January 2015, counted by hand
        ("company__durc_date", date(2022, 1, 1), date(2022, 5, 1)),
        ("insurance__expires_on", date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_documents_that_expire(fact, day, expected):
    (event,) = components(written(**{fact: day}))
    assert event["DTSTART"].dt == expected


def test_the_day_that_counts_stamps_it_and_identifiers_last():
    one, other = (components(written(due(text=text)))[0] for text in ("prima", "dopo"))
    assert one["UID"] == other["UID"]
    assert one["DTSTAMP"].dt == datetime(2022, 6, 20, tzinfo=UTC)
    assert written(due()) == written(due())
    assert b"X-GRANTCLI-APPLICATION:" + b"a" * 32 in written(due())
