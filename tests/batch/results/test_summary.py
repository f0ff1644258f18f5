"""The summary of an outcome: plain figures and ids, the same columns whatever the outcome."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.report.report_samples import eligible, outcome

from grantcli.assessment.assess import assess
from grantcli.batch.results.summary import COLUMNS, head_of
from grantcli.loading.call.library import load_edition
from grantcli.loading.cases import overlay
from grantcli.model.facts import Facts
from grantcli.model.outcome import ContributionOutcome

SAYABLE = Path(__file__).parents[2] / "sayable"
DAY = date(2026, 2, 1)


def test_a_summary_has_plain_figures_and_ids() -> None:
    head = head_of(outcome(), 0)
    assert (head["presented"], head["admitted"], head["contribution"]) == ("63000.00", "53499.50", "25000.00")
    assert (head["verdict"], head["contribution_status"], head["regime"]) == ("not_eligible", "estimate", "gber")
    assert head["reasons"][0].split(" · ")[1].startswith("P-3.5: ")  # type: ignore[index]
    assert head["missing"] == ["company.pec", "expenses[S4].supplier"]
    assert head["attachments"] == ["1", "5", "R"]


def test_an_amount_that_is_unknown_is_empty() -> None:
    assert head_of(outcome(contribution=ContributionOutcome("undetermined")), 0)["contribution"] is None
    nothing = outcome(contribution=ContributionOutcome("official", Decimal("0.00")))
    assert head_of(nothing, 0)["contribution"] == "0.00"


def test_summaries_have_the_same_columns_whatever_the_outcome() -> None:
    assert list(head_of(eligible(), 0)) == list(head_of(outcome(), 0))
    assert set(head_of(eligible(), 0)) == {*COLUMNS, "unfunded"} - {"id", "if_admitted", "file", "row"}


def test_a_call_with_instruments_says_what_each_form_gives() -> None:
    """60.000,00 of cost: 20 % never paid back, 80 % lent but 50 euro asked less; without the sum asked, not known."""
    edition, _problems = load_edition(SAYABLE / "loan-and-grant")
    assert edition is not None
    changes: dict[str, object] = {"expenses": [{"id": "S", "category": "A", "amount": 60000}]}
    lent = head_of(assess(edition, overlay(Facts(), {**changes, "loan_asked": "41950"}, edition)[0], DAY), 0)
    assert lent["forms"] == {"grant": "12000.00", "loan": "41950.00"}
    assert (lent["to_repay"], lent["own_funds"]) == ("41950.00", "6050.00")
    unsaid = head_of(assess(edition, overlay(Facts(), changes, edition)[0], DAY), 0)
    assert unsaid["forms"] == {"grant": "12000.00", "loan": None}
    assert (unsaid["to_repay"], unsaid["own_funds"]) == (None, None)
