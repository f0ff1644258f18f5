"""What is kept back from the contribution: fees, the proceeds of a trade-in; shown below it, never more than it."""

from fractions import Fraction
from typing import NamedTuple

from ...model.call import Call
from ...model.contribution import Withheld
from ...model.facts import Facts
from ...model.outcome import ContributionOutcome, ExpenseTotals, Step
from ...model.walk.scope import Scope
from ...money import cents_of, euro, whole
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.lookups import Judge
from ..formulas.figures import compile_figure
from ..formulas.resolved import Find, exact


class _ReadySum(NamedTuple):
    sum: Withheld
    judge: Judge
    share: Find | None
    amount: Find | None
    most: Find | None


class WithheldSums:
    """What a call keeps back, made ready once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._rounding = call.contribution.rounding
        self._sums = [
            _ReadySum(
                one,
                compile_condition(one.when, scope),
                compile_figure(one.share, scope),
                compile_figure(one.amount, scope),
                compile_figure(one.most, scope),
            )
            for one in call.contribution.withheld
        ]

    def __bool__(self) -> bool:
        return bool(self._sums)

    def of(self, contribution: ContributionOutcome, totals: ExpenseTotals, facts: Facts) -> tuple[Step, ...]:
        """Return what is kept back of a contribution, in its order; of what cannot be told no step is made."""
        if contribution.amount is None:
            return ()
        left, steps = cents_of(contribution.amount), []
        for ready in self._sums:
            cents = self._cents(ready, contribution, totals, Frame(facts))
            if cents is None:
                continue
            cents = min(cents, left)
            left -= cents
            one = ready.sum
            steps.append(Step(one.id, one.cite, euro(-cents), one.text, one.status))
        return tuple(steps)

    def _cents(
        self, ready: _ReadySum, contribution: ContributionOutcome, totals: ExpenseTotals, frame: Frame
    ) -> int | None:
        if ready.judge(frame).verdict != "pass":
            return None
        found = [None if find is None else find(frame) for find in (ready.share, ready.amount, ready.most)]
        if any(one is not None and one.value is None for one in found):
            return None
        share, amount, most = (None if one is None else exact(one.number) for one in found)
        base = totals.admitted if ready.sum.base == "admitted" else contribution.amount
        kept = (amount or Fraction(0)) + (share or Fraction(0)) * exact(base or 0)
        return max(0, whole((kept if most is None else min(kept, most)) * 100, self._rounding))
