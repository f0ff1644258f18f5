"""What changed between versions of a call and between outcomes, and what a golden case did not get."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from tests.engine.engine_making import ON, asks, rule

from grantcli.engine.comparison.differences import Change, call_changes, days_of_figures, outcome_changes
from grantcli.engine.comparison.expectations import Difference, differences
from grantcli.model.call import Call, Discrepancy, Source
from grantcli.model.case import Case, Expect
from grantcli.model.computing.call_figure import DatedFigure, DatedValue
from grantcli.model.computing.compute import LookupRow, LookupTable
from grantcli.model.facts import Facts
from grantcli.model.finding import Finding
from grantcli.model.outcome import (
    AttachmentOutcome,
    ContributionOutcome,
    DeadlineOutcome,
    ExpenseTotals,
    Line,
    Outcome,
    RegimeOutcome,
    ScoreOutcome,
    Share,
    Step,
)
from grantcli.model.timeline import Amendment, Deadline

OPENS = Deadline(id="opens", text="Apertura", cite="", what="opens", at=date(2022, 5, 16))
CLOSES = Deadline(id="closes", text="Chiusura", cite="", what="closes", at=date(2022, 6, 30))
CALL = Call(
    id="c",
    title="Bando",
    deadlines=(OPENS, CLOSES),
    rules=(rule(id="A", require=asks("x", "1")), rule(id="B")),
    sources={"bando": Source(title="Il testo", kind="call")},
)


def test_no_change():
    assert call_changes(CALL, CALL) == []


def test_changes_of_a_call():
    """Paths as in the file, values before and after, the text of the node; nodes that came and went are whole."""
    later = replace(CLOSES, at=date(2022, 7, 15))
    new = rule(id="C", text="Nuova")
    changed = rule(id="A", require=asks("x", "1", "2"), severity="warning")
    amended = replace(
        CALL,
        deadlines=(OPENS, later),
        rules=(changed, new),
        amendments=(Amendment(id="p", since=ON, text="", cite="", set={}),),
        sources={"bando": Source(title="Il testo nuovo", kind="call")},
        aliases=("altro",),
    )
    assert call_changes(CALL, amended) == [
        Change("aliases", (), ("altro",)),
        Change("sources.bando.title", "Il testo", "Il testo nuovo", "Il testo nuovo"),
        Change("deadlines[closes].at", date(2022, 6, 30), date(2022, 7, 15), "Chiusura"),
        Change("rules[A].severity", "blocking", "warning", "Regola"),
        Change("rules[A].require.value", ("1",), ("1", "2"), "Regola"),
        Change("rules[B]", rule(id="B"), None, "Regola"),
        Change("rules[C]", None, new, "Nuova"),
    ]


def finding(one, verdict):
    return Finding(one, verdict, "blocking", f"Regola {one}", "bando")


CUT = Step("limit", "bando", Decimal("-100.00"), "Limite")
REFUSED = Line(
    "S2", "A", "Usato", Decimal(50), Decimal(0), (Step("used", "", Decimal(-50), ""),), verdict="refused",
    findings=(finding("used", "fail"), finding("other", "pass")),
)  # fmt: skip
SUMMER = timezone(timedelta(hours=2))
OUTCOME = Outcome(
    call=CALL,
    vocabulary={},
    digest="",
    on=ON,
    verdict="eligible",
    facts=Facts(),
    findings=(finding("A", "pass"), finding("B", "fail")),
    expenses=ExpenseTotals(
        Decimal("1050.00"),
        Decimal("900.00"),
        (
            Line(
                "S1",
                "A",
                "Sensori",
                Decimal(1000),
                Decimal(900),
                (CUT,),
                verdict="cut",
                findings=(finding("used", "manual"),),
            ),
            REFUSED,
        ),
    ),
    contribution=ContributionOutcome(
        "official",
        Decimal("450.00"),
        "gber",
        regimes=(RegimeOutcome("gber", "GBER", "", True, "official", Decimal("450.00")),),
        partners=(Share("P1", Decimal(1000), Decimal(900), Decimal("450.00")),),
    ),
    attachments=(AttachmentOutcome("2", "Procura", "not_due", "", ""),),
    deadlines=(
        DeadlineOutcome("closes", "Chiusura", "", datetime(2022, 6, 30, 13, tzinfo=SUMMER), True),
        DeadlineOutcome("later", "Poi", "", None, True),
    ),
    scoring=ScoreOutcome("computed", Decimal("70.00")),
    track="21.1",
    missing=("company.iban",),
    discrepancies=(Discrepancy(id="3", text=""),),
)


def test_changes_of_an_outcome():
    """As `whatif --set` shows them: path, before, after, text."""
    after = replace(
        OUTCOME,
        verdict="not_eligible",
        findings=(finding("A", "fail"), finding("B", "fail")),
        contribution=replace(OUTCOME.contribution, amount=None),
        missing=(),
    )
    assert outcome_changes(OUTCOME, OUTCOME) == []
    assert outcome_changes(OUTCOME, after) == [
        Change("verdict", "eligible", "not_eligible"),
        Change("amounts.contribution", Decimal("450.00"), None),
        Change("findings.A", "pass", "fail", "Regola A"),
        Change("missing.company.iban", True, None, "company.iban"),
    ]


def test_an_estimate_says_so_on_its_own_side():
    """The amount is official before, an estimate after: only there it is marked."""
    regime = replace(OUTCOME.contribution.regimes[0], status="estimate", amount=Decimal("400.00"))
    guessed = replace(OUTCOME.contribution, status="estimate", amount=Decimal("400.00"), regimes=(regime,))
    changes = {one.path: one.names for one in outcome_changes(OUTCOME, replace(OUTCOME, contribution=guessed))}
    assert changes["amounts.contribution"] == (None, "400,00 € (stima)")
    assert changes["amounts.regime.gber"] == (None, "400,00 € (stima)")


MET = Expect(
    verdict="eligible",
    contribution_status="official",
    regime="gber",
    track="21.1",
    amounts={
        "presented": Decimal(1050),
        "admitted": Decimal(900),
        "contribution": Decimal(450),
        "regime.gber": Decimal(450),
        "line.S2": Decimal(0),
        "partner.P1": Decimal(450),
        "score": Decimal(70),
        "regime.other": None,
    },
    findings={"A": "pass", "B": "fail", "used": "fail", "other": "pass"},
    attachments={"2": "not_due"},
    lines={"S1": "limit", "S2": "used"},
    deadlines={"closes": "2022-06-30T13:00"},
    missing=("company.iban",),
    not_asked=("company.name",),
    discrepancies=("3",),
    exit=0,
)


def got(**expected):
    return differences(Case(name="prova", on=ON, expect=Expect(**expected)), OUTCOME)


def test_a_case_that_holds_has_no_differences():
    assert differences(Case(name="prova", on=ON, expect=MET), OUTCOME) == []
    assert got() == []
    assert got(lines={"S1": "cut", "S2": "refused"}, deadlines={"closes": "2022-06-30T13:00:00+02:00"}) == []


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ({"verdict": "incomplete"}, ("verdict", "incomplete", "eligible")),
        ({"exit": 3}, ("exit", "3", "0")),
        ({"contribution_status": "estimate"}, ("contribution_status", "estimate", "official")),
        ({"regime": "tf313"}, ("regime", "tf313", "gber")),
        ({"track": "1.3"}, ("track", "1.3", "21.1")),
        ({"amounts": {"admitted": Decimal("900.01")}}, ("amounts.admitted", "900.01", "900.00")),
        ({"amounts": {"regime.tf313": Decimal(1)}}, ("amounts.regime.tf313", "1", "—")),
        ({"amounts": {"contribution": None}}, ("amounts.contribution", "—", "450.00")),
        ({"findings": {"A": "fail"}}, ("findings.A", "fail", "pass")),
        ({"findings": {"Z": "fail"}}, ("findings.Z", "fail", "—")),
        ({"attachments": {"2": "required"}}, ("attachments.2", "required", "not_due")),
        ({"lines": {"S2": "admitted"}}, ("lines.S2", "admitted", "refused · used")),
        ({"lines": {"S9": "admitted"}}, ("lines.S9", "admitted", "—")),
        ({"deadlines": {"closes": "2022-07-15"}}, ("deadlines.closes", "2022-07-15", "2022-06-30T13:00:00+02:00")),
        ({"deadlines": {"later": "2022-07-15"}}, ("deadlines.later", "2022-07-15", "—")),
        ({"missing": ("company.name",)}, ("missing.company.name", "company.name", "—")),
        ({"not_asked": ("company.iban",)}, ("not_asked.company.iban", "—", "company.iban")),
        ({"discrepancies": ("4",)}, ("discrepancies.4", "4", "—")),
    ],
)
def test_a_case_that_does_not_hold(expected, difference):
    assert got(**expected) == [Difference(*difference)]


def test_the_exit_of_what_is_not_a_call():
    programme = replace(OUTCOME, call=replace(CALL, kind="programme"))
    assert differences(Case(name="p", on=ON, expect=Expect(exit=4)), programme) == []


def test_a_difference_reads_as_a_sentence():
    (one,) = got(findings={"A": "fail"})
    assert str(one) == "findings.A: atteso fail, ottenuto pass"


def test_a_dated_figure_that_is_another_on_the_second_day_is_a_change() -> None:
    """The first row is 15 % from 2024 and 35 % from 2025; the second is one number always."""
    days_and_shares = ((date(2024, 1, 1), "0.15"), (date(2025, 1, 1), "0.35"))
    values = tuple(DatedValue(since=day, value=Decimal(share)) for day, share in days_and_shares)
    rows = (LookupRow(value=DatedFigure(values=values)), LookupRow(value=Decimal("0.2")))
    one = replace(CALL, tables={"share": LookupTable(cite="bando §1", rows=rows)})
    days = date(2024, 5, 1), date(2025, 1, 1)
    assert call_changes(one, one) == []
    assert [(each.path, each.before, each.after) for each in call_changes(one, one, days)] == [
        ("tables.share.rows[0].value", Decimal("0.15"), Decimal("0.35"))
    ]
    assert call_changes(one, one, (days[0], date(2024, 12, 31))) == []
    before = call_changes(one, one, (date(2023, 12, 31), days[0]))
    assert [(each.before, each.after) for each in before] == [(None, Decimal("0.15"))]
    assert days_of_figures(one) == [date(2024, 1, 1), date(2025, 1, 1)]
