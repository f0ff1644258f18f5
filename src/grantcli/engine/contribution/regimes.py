"""One regime computed: whether it holds, what it gives on the admitted cost, its steps and the partners' shares."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from ...i18n import Text, _, say
from ...model.call import Call
from ...model.contribution import Regime
from ...model.facts import Facts
from ...model.finding import Finding
from ...model.instruments.instrument import Instrument
from ...model.outcome import AmountStatus, ExpenseTotals, RegimeOutcome, Share
from ...model.walk.scope import Scope
from ...money import ZERO, euro
from ...wording.formats import money
from ..amount_status import worst
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..expenses.ceilings import Cost
from ..expenses.limits import Limits, Settlement
from ..formulas.figures import graded
from .aid_ledger import AidLedger, Move, MovePhase, reconcile, round_cents, steps_of
from .caps import CapAtWork, Caps, bring_under_request
from .cost_groups import GRAIN, NOTHING, Admitted, AdmittedCost, CostGroup, Exact, gather, ratio
from .decimals import decimal_of
from .rates import Rates

_EXPIRED = Judgement("fail")


class Tried(NamedTuple):
    """A regime tried on an application, not yet chosen: what it gives, whether it holds, what its floors say."""

    regime: Regime
    holds: Judgement
    grant: AidLedger
    status: AmountStatus
    cents: int | None
    findings: tuple[Finding, ...]

    @property
    def below_minimum(self) -> bool:
        """Return whether a minimum of its own is missed: where another regime holds, it does not."""
        own = own_minimums(self.regime)
        return any(one.id in own and one.verdict == "fail" and one.severity == "blocking" for one in self.findings)


def own_minimums(regime: Regime | Instrument) -> frozenset[str]:
    """Return the ids of the floors and of the least costs that belong to a regime or an instrument alone."""
    floors = (one.id for one in regime.caps if one.least and one.of == "project")
    return frozenset((*floors, *(one.id for one in regime.limits if one.least)))


class ExactAid(NamedTuple):
    """What a regime gives in exact cents, and whether it misses a minimum of its own."""

    cents: Exact
    below_minimum: bool


class ReadyRegime:
    """A regime made ready once a call; ``base`` says what the cost is called where it is not the admitted one."""

    def __init__(self, regime: Regime, call: Call, scope: Scope, base: Callable[[], str] | None = None) -> None:
        self.regime = regime
        self._rounding = call.contribution.rounding
        self._when = compile_condition(regime.when, scope)
        self._rates = Rates(regime, call, scope, base)
        self._caps = Caps((*regime.caps, *call.contribution.caps), call, scope)
        self._grade = graded(regime, scope.within("expenses"), call, regime.lump_sum, regime.ceiling)
        self._lines_rounded = call.contribution.round_each == "line"
        self._unit = max(1, int(call.contribution.round_to * 100))
        self._rounding_cite = call.contribution.rounding_cite or regime.cite
        self._limits = regime_limits(regime, call, scope)
        self.by_line = self._rates.by_line or self._caps.by_line or self._lines_rounded

    def attempt(
        self, facts: Facts, cost: AdmittedCost, parts: list[CostGroup], awarded: date, *, hasty: bool = False
    ) -> Tried:
        """Compute the regime on the admitted cost, whether or not it holds on the day of the award.

        ``hasty``: where a rate is not known no cap is looked at any more, since no figure can come of it.
        """
        limited = None if self._limits is None else self._limits.settle(costs_of(cost.lines), facts)
        if limited is not None:
            parts = gather(_left(cost.lines, limited.admitted), facts, self.by_line)
        grant, bounds = self.work(facts, parts, rounded=True, hasty=hasty)
        grant.missing[:0] = cost.missing
        grant.figures[:0] = cost.figures
        limits = () if limited is None else self._note(limited, grant)
        status = "undetermined" if grant.missing or grant.figures else worst((*grant.grades, cost.status))
        told = status != "undetermined"
        cents = round_cents(grant.total, self._rounding, self._unit) if told else None
        if cents is not None and self._unit > 1:
            self._round_whole(grant, cents)
        floors = _floors(bounds, grant) if told else ()
        return Tried(self.regime, self.judge(facts, awarded), grant, status, cents, (*limits, *floors))

    def holds(self, facts: Facts, awarded: date) -> bool:
        """Return whether the regime surely holds for an award on that day."""
        return self.judge(facts, awarded).verdict == "pass"

    def judge(self, facts: Facts, awarded: date) -> Judgement:
        """Judge whether the regime holds for an award on that day."""
        return self._when(Frame(facts)) if _valid(self.regime, awarded) else _EXPIRED

    def work(
        self,
        facts: Facts,
        parts: list[CostGroup],
        *,
        rounded: bool = False,
        total_only: bool = False,
        hasty: bool = False,
    ) -> tuple[AidLedger, list[CapAtWork]]:
        """Work out the aid on admitted cost, exactly, and say which caps and floors were looked at.

        The cost must have been gathered line by line where the regime is ``by_line``. ``rounded``: where the call
        rounds each line, it is rounded before the caps. ``total_only``: nobody asks what is given on each part.
        ``hasty``: where a rate is not known, nothing after the rates.
        """
        grant = AidLedger(list(parts))
        grant.grades.append(self._grade if self._rates.gives else "undetermined")
        self._rates.apply(grant, facts)
        if hasty and (grant.missing or grant.figures):
            return grant, []
        if rounded and self._lines_rounded:
            self._round_lines(grant)
        bounds = self._caps.apply(grant, facts, total_only and not self._rates.fixed_outside_caps)
        if self._rates.give_outside_caps(grant):
            bring_under_request(grant, facts)
        return grant, bounds

    def exactly(self, facts: Facts, lines: Sequence[Admitted]) -> "ExactAid | None":
        """Return what the regime gives on lines of cost, in exact cents; None where that is not known."""
        grant, _bounds = self.work(facts, self.parts(lines, facts), total_only=True)
        untold = grant.missing or grant.figures or "undetermined" in grant.grades
        return None if untold else ExactAid(ratio(grant.total, GRAIN), self.below_minimum(grant, lines, facts))

    def _round_lines(self, grant: AidLedger) -> None:
        """Round the aid of every line, as a call says that reckons line by line."""
        for i, aid in enumerate(grant.aid):
            change = round_cents(aid, self._rounding, self._unit) * GRAIN - aid
            if change:
                self._round(i, change, _("Arrotondamento di ogni riga"), grant)

    def _round_whole(self, grant: AidLedger, cents: int) -> None:
        change = cents * GRAIN - grant.total
        if change:
            at = max(range(len(grant.aid)), key=grant.aid.__getitem__)
            self._round(at, change, _("Arrotondamento del contributo"), grant)

    def _round(self, part: int, change: Exact, text: str, grant: AidLedger) -> None:
        name = f"{self.regime.id}.rounding"
        grant.move(Move(part, name, self._rounding_cite, text, change, phase=MovePhase.ROUNDING))

    def parts(self, lines: Sequence[Admitted], facts: Facts) -> list[CostGroup]:
        """Return the admitted cost that the limits of this regime leave, gathered."""
        if self._limits is None:
            return gather(lines, facts, self.by_line)
        kept = self._limits.exactly(costs_of(lines), facts, None).admitted
        return gather(_left(lines, kept), facts, self.by_line)

    def below_minimum(self, grant: AidLedger, lines: Sequence[Admitted], facts: Facts) -> bool:
        """Return whether aid worked out exactly, on admitted lines, misses a minimum of its own."""
        own = own_minimums(self.regime)
        short = bool(own) and self._limits is not None and self._limits.fall_short(costs_of(lines), facts)
        return short or not own.isdisjoint(grant.failed)

    def _note(self, limited: Settlement, grant: AidLedger) -> tuple[Finding, ...]:
        """Note what the limits of this regime lack, and return what is said of each: how much cost it leaves aside."""
        grant.missing += limited.missing
        grant.figures += limited.figures
        grant.grades += limited.grades
        cuts = {step.rule: -step.amount for step in limited.steps if step.amount}
        text = _("«{regime}» conta {amount} in meno di costo ammesso")
        told = {name: text.format(regime=say(self.regime.title), amount=money(cut)) for name, cut in cuts.items()}
        return tuple(one._replace(why=told.get(one.id, one.why)) for one in limited.findings)


def costs_of(lines: Sequence[Admitted]) -> list[Cost]:
    """Return lines of cost as limits look at them."""
    return [Cost(one.line, one.category, one.partner, one.presented, one.cost) for one in lines]


def _left(lines: Sequence[Admitted], kept: Sequence[Exact]) -> list[Admitted]:
    return [one._replace(cost=cents) for one, cents in zip(lines, kept, strict=True)]


def under_limits(limits: Limits, cost: AdmittedCost, facts: Facts) -> tuple[AdmittedCost, tuple[Finding, ...]]:
    """Return a cost as some limits leave it, with what they lack, and what is said of each."""
    settled = limits.settle(costs_of(cost.lines), facts)
    left = AdmittedCost(
        _left(cost.lines, settled.admitted),
        (*cost.missing, *settled.missing),
        (*cost.figures, *settled.figures),
        worst((cost.status, *settled.grades)),
    )
    return left, tuple(settled.findings)


def regime_limits(regime: Regime, call: Call, scope: Scope) -> Limits | None:
    """Return the limits that a regime sets on the cost it looks at; None where it sets none."""
    if not regime.limits:
        return None
    categories = tuple(replace(category, flat=None) for category in call.expenses.categories)
    own = replace(call.expenses, limits=regime.limits, categories=categories)
    return Limits(replace(call, expenses=own), scope)


def outcome_of(
    tried: Tried, totals: ExpenseTotals, lines: Sequence[Admitted], facts: Facts, applies: bool, because: Text
) -> RegimeOutcome:
    """Return the outcome of a regime: amount, steps and shares where there is a figure, else what is missing."""
    regime, grant, cents = tried.regime, tried.grant, tried.cents
    told = cents is not None
    return RegimeOutcome(
        regime.id,
        regime.title,
        regime.cite,
        applies,
        tried.status,
        None if cents is None else euro(cents),
        () if cents is None else steps_of(grant.moves, cents),
        because,
        regime.estimates,
        regime.leaves_out,
        tuple(dict.fromkeys((*tried.holds.missing, *grant.missing))),
        tuple(dict.fromkeys(grant.figures)),
        () if cents is None else _shares(grant, totals, lines, facts, cents),
        _line_rates(grant, lines) if told else {},
    )


def _valid(regime: Regime, awarded: date) -> bool:
    after = regime.valid_from is None or regime.valid_from <= awarded
    return after and (regime.valid_to is None or awarded <= regime.valid_to)


def _floors(bounds: list[CapAtWork], grant: AidLedger) -> tuple[Finding, ...]:
    """Return a finding for each floor that applies; one missed blocks for the project, warns of a partner or a line."""
    floors = {bound.ready.cap.id: bound.ready.cap for bound in bounds if bound.ready.cap.least and bound.applies}
    return tuple(
        Finding(
            id=cap.id,
            verdict="fail" if cap.id in grant.failed else "pass",
            severity="blocking" if cap.of == "project" else "warning",
            text=cap.text or _("Sotto il contributo minimo non si concede nulla"),
            cite=cap.cite,
            status=cap.status,
            group="contribution",
            who=tuple(owner for owner in grant.failed.get(cap.id, ()) if owner),
        )
        for cap in floors.values()
    )


def share_cents(grant: AidLedger, lines: Iterable[Admitted], facts: Facts, cents: int) -> dict[str, int]:
    """Return each partner's part of an amount in cents, to which they sum; lines of no partner have the empty name."""
    named: dict[str, Exact] = {partner.id: NOTHING for partner in facts.lists.get("partners", ())}
    named.update((line.partner, NOTHING) for line in lines)
    for part, aid in zip(grant.parts, grant.aid, strict=True):
        if aid:
            named[part.partner] = named.get(part.partner, NOTHING) + aid
    return dict(zip(named, reconcile(list(named.values()), cents), strict=True))


