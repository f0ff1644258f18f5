"""The same plan in finer money: every amount of a call and of its lines so many times as large.

What whole cents take from a plan is then so many times smaller beside it: an oracle for formulas that leave it aside.
"""

from dataclasses import replace
from decimal import Decimal

from tests.engine.money_plans import Case, with_amount, with_lines

from grantcli.model.call import Call
from grantcli.model.contribution import Cap, Regime, Tier
from grantcli.model.expense import Limit
from grantcli.model.instruments.instrument import Instrument


def refused_in_whole_cents(case: Case) -> Case:
    """The case with lines of hundreds of euro where two rules may refuse a share, in hundredths, of each."""
    lines = [with_amount(one, _hundreds(one.value("amount"))) if one.value("traits") else one for one in case.lines]
    return Case(case.call, with_lines(case.facts, lines))


def _hundreds(amount: object) -> Decimal:
    assert isinstance(amount, Decimal)
    return (amount / 100).quantize(Decimal(1)) * 100


def magnified(case: Case, by: int) -> Case:
    """The case with every amount ``by`` times as large; shares, rates and years stay."""
    made = []
    for one in case.lines:
        amount = one.value("amount")
        assert isinstance(amount, Decimal)
        made.append(with_amount(one, amount * by))
    return Case(_call(case.call, by), with_lines(case.facts, made))


def _call(call: Call, by: int) -> Call:
    costs, aid = call.expenses, call.contribution
    return replace(
        call,
        expenses=replace(costs, limits=tuple(_limit(one, by) for one in costs.limits)),
        contribution=replace(aid, caps=_caps(aid.caps, by), regimes=tuple(_regime(one, by) for one in aid.regimes)),
        instruments=tuple(_instrument(one, by) for one in call.instruments),
        together=tuple(replace(one, amount=_times(one.amount, by)) for one in call.together),
    )


def _times(amount: Decimal | None, by: int) -> Decimal | None:
    return None if amount is None else amount * by


def _limit(limit: Limit, by: int) -> Limit:
    return replace(limit, amount=_times(limit.amount, by))


def _caps(caps: tuple[Cap, ...], by: int) -> tuple[Cap, ...]:
    return tuple(replace(cap, amount=_times(cap.amount, by)) for cap in caps)


def _tiers(tiers: tuple[Tier, ...], by: int) -> tuple[Tier, ...]:
    return tuple(replace(tier, from_=_times(tier.from_, by), over=_times(tier.over, by)) for tier in tiers)


def _regime(regime: Regime, by: int) -> Regime:
    return replace(regime, caps=_caps(regime.caps, by), tiers=_tiers(regime.tiers, by))


def _instrument(one: Instrument, by: int) -> Instrument:
    return replace(
        one,
        base=replace(one.base, amount=_times(one.base.amount, by)),
        tiers=_tiers(one.tiers, by),
        caps=_caps(one.caps, by),
        limits=tuple(_limit(each, by) for each in one.limits),
        not_repaid_most=_times(one.not_repaid_most, by),
    )
