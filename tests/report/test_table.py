"""Rows keep their keys and plain figures; the summary says what each of them came to."""

import io
from decimal import Decimal

from rich.cells import cell_len
from rich.console import Console
from tests.report.report_samples import eligible, outcome

from grantcli.model.outcome import ContributionOutcome
from grantcli.report.table import as_row, show_rows


def test_a_row_has_plain_figures_and_ids():
    row = as_row(outcome())
    assert (row["presented"], row["admitted"], row["contribution"]) == ("63000.00", "53499.50", "25000.00")
    assert (row["verdict"], row["contribution_status"], row["regime"]) == ("not_eligible", "estimate", "gber")
    assert row["failing"] == "P-3.5"
    assert row["missing"] == "company.pec expenses[S4].supplier"
    assert row["refused_lines"] == "S3"
    assert row["attachments_due"] == "1 5 R"
    assert row["remedy"].startswith("Accorciare il progetto")


def test_an_amount_that_cannot_be_told_is_empty():
    assert as_row(outcome(contribution=ContributionOutcome("undetermined")))["contribution"] == ""
    nothing = outcome(contribution=ContributionOutcome("official", Decimal("0.00")))
    assert as_row(nothing)["contribution"] == "0.00"


def test_rows_have_the_same_keys_whatever_the_outcome():
    assert list(as_row(eligible())) == list(as_row(outcome()))


def test_the_summary_names_each_and_fits():
    file = io.StringIO()
    undetermined = outcome(verdict="undetermined", findings=(), contribution=ContributionOutcome("undetermined"))
    show_rows([as_row(made) for made in (eligible(), outcome(), undetermined)], Console(file=file, width=80))
    shown = file.getvalue()
    assert all(cell_len(line) <= 80 for line in shown.splitlines())
    for words in ("ammissibile", "21.000,00 €", "non ammissibile", "non determinabile", "stima", "–"):
        assert words in shown
