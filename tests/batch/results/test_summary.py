"""The summary of an outcome: plain figures and ids, the same columns whatever the outcome."""

from decimal import Decimal

from tests.report.report_samples import eligible, outcome

from grantcli.batch.results.summary import COLUMNS, head_of
from grantcli.model.outcome import ContributionOutcome


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
    assert set(head_of(eligible(), 0)) == set(COLUMNS) - {"id", "if_admitted", "file", "row"}
