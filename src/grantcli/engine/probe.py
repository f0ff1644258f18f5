"""The contribution as a function of more spending in one category: exact, with its slope and its next turn."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from ..model.call import Call, Edition
from ..model.facts import Answer, Facts
from ..model.outcome import ContributionOutcome, ExpenseTotals
from .along import Along, slope_of, standing
from .ceilings import Aid, Cost
from .compiled import Compiled, compiled
from .computed import with_day
from .costing import settle_money
from .parts import NOTHING, Admitted, Grant, Phase
from .rates import CENTS

MORE = "+"
_ROUNDS = 50


class Reading(NamedTuple):
    """What a plan with so much more spending gives: cost and aid in exact cents, their slopes, and what binds.

    ``turn`` is how much more spending (cents) leaves all as it is, None where nothing ever changes.
    """

    presented: Fraction
    admitted: Fraction
    aid: Fraction
    admitted_slope: Fraction
    aid_slope: Fraction
    binding: frozenset[str]
    turn: Fraction | None
    missing: tuple[str, ...]


class Probe:
    """A plan already judged, ready to be read with more spending in a category."""

    def __init__(self, edition: Edition, facts: Facts, on: date) -> None:
        self.call: Call = edition.on(on)
        self.ready: Compiled = compiled(self.call, edition)
        known = with_day(facts, on)
        track = self.ready.track(known)
        known = known if track is None else known.with_answers({"track": track})
        self._day = on
        self._start = known
        settled = settle_money(self.ready.expenses, self.ready.contribution, known, on)
        self.facts: Facts = settled.facts
        self.totals: ExpenseTotals = settled.totals
        self.contribution: ContributionOutcome = settled.contribution

    def spared(self, line: str) -> ContributionOutcome:
        """Return the contribution were ``line`` not held against the line rules."""
        return settle_money(self.ready.expenses, self.ready.contribution, self._start, self._day, line).contribution

    def read(self, category: str, partner: str, spending: Fraction, backwards: bool = False) -> Reading:
        """Read the plan with ``spending`` more cents in a category, just after that point (or just before it)."""
        turns: set[Fraction] = set()
        more = Along(spending, -1 if backwards else 1, turns)
        cost = Cost(MORE, category, partner, more, more)
        facts = self._with_line(category, partner)
        lines, cutting, grant = self._solve(cost, facts)
        admitted = sum((line.cost for line in lines), NOTHING)
        way = -1 if backwards else 1
        return Reading(
            presented=standing(more),
            admitted=standing(admitted),
            aid=standing(grant.total),
            admitted_slope=slope_of(admitted) * way,
            aid_slope=slope_of(grant.total) * way,
            binding=cutting | _binding(grant),
            turn=min((turn for turn in turns if turn > 0), default=None),
            missing=(*grant.missing, *grant.figures),
        )

    def _with_line(self, category: str, partner: str) -> Facts:
        answers = {"category": Answer(category, "derived")}
        if partner:
            answers["partner"] = Answer(partner, "derived")
        items = self.facts.lists.get("expenses", ())
        return self.facts.with_list("expenses", (*items, Facts(answers=answers, id=MORE)))

    def _solve(self, cost: Cost, facts: Facts) -> tuple[list[Admitted], frozenset[str], Grant]:
        """Settle cost and aid together, as ``settle_money`` does, in exact numbers."""
        plan, grants = self.ready.expenses, self.ready.contribution
        aid: Aid | None = None
        for _ in range(_ROUNDS):
            lines, exact = plan.exactly(self.totals, cost, facts, aid)
            grant, rates = grants.exactly(_with_totals(facts, cost, self.totals, lines), lines, self._day)
            most = grant.total
            if not plan.needs_aid or (aid is not None and aid.most is not None and most >= aid.most):
                break
            aid = Aid(rates, most)
        return lines, exact.cutting, grant


def _with_totals(facts: Facts, cost: Cost, totals: ExpenseTotals, lines: list[Admitted]) -> Facts:
    """Return facts whose totals move with the spending, so that conditions on them note when they turn."""
    presented = cost.presented / CENTS + Fraction(totals.presented)
    admitted = sum((line.cost for line in lines), NOTHING) / CENTS
    return facts.with_answers(
        {"total.presented": Answer(presented, "derived"), "total.admitted": Answer(admitted, "derived")}
    )


def _binding(grant: Grant) -> frozenset[str]:
    """Return the rules that take aid away, and the tier that is reached."""
    moved: dict[str, Fraction] = {}
    for move in grant.moves:
        if move.phase >= Phase.CEILING:
            moved[move.rule] = moved.get(move.rule, NOTHING) + move.cents
    return frozenset(rule for rule, cents in moved.items() if cents)
