"""The laws of instruments on random calls: steps sum, support stays within the cost, own funds are the rest."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.money_calls import CITE, SCOPE
from tests.engine.money_plans import (
    DAY,
    IDS,
    Case,
    cents,
    random_caps,
    random_case,
    random_limits,
    random_tiers,
    seeded,
    share,
    with_lines,
)
from tests.engine.plan_counts import plans

from grantcli.engine.contribution.choice import compile_contribution
from grantcli.engine.cost_and_aid import MoneyJudge, settle_money
from grantcli.engine.expenses.plan import compile_expenses
from grantcli.engine.formulas.computed import ComputedFacts
from grantcli.engine.instruments.settling import Instruments
from grantcli.model.condition import Test
from grantcli.model.contribution import Bonus, Rate
from grantcli.model.facts import Facts
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
    own_limits = (on_cost or (form == "interest" and not base.amount)) and random.random() < 0.3
    bonuses = (Bonus(id=f"{name}.more", cite=CITE, points=Decimal("0.05"), categories=tuple(random.sample(IDS, 2))),)
    return Instrument(
        id=name,
        form=form,
        label=f"Strumento {name}",
        cite=CITE,
        base=base,
        rate=share(random) if random.random() < 0.7 else None,
        tiers=random_tiers(random) if random.random() < 0.2 else (),
        caps=tuple(replace(cap, id=f"{name}.{cap.id}") for cap in caps),
        limits=tuple(replace(one, id=f"{name}.{one.id}") for one in random_limits(random)) if own_limits else (),
        bonuses=bonuses if on_cost and random.random() < 0.3 else (),
        beyond_cost=random.random() < 0.1,
        when=random.choice((None, None, Test(fact="company.young", word="is", value=(True,)))),
        terms=random_terms(random) if form in ("loan", "interest", "guarantee") else None,
        not_repaid=(Rate(id=f"{name}.kept", cite=CITE, rate=share(random)),)
        if form == "loan" and random.random() < 0.5
        else (),
        not_repaid_most=cents(random) if random.random() < 0.3 else None,
    )


def supported(random: Random) -> Case:
    """A random call and plan with limits, flats, partners, tiers and caps, and instruments beside its regimes."""
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
    figures = random.choice(({"share": share(random)}, {"amount": cents(random)}))
    of = tuple(random.sample(["contribution", *names], 2)) if random.random() < 0.3 else ()
    together = (SupportCap(id="T", text="Insieme", cite=CITE, of=of, **figures),) if random.random() < 0.4 else ()
    reference = Rate(id="ref", cite=CITE, rate=Decimal(random.randrange(800)) / 10_000)
    whole = replace(case.call, instruments=tuple(made), alternatives=ways, together=together, reference_rate=reference)
    return Case(whole, case.facts)


def settled(case: Case, facts: Facts | None = None) -> tuple[ExpenseTotals, ContributionOutcome]:
    judge = MoneyJudge(
        compile_expenses(case.call, SCOPE),
        compile_contribution(case.call, SCOPE),
        ComputedFacts(SCOPE),
        Instruments(case.call, SCOPE),
    )
    return settle_money(judge, facts or case.facts, DAY)[1:3]


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
    case = supported(random)
    totals, contribution = settled(case)
    told = case.settle()[2].amount is not None
    support = contribution.support
    assert isinstance(support, SupportOutcome)
    for one in support.instruments:
        holds_of(one)
    if not told:
        return
    assert support.support is not None
    assert support.cost == totals.admitted
    assert support.support >= 0
    if not any(one.beyond_cost for one in case.call.instruments):
        assert support.support <= totals.admitted
    assert support.own_funds == max(totals.admitted - support.support, ZERO)
    assert contribution.amount == support.kept == total(contribution.steps)
    assert support.support == support.granted + sum((one.covers or ZERO for one in support.given), ZERO)
    if contribution.partners:
        assert sum((one.amount for one in contribution.partners), ZERO) == contribution.amount
        for one in contribution.partners:
            assert total(one.steps) == one.amount


def order_of_lines_changes_no_support(random: Random) -> None:
    case = supported(random)
    shuffled = list(case.lines)
    random.shuffle(shuffled)
    before = settled(case)[1].support
    after = settled(case, with_lines(case.facts, shuffled))[1].support
    assert before is not None
    assert after is not None
    assert [(one.id, one.amount, one.kept) for one in before.instruments] == [
        (one.id, one.amount, one.kept) for one in after.instruments
    ]
    assert (before.kept, before.support, before.own_funds) == (after.kept, after.support, after.own_funds)


LAWS = [support_keeps_its_laws, order_of_lines_changes_no_support]


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
class TestLaws:
    @given(seed=st.integers(0, 2**32))
    @settings(max_examples=40, deadline=None)
    def test_law_holds(self, law: Callable[[Random], None], seed: int) -> None:
        law(seeded(seed))

    @pytest.mark.slow
    def test_law_holds_on_many_plans(self, law: Callable[[Random], None]) -> None:
        for seed in plans(1500):
            law(seeded(seed))
