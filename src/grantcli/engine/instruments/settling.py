"""All the instruments of a call settled together: the ways taken, joint ceilings, the cost never exceeded."""

from collections.abc import Mapping
from datetime import date

from ...i18n import _, say
from ...model.call import Call
from ...model.facts import Facts
from ...model.outcome import ContributionOutcome, ExpenseTotals
from ...model.walk.call_nouns import conditions_of
from ...model.walk.scope import Scope
from ...money import cents_of
from ..computed_facts import awaited, names_item_total
from ..contribution.choice import awarded_on
from ..contribution.cost_groups import Admitted, AdmittedCost, Exact
from .bases import GivenAid
from .ceilings import Left, joint_ceilings
from .exact_support import ExactLeft, ExactSupport
from .loan_side import loan_side
from .reckoning import ReadyInstrument, Worked, because_of_conditions
from .sums import SettledInstrument, joined
from .ways import Applying, ReadyWays


class Instruments:
    """The instruments of a call, made ready once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._call = call
        self._ready = _in_order([ReadyInstrument(one, call, scope) for one in call.instruments])
        self._ways = [ReadyWays(one, scope) for one in call.alternatives]
        self._ceilings = joint_ceilings(call, scope)
        self.reads_lines = any(names_item_total(one) for one in conditions_of(call.instruments))

    def __bool__(self) -> bool:
        return bool(self._ready)

    def beside(
        self, contribution: ContributionOutcome, facts: Facts, cost: AdmittedCost, totals: ExpenseTotals, on: date
    ) -> ContributionOutcome:
        """Return a contribution with the instruments beside it; what of them is never paid back is in its amount.

        ``facts`` carry the totals of cost; ``cost`` is what is admitted, in cents, and ``totals`` the same in euro.
        """
        admitted = int(sum(line.cost for line in cost.lines))
        rooms = [room for one in self._ceilings if (room := one.room(facts, admitted)) is not None]
        granted = None if contribution.amount is None else cents_of(contribution.amount)
        costed = bool(self._call.expenses.categories)
        left = Left(admitted if costed else None, GivenAid(granted, missing=awaited(contribution)), rooms)
        settled = self._settle(facts, cost, left, awarded_on(facts, on))
        return joined(
            self._call,
            contribution,
            [settled[one.id] for one in self._call.instruments],
            admitted if costed else None,
            rooms,
            facts,
            totals,
        )

    def exactly(self, granted: Exact, facts: Facts, lines: list[Admitted], on: date) -> ExactSupport | None:
        """Return in exact cents what comes of the instruments beside what the regimes grant; None where a part of it
        is not known."""
        awarded = awarded_on(facts, on)
        verdicts = {one.instrument.id: one.judge(facts, awarded).verdict for one in self._ready}
        left = ExactLeft.on(facts, lines if self._call.expenses.categories else None, granted, self._ceilings)
        if left is None or not set(verdicts.values()) <= {"pass", "fail"}:
            return None
        reckoned: dict[str, Exact] = {}
        short: set[str] = set()
        for ready in self._ready:
            name = ready.instrument.id
            found = ready.exactly(facts, lines, reckoned)
            if found is not None:
                reckoned[name] = found.cents
                short |= {name} if found.below_minimum else set()
            elif verdicts[name] == "pass":
                return None
        holding = [one for one in self._ready if verdicts[one.instrument.id] == "pass"]
        alone = {one.instrument.id: reckoned[one.instrument.id] for one in holding}
        short &= alone.keys()
        ways = [(one.alternatives.ways, one.exactly(alone, short, facts)) for one in self._ways]
        if any(taken is None for _ways, taken in ways):
            return None
        out = {name for own, taken in ways for way in own if way is not taken for name in way.of}
        out |= short if alone.keys() - short - out or granted > 0 else set()
        return left.fill([one for one in holding if one.instrument.id not in out], facts, lines)

    def _settle(self, facts: Facts, cost: AdmittedCost, left: Left, awarded: date) -> dict[str, SettledInstrument]:
        """Reckon all instruments as if nothing stood between them, take the ways, then reckon those taken in turn."""
        alone: dict[str, Worked] = {}
        for ready in self._ready:
            given = {name: one.given for name, one in alone.items()}
            alone[ready.instrument.id] = ready.work(facts, cost, given, awarded)
        ways = {name: standing for one in self._ways for name, standing in one.standings(alone, facts)}
        settled: dict[str, SettledInstrument] = {}
        reaching = {name for name, one in alone.items() if _reaches(one, ways.get(name))}
        for ready in self._ready:
            name = ready.instrument.id
            standing = _standing(alone[name], ways.get(name), settled)
            if standing.applies and alone[name].tried.below_minimum and (reaching or left.granted):
                standing = Applying(False, _("Il suo minimo non è raggiunto"))
            worked = alone[name]
            if standing.applies:
                given = {key: one.worked.given for key, one in settled.items()}
                worked = left.fit(ready.work(facts, cost, given, awarded))
            if standing.applies is not False:
                left.take(worked, standing.applies is True, standing.missing)
            kept = ready.kept(facts, worked, awarded)
            loan = loan_side(ready, worked, kept, facts, self._call.contribution.rounding)
            settled[name] = SettledInstrument(worked, standing, kept, loan)
        return settled


def _reaches(worked: Worked, way: Applying | None) -> bool:
    """Return whether an instrument surely stands on its own: one beside it that misses its minimum falls alone."""
    holds = worked.tried.holds.verdict == "pass" and not worked.tried.below_minimum
    return holds and (way is None or way.applies is True)


def _standing(worked: Worked, way: Applying | None, settled: Mapping[str, SettledInstrument]) -> Applying:
    """Say whether an instrument applies: by its conditions, by the way taken, by what it rests on."""
    holds = worked.tried.holds
    if holds.verdict != "pass":
        applies = False if holds.verdict == "fail" else None
        return Applying(applies, because_of_conditions(worked), holds.missing)
    if way is not None and way.applies is not True:
        return way
    under = settled.get(worked.ready.base.instrument or "")
    if under is not None and under.standing.applies is not True:
        label = say(under.worked.ready.instrument.label)
        because = _("Si calcola su «{instrument}», che non si applica").format(instrument=label)
        return Applying(under.standing.applies, because, under.standing.missing)
    return way or Applying(True)


def _in_order(ready: list[ReadyInstrument]) -> list[ReadyInstrument]:
    """Return instruments in the order of the call, each after the one that it rests on."""
    ordered: list[ReadyInstrument] = []
    waiting = list(ready)
    while waiting:
        done = {one.instrument.id for one in ordered}
        free = next(one for one in waiting if one.base.instrument is None or one.base.instrument in done)
        waiting.remove(free)
        ordered.append(free)
    return ordered
