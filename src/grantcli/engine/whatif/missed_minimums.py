"""The minimums on the totals that a plan does not reach, each as an amount of a reading and the least it must be."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ...i18n import Text, say
from ...model.computing.call_figure import fixed
from ...model.condition import All, Condition, Ref, Test
from ...model.contribution import Cap
from ...model.outcome import Outcome
from ...model.rule import Rule
from ...money import ZERO
from ..contribution.cost_groups import CENTS
from ..cost_and_aid import Costed
from ..maths.simplex import NOTHING
from .marginal import MarginalReading

Amount = Callable[[MarginalReading], Fraction]


class Minimum(NamedTuple):
    """A minimum in cents: ``times`` of ``other`` taken from ``total`` must be at least ``least`` (``above`` it)."""

    rule: str
    text: Text
    cite: str
    total: str
    least: Fraction
    above: bool
    other: str = ""
    times: Fraction = NOTHING

    def amount(self, reading: MarginalReading) -> Fraction:
        """Return what is measured in a reading, in cents."""
        value = _TOTALS[self.total](reading)
        return value - self.times * _TOTALS[self.other](reading) if self.other else value

    def holds(self, costed: Costed) -> bool:
        """Return whether a plan settled to the cent reaches it."""
        amounts = {
            "total.presented": costed.totals.presented,
            "total.admitted": costed.totals.admitted,
            "total.contribution": costed.contribution.amount or ZERO,
        }
        value = Fraction(amounts[self.total]) - self.times * Fraction(amounts.get(self.other, ZERO))
        return value * CENTS > self.least if self.above else value * CENTS >= self.least


_TOTALS: Mapping[str, Amount] = {
    "total.presented": lambda reading: reading.presented,
    "total.admitted": lambda reading: reading.admitted,
    "total.contribution": lambda reading: reading.aid,
}


def missed(outcome: Outcome) -> Iterator[Minimum]:
    """Yield the minimums on totals that blocking findings say are not reached.

    Not the floors of the regimes of a call with instruments, which are no minimum of the whole contribution.
    """
    failed = {
        finding.id for finding in outcome.findings if finding.verdict == "fail" and finding.severity == "blocking"
    }
    for rule in outcome.call.rules:
        if rule.id in failed and rule.each is None:
            for test in _tests(rule.require):
                yield from _minimum(rule, test)
    for cap in _floors(outcome) if outcome.contribution.support is None else ():
        least = fixed(cap.amount)
        if cap.id in failed and least is not None:
            text = cap.text or say(outcome.call.title)
            total = "total.contribution"
            yield Minimum(cap.id, text, cap.cite, total, Fraction(least) * CENTS, above=False)


def _floors(outcome: Outcome) -> Iterator[Cap]:
    contribution = outcome.call.contribution
    applied = (regime for regime in contribution.regimes if regime.id == outcome.contribution.regime)
    own = [cap for regime in applied for cap in regime.caps]
    yield from (cap for cap in (*own, *contribution.caps) if cap.least and cap.of == "project")


def _tests(condition: Condition | None) -> Iterator[Test]:
    """Yield the tests that must all hold; alternatives are not taken apart."""
    if isinstance(condition, Test):
        yield condition
    elif isinstance(condition, All):
        for part in condition.of:
            yield from _tests(part)


def _minimum(rule: Rule, test: Test) -> Iterator[Minimum]:
    """Yield what a test asks of a total: an amount, or so many times another total."""
    if test.fact not in _TOTALS or test.word not in ("at_least", "more_than"):
        return
    named = rule.id, rule.text, rule.cite, test.fact
    above = test.word == "more_than"
    if isinstance(test.value, (int, Decimal)):
        yield Minimum(*named, Fraction(test.value) * CENTS, above)
    elif isinstance(test.value, Ref) and test.value.fact in _TOTALS:
        times = Fraction(test.value.times) if isinstance(test.value.times, (int, Decimal)) else Fraction(1)
        yield Minimum(*named, NOTHING, above, test.value.fact, times)
