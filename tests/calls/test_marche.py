"""Marche 2022: its cases reach every rule, and what its text lacks never turns into a figure or a pass."""

from decimal import Decimal

import pytest

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.i18n import say
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import case_facts, load_cases

FOLDER = shipped("calls") / "marche-transizione-digitale-2022"
EDITION, _ = load_edition(FOLDER)
assert EDITION is not None
CALL = EDITION.call
JUDGED = {rule.id for rule in CALL.rules if rule.require or rule.forbid or rule.status == "missing"}
TOLD_ONLY = {"MAR-5.1-track"}  # says which ranking: every site is in one of the two
BORROWED = {rule.id for rule in CALL.rules if rule.borrowed}  # from another text: left to a person, never refused
LETTERS = "abcdefghijklmnopqrstuv"  # §3.7: a–q by nature, r–v by counterparty and payment


@pytest.fixture(scope="module")
def outcomes():
    cases, _ = load_cases(FOLDER, EDITION)
    made = []
    for case in cases:
        facts, _ = case_facts(case, EDITION)
        made.append(assess(EDITION, facts, case.on))
    return made


@pytest.fixture(scope="module")
def example():
    application, _ = load_application(FOLDER / "example" / "domanda.yaml", {CALL.id: EDITION})
    assert application is not None
    assert application.on is not None
    return assess(EDITION, application.facts, application.on)


def test_every_rule_that_can_fail_fails_in_some_case(outcomes):
    failed = {finding.id for outcome in outcomes for finding in outcome.findings if finding.verdict == "fail"}
    assert JUDGED - TOLD_ONLY - BORROWED - failed == set()


def test_every_line_rule_touches_a_line_in_some_case(outcomes):
    touched = {
        finding.id
        for outcome in outcomes
        for line in outcome.expenses.lines
        for finding in line.findings
        if finding.verdict != "pass"
    }
    assert {rule.id for rule in CALL.expenses.refused} - touched == set()


def test_every_rule_left_to_a_person_is_left_to_one_in_some_case(outcomes):
    manual = {finding.id for outcome in outcomes for finding in outcome.findings if finding.verdict == "manual"}
    assert ({rule.id for rule in CALL.rules if rule.manual} | BORROWED) - manual == set()


def test_every_attachment_is_due_in_a_case_and_the_conditional_ones_not_due_in_another(outcomes):
    due = {one.id for outcome in outcomes for one in outcome.attachments if one.due in ("required", "score_only")}
    spared = {one.id for outcome in outcomes for one in outcome.attachments if one.due == "not_due"}
    assert {one.id for one in CALL.attachments} - due == set()
    assert {one.id for one in CALL.attachments if one.when} - spared == set()


def test_the_letters_of_paragraph_3_7_are_all_there():
    assert {rule.letter for rule in CALL.expenses.refused if rule.letter} == set(LETTERS)


def test_rules_that_can_be_met_say_how():
    """A failure without a way out is said to have none, in words: so each has a remedy."""
    assert [rule.id for rule in CALL.rules if (rule.require or rule.status == "missing") and not rule.remedy] == [
        "MAR-5.1-track"
    ]


def test_nothing_missing_is_ever_printed_as_a_figure(outcomes):
    """The two tables of §3.9 and the grid of §5.2 are not in our text."""
    for outcome in outcomes:
        assert outcome.scoring.status == "missing"
        assert outcome.scoring.points is None
        for regime in outcome.contribution.regimes:
            assert regime.status != "official"
            assert regime.amount is None or not regime.missing_figures


def test_the_contribution_never_passes_the_cap_of_paragraph_3_8(outcomes):
    amounts = [regime.amount for outcome in outcomes for regime in outcome.contribution.regimes if regime.amount]
    assert max(amounts) == Decimal("140000.00")


def test_the_two_funds_make_the_whole_of_paragraph_1_2():
    assert CALL.budget is not None
    assert sum(CALL.budget.parts.values()) == CALL.budget.total == Decimal(4200000)
    assert {track.id: track.budget for track in CALL.tracks} == CALL.budget.parts


def test_a_word_in_a_description_suggests_and_does_not_decide(example):
    line = next(one for one in example.expenses.lines if one.id == "S7")  # «Telecamere di visione artificiale»
    assert [finding.id for finding in line.suggestions] == ["MAR-3.7-f"]
    assert line.verdict == "admitted"


def test_sections_of_the_example_are_drafted_without_a_gap(example):
    assert [(one.id, one.lacking) for one in example.sections if one.lacking or not one.text] == []
    assert [one.id for one in example.sections] == [section.id for section in CALL.sections]
    assert all("{" not in one.text and ".." not in one.text for one in example.sections)


def test_every_discrepancy_says_what_is_followed():
    assert len(CALL.discrepancies) == 32  # the catalogue of traps of this text
    assert [one.id for one in CALL.discrepancies if not say(one.followed) or not one.readings] == []


def test_the_example_is_told_the_discrepancies_that_touch_it(example):
    """The plan is above 140,000, has a course and a surveillance plant, and shares of those markets (§2.21)."""
    told = {one.id.removeprefix("MAR-D-") for one in example.discrepancies} - {
        one.removeprefix("MAR-D-") for one in example.untouched
    }
    assert told == {"02", "03", "05", "08", "13", "18", "26", "27", "28", "31"}


def test_every_missing_part_says_what_cannot_be_told():
    assert [say(gap.what) for gap in CALL.gaps if not say(gap.consequence)] == []
