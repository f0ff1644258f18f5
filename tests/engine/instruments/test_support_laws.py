"""The laws of instruments on random calls: steps sum, support stays within the cost, own funds are the rest."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.money_calls import CITE, SCOPE
from tests.engine.money_plans import DAY, IDS, cents, random_caps, random_case, random_tiers, seeded, share

from grantcli.engine.contribution.choice import compile_contribution
from grantcli.engine.cost_and_aid import MoneyJudge, settle_money
from grantcli.engine.expenses.plan import compile_expenses
from grantcli.engine.formulas.computed import ComputedFacts
from grantcli.engine.instruments.settling import Instruments
from grantcli.model.contribution import Rate
from grantcli.model.instruments.instrument import (
    KEPT_WHOLE,
    AidWay,
    Alternatives,
    Instrument,
    InstrumentBase,
    SupportCap,
)
from grantcli.model.instruments.support import InstrumentOutcome, SupportOutcome
from grantcli.model.instruments.terms import Terms
from grantcli.model.outcome import ContributionOutcome, ExpenseTotals, Step
from grantcli.money import ZERO

FORMS = ("grant", "loan", "interest", "guarantee", "tax_credit", "voucher", "equity")


def random_terms(random: Random) -> Terms:
    years = random.randrange(1, 8)
    return Terms(
        years=Decimal(years),
        grace_years=Decimal(random.randrange(years)),
        instalments=Decimal(random.choice((1, 2, 4, 12))),
        rate=Decimal(random.randrange(600)) / 10_000,
        repayment=random.choice(("equal_capital", "annuity", "bullet")),
        rounded=random.choice(("each", "at_end")),
    )


def random_base(random: Random, before: list[str]) -> InstrumentBase:
    kind = random.randrange(4)
    if kind == 0 and before:
        return InstrumentBase(instrument=random.choice(before))
    if kind == 1:
        return InstrumentBase(amount=cents(random))
    return InstrumentBase(categories=tuple(random.sample(IDS, 2)) if kind == 2 else ())


def random_instrument(random: Random, name: str, before: list[str]) -> Instrument:
    form, base = random.choice(FORMS), random_base(random, before)
    on_cost = base.amount is None and base.instrument is None and form != "interest"
    caps = random_caps(random, floors=False) if on_cost else ()
    return Instrument(
        id=name,
        form=form,
        label=f"Strumento {name}",
        cite=CITE,
        base=base,
        rate=share(random) if random.random() < 0.7 else None,
        tiers=random_tiers(random) if random.random() < 0.2 else (),
        caps=tuple(replace(cap, id=f"{name}.{cap.id}") for cap in caps),
        terms=random_terms(random) if form in ("loan", "interest", "guarantee") else None,
        not_repaid=(Rate(id=f"{name}.kept", cite=CITE, rate=share(random)),)
        if form == "loan" and random.random() < 0.5
        else (),
    )


def random_support(random: Random) -> tuple[ExpenseTotals, ContributionOutcome, bool]:
    """A call with instruments and a plan, settled; whether the regimes by themselves could be told."""
    case = random_case(random)
    made: list[Instrument] = []
    for n in range(random.randrange(1, 5)):
        made.append(random_instrument(random, f"I{n}", [one.id for one in made]))
    names = [one.id for one in made]
    ways: tuple[Alternatives, ...] = ()
    if len(names) > 1 and random.random() < 0.4:
        of = [AidWay(id=f"V{n}", of=(name,)) for n, name in enumerate(names[:2])]
        ways = (
            Alternatives(id="A", text="Una", cite=CITE, take=random.choice(("greater", "smaller")), ways=tuple(of)),
        )
    together = (SupportCap(id="T", text="Insieme", cite=CITE, share=share(random)),) if random.random() < 0.4 else ()
    reference = Rate(id="ref", cite=CITE, rate=Decimal(random.randrange(800)) / 10_000)
    whole = replace(case.call, instruments=tuple(made), alternatives=ways, together=together, reference_rate=reference)
    judge = MoneyJudge(
        compile_expenses(whole, SCOPE),
        compile_contribution(whole, SCOPE),
        ComputedFacts(SCOPE),
        Instruments(whole, SCOPE),
    )
    _facts, totals, contribution, _plan = settle_money(judge, case.facts, DAY)
    return totals, contribution, case.settle()[2].amount is not None


def total(steps: tuple[Step, ...]) -> Decimal:
    return sum((step.amount for step in steps), ZERO)


def holds_of(one: InstrumentOutcome) -> None:
    assert one.amount is not None
    assert one.kept is not None
    assert one.repaid is not None
    assert total(one.steps) == one.amount >= 0
    assert 0 <= one.kept <= one.amount
    if one.form == "loan":
        assert one.kept + one.repaid == one.amount
        assert total(one.kept_steps) == one.kept
    if one.form in KEPT_WHOLE:
        assert (one.kept, one.repaid) == (one.amount, ZERO)
    if one.equivalent is not None:
        assert 0 <= one.equivalent <= one.amount
        if one.equivalent_steps:
            assert total(one.equivalent_steps) == one.equivalent
    if one.plan is not None and one.form == "loan":
        assert sum((row.capital for row in one.plan.instalments), ZERO) == one.repaid


def support_keeps_its_laws(random: Random) -> None:
    totals, contribution, told = random_support(random)
    support = contribution.support
    assert isinstance(support, SupportOutcome)
    for one in support.instruments:
        holds_of(one)
    if not told:
        return
    assert support.support is not None
    assert support.cost == totals.admitted
    assert 0 <= support.support <= totals.admitted
    assert support.own_funds == totals.admitted - support.support
    assert contribution.amount == support.kept == total(contribution.steps)
    assert support.support == support.granted + sum((one.covers or ZERO for one in support.given), ZERO)
    if contribution.partners:
        assert sum((one.amount for one in contribution.partners), ZERO) == contribution.amount
        for one in contribution.partners:
            assert total(one.steps) == one.amount


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_support_keeps_its_laws(seed: int) -> None:
    support_keeps_its_laws(seeded(seed))


@pytest.mark.slow
def test_support_keeps_its_laws_on_many_plans() -> None:
    for seed in range(1500):
        support_keeps_its_laws(seeded(seed))
