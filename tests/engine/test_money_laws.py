"""The laws of money (issue 4 §5), on random calls and plans: a few hundred at every run, ten thousand when slow."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.money_calls import SCOPE
from tests.engine.money_plans import DAY, Case, random_case, seeded, with_amount, with_lines

from grantcli.engine.contribution.choice import Grants, compile_contribution
from grantcli.engine.contribution.cost_groups import Admitted, AdmittedCost
from grantcli.model.contribution import Regime
from grantcli.model.facts import Facts
from grantcli.model.outcome import ContributionOutcome, ExpenseTotals
from grantcli.money import CENT, cents_of, exact_to_cent

Law = Callable[[Random], None]


def steps_sum_to_the_cent(random: Random) -> None:
    """«Steps sum to the cent on every line and in total.»"""
    case = random_case(random)
    _, totals, contribution = case.settle()
    for line in totals.lines:
        assert line.presented + sum(step.amount for step in line.steps) == line.admitted
        assert 0 <= line.admitted <= line.presented
        assert line.presented == line.presented.quantize(CENT)
    assert totals.presented == sum(line.presented for line in totals.lines)
    assert totals.admitted == sum(line.admitted for line in totals.lines)
    assert sum(pair[1] for pair in totals.by_category.values()) == totals.admitted
    removed = {step.rule: step.amount for step in totals.limits}
    for name, amount in removed.items():
        assert amount == sum(step.amount for line in totals.lines for step in line.steps if step.rule == name)
    for regime in contribution.regimes:
        assert regime.amount == sum((step.amount for step in regime.steps), Decimal(0))
        for share in regime.shares:
            assert share.amount == sum((step.amount for step in share.steps), Decimal(0))


def contribution_stays_within_its_bounds(random: Random) -> None:
    """«Contribution ≤ rate × admitted, ≤ each cap, ≤ cost.»"""
    case = random_case(random)
    _, totals, contribution = case.settle()
    rounding = case.call.contribution.rounding
    for regime, outcome in zip(case.call.contribution.regimes, contribution.regimes, strict=True):
        assert outcome.amount is not None
        assert 0 <= outcome.amount <= totals.admitted
        if not regime.tiers:
            rates = outcome.line_rates
            most = sum(Fraction(line.admitted) * Fraction(rates.get(line.id, 0)) for line in totals.lines)
            assert outcome.amount <= exact_to_cent(most, rounding)
        for cap in regime.caps:
            if cap.least or cap.of != "project" or cap.categories:
                continue
            figure = (
                Fraction(cap.amount) if cap.amount is not None else Fraction(cap.share or 0) * Fraction(totals.admitted)
            )
            assert outcome.amount <= exact_to_cent(figure, rounding)


def more_cost_never_yields_less(random: Random) -> None:
    """«Within bounds more admitted cost never yields less (whole-amount tiers excepted).»"""
    case = random_case(random)
    facts, totals, _ = case.settle()
    grants = compile_contribution(case.call, SCOPE)
    line = random.choice(totals.lines)
    more = replace(line, admitted=line.admitted + Decimal(random.randrange(1, 2_000_000)) / 100)
    raised = replace(totals, lines=tuple(more if one is line else one for one in totals.lines))
    before, after = (granted(grants, facts, one) for one in (totals, raised))
    for regime, less, greater in zip(case.call.contribution.regimes, before.regimes, after.regimes, strict=True):
        assert less.amount is not None
        assert greater.amount is not None
        assert less.amount <= greater.amount or _tiers_under_narrow_caps(regime)


def granted(grants: Grants, facts: Facts, totals: ExpenseTotals) -> ContributionOutcome:
    lines = [Admitted(one.id, one.category, one.partner or "", cents_of(one.admitted)) for one in totals.lines]
    return grants.told(grants.attempt(facts, AdmittedCost(lines), DAY), facts, totals)


def _tiers_under_narrow_caps(regime: Regime) -> bool:
    """Falling tiers are spread over all cost: more of one category lowers what falls on another, outside its cap."""
    return bool(regime.tiers) and any(cap.of != "project" or cap.categories for cap in regime.caps)


def order_of_lines_changes_nothing(random: Random) -> None:
    """«Permuting lines changes nothing.»"""
    case = random_case(random)
    shuffled = list(case.lines)
    random.shuffle(shuffled)
    _, totals, contribution = case.settle()
    _, other, same = case.settle(with_lines(case.facts, shuffled))
    assert {line.id: line for line in totals.lines} == {line.id: line for line in other.lines}
    assert (contribution.amount, contribution.status) == (same.amount, same.status)
    for regime, again in zip(contribution.regimes, same.regimes, strict=True):
        assert regime.amount == again.amount
        assert {step.rule for step in regime.steps} == {step.rule for step in again.steps}


def splitting_a_line_changes_nothing_beyond_rounding(random: Random) -> None:
    """«Splitting a line in two changes nothing beyond rounding.»"""
    case = random_case(random)
    lines = list(case.lines)
    item = random.choice(lines)
    whole = item.value("amount")
    assert isinstance(whole, Decimal)
    part = Decimal(random.randrange(int(whole * 100) + 1)) / 100
    halves = [with_amount(item, part), with_amount(item, whole - part, f"{item.id}b")]
    _, totals, contribution = case.settle()
    _, other, same = case.settle(
        with_lines(case.facts, [one for line in lines for one in (halves if line is item else [line])])
    )
    refusals = sum(len(line.steps) for line in other.lines) + len(case.call.expenses.categories)
    assert other.presented == totals.presented
    assert abs(other.admitted - totals.admitted) <= refusals * 3 * CENT
    for regime, again in zip(contribution.regimes, same.regimes, strict=True):
        if _divisible(case):
            assert abs((regime.amount or 0) - (again.amount or 0)) <= refusals * 3 * CENT


def _divisible(case: Case) -> bool:
    """Caps of each line see two lines where there was one, and a floor is a step."""
    return not any(cap.least or cap.of == "line" for regime in case.call.contribution.regimes for cap in regime.caps)


def shares_of_partners_sum_to_the_project(random: Random) -> None:
    """«Partners' shares sum to the project's.»"""
    case = random_case(random)
    _, totals, contribution = case.settle()
    for regime in contribution.regimes:
        assert bool(regime.shares) is ("partners" in case.facts.lists)
        if regime.shares:
            assert sum(share.amount for share in regime.shares) == regime.amount
            assert sum(share.admitted for share in regime.shares) == totals.admitted
            assert all(share.amount >= 0 for share in regime.shares)


def regimes_out_of_their_dates_never_apply(random: Random) -> None:
    """«Regimes that do not hold on the date never apply», nor one below its own minimum beside another."""
    case = random_case(random)
    facts, totals, contribution = case.settle()
    regimes = {regime.id: regime for regime in case.call.contribution.regimes}
    holding = [one.id for one in regimes.values() if (one.valid_from or DAY) <= DAY <= (one.valid_to or DAY)]
    applied = [regime.id for regime in contribution.regimes if regime.applies]
    assert applied == ([contribution.regime] if contribution.regime else [])
    assert set(applied) <= set(holding)
    assert bool(applied) is bool(holding)
    amounts = {regime.id: regime.amount or Decimal(0) for regime in contribution.regimes if regime.id in holding}
    grants = compile_contribution(case.call, SCOPE)
    lines = [Admitted(one.id, one.category, one.partner or "", cents_of(one.admitted)) for one in totals.lines]
    tried = grants.attempt(facts, AdmittedCost(lines), DAY).tried
    reaching = [one.regime.id for one in tried if one.regime.id in holding and not one.below_minimum] or holding
    if not holding:
        assert contribution.amount == 0
    elif case.call.contribution.choose == "first":
        assert applied == reaching[:1]
    elif case.call.contribution.choose == "best":
        assert contribution.amount == max(amounts[name] for name in reaching)
    else:
        assert contribution.amount == min(amounts.values())


LAWS: list[Law] = [
    steps_sum_to_the_cent,
    contribution_stays_within_its_bounds,
    more_cost_never_yields_less,
    order_of_lines_changes_nothing,
    splitting_a_line_changes_nothing_beyond_rounding,
    shares_of_partners_sum_to_the_project,
    regimes_out_of_their_dates_never_apply,
]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
class TestLaws:
    @given(seed=st.integers(0, 2**32))
    @settings(max_examples=150, deadline=None)
    def test_law_holds(self, law: Law, seed: int) -> None:
        law(seeded(seed))

    @pytest.mark.slow
    def test_law_holds_on_ten_thousand_plans(self, law: Law) -> None:
        for seed in range(10_000):
            law(seeded(seed))
