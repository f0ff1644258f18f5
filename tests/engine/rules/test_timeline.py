"""Deadlines on their day and hour, and the window for applying."""

from datetime import date, datetime, timedelta, timezone

import pytest
from tests.engine.engine_making import ON, asks, facts, yes_no

from grantcli.engine.conditions.compiler import Frame, Scope
from grantcli.engine.rules.timeline import Timeline
from grantcli.model.call import Call
from grantcli.model.facts import Answer
from grantcli.model.timeline import After, Deadline

SUMMER = timezone(timedelta(hours=2))  # Europe/Rome from the last Sunday of March to that of October
OPENS = Deadline(id="opens", text="Apertura", cite="bando §4.3", what="opens", at=datetime(2022, 5, 16, 10))
CLOSES = Deadline(id="closes", text="Chiusura", cite="bando §4.3", what="closes", at=datetime(2022, 6, 30, 13))
SCOPE = Scope({"company.foreign": yes_no()})


def timeline(*deadlines, zone="Europe/Rome"):
    return Timeline(Call(id="prova", title="", zone=zone, deadlines=deadlines), SCOPE)


def verdicts(line, on, **answers):
    known = facts({key.replace("__", "."): value for key, value in answers.items()})
    return {finding.id: finding.verdict for finding in line.window(Frame(known), on)}


@pytest.mark.parametrize(
    ("on", "opens", "closes"),
    [
        (date(2022, 5, 15), "fail", "pass"),
        (date(2022, 5, 16), "pass", "pass"),
        (date(2022, 6, 30), "pass", "pass"),
        (date(2022, 7, 1), "pass", "fail"),
    ],
)
def test_the_window_by_day(on, opens, closes):
    """Both bounds belong to the window: on the closing day the hour is said, not judged."""
    assert verdicts(timeline(OPENS, CLOSES), on) == {"opens": opens, "closes": closes}


@pytest.mark.parametrize(
    ("submitted", "opens", "closes"),
    [
        (datetime(2022, 5, 16, 9, 59, 59), "fail", "pass"),
        (datetime(2022, 5, 16, 10), "pass", "pass"),
        (datetime(2022, 6, 30, 13), "pass", "pass"),
        (datetime(2022, 6, 30, 13, 0, 1), "pass", "fail"),
    ],
)
def test_the_window_by_instant(submitted, opens, closes):
    """The instant of the application overrides the day of the evaluation, to the second."""
    assert verdicts(timeline(OPENS, CLOSES), date(2023, 1, 1), application__submitted_at=submitted) == {
        "opens": opens,
        "closes": closes,
    }


def test_the_closing_day_says_its_hour():
    """On the day itself the reader must know until when; on others the hour is no news."""
    line = timeline(OPENS, CLOSES)
    assert [one.why for one in line.window(Frame(facts()), date(2022, 6, 30))] == [None, "Chiude oggi alle 13:00."]
    assert [one.why for one in line.window(Frame(facts()), date(2022, 5, 16))] == ["Apre oggi alle 10:00.", None]
    assert [one.why for one in line.window(Frame(facts()), ON)] == [None, None]


def test_an_unverified_bound_says_so():
    """Nobody has seen the act that extended it; the call's own note stands where there is nothing to warn of."""
    later = Deadline(id="closes", text="", cite="pagina", what="closes", at=datetime(2022, 7, 15, 13), verified=False)
    (finding,) = timeline(later).window(Frame(facts()), date(2022, 7, 15))
    assert finding.why == "Chiude oggi alle 13:00. La scadenza non è verificata su un atto."
    noted = Deadline(id="closes", text="", cite="", what="closes", at=date(2022, 7, 15), note="Salvo proroghe")
    (finding,) = timeline(noted).window(Frame(facts()), date(2022, 7, 15))
    assert finding.why == "Salvo proroghe"


