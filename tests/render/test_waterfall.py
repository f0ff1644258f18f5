"""The drawing of the money: each move starts where the one before it ended, and the totals are those of the outcome."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st
from tests.render.render_sample import outcome, undetermined

from grantcli.i18n import use
from grantcli.model.outcome import ContributionOutcome, ExpenseTotals, Line, Outcome, Step
from grantcli.render.application.waterfall import bars, waterfall

CENTS = st.decimals(min_value=1, max_value=10**6, places=2)


@st.composite
def outcomes(draw: st.DrawFn) -> Outcome:
    """Outcomes whose lines, steps and contribution are consistent to the cent."""
    lines = []
    for number in range(draw(st.integers(1, 8))):
        presented = draw(CENTS)
        cut = presented * draw(st.sampled_from([0, 25, 50, 100])) / 100
        cut = cut.quantize(Decimal("0.01"))
        steps = (Step(f"R{draw(st.integers(0, 9))}", "b", -cut, "taglio <&> “lungo”" * 3),)
        lines.append(Line(f"S{number}", "A", "d", presented, presented - cut, steps))
    presented = sum((line.presented for line in lines), Decimal(0))
    admitted = sum((line.admitted for line in lines), Decimal(0))
    half = (admitted / 2).quantize(Decimal("0.01"))
    cap = (half / 3).quantize(Decimal("0.01"))
    given = ContributionOutcome(
        "official", half - cap, "r", (Step("r", "b", half, "metà"), Step("c", "b", -cap, "tetto"))
    )
    return replace(outcome(), expenses=ExpenseTotals(presented, admitted, tuple(lines)), contribution=given)


@given(outcomes())
def test_moves_are_chained_and_end_at_the_totals(made):
    rows = bars(made)
    for before, after in pairwise(rows):
        if after.kind in ("total", "grant"):
            assert after.end == before.end
        else:
            assert after.start == before.end
    assert rows[0].end == made.expenses.presented
    assert [row.end for row in rows if row.kind == "total"][1] == made.expenses.admitted
    assert rows[-1].end == made.contribution.amount


@given(outcomes())
def test_the_drawing_is_well_formed_and_says_itself_in_words(made):
    root = ElementTree.fromstring(waterfall(made))  # noqa: S314
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert all(row.label in (title.text or "") for row in bars(made))


def test_without_an_amount_the_drawing_stops_at_the_admitted_cost():
    assert [row.end for row in bars(undetermined())][-1] == undetermined().expenses.admitted


def test_without_expenses_there_is_no_drawing():
    assert waterfall(replace(outcome(), expenses=ExpenseTotals(known=False))) == ""


def test_what_is_not_given_is_borne_by_the_partners_where_there_are_some():
    use("it")
    together = outcome()
    alone = replace(together, contribution=replace(together.contribution, partners=()))
    assert "Spesa ammessa a carico dei partner" in [row.label for row in bars(together)]
    assert "Spesa ammessa a carico di chi fa domanda" in [row.label for row in bars(alone)]


@given(outcomes())
def test_what_is_borne_is_no_negative_amount(made):
    assert all(row.amount > 0 for row in bars(made) if row.kind == "own")
