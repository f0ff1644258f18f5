"""Deadlines on their day and hour, and the window for applying."""

from datetime import date, datetime, time, timedelta, timezone

import pytest
from tests.engine.engine_making import ON, asks, facts, yes_no

from grantcli.engine.conditions.context import Frame
from grantcli.engine.rules.timeline import Timeline, filing_day
from grantcli.model.call import Call
from grantcli.model.facts import Answer
from grantcli.model.timeline import After, Deadline, OtherDate
from grantcli.model.walk.scope import Scope

SUMMER = timezone(timedelta(hours=2))  # Europe/Rome from the last Sunday of March to that of October
OPENS = Deadline(id="opens", text="Apertura", cite="bando §4.3", what="opens", at=datetime(2022, 5, 16, 10))
CLOSES = Deadline(id="closes", text="Chiusura", cite="bando §4.3", what="closes", at=datetime(2022, 6, 30, 13))
SCOPE = Scope({"company.foreign": yes_no()})


def timeline(*deadlines, zone="Europe/Rome"):
    return Timeline(Call(id="prova", title="", zone=zone, deadlines=deadlines), SCOPE)


def placed_of(line, frame):
    return line.place(frame, line)


def verdicts(line, on, **answers):
    known = facts({key.replace("__", "."): value for key, value in answers.items()})
    return {finding.id: finding.verdict for finding in line.judge(Frame(known), on)}


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
    assert [one.why for one in line.judge(Frame(facts()), date(2022, 6, 30))] == [None, "Chiude oggi alle 13:00."]
    assert [one.why for one in line.judge(Frame(facts()), date(2022, 5, 16))] == ["Apre oggi alle 10:00.", None]
    assert [one.why for one in line.judge(Frame(facts()), ON)] == [None, None]


NO_HOUR = "L'ora non è nota: quel giorno non si può dire."


@pytest.mark.parametrize(
    ("what", "day", "verdict"),
    [
        ("closes", date(2022, 7, 14), "pass"),
        ("closes", date(2022, 7, 15), "undetermined"),
        ("closes", date(2022, 7, 16), "fail"),
        ("opens", date(2022, 7, 14), "fail"),
        ("opens", date(2022, 7, 15), "undetermined"),
        ("opens", date(2022, 7, 16), "pass"),
    ],
)
def test_a_day_without_an_hour_does_not_decide_on_that_day(what, day, verdict):
    line = timeline(Deadline(id="bound", text="", cite="proroga", what=what, at=date(2022, 7, 15)))
    for submitted in (None, datetime.combine(day, time(0)), datetime.combine(day, time(23, 59, 59))):
        known = facts({} if submitted is None else {"application.submitted_at": submitted})
        (finding,) = line.judge(Frame(known), day)
        assert finding.verdict == verdict
        assert finding.why == (NO_HOUR if verdict == "undetermined" else None)


@pytest.mark.parametrize(
    ("submitted", "verdict"),
    [
        (datetime(2022, 10, 17, 17), "pass"),
        (datetime(2022, 10, 17, 17, 0, 1), "undetermined"),
        (datetime(2022, 12, 31, 23, 59, 59), "undetermined"),
        (datetime(2023, 1, 1), "fail"),
    ],
)
def test_between_the_dates_that_sources_give_nothing_is_decided(submitted, verdict):
    article = OtherDate(at=date(2022, 12, 31), cite="articolo")
    closes = Deadline(
        id="closes", text="", cite="circolare", what="closes", at=datetime(2022, 10, 17, 17), other_dates=(article,)
    )
    (finding,) = timeline(closes).judge(Frame(facts({"application.submitted_at": submitted})), ON)
    assert finding.verdict == verdict
    if verdict == "undetermined":
        assert "17 ottobre 2022, ore 17:00 (circolare)" in finding.why
        assert "31 dicembre 2022 (articolo)" in finding.why


