"""The partners' shares of a contribution, with their part of what instruments give and is never paid back."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ...model.facts import Facts
from ...model.outcome import ContributionOutcome, ExpenseTotals, Share, Step
from ...money import ZERO, share_out
from ..contribution.regimes import costs_by_partner, share_cents
from .reckoning import Worked


def with_partners(
    contribution: ContributionOutcome, kept: Sequence[tuple[Worked, Step]], facts: Facts, totals: ExpenseTotals
) -> ContributionOutcome:
    """Return a contribution whose shares sum to it: each step of an instrument by what it gives on each one's cost.

    What is reckoned on no cost of a partner's makes a share without a name.
    """
    if contribution.amount is None:
        return replace(contribution, partners=())
    parts = [(step, _by_partner(worked, step.amount, facts)) for worked, step in kept]
    names = [*(share.partner for share in contribution.partners), *(name for _step, own in parts for name in own)]
    if not any(names):
        return contribution
    known = {share.partner: share for share in contribution.partners}
    costs = costs_by_partner(names, totals)
    shares = []
    for name in dict.fromkeys(names):
        share = known.get(name) or Share(name, *costs[name], ZERO)
        own = tuple(replace(step, amount=by[name]) for step, by in parts if by.get(name))
        amount = share.amount + sum((step.amount for step in own), ZERO)
        shares.append(replace(share, amount=amount, steps=(*share.steps, *own)))
    return replace(contribution, partners=tuple(shares))


def _by_partner(worked: Worked, amount: Decimal, facts: Facts) -> dict[str, Decimal]:
    """Part an amount among the partners by what the instrument gives on the cost of each."""
    weights = share_cents(worked.tried.grant, worked.base, facts, worked.tried.cents or 0)
    if not any(weights.values()):
        return {"": amount}
    return dict(zip(weights, share_out(amount, [Decimal(cents) for cents in weights.values()]), strict=True))
