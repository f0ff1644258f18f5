"""Cost and contribution together: a limit on cost may look at the contribution, which rests on that cost."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
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


_Most = dict[str | None, int]
"""Cents by whose contribution it is: a partner's, the project's under None."""
_MOST_ROUNDS = 100


class _Round(NamedTuple):
    """One round of settling, in cents."""

    facts: Facts
    plan: SettledPlan
    attempt: Attempt


def settle_money(plan: ExpensePlan, grants: Grants, facts: Facts, on: date, spared: str | None = None) -> Costed:
    """Judge the plan and compute the contribution, in cents throughout and told in euro once at the end.

    The line ``spared`` is not held against the line rules.
    """
    found = _Solver(plan, grants, facts, on, plan.read(facts, spared)).solve()
    totals = found.plan.told()
    return Costed(found.facts, totals, grants.told(found.attempt, found.facts, totals), found.plan)


class _Solver(NamedTuple):
    """Cost and aid of one application, to be settled again and again."""

    plan: ExpensePlan
    grants: Grants
    facts: Facts
    on: date
    works: list[LineWork] | None

    def solve(self) -> _Round:
        """Settle cost and aid; where a limit looks at the contribution, the largest cost for which it holds.

        It must hold on the cents that come out, after caps, tiers, floors and the choice of a regime: whose
        contribution a limit looks at, that of the project or of a partner, first only falls, from what it would be
        without those limits, until it gives no less than what was reckoned with; so, where more cost gives no less
        aid, nothing that could be kept is lost. Where it does (a shared cap, whole-amount tiers) what was reckoned
        with is raised again as far as it holds.
        """
        found = self.settle(None)
        if found.attempt.cents is None and self.plan.needs_aid:
            return self.settle(LimitedAid())
        if not self.plan.needs_aid:
            return self.settle(LimitedAid(found.attempt.proportion())) if self.plan.prefers_aid else found
        owners = self.plan.looks_at(found.plan)
        rates = found.attempt.proportion()
        most = _reached(found, owners)
        while True:
            found = self.settle(self._limited(rates, most))
            if found.attempt.cents is None:
                return self.settle(LimitedAid())
            reached = _reached(found, owners)
            if _holds(reached, most):
                return self._raised(found, rates, most)
            most = {owner: min(cents, reached[owner]) for owner, cents in most.items()}

    def _limited(self, rates: Mapping[str, Fraction] | None, most: _Most) -> LimitedAid:
        """Reckon with rates where they do not hang on the plan: that saves rounds and forbids nothing that holds."""
        return LimitedAid(None if self.grants.reads_totals else rates, most, slack=1)

    def _raised(self, found: _Round, rates: Mapping[str, Fraction] | None, most: _Most) -> _Round:
        """Raise what was reckoned with to what comes out, or as near to it as the limits still hold."""
        for _ in range(_MOST_ROUNDS):
            reached = _reached(found, set(most))
            step = {owner: reached[owner] - cents for owner, cents in most.items()}
            better: _Round | None = None
            while better is None and any(step.values()):
                tried = {owner: cents + step[owner] for owner, cents in most.items()}
                then = self.settle(self._limited(rates, tried))
                if _holds(_reached(then, set(most)), tried) and then.plan.admitted >= found.plan.admitted:
                    better, most = then, tried
                step = {owner: more // 2 for owner, more in step.items()}
            if better is None:
                break
            found = better
        return found

    def settle(self, aid: LimitedAid | None) -> _Round:
        """Settle the plan with the contribution that its limits may look at, and compute the contribution on it."""
        settled = self.plan.settle(self.works, self.facts, aid)
        known = with_totals(self.facts, settled)
        if self.grants.reads_lines:
            known = with_admitted(known, settled.admitted_by_line())
        pairs = zip(settled.costs, settled.settlement.admitted, strict=True)
        lines = [Admitted(cost.line, cost.category, cost.partner, cents) for cost, cents in pairs]
        cost = AdmittedCost(lines, settled.missing, tuple(settled.settlement.figures), settled.status)
        return _Round(known, settled, self.grants.attempt(known, cost, self.on))


def _reached(found: _Round, owners: set[str | None]) -> _Most:
    aid = found.attempt.aid_by_owner(found.facts)
    return {owner: aid.get(owner, 0) for owner in owners}


def _holds(reached: _Most, most: _Most) -> bool:
    return all(reached[owner] >= cents for owner, cents in most.items())
