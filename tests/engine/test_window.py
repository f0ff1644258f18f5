"""The window of a call, of a day without an hour and of dates on which sources differ."""

from datetime import date, datetime

from grantcli.engine.window import window_of
from grantcli.model.call import Call
from grantcli.model.timeline import Deadline, OtherDate
from grantcli.report.window import window_words

OTHER = OtherDate(at=date(2022, 12, 31), cite="articolo")


def call(**fields):
    closes = {"id": "c", "text": "", "cite": "c", "what": "closes", **fields}
    return Call(id="prova", title="", deadlines=(Deadline(**closes),))


def test_it_is_closed_only_after_the_latest_date_that_any_source_gives():
    made = call(at=datetime(2022, 10, 17, 17), other_dates=(OTHER,))
    states = [window_of(made, day).state for day in (date(2022, 10, 17), date(2022, 12, 31), date(2023, 1, 1))]
    assert states == ["open", "open", "closed"]
    assert "altre fonti: 31 dicembre 2022 (articolo)" in window_words(window_of(made, date(2022, 11, 1)))


def test_what_keeps_the_date_from_being_sure_is_said():
    day = date(2022, 7, 1)
    assert window_words(window_of(call(at=date(2022, 7, 15)), day)).endswith("(l'ora non è nota)")
    secondary = call(at=datetime(2022, 7, 15, 12), status="secondary", verified=False)
    assert window_words(window_of(secondary, day)).endswith("(non verificata; fonte secondaria)")
    assert window_words(window_of(call(at=datetime(2022, 7, 15, 12)), day)).endswith("ore 12:00")
