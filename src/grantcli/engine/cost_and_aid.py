"""Cost and contribution together: a limit on cost may look at the contribution, which rests on that cost."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..model.computing.stages import Stage
from ..model.facts import Facts
from ..model.outcome import ContributionOutcome, ExpenseTotals
from .computed_facts import with_admitted, with_totals
from .conditions.judgement import made
from .contribution.choice import Attempt, Grants
from .contribution.cost_groups import Admitted, AdmittedCost
from .expenses.ceilings import LimitedAid
from .expenses.lines import LineWork
from .expenses.plan import ExpensePlan, SettledPlan
from .formulas.computed import ComputedFacts
from .instruments.settling import Instruments


class MoneyJudge(NamedTuple):
    """What judges the money of a call: its expense plan, its contribution, the facts that are computed on the way.

    ``instruments`` are beside the contribution, where the call has some.
    """

    plan: ExpensePlan
    grants: Grants
    computed: ComputedFacts
    instruments: Instruments | None = None

    @property
    def reads_lines(self) -> bool:
        """Return whether something looks at what is admitted of each expense."""
        of_instruments = self.instruments is not None and self.instruments.reads_lines
        return self.grants.reads_lines or self.computed.looks_at_lines or of_instruments

    def waits(self, facts: Facts, on: date) -> bool:
        """Return whether it is sure before anything is settled that the contribution to a plan is open.

        Some regime may apply, and it is not known whether it does, or what a line is that it would pay for.
        """
        if self.instruments is not None or self.grants.names_totals or self.computed.looks_at_plan:
            return False
        may_apply = self.grants.open_to(facts, on)
        if any(judged.verdict != "pass" for judged in may_apply):
            return True
        return bool(may_apply) and any(self.plan.lacking(self.plan.read(facts) or []))


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
_MOST_ROUNDS = 200
_PATIENT = 60
_LITTLE = (1, 2, 3, 5, 10, 20, 50, 100)
"""Cents of aid that may let one more cent of cost through."""
_FASTER = 4
"""How many times as many are tried each time."""


class _Reckoned(NamedTuple):
    """What limits on the contribution are reckoned with: rates, the most that may come out, who may win a cent."""

    rates: Mapping[str, Fraction] | None
    most: _Most
    loose: frozenset[str | None]

    def limited(self, grants: Grants) -> LimitedAid:
        """Reckon with rates where they do not depend on the plan: that saves rounds and forbids nothing that holds."""
        return LimitedAid(None if grants.reads_totals else self.rates, self.most, self.loose)


class _Round(NamedTuple):
    """One round of settling, in cents."""

    facts: Facts
    plan: SettledPlan
    attempt: Attempt
    cost: AdmittedCost


def settle_money(
    money: MoneyJudge, facts: Facts, on: date, spared: str | None = None, *, hasty: bool = False
) -> Costed:
    """Judge the plan and compute the contribution, in cents throughout and given in euro once at the end.

    The line ``spared`` is not held against the line rules. ``hasty``: of a contribution that is open, not all
    that keeps it from being told.
    """
    found = _Solver(money, facts, on, money.plan.read(facts, spared), hasty).solve()
    totals = found.plan.told()
    contribution = money.grants.told(found.attempt, found.facts, totals)
    if money.instruments:
        contribution = money.instruments.beside(contribution, found.facts, found.cost, totals, on)
    contribution = money.grants.held_back(contribution, found.facts, totals)
    return Costed(found.facts, totals, contribution, found.plan)


class _Solver(NamedTuple):
    """Cost and aid of one application, to be settled again and again."""

    money: MoneyJudge
    facts: Facts
    on: date
    works: list[LineWork] | None
    hasty: bool = False

    def solve(self) -> _Round:
        """Settle cost and aid; where a limit looks at the contribution, the largest cost for which it holds.

        It must hold on the cents that come out, after caps, tiers, floors and the choice of a regime: whose
        contribution a limit looks at, that of the project or of a partner, first only falls, from what it would be
        without those limits, until it gives no less than what was reckoned with; so, where more cost gives no less
        aid, nothing that could be kept is lost. Where it does (a shared cap, whole-amount tiers, cost of little aid
        that takes the room of cost of more) what was reckoned with is raised again as far as it holds.
        """
        found = self.settle(None)
        if found.attempt.cents is None and self.money.plan.needs_aid:
            return self.settle(LimitedAid())
        if not self.money.plan.needs_aid:
            return self.settle(LimitedAid(found.attempt.proportion())) if self.money.plan.prefers_aid else found
        owners = self.money.plan.looks_at(found.plan.costs)
        return self._fallen(_Reckoned(found.attempt.proportion(), _reached(found, owners), frozenset(owners)))

    def _fallen(self, by: _Reckoned) -> _Round:
        """Let what is reckoned with fall until every limit on the contribution holds, and rise again where it may."""
        for rounds in range(_MOST_ROUNDS):
            found = self.settle(by.limited(self.money.grants))
            if found.attempt.cents is None:
                break
            failing = _failing(found)
            if not failing:
                return self._raised(found, by)
            if failing & by.loose:
                by = by._replace(loose=by.loose - failing)
                continue
            reached = _reached(found, failing)
            haste = max(0, rounds - _PATIENT)  # where each round gains but a cent, fall further and rise again
            less = {
                owner: max(0, by.most[owner] - (by.most[owner] - min(by.most[owner], reached[owner])) * 2**haste)
                for owner in failing
            }
            by = by._replace(most={**by.most, **less})
        return self.settle(LimitedAid())

    def _raised(self, found: _Round, by: _Reckoned) -> _Round:
        """Raise what was reckoned with to what comes out, or as near to it as the limits still hold.

        Where just as much more may come out as is reckoned with, it is raised by a few cents, then by more and more.
        """
        little = 1
        for tries in range(_MOST_ROUNDS):
            reached = _reached(found, set(by.most))
            step = {owner: max(0, reached[owner] - cents) for owner, cents in by.most.items()}
            better = self._toward(found, by, step)
            if better is None and tries:
                few = (dict.fromkeys(by.most, n) for n in dict.fromkeys((little, *_LITTLE)))
                better = self._first_better(found, by, few)
                gained = 0 if better is None else sum(better[1].most.values()) - sum(by.most.values())
                little = _FASTER * gained // len(by.most) if gained >= little else 1
            if better is None:
                break
            found, by = better
        return found

    def _toward(self, found: _Round, by: _Reckoned, step: _Most) -> tuple[_Round, _Reckoned] | None:
        """Return what a whole step up gives where that is better, else the first better of smaller ones."""
        if not any(step.values()):
            return None
        then, tried = self._with(step, by)
        if _is_better(then, found):
            return then, tried
        return self._first_better(found, by, _smaller(step, tried.most, _reached(then, set(by.most))))

    def _with(self, step: _Most, by: _Reckoned) -> tuple[_Round, _Reckoned]:
        """Settle once more with a step more than was reckoned with."""
        tried = by._replace(most={owner: cents + step[owner] for owner, cents in by.most.items()})
        return self.settle(tried.limited(self.money.grants)), tried

    def _first_better(self, found: _Round, by: _Reckoned, steps: Iterable[_Most]) -> tuple[_Round, _Reckoned] | None:
        """Return the first of some steps up that is better."""
        for step in steps:
            if any(step.values()):
                then, tried = self._with(step, by)
                if _is_better(then, found):
                    return then, tried
        return None

    def settle(self, aid: LimitedAid | None) -> _Round:
        """Settle the plan with the contribution that its limits may look at, and compute the contribution on it."""
        settled = self.money.plan.settle(self.works, self.facts, aid)
        known = with_totals(self.facts, settled)
        if settled.works and self.money.reads_lines:
            known = with_admitted(known, settled.admitted_by_line())
        known = self.money.computed.known(known, Stage.TOTALS)
        pairs = zip(settled.costs, settled.settlement.admitted, strict=True)
        lines = [
            made(Admitted, (cost.line, cost.category, cost.partner, cents, cost.presented)) for cost, cents in pairs
        ]
        cost = AdmittedCost(lines, settled.missing, tuple(settled.settlement.figures), settled.status)
        return _Round(known, settled, self.money.grants.attempt(known, cost, self.on, hasty=self.hasty), cost)


def _reached(found: _Round, owners: set[str | None]) -> _Most:
    aid = found.attempt.aid_by_owner(found.facts)
    return {owner: aid.get(owner, 0) for owner in owners}


def _is_better(then: _Round, found: _Round) -> bool:
    """Return whether a round holds and admits more, or as much with more of what is limited."""
    return not _failing(then) and _worth(then) > _worth(found)


def _worth(found: _Round) -> tuple[int, Fraction]:
    """Return how many cents a plan admits, and how many of those that limits on the contribution hold."""
    settled = found.plan.settlement
    return sum(settled.admitted), Fraction(sum(one.kept for one in settled.of_aid))


def _smaller(step: _Most, most: _Most, reached: _Most) -> Iterator[_Most]:
    """Yield the part of a step after which just as much may come out as was reckoned with, then ever smaller ones.

    Where cost of little aid takes the room of cost of more, the more is reckoned with (``most``) the less is reached.
    """
    beyond = {owner: max(0, cents - reached[owner]) for owner, cents in most.items()}
    yield {owner: more * more // (more + beyond[owner]) if more else 0 for owner, more in step.items()}
    yield from _halves({owner: more // 2 for owner, more in step.items()})


def _halves(step: _Most) -> Iterator[_Most]:
    while any(step.values()):
        yield step
        step = {owner: more // 2 for owner, more in step.items()}


def _failing(found: _Round) -> set[str | None]:
    """Return whose contribution is too small for the cost that may be but a share of it."""
    shares = found.plan.settlement.of_aid
    reached = _reached(found, {one.owner for one in shares})
    return {one.owner for one in shares if one.kept > one.share * reached[one.owner]}
