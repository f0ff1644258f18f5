"""Cost and contribution together: a limit on cost may look at the contribution, which rests on that cost."""

from datetime import date
from typing import NamedTuple

from ..model.facts import Facts
from ..model.outcome import ContributionOutcome, ExpenseTotals
from .computed_facts import with_admitted, with_totals
from .contribution.choice import Attempt, Grants
from .contribution.cost_groups import Admitted, AdmittedCost
from .expenses.ceilings import LimitedAid
from .expenses.lines import LineWork
from .expenses.plan import ExpensePlan, SettledPlan


class Costed(NamedTuple):
    """The totals, the contribution on them, and the facts with ``total.presented`` and ``total.admitted``.

    What is admitted of each expense is among the facts where the contribution looks at it. ``plan`` is the same in
    cents.
    """

    facts: Facts
    totals: ExpenseTotals
    contribution: ContributionOutcome
    plan: SettledPlan


class _Round(NamedTuple):
    """One round of settling, in cents."""

    facts: Facts
    plan: SettledPlan
    attempt: Attempt


def settle_money(plan: ExpensePlan, grants: Grants, facts: Facts, on: date, spared: str | None = None) -> Costed:
    """Judge the plan and compute the contribution, in cents throughout and told in euro once at the end.

    The line ``spared`` is not held against the line rules.
    """
    found = _solved(plan, grants, facts, on, plan.read(facts, spared))
    totals = found.plan.told()
    return Costed(found.facts, totals, grants.told(found.attempt, found.facts, totals), found.plan)


def _solved(plan: ExpensePlan, grants: Grants, facts: Facts, on: date, works: list[LineWork] | None) -> _Round:
    """Settle cost and aid; where a limit looks at the contribution, solve for both.

    The contribution starts from what it would be without those limits and only falls, until the cost it admits gives
    no less than what was reckoned with. The regime's rates are part of the limits, so a contribution that is in
    proportion to cost is solved exactly in the first round, and caps and tiers in the few that follow.
    """
    found = _with_aid(plan, grants, facts, on, works, None)
    if not plan.needs_aid:
        return found
    most: int | None = None
    while (reached := found.attempt.cents) is not None:
        if most is not None and reached >= most:
            return found
        most = reached
        aid = LimitedAid(found.attempt.proportion(), most)
        found = _with_aid(plan, grants, facts, on, works, aid)
    return _with_aid(plan, grants, facts, on, works, LimitedAid())


def _with_aid(
    plan: ExpensePlan,
    grants: Grants,
    facts: Facts,
    on: date,
    works: list[LineWork] | None,
    aid: LimitedAid | None,
) -> _Round:
    settled = plan.settle(works, facts, aid)
    known = with_totals(facts, settled)
    if grants.reads_lines:
        known = with_admitted(known, settled.admitted_by_line())
    pairs = zip(settled.costs, settled.settlement.admitted, strict=True)
    lines = [Admitted(cost.line, cost.category, cost.partner, cents) for cost, cents in pairs]
    cost = AdmittedCost(lines, settled.missing, tuple(settled.settlement.figures), settled.status)
    return _Round(known, settled, grants.attempt(known, cost, on))
