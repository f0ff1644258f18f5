"""One regime computed: whether it holds, what it gives on the admitted cost, its steps and the partners' shares."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..i18n import _
from ..model.call import Call
from ..model.contribution import Regime
from ..model.facts import Facts
from ..model.finding import Finding
from ..model.outcome import AmountStatus, ExpenseTotals, RegimeOutcome, Share
from ..money import ZERO
from .caps import Bound, Caps
from .grades import grade, worst
from .judge import Frame, Judgement, Scope, compile_condition
from .parts import NOTHING, Admitted, Grant, Move, admitted_lines, euro, gather, reconcile, round_cents, steps_of
from .rates import Rates

_EXPIRED = Judgement("fail")


@dataclass(frozen=True, slots=True)
class Tried:
    """A regime tried on an application: its outcome (not yet chosen), whether it holds, what its floors say."""

    regime: Regime
    outcome: RegimeOutcome
    holds: Judgement
    findings: tuple[Finding, ...]
    grant: Grant
    bounds: list[Bound]


class ReadyRegime:
    """A regime made ready once a call."""

    def __init__(self, regime: Regime, call: Call, scope: Scope) -> None:
        self.regime = regime
        self._rounding = call.contribution.rounding
        self._when = compile_condition(regime.when, scope)
        self._rates = Rates(regime, call, scope)
        self._caps = Caps((*regime.caps, *call.contribution.caps), call, scope)
        self._grade = grade(regime.status, regime.cite, call)
        self._by_line = self._rates.by_line or self._caps.by_line

    def attempt(self, facts: Facts, totals: ExpenseTotals, awarded: date) -> Tried:
        """Compute the regime on the admitted cost, whether or not it holds on the day of the award."""
        holds = self._judge(facts, awarded)
        grant, bounds = self.work(facts, admitted_lines(totals))
        grant.grades.append(totals.status)
        grant.missing[:0] = totals.missing
        grant.figures[:0] = totals.missing_figures
        status = "undetermined" if grant.missing or grant.figures else worst(grant.grades)
        outcome = self._outcome(grant, totals, facts, status)
        floors = () if status == "undetermined" else _floors(bounds, grant)
        return Tried(self.regime, outcome, holds, floors, grant, bounds)

    def holds(self, facts: Facts, awarded: date) -> bool:
        """Tell whether the regime surely holds for an award on that day."""
        return self._judge(facts, awarded).verdict == "pass"

    def _judge(self, facts: Facts, awarded: date) -> Judgement:
        return self._when(Frame(facts)) if _valid(self.regime, awarded) else _EXPIRED

    def work(self, facts: Facts, lines: Iterable[Admitted]) -> tuple[Grant, list[Bound]]:
        """Work out the aid on admitted lines, exactly, and say which caps and floors were looked at."""
        grant = Grant(gather(lines, facts, self._by_line))
        grant.grades.append(self._grade if self._rates.gives else "undetermined")
        self._rates.apply(grant, facts)
        return grant, self._caps.apply(grant, facts)

    def _outcome(self, grant: Grant, totals: ExpenseTotals, facts: Facts, status: AmountStatus) -> RegimeOutcome:
        regime = self.regime
        told = status != "undetermined"
        cents = round_cents(grant.total, self._rounding) if told else 0
        return RegimeOutcome(
            id=regime.id,
            title=regime.title,
            cite=regime.cite,
            applies=False,
            status=status,
            amount=euro(cents) if told else None,
            steps=steps_of(grant.moves, cents) if told else (),
            estimates=regime.estimates,
            missing=tuple(dict.fromkeys(grant.missing)),
            missing_figures=tuple(dict.fromkeys(grant.figures)),
            shares=_shares(grant, totals, facts, cents) if told else (),
            line_rates=_line_rates(grant, totals) if told else {},
        )


def _valid(regime: Regime, awarded: date) -> bool:
    after = regime.valid_from is None or regime.valid_from <= awarded
    return after and (regime.valid_to is None or awarded <= regime.valid_to)


def _floors(bounds: list[Bound], grant: Grant) -> tuple[Finding, ...]:
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


def _shares(grant: Grant, totals: ExpenseTotals, facts: Facts, cents: int) -> tuple[Share, ...]:
    """Return the partners' shares, which sum exactly to the amount; lines of no partner make a share without a name."""
    named = dict.fromkeys(partner.id for partner in facts.lists.get("partners", ()))
    named.update(dict.fromkeys(line.partner or "" for line in totals.lines))
    if not any(named):
        return ()
    named.update(dict.fromkeys(part.partner for part, aid in zip(grant.parts, grant.aid, strict=True) if aid))
    owners = list(named)
    moves: dict[str, list[Move]] = {owner: [] for owner in owners}
    for move in grant.moves:
        moves.setdefault(grant.parts[move.part].partner, []).append(move)
    exact = [sum((move.cents for move in moves[owner]), NOTHING) for owner in owners]
    return tuple(
        Share(
            owner,
            sum((line.presented for line in totals.lines if (line.partner or "") == owner), ZERO),
            sum((line.admitted for line in totals.lines if (line.partner or "") == owner), ZERO),
            euro(own),
            steps_of(moves[owner], own),
        )
        for owner, own in zip(owners, reconcile(exact, cents), strict=True)
    )


def rates_by_line(grant: Grant, lines: Iterable[Admitted]) -> dict[str, Fraction]:
    """Return the rate of each admitted line that has one, bonuses included, before caps."""
    pairs = zip(grant.parts, grant.rates, strict=True)
    by_key = {(part.category, part.partner, part.line): rate for part, rate in pairs}
    rates: dict[str, Fraction] = {}
    for line, category, partner, cost in lines:
        rate = by_key.get((category, partner, ""), by_key.get((category, partner, line)))
        if rate is not None and cost:
            rates[line] = rate
    return rates


def _line_rates(grant: Grant, totals: ExpenseTotals) -> dict[str, Decimal]:
    rates = rates_by_line(grant, admitted_lines(totals))
    return {line: Decimal(rate.numerator) / Decimal(rate.denominator) for line, rate in rates.items()}
