"""What is kept back from the contribution: fees, the proceeds of a trade-in; shown below it, never more than it."""

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from ...model.call import Call
from ...model.contribution import Withheld
from ...model.facts import Facts
from ...model.outcome import ContributionOutcome, ExpenseTotals, Step, WithheldOpen
from ...model.walk.scope import Scope
from ...money import cents_of, euro, whole
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
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

    def of(self, contribution: ContributionOutcome, totals: ExpenseTotals, facts: Facts) -> ContributionOutcome:
        """Return a contribution with what is kept back of it, in its order, and the sums that cannot be told."""
        if contribution.amount is None:
            return contribution
        left, steps, untold = cents_of(contribution.amount), [], []
        for ready in self._sums:
            one, found = ready.sum, self._cents(ready, contribution, totals, Frame(facts))
            if found is None:
                continue
            if isinstance(found, Judgement):
                untold.append(WithheldOpen(one.id, one.text, one.cite, tuple(dict.fromkeys(found.missing))))
                continue
            cents = min(found, left)
            left -= cents
            steps.append(Step(one.id, one.cite, euro(-cents), one.text, one.status))
        return replace(contribution, withheld=tuple(steps), withheld_open=tuple(untold))

    def _cents(
        self, ready: _ReadySum, contribution: ContributionOutcome, totals: ExpenseTotals, frame: Frame
    ) -> int | Judgement | None:
        """Return the cents of a sum, None where it does not apply, or why it cannot be told."""
        judged = ready.judge(frame)
        if judged.verdict != "pass":
            return None if judged.verdict == "fail" else judged
        found = [None if find is None else find(frame) for find in (ready.share, ready.amount, ready.most)]
        open_ = [one.why for one in found if one is not None and one.value is None]
        if open_:
            return open_[0]._replace(missing=tuple(key for one in open_ for key in one.missing))
        if ready.share is None and ready.amount is None:
            return Judgement("undetermined")
        share, amount, most = (None if one is None else exact(one.number) for one in found)
        base = totals.admitted if ready.sum.base == "admitted" else contribution.amount
        kept = (amount or Fraction(0)) + (share or Fraction(0)) * exact(base or 0)
        return max(0, whole((kept if most is None else min(kept, most)) * 100, self._rounding))
