"""What one more euro adds to each instrument, at the points that are told and between them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.instruments.test_support_laws import supported
from tests.engine.money_calls import CITE, call, line, plan
from tests.engine.money_plans import DAY, Case, seeded
from tests.engine.plan_counts import plans
from tests.engine.whatif.test_courses import TIMES, edition, judging, tried

from grantcli.engine.whatif.marginal import Probe
from grantcli.engine.whatif.sensitivity import yield_of
from grantcli.model.instruments.instrument import Instrument, InstrumentBase
from grantcli.model.outcome import ContributionOutcome
from grantcli.model.whatif import FormYield, Yield

CENT = Decimal("0.01")
WAYS = Decimal(50)
"""Euro beside a point where ways change: they are compared in whole cents, and may grow almost alike."""


def told(contribution: ContributionOutcome) -> dict[str, Decimal]:
    """What the instruments give, and all that is never paid back under the empty name."""
    assert contribution.amount is not None
    given = () if contribution.support is None else contribution.support.given
    return {"": contribution.amount, **{one.id: one.amount or Decimal(0) for one in given}}


def slopes(found: Yield) -> list[Mapping[str, tuple[Decimal, Decimal]]]:
    """The least and the most that a euro yields to each instrument, stretch by stretch."""
    made = [_bounds(found.forms)]
    for point in found.breakpoints:
        made.append({**made[-1], **_bounds(point.forms)})
    return made


def _bounds(forms: tuple[FormYield, ...]) -> dict[str, tuple[Decimal, Decimal]]:
    pairs = {one.id: (one.yields, one.yields if one.bends_to is None else one.bends_to) for one in forms}
    return {name: (min(pair), max(pair)) for name, pair in pairs.items()}


def forms_hold(seed: int) -> None:
    """In money ``TIMES`` as fine every instrument grows as is printed, from the start of a stretch to its end."""
    random = seeded(seed)
    case = supported(random)
    of = judging(case, random)
    now = of.probe.contribution
    if now.amount is None:
        return
    found = yield_of(of.probe, *of.place)
    if found.measured is not None or found.contribution is None:
        return
    flats = any(one.flat is not None for one in case.call.expenses.categories)
    beside = Decimal(3) if flats else 10 * CENT
    beside = WAYS if case.call.alternatives else beside
    starts = [Decimal(0), *(one.spending for one in found.breakpoints)]
    by_start = dict(zip(starts, slopes(found), strict=True))
    for start, first, last, fine, least, most in tried(found, of, beside):
        before = told(of.finely(first).contribution)
        for part in (Decimal(str(round(random.random(), 3))), Decimal(1)):
            spending = (first + (last - first) * part).quantize(CENT)
            after = told(of.finely(spending).contribution)
            for name, (low, high) in {**by_start[start], "": (least, most)}.items():
                grown = (after.get(name, 0) - before.get(name, 0)) / TIMES
                more = spending - first
                assert low * more - fine <= grown <= high * more + fine, (seed, name, start, spending)


class TestYieldsOfInstruments:
    @given(seed=st.integers(0, 400))
    @settings(max_examples=8, deadline=None)
    def test_they_hold_between_the_points(self, seed: int) -> None:
        forms_hold(seed)

    @pytest.mark.parametrize("seed", [1588, 2421, 4138])
    def test_curves_are_told_again_where_others_turn_and_kinks_to_the_cent(self, seed: int) -> None:
        forms_hold(seed)

    @pytest.mark.slow
    def test_they_hold_on_many_plans(self) -> None:
        for seed in plans(400):
            forms_hold(seed)


def test_a_loan_ends_where_the_grant_has_taken_what_is_left_of_the_cost() -> None:
    """A grant of all of B, and a loan of 60 % of all within the cost: of 100 of A and x of B the grant is x and the
    loan 60 + 0.6 x, until it is the 100 that the grant leaves, at x = 66.67."""
    grant = Instrument(id="G", form="grant", label="Fondo", cite=CITE, base=InstrumentBase(categories=("B",)))
    loan = Instrument(id="L", form="loan", label="Prestito", cite=CITE, rate=Decimal("0.6"))
    whole = Case(replace(call(), instruments=(grant, loan)), plan(line("S1", "A", 100)))
    found = yield_of(Probe(edition(whole), whole.facts, DAY), "B", "")
    assert (found.contribution, [(one.id, one.yields) for one in found.forms]) == (
        1,
        [("G", Decimal(1)), ("L", Decimal("0.6"))],
    )
    assert [(one.spending, [(form.id, form.yields) for form in one.forms]) for one in found.breakpoints] == [
        (Decimal("66.67"), [("L", Decimal(0))])
    ]