def test_on_the_first_closing_day_that_any_source_gives_its_hour_is_said():
    later = OtherDate(at=date(2022, 12, 31), cite="articolo")
    closes = Deadline(
        id="closes", text="", cite="c", what="closes", at=datetime(2022, 10, 17, 17), other_dates=(later,)
    )
    (finding,) = timeline(closes).judge(Frame(facts()), date(2022, 10, 17))
    assert (finding.verdict, finding.why) == ("pass", "Chiude oggi alle 17:00.")


def test_a_date_from_a_secondary_source_decides_and_says_so():
    closes = Deadline(
        id="closes", text="", cite="stampa", what="closes", at=datetime(2022, 7, 1, 12), status="secondary"
    )
    for day, verdict in ((date(2022, 6, 30), "pass"), (date(2022, 7, 2), "fail")):
        (finding,) = timeline(closes).judge(Frame(facts()), day)
        assert (finding.verdict, finding.status) == (verdict, "secondary")
        assert finding.why == "La data viene da una fonte secondaria, non dal testo del bando."


def test_the_filing_day_is_that_of_the_application_else_of_the_evaluation():
    assert filing_day(facts(), ON) == ON
    assert filing_day(facts({"application.submitted_at": datetime(2022, 7, 5, 9)}), ON) == date(2022, 7, 5)


def test_an_unverified_bound_says_so():
    """Nobody has seen the act that extended it; the call's own note stands where there is nothing to warn of."""
    later = Deadline(id="closes", text="", cite="pagina", what="closes", at=datetime(2022, 7, 15, 13), verified=False)
    (finding,) = timeline(later).judge(Frame(facts()), date(2022, 7, 15))
    assert finding.why == "Chiude oggi alle 13:00. La scadenza non è verificata su un atto."
    noted = Deadline(id="closes", text="", cite="", what="closes", at=date(2022, 7, 15), note="Salvo proroghe")
    (finding,) = timeline(noted).judge(Frame(facts()), date(2022, 7, 14))
    assert finding.why == "Salvo proroghe"


def test_what_a_window_finding_rests_on():
    """Blocking, in its own group, with the fact that it was judged by; only waiting can help before it opens."""
    day = date(2022, 5, 1)
    early, _ = timeline(OPENS, CLOSES).judge(Frame(facts()), day)
    assert (early.severity, early.group, early.facts) == ("blocking", "window", {"on": Answer(day, "derived")})
    assert early.remedy
    _, late = timeline(OPENS, CLOSES).judge(Frame(facts()), date(2022, 8, 1))
    assert (late.verdict, late.remedy) == ("fail", None)


def test_bounds_without_a_date():
    """Counted from a fact not known yet: asked for. Not in our text: nobody can tell."""
    counted = Deadline(id="A", text="", cite="", what="closes", after=After(fact="award.decree_date", days=10))
    lost = Deadline(id="B", text="", cite="", what="closes", status="missing")
    first, second = timeline(counted, lost).judge(Frame(facts()), ON)
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
    (placed,) = placed_of(timeline(counted), Frame(facts({"award.decree_date": start})))
    assert placed.at is not None
    assert (placed.at.isoformat(), placed.counted_from) == (at, "award.decree_date")
    (waiting,) = placed_of(timeline(counted), Frame(facts()))
    assert waiting.at is None


def test_fixed_dates():
    """An hour is kept; a day opens at its start and is due until its end."""
    day = date(2022, 7, 15)
    opens, due = (Deadline(id=f"{what} a day", text="", cite="", what=what, at=day) for what in ("opens", "due"))
    moments = [placed.at for placed in placed_of(timeline(OPENS, opens, due), Frame(facts()))]
    assert moments == [
        datetime(2022, 5, 16, 10, tzinfo=SUMMER),
        datetime(2022, 7, 15, tzinfo=SUMMER),
        datetime(2022, 7, 15, 23, 59, tzinfo=SUMMER),
    ]


def test_a_deadline_that_does_not_concern_the_applicant_is_left_out():
    foreign = Deadline(id="B", text="", cite="", at=date(2022, 1, 1), when=asks("company.foreign", True))
    assert placed_of(timeline(foreign), Frame(facts({"company.foreign": False}))) == ()
    assert len(placed_of(timeline(foreign), Frame(facts()))) == 1
