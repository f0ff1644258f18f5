"""Cost and contribution together: a limit on cost may look at the contribution, which rests on that cost."""

from datetime import date
from typing import NamedTuple

from ..model.facts import Facts
from ..model.outcome import ContributionOutcome, ExpenseTotals
from .computed_facts import with_line_totals, with_totals
from .contribution.choice import Grants
from .expenses.ceilings import LimitedAid
from .expenses.plan import ExpensePlan


class Costed(NamedTuple):
    """The totals, the contribution on them, and the facts with ``total.presented`` and ``total.admitted``.

    What is admitted of each expense is among the facts where the contribution looks at it.
    """

    facts: Facts
    totals: ExpenseTotals
    contribution: ContributionOutcome


def settle_money(plan: ExpensePlan, grants: Grants, facts: Facts, on: date, spared: str | None = None) -> Costed:
    """Judge the plan and compute the contribution; where a limit looks at the contribution, solve for both.

    The contribution starts from what it would be without those limits and only falls, until the cost it admits gives
    no less than what was reckoned with. The regime's rates are part of the limits, so a contribution that is in
    proportion to cost is solved exactly in the first round, and caps and tiers in the few that follow. The line
    ``spared`` is not held against the line rules.
    """
    costed = _with_aid(plan, grants, facts, on, None, spared)
    if not plan.needs_aid:
        return costed
    most: int | None = None
    while costed.contribution.amount is not None:
        reached = int(costed.contribution.amount * 100)
        if most is not None and reached >= most:
            return costed
        most = reached
        costed = _with_aid(plan, grants, facts, on, LimitedAid(grants.proportion(costed.contribution), most), spared)
    return _with_aid(plan, grants, facts, on, LimitedAid(), spared)


def _with_aid(
    plan: ExpensePlan, grants: Grants, facts: Facts, on: date, aid: LimitedAid | None, spared: str | None
) -> Costed:
    totals = plan.judge(facts, aid, spared)
    known = with_totals(facts, totals)
    if grants.reads_lines:
        known = with_line_totals(known, totals)
    return Costed(known, totals, grants.compute(known, totals, on))
