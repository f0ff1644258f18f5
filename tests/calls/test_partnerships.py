"""Lombardy 2022 and Clusters Go International 2020: their cases reach every rule, and what is second-hand says so."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from tests.registry.unions import in_cosme, in_union

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.engine.maths.curves import slope_at, value_at
from grantcli.engine.whatif.marginal import Probe
from grantcli.i18n import say
from grantcli.law.derive import derive
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import case_facts, load_cases
from grantcli.model.call import Edition
from grantcli.model.facts import Answer, Facts
from grantcli.model.outcome import Outcome
from grantcli.registry.countries import countries

LOMBARDY, CLUSTERS = "lombardia-filiere-2022", "cosme-clusters-go-international-2020"
DAY, CLOSES = date(2022, 10, 3), date(2020, 12, 2)
both = pytest.mark.parametrize("name", [LOMBARDY, CLUSTERS])


def folder(name: str) -> Path:
    return shipped("calls") / name


@cache
def edition(name: str) -> Edition:
    made, _ = load_edition(folder(name))
    assert made is not None
    return made


@cache
def outcomes(name: str) -> tuple[Outcome, ...]:
    call = edition(name)
    cases, _ = load_cases(folder(name), call)
    told = ((case, case_facts(case, call)[0]) for case in cases)
    return tuple(assess(call, facts, case.on) for case, facts in told)


@cache
def example(name: str) -> Outcome:
    application, _ = load_application(folder(name) / "example" / "domanda.yaml", {name: edition(name)})
    assert application is not None
    assert application.on is not None
    return assess(edition(name), application.facts, application.on)


def judged(name: str, verdicts: Iterable[str]) -> set[str]:
    return {one.id for outcome in outcomes(name) for one in outcome.findings if one.verdict in verdicts}


@both
def test_every_rule_that_can_fail_fails_in_some_case(name):
    can_fail = {rule.id for rule in edition(name).call.rules if (rule.require or rule.forbid) and not rule.borrowed}
    by_person = {"CGI-F2-partner", "LOM-4-partner"}  # what is not known of an expense is asked for, not refused
    assert can_fail - by_person - judged(name, ["fail"]) == set()
    assert by_person & can_fail <= judged(name, ["unknown"])


@both
def test_every_rule_left_to_a_person_or_missing_is_met_in_some_case(name):
    left = {rule.id for rule in edition(name).call.rules if rule.manual or rule.status == "missing"}
    assert left - judged(name, ["manual", "undetermined"]) == set()


@both
def test_every_line_rule_and_rate_is_at_work_in_some_case(name):
    call = edition(name).call
    touched = {
        finding.id
        for outcome in outcomes(name)
        for line in outcome.expenses.lines
        for finding in line.findings
        if finding.verdict != "pass"
    }
    assert {rule.id for rule in call.expenses.refused} - touched == set()
    steps = {step.rule for one in outcomes(name) for regime in one.contribution.regimes for step in regime.steps}
    rates = {rate.id for regime in call.contribution.regimes for rate in regime.rates}
    caps = {cap.id for caps in (call.contribution, *call.contribution.regimes) for cap in caps.caps}
    assert (rates | caps) - steps == set()


@both
def test_every_attachment_is_due_in_a_case_and_the_conditional_ones_spared_in_another(name):
    papers = edition(name).call.attachments
    due = {one.id for outcome in outcomes(name) for one in outcome.attachments if one.due in ("required", "score_only")}
    spared = {one.id for outcome in outcomes(name) for one in outcome.attachments if one.due == "not_due"}
    assert {one.id for one in papers} - due == set()
    assert {one.id for one in papers if one.when and not one.each} - spared == set()


@both
def test_nothing_is_called_official_where_the_call_was_not_read(name):
    call = edition(name).call
    assert {rule.status for rule in call.rules} <= {"secondary", "derived", "missing"}
    assert {one.contribution.status for one in outcomes(name)} <= {"estimate", "undetermined"}
    assert example(name).verdict == "to_verify"


@both
def test_what_can_be_met_says_how_and_every_doubt_says_what_is_followed(name):
    call = edition(name).call
    assert [rule.id for rule in call.rules if (rule.require or rule.forbid) and not rule.remedy] == []
    assert [one.id for one in call.discrepancies if not say(one.followed) or not one.readings] == []
    assert [say(gap.what) for gap in call.gaps if not say(gap.consequence)] == []


@both
def test_the_shares_of_the_partners_make_the_contribution(name):
    for outcome in outcomes(name):
        amount, shares = outcome.contribution.amount, outcome.contribution.partners
        assert amount is None or sum((share.amount for share in shares), Decimal(0)) == amount


@both
def test_sections_of_the_example_are_drafted_without_a_gap(name):
    assert [(one.id, one.lacking) for one in example(name).sections if one.lacking or not one.text] == []


def test_the_lombardy_grid_is_the_one_reported():
    """ANCE Brescia: maxima of 100 in all, threshold 65, ten points more for recognised chains."""
    scoring = edition(LOMBARDY).call.scoring
    assert scoring is not None
    assert sum(one.most for one in scoring.criteria if not one.bonus) == 100
    assert (scoring.threshold, scoring.most) == (65, 110)
    assert [one.most for one in scoring.criteria if one.bonus] == [10]


def test_the_lombardy_score_fails_below_65_whatever_the_bonus():
    base = example(LOMBARDY).facts
    answers = {**base.answers, "score.innovativita": base.answers["score.innovativita"]._replace(value=Decimal(6))}
    low = assess(edition(LOMBARDY), base.with_answers(answers), DAY)
    assert low.scoring.passed is False  # 9 + 6 + 15 + 15 + 14 + 5 = 64


def test_a_large_firm_that_spends_more_in_lombardy_is_told_when_it_loses_all():
    """SMEs bear 300,000 euro: their 30 % holds up to 700,000 of the large firm; a cent more and it gets nothing."""
    lines = tuple(
        Facts({"category": Answer("A"), "amount": Answer(Decimal(amount)), "partner": Answer(partner)}, id=line)
        for line, partner, amount in (("S1", "P1", 600000), ("S2", "P2", 300000))
    )
    facts = derive(example(LOMBARDY).facts.with_list("expenses", lines), edition(LOMBARDY).vocabulary, DAY)
    probe = Probe(edition(LOMBARDY), facts, DAY)
    cents = 100
    now, after = (probe.read("A", "P1", Fraction(euro * cents)) for euro in (0, 100000))
    here = Fraction(0)
    assert (value_at(now.aid, here), slope_at(now.aid, here), now.turn) == (
        240000 * cents,
        Fraction(15, 100),
        100000 * cents,
    )
    assert (value_at(after.aid, here), slope_at(after.aid, here)) == (150000 * cents, 0)


def test_the_figures_of_the_clusters_call_do_not_add_up_and_say_why():
    """12 and 2 projects (Confindustria Lombardia) of 450,000 euro against 7.5 million (the news item)."""
    budget = edition(CLUSTERS).call.budget
    assert budget is not None
    assert budget.total is not None
    assert (budget.projects, budget.most) == (14, Decimal(450000))
    assert budget.total - 14 * Decimal(450000) == Decimal(1200000)
    assert 12 * Decimal(550000) + 2 * Decimal(450000) == budget.total
    assert budget.explained


def test_countries_are_those_of_the_registry_on_the_last_day_of_the_clusters_call():
    """Whoever is of the Union counts as a Member State; the others of COSME count as COSME countries."""
    rules = {rule.id: rule for rule in edition(CLUSTERS).call.rules}
    union, cosme = rules["CGI-F7-country"].require.of
    assert set(union.value) == {code for code in countries() if in_union(code, CLOSES)}
    assert set(cosme.value) == {code for code in countries() if in_cosme(code, CLOSES)} - set(union.value)
