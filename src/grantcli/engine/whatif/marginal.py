"""The contribution as a function of more spending in one category: exact, with its slope and its next turn."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from ...model.call import Call, Edition
from ...model.computing.stages import Stage
from ...model.facts import Answer, Facts
from ...model.outcome import ContributionOutcome, ExpenseTotals
from ...money import ZERO, cents_of, euro
from ..compiled import Compiled, compiled
from ..computed_facts import with_admitted
from ..contribution.aid_ledger import AidLedger, MovePhase
from ..contribution.cost_groups import CENTS, GRAIN, Admitted, Exact, ratio
from ..cost_and_aid import Costed, settle_money
from ..expenses.ceilings import Cost, LimitedAid
from ..for_applicant import for_applicant
from ..instruments.exact_support import ExactSupport
from ..maths.curves import Curve, TooCurvedError, Turns, hold_bend, sign_of
from ..maths.simplex import NOTHING
from ..rules.timeline import filing_day
from .resting import Rounds, rests

MORE = "+"
_NUDGE = Fraction(1, 1000)


class MarginalReading(NamedTuple):
    """What a plan with more spending gives: cost and aid in exact cents, as they move from there on, and what binds.

    ``turn`` is how much more spending (cents) leaves the formulas as they are, None where nothing ever changes;
    it is ``exact``, or a little after a point that is no fraction. Not ``settled``: cost and aid rest on each other in
    a way that has no formula, and only the amounts at this point are near to what they are. ``forms`` is what each
    instrument gives, in exact cents; what of it is never paid back is in the ``aid``.
    """

    presented: Fraction
    admitted: Fraction
    aid: Fraction
    binding: frozenset[str]
    turn: Fraction | None
    exact: bool
    missing: tuple[str, ...]
    settled: bool
    forms: Mapping[str, Exact]

    def given(self, name: str) -> Exact:
        """Return what an instrument gives; nothing where it does not apply."""
        return self.forms.get(name, NOTHING)


class Probe:
    """A plan already judged, ready to be read with more spending in a category."""

    def __init__(self, edition: Edition, facts: Facts, on: date) -> None:
        edition = for_applicant(edition, facts)
        self.call: Call = edition.on(max(filing_day(facts, on), on))
        self.ready: Compiled = compiled(self.call, edition)
        self._day = on
        self._start = self.ready.start(facts, on)
        settled = settle_money(self.ready.money, self._start, on)
        self.facts: Facts = settled.facts
        self.totals: ExpenseTotals = settled.totals
        self._plan = settled.plan
        self.contribution: ContributionOutcome = settled.contribution

    def spared(self, line: str) -> ContributionOutcome:
        """Return the contribution were ``line`` not held against the line rules."""
        return settle_money(self.ready.money, self._start, self._day, line).contribution

    @property
    def start(self) -> Facts:
        """Return the facts before anything was settled."""
        return self._start

    def judged(self, facts: Facts) -> ContributionOutcome:
        """Return the contribution of other facts, like ``start``; what follows from them is made anew."""
        return settle_money(self.ready.money, self.ready.start(facts, self._day), self._day).contribution

    def with_spending(self, category: str, partner: str, euro: Decimal) -> Costed:
        """Settle the plan with one more line, to the cent as it would be judged."""
        facts = self._with_line(self._start, category, partner, {"amount": Answer(euro, "derived")})
        return settle_money(self.ready.money, self.ready.start(facts, self._day), self._day)

    def read(self, category: str, partner: str, spending: Fraction) -> MarginalReading:
        """Read the plan with ``spending`` more cents in a category, and how it moves from there on.

        Where an amount that only starts there must share a cut with others, its share is read a thousandth of a cent
        further on, since of nothing there is no share.
        """
        for more in (spending, spending + _NUDGE):
            try:
                return self._read(category, partner, more)
            except ZeroDivisionError:
                continue
            except TooCurvedError:
                break
        return self._unfollowed(category, partner, spending)

    def _unfollowed(self, category: str, partner: str, spending: Fraction) -> MarginalReading:
        """Return the amounts of the plan judged with the spending, in cents, of which no formula is known."""
        found = self.with_spending(category, partner, euro(ceil(spending)))
        presented, admitted, aid = (
            NOTHING + cents_of(amount or ZERO)
            for amount in (found.totals.presented, found.totals.admitted, found.contribution.amount)
        )
        missing = lacking(found.contribution) if found.contribution.amount is None else ()
        return MarginalReading(presented, admitted, aid, frozenset(), None, True, missing, False, {})

    def _read(self, category: str, partner: str, spending: Fraction) -> MarginalReading:
        turns = Turns()
        more = Curve.moving(spending, 1, turns)
        cost = Cost(MORE, category, partner, more, more)
        found = self._solve(cost, self._moving(category, partner, more))
        for amount in (found.aid, *found.forms.values()):
            hold_bend(amount)
        turn, exact = turns.first()
        return MarginalReading(
            presented=found.presented,
            admitted=found.admitted,
            aid=found.aid + NOTHING,
            binding=found.cutting | _binding(found.grant),
            turn=turn,
            exact=exact,
            missing=(*found.grant.missing, *found.grant.figures),
            settled=found.settled and not self.ready.moves_lines,
            forms=found.forms,
        )

    def _moving(self, category: str, partner: str, more: Fraction) -> Facts:
        """Return the facts with one more line; where facts are computed from lines, they move with its amount."""
        if not self.ready.computed.looks_at_spending:
            return self._with_line(self.facts, category, partner, {})
        moving = {"amount": Answer(more / CENTS, "derived")}
        return self.ready.start(self._with_line(self._start, category, partner, moving), self._day)

    @staticmethod
    def _with_line(facts: Facts, category: str, partner: str, more: Mapping[str, Answer]) -> Facts:
        answers = {"category": Answer(category, "derived"), **more}
        if partner:
            answers["partner"] = Answer(partner, "derived")
        items = facts.lists.get("expenses", ())
        return facts.with_list("expenses", (*items, Facts(answers=answers, id=MORE)))

    def _solve(self, cost: Cost, facts: Facts) -> "_Found":
        """Settle cost and aid together, as ``settle_money`` does, in exact numbers."""
        plan, grants, computed, instruments = self.ready.money
        aid: LimitedAid | None = None
        rounds = Rounds()
        while True:
            costs, exact = plan.exactly(self._plan, cost, facts, aid)
            pairs = zip(costs, exact.admitted, strict=True)
            lines = [Admitted(one.line, one.category, one.partner, kept, one.presented) for one, kept in pairs]
            presented, admitted = NOTHING + sum(one.presented for one in costs), NOTHING + sum(exact.admitted)
            known = _with_totals(facts, presented, admitted)
            if self.ready.money.reads_lines:
                known = with_admitted(known, {line.line: (line.cost + NOTHING) / CENTS for line in lines})
            known = computed.known(known, Stage.TOTALS)
            grant, rates = grants.exactly(known, lines, self._day, total_only=not plan.needs_aid)
            owners = plan.looks_at(costs)
            reached = {owner: cents for owner, cents in _by_owner(grant).items() if owner in owners}
            settled = not plan.needs_aid or rests(reached, None if aid is None else aid.most)
            if settled and not (plan.prefers_aid and aid is None):
                break
            if aid is None and rates is not None:  # what limits leave by rates alone is never too little
                aid = LimitedAid(rates)
                continue
            most = rounds.after(reached)
            if most is None:
                break
            aid = LimitedAid(rates, most)
        granted = ratio(grant.total, GRAIN)
        support = instruments.exactly(granted, known, lines, self._day) if instruments else ExactSupport(granted, {})
        found = support or ExactSupport(granted, {})
        return _Found(presented, admitted, exact.cutting, grant, settled and support is not None, *found)


class _Found(NamedTuple):
    """Cost and aid (exact cents) settled together, the limits that cut, and whether another round changes nothing.

    ``grant`` is what the regimes give, ``aid`` all that is never paid back, ``forms`` what each instrument gives.
    """

    presented: Fraction
    admitted: Fraction
    cutting: frozenset[str]
    grant: AidLedger
    settled: bool
    aid: Exact
    forms: Mapping[str, Exact]


def _by_owner(grant: AidLedger) -> dict[str | None, Exact]:
    """Return the exact cents of aid of the project (None) and of each partner."""
    owned: dict[str | None, Exact] = {None: grant.total / Fraction(GRAIN)}
    for part, aid in zip(grant.parts, grant.aid, strict=True):
        owned[part.partner] = owned.get(part.partner, NOTHING) + aid / Fraction(GRAIN)
    return owned


def _with_totals(facts: Facts, presented: Fraction, admitted: Fraction) -> Facts:
    """Return facts whose totals move with the spending, so that conditions on them note when they turn."""
    totals = {"total.presented": presented / CENTS, "total.admitted": admitted / CENTS}
    return facts.with_answers({key: Answer(amount, "derived") for key, amount in totals.items()})


def _binding(grant: AidLedger) -> frozenset[str]:
    """Return the rules that take aid away, and the tier that is reached."""
    moved: dict[str, Exact] = {}
    for move in grant.moves:
        if move.phase >= MovePhase.CEILING:
            moved[move.rule] = moved.get(move.rule, NOTHING) + move.grains
    return frozenset(rule for rule, grains in moved.items() if sign_of(grains))


def lacking(contribution: ContributionOutcome) -> tuple[str, ...]:
    """Return the keys and the figures that keep a contribution from being known."""
    regimes = [regime for regime in contribution.regimes if regime.estimates is None]
    lacking = [key for one in regimes for key in (*one.missing, *one.missing_figures)]
    if (support := contribution.support) is not None:
        lacking += [*support.missing, *support.missing_figures]
    return tuple(dict.fromkeys(lacking))