def test_what_a_window_finding_rests_on():
    """Blocking, in its own group, with the fact that it was judged by; only waiting can help before it opens."""
    day = date(2022, 5, 1)
    early, _ = timeline(OPENS, CLOSES).window(Frame(facts()), day)
    assert (early.severity, early.group, early.facts) == ("blocking", "window", {"on": Answer(day, "derived")})
    assert early.remedy
    _, late = timeline(OPENS, CLOSES).window(Frame(facts()), date(2022, 8, 1))
    assert (late.verdict, late.remedy) == ("fail", None)


def test_bounds_without_a_date():
    """Counted from a fact not known yet: asked for. Not in our text: nobody can tell."""
    counted = Deadline(id="A", text="", cite="", what="closes", after=After(fact="award.decree_date", days=10))
    lost = Deadline(id="B", text="", cite="", what="closes", status="missing")
    first, second = timeline(counted, lost).window(Frame(facts()), ON)
    assert (first.verdict, first.missing) == ("unknown", ("award.decree_date",))
    assert (second.verdict, second.missing) == ("undetermined", ())


def test_only_the_bounds_of_submission_make_the_window():
    """A deadline of execution, or one that does not concern this applicant, is no bound."""
    reporting = Deadline(id="A", text="", cite="", what="closes", at=date(2022, 1, 1), moment="reporting")
    foreign = Deadline(id="B", text="", cite="", what="closes", at=date(2022, 1, 1), when=asks("company.foreign", True))
    assert verdicts(timeline(reporting, foreign), ON, company__foreign=False) == {}
    assert verdicts(timeline(reporting, foreign), ON, company__foreign=True) == {"B": "fail"}


COUNTED = [
    # fact, after -> moment; the months of the Italian year have the lengths one knows
    (date(2022, 1, 31), {"months": 1}, "2022-02-28T23:59:00+01:00"),
    (date(2024, 1, 31), {"months": 1}, "2024-02-29T23:59:00+01:00"),
    (date(2022, 8, 31), {"months": 6}, "2023-02-28T23:59:00+01:00"),
    (date(2022, 12, 15), {"days": 60}, "2023-02-13T23:59:00+01:00"),
    (datetime(2022, 6, 1, 9, 30), {"days": 10}, "2022-06-11T23:59:00+02:00"),
    (date(2022, 3, 20), {"months": 1, "days": 1}, "2022-04-21T23:59:00+02:00"),
]


@pytest.mark.parametrize(("start", "after", "at"), COUNTED)
def test_a_date_counted_from_a_fact(start, after, at):
    """It falls at the end of its day, in the call's zone whatever the season."""
    counted = Deadline(id="A", text="", cite="", after=After(fact="award.decree_date", **after))
    (placed,) = timeline(counted).place(Frame(facts({"award.decree_date": start})))
    assert placed.at is not None
    assert (placed.at.isoformat(), placed.counted_from) == (at, "award.decree_date")
    (waiting,) = timeline(counted).place(Frame(facts()))
    assert waiting.at is None


def test_fixed_dates():
    """An hour is kept; a day opens at its start and is due until its end."""
    day = date(2022, 7, 15)
    opens, due = (Deadline(id=what, text="", cite="", what=what, at=day) for what in ("opens", "due"))
    moments = [placed.at for placed in timeline(OPENS, opens, due).place(Frame(facts()))]
    assert moments == [
        datetime(2022, 5, 16, 10, tzinfo=SUMMER),
        datetime(2022, 7, 15, tzinfo=SUMMER),
        datetime(2022, 7, 15, 23, 59, tzinfo=SUMMER),
    ]


def test_a_deadline_that_does_not_concern_the_applicant_is_left_out():
    foreign = Deadline(id="B", text="", cite="", at=date(2022, 1, 1), when=asks("company.foreign", True))
    assert timeline(foreign).place(Frame(facts({"company.foreign": False}))) == ()
    assert len(timeline(foreign).place(Frame(facts()))) == 1
