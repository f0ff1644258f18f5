"""What is kept back from the contribution: fees, the proceeds of a trade-in; shown below it, never more than it."""

from dataclasses import replace
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
from ..formulas.resolved import UNDETERMINED, exact
from ..formulas.sums import ReadySum, compile_sum


class _ReadyWithheld(NamedTuple):
    withheld: Withheld
    judge: Judge
    sum: ReadySum


class WithheldSums:
    """What a call keeps back, made ready once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._rounding = call.contribution.rounding
        self._sums = [
            _ReadyWithheld(one, compile_condition(one.when, scope), compile_sum(one, scope))
            for one in call.contribution.withheld
        ]

    def __bool__(self) -> bool:
        return bool(self._sums)

    def of(self, contribution: ContributionOutcome, totals: ExpenseTotals, facts: Facts) -> ContributionOutcome:
        """Return a contribution with what is kept back of it, in its order, and the sums that are open."""
        if contribution.amount is None:
            return contribution
        left, steps, untold = cents_of(contribution.amount), [], []
        for ready in self._sums:
            one, found = ready.withheld, self._cents(ready, contribution, totals, Frame(facts))
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
        self, ready: _ReadyWithheld, contribution: ContributionOutcome, totals: ExpenseTotals, frame: Frame
    ) -> int | Judgement | None:
        """Return the cents of a sum, None where it does not apply, or why it is open."""
        judged = ready.judge(frame)
        if judged.verdict != "pass":
            return None if judged.verdict == "fail" else judged
        base = totals.admitted if ready.withheld.base == "admitted" else contribution.amount
        kept = ready.sum.cents(exact(base or 0) * 100, frame, UNDETERMINED)
        return kept if isinstance(kept, Judgement) else max(0, whole(kept, self._rounding))