def _shares(
    grant: AidLedger, totals: ExpenseTotals, lines: Sequence[Admitted], facts: Facts, cents: int
) -> tuple[Share, ...]:
    """Return the partners' shares, which sum exactly to the amount; lines of no partner make a share without a name."""
    shares = share_cents(grant, lines, facts, cents)
    if not any(shares):
        return ()
    moves: dict[str, list[Move]] = {owner: [] for owner in shares}
    for move in grant.moves:
        moves.setdefault(grant.parts[move.part].partner, []).append(move)
    costs = costs_by_partner(shares, totals)
    return tuple(Share(owner, *costs[owner], euro(own), steps_of(moves[owner], own)) for owner, own in shares.items())


def costs_by_partner(names: Iterable[str], totals: ExpenseTotals) -> dict[str, tuple[Decimal, Decimal]]:
    """Return what is presented and admitted (euro) of each partner named; of nobody under the empty name."""
    costs = dict.fromkeys(names, (ZERO, ZERO))
    for line in totals.lines:
        presented, admitted = costs.get(line.partner or "", (ZERO, ZERO))
        costs[line.partner or ""] = (presented + line.presented, admitted + line.admitted)
    return costs


def rates_by_line(grant: AidLedger, lines: Iterable[Admitted]) -> dict[str, Exact]:
    """Return the rate (grains a cent) of each admitted line that has one, bonuses included, before caps."""
    by_key = {(part[0], part[1], part[2]): rate for part, rate in zip(grant.parts, grant.rates, strict=True)}
    rates: dict[str, Exact] = {}
    for line, category, partner, cost, _presented in lines:
        rate = by_key.get((category, partner, ""))
        if rate is None:
            rate = by_key.get((category, partner, line))
        if rate is not None and cost:
            rates[line] = rate
    return rates


def _line_rates(grant: AidLedger, lines: Iterable[Admitted]) -> dict[str, Decimal]:
    return {line: decimal_of(rate) for line, rate in rates_by_line(grant, lines).items()}
