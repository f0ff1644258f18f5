"""The contribution as a function of more spending in one category: exact, with its slope and its next turn."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...model.call import Call, Edition
from ...model.facts import Answer, Facts
from ...model.outcome import ContributionOutcome, ExpenseTotals
from ..compiled import Compiled, compiled
from ..computed_facts import with_admitted, with_day
from ..contribution.aid_ledger import AidLedger, MovePhase
from ..contribution.cost_groups import CENTS, GRAIN, Admitted, Exact
from ..cost_and_aid import Costed, settle_money
from ..expenses.ceilings import Cost, LimitedAid
from ..maths.dual_numbers import Dual, slope_of, standing
from ..maths.simplex import NOTHING
from ..rules.timeline import filing_day

MORE = "+"
_ROUNDS = 50
_NUDGE = Fraction(1, 1000)


class Totals(NamedTuple):
    """The totals of a plan in exact cents."""

    presented: Fraction
    admitted: Fraction


class MarginalReading(NamedTuple):
    """What a plan with so much more spending gives: cost and aid in exact cents, their slopes, and what binds.

    ``turn`` is how much more spending (cents) leaves all as it is, None where nothing ever changes.
    """

    presented: Fraction
    admitted: Fraction
    aid: Fraction
    presented_slope: Fraction
    admitted_slope: Fraction
    aid_slope: Fraction
    binding: frozenset[str]
    turn: Fraction | None
    missing: tuple[str, ...]


class Probe:
    """A plan already judged, ready to be read with more spending in a category."""

    def __init__(self, edition: Edition, facts: Facts, on: date) -> None:
        self.call: Call = edition.on(max(filing_day(facts, on), on))
        self.ready: Compiled = compiled(self.call, edition)
        known = with_day(facts, on)
        track = self.ready.track(known)
        known = known if track is None else known.with_answers({"track": track})
        self._day = on
        self._start = known
        settled = settle_money(self.ready.expenses, self.ready.contribution, known, on)
        self.facts: Facts = settled.facts
        self.totals: ExpenseTotals = settled.totals
        self._plan = settled.plan
        self.contribution: ContributionOutcome = settled.contribution

    def spared(self, line: str) -> ContributionOutcome:
        """Return the contribution were ``line`` not held against the line rules."""
        return settle_money(self.ready.expenses, self.ready.contribution, self._start, self._day, line).contribution

    @property
    def start(self) -> Facts:
        """Return the facts before anything was settled."""
        return self._start

    def judged(self, facts: Facts) -> ContributionOutcome:
        """Return the contribution of other facts, of the same kind as ``start``."""
        return settle_money(self.ready.expenses, self.ready.contribution, facts, self._day).contribution

    def with_spending(self, category: str, partner: str, euro: Decimal) -> Costed:
        """Settle the plan with one more line, to the cent as it would be judged."""
        facts = self._with_line(self._start, category, partner, {"amount": Answer(euro, "derived")})
        return settle_money(self.ready.expenses, self.ready.contribution, facts, self._day)

    def read(self, category: str, partner: str, spending: Fraction, backwards: bool = False) -> MarginalReading:
        """Read the plan with ``spending`` more cents in a category, just after that point (or just before it).

        Where an amount that only starts there must share a cut with others, its share is read a thousandth of a cent
        further on, since of nothing there is no share.
        """
        try:
            return self._read(category, partner, spending, backwards)
        except ZeroDivisionError:
            return self._read(category, partner, spending + (-_NUDGE if backwards else _NUDGE), backwards)

    def _read(self, category: str, partner: str, spending: Fraction, backwards: bool) -> MarginalReading:
        turns: set[Fraction] = set()
        more = Dual(spending, -1 if backwards else 1, turns)
        cost = Cost(MORE, category, partner, more, more)
        facts = self._with_line(self.facts, category, partner, {})
        totals, cutting, grant = self._solve(cost, facts)
        way = -1 if backwards else 1
        return MarginalReading(
            presented=standing(totals.presented),
            admitted=standing(totals.admitted),
            aid=standing(grant.total) / GRAIN,
            presented_slope=slope_of(totals.presented) * way,
            admitted_slope=slope_of(totals.admitted) * way,
            aid_slope=slope_of(grant.total) * way / GRAIN,
            binding=cutting | _binding(grant),
            turn=min((turn for turn in turns if turn > 0), default=None),
            missing=(*grant.missing, *grant.figures),
        )

    @staticmethod
    def _with_line(facts: Facts, category: str, partner: str, more: Mapping[str, Answer]) -> Facts:
        answers = {"category": Answer(category, "derived"), **more}
        if partner:
            answers["partner"] = Answer(partner, "derived")
        items = facts.lists.get("expenses", ())
        return facts.with_list("expenses", (*items, Facts(answers=answers, id=MORE)))

    def _solve(self, cost: Cost, facts: Facts) -> tuple[Totals, frozenset[str], AidLedger]:
        """Settle cost and aid together, as ``settle_money`` does, in exact numbers."""
        plan, grants = self.ready.expenses, self.ready.contribution
        aid: LimitedAid | None = None
        for _ in range(_ROUNDS):
            costs, exact = plan.exactly(self._plan, cost, facts, aid)
            pairs = zip(costs, exact.admitted, strict=True)
            lines = [Admitted(one.line, one.category, one.partner, kept) for one, kept in pairs]
            plan_totals = Totals(NOTHING + sum(one.presented for one in costs), NOTHING + sum(exact.admitted))
            known = _with_totals(facts, plan_totals)
            if grants.reads_lines:
                known = with_admitted(known, {line.line: (line.cost + NOTHING) / CENTS for line in lines})
            grant, rates = grants.exactly(known, lines, self._day)
            most = grant.total / Fraction(GRAIN)
            if not plan.needs_aid or (aid is not None and aid.most is not None and most >= aid.most):
                break
            aid = LimitedAid(rates, most)
        return plan_totals, exact.cutting, grant


def _with_totals(facts: Facts, totals: Totals) -> Facts:
    """Return facts whose totals move with the spending, so that conditions on them note when they turn."""
    presented, admitted = totals.presented / CENTS, totals.admitted / CENTS
    return facts.with_answers(
        {"total.presented": Answer(presented, "derived"), "total.admitted": Answer(admitted, "derived")}
    )


def _binding(grant: AidLedger) -> frozenset[str]:
    """Return the rules that take aid away, and the tier that is reached."""
    moved: dict[str, Exact] = {}
    for move in grant.moves:
        if move.phase >= MovePhase.CEILING:
            moved[move.rule] = moved.get(move.rule, NOTHING) + move.grains
    return frozenset(rule for rule, grains in moved.items() if grains)
