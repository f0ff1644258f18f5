"""What is received when: the sums of an outcome parted into the payments of its call, to the cent."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ..model.call import Call
from ..model.instruments.payments import CONTRIBUTION, Payment, PaymentOutcome, PaymentPart, PaymentSchedule
from ..model.outcome import ContributionOutcome
from ..model.walk.scope import Scope
from ..money import ZERO, cents_of, euro, whole
from .conditions.compiler import compile_condition
from .conditions.context import Frame
from .conditions.judgement import Judgement
from .conditions.lookups import Judge, looker
from .formulas.figures import compile_figure
from .formulas.resolved import UNDETERMINED, Find, Resolved, exact
from .formulas.sums import ReadySum, compile_sum
from .instalments.periods import counted_day, due_day
from .instalments.shares import in_equal_shares

Sums = Mapping[str, Decimal | None]
"""Euro by what gives them: ``contribution``, or the id of an instrument; None where it is not known."""

_NO_MONEY = ("guarantee", "deduction")


def sums_of(contribution: ContributionOutcome) -> Sums:
    """Return what is paid, by what gives it: the regimes, and each instrument that applies.

    A guarantee and a deduction are no money that arrives.
    """
    support = contribution.support
    if support is None:
        return {CONTRIBUTION: contribution.amount}
    paid = (one for one in support.instruments if one.applies is not False and one.form not in _NO_MONEY)
    return {CONTRIBUTION: support.granted, **{one.id: one.amount if one.applies else None for one in paid}}


class _ReadyPayment(NamedTuple):
    payment: Payment
    judge: Judge
    sum: ReadySum
    times: Find | None


class _Sum(NamedTuple):
    """How many cents a payment comes to, or why that is open and how many it may be."""

    cents: int | None
    why: Judgement = Judgement("pass")
    may_be: int | None = None


class _Left(NamedTuple):
    """The cents that payments have left: at least ``low``, at most ``high``, and why the two differ where they do."""

    low: int
    high: int
    why: Judgement = UNDETERMINED

    def given(self, asked: int) -> _Sum:
        """Return what is left of it for a payment of so many cents."""
        if asked <= self.low:
            return _Sum(asked)
        if self.low == self.high:
            return _Sum(self.high)
        return _Sum(None, self.why)

    def after(self, found: _Sum, takes_all: bool) -> "_Left":
        """Return what is left after a payment; a balance that is surely due leaves nothing, whatever it comes to."""
        if takes_all and found.may_be is None:
            return _Left(0, 0)
        if found.cents is not None:
            return _Left(max(0, self.low - found.cents), self.high - found.cents, self.why)
        why = self.why if self.low < self.high else found.why
        return _Left(0 if found.may_be is None else max(0, self.low - found.may_be), self.high, why)


class Payments:
    """The payments of a call, made ready once."""

    def __init__(self, call: Call, scope: Scope) -> None:
        self._rounding = call.contribution.rounding
        self._scope = scope
        self._named = {name for one in call.payments for name in one.of}
        self._ready = [
            _ReadyPayment(
                one,
                compile_condition(one.when, scope),
                compile_sum(one, scope),
                compile_figure(one.times, scope),
            )
            for one in call.payments
        ]

    def schedules(self, sums: Sums, frame: Frame) -> tuple[PaymentSchedule, ...]:
        """Return a schedule for each group of sums that payments name together; none of those that come to nothing."""
        groups: dict[tuple[str, ...], list[_ReadyPayment]] = {}
        for ready in self._ready:
            of = ready.payment.of or tuple(name for name in sums if name not in self._named)
            groups.setdefault(of, []).append(ready)
        made = (self._schedule(of, group, sums, frame) for of, group in groups.items())
        return tuple(one for one in made if one.total != 0)

    def _schedule(self, of: tuple[str, ...], group: list[_ReadyPayment], sums: Sums, frame: Frame) -> PaymentSchedule:
        """Part the sum of a group: each payment takes its own of what those before it leave."""
        known = [sums.get(name, ZERO) for name in of]
        total = None if None in known else cents_of(sum((one for one in known if one is not None), ZERO))
        left = None if total is None else _Left(total, total)
        payments = []
        for ready in group:
            judged = ready.judge(frame)
            if judged.verdict == "fail":
                continue
            found = _Sum(None, UNDETERMINED) if left is None else self._sum_of(ready, left, total or 0, frame)
            if judged.verdict != "pass":
                found = _Sum(None, judged, found.cents)
            if left is not None:
                left = left.after(found, takes_all=_is_rest(ready) and ready.sum.most is None)
            if found.cents != 0:
                payments.append(self._outcome(ready, found, frame))
        rest = euro(left.low) if left is not None and left.low == left.high else None
        return PaymentSchedule(of, None if total is None else euro(total), tuple(payments), rest)

    def _sum_of(self, ready: _ReadyPayment, left: _Left, total: int, frame: Frame) -> _Sum:
        """Return what a payment comes to if it is due."""
        asked = ready.sum.cents(Fraction(total), frame, Fraction(left.high) if _is_rest(ready) else UNDETERMINED)
        return _Sum(None, asked) if isinstance(asked, Judgement) else left.given(max(0, whole(asked, self._rounding)))

    def _outcome(self, ready: _ReadyPayment, found: _Sum, frame: Frame) -> PaymentOutcome:
        one = ready.payment
        times = _Times() if ready.times is None else _counted_times(ready.times(frame))
        made = PaymentOutcome(
            one.id,
            one.text,
            one.cite,
            one.what,
            euro(found.cents) if found.cents is not None else None,
            verdict=found.why.verdict,
            would_be=euro(found.may_be) if found.may_be is not None else None,
            missing=tuple(dict.fromkeys((*found.why.missing, *times.missing))),
            after=one.after,
            tax_year=one.tax_year,
            status=one.status,
            note=one.note,
        )
        if found.cents is None or times.number is None:
            return made
        return replace(made, parts=tuple(self._parts(one, found.cents, times.number, frame)))

    def _parts(self, payment: Payment, cents: int, times: int, frame: Frame) -> Iterator[PaymentPart]:
        """Yield the sums that a payment comes in: one, or so many as it says, those of years a year apart."""
        first = self._first_day(payment, frame)
        for place, share in enumerate(in_equal_shares(cents, times, payment.remainder, self._rounding)):
            dated = first is not None and (payment.what == "yearly" or times == 1)
            yield PaymentPart(euro(share), due_day(first, 12 * place) if dated and first is not None else None)

    def _first_day(self, payment: Payment, frame: Frame) -> date | None:
        if payment.after is None:
            return payment.at
        answer = looker(payment.after.fact, self._scope)(frame)
        value = None if answer is None else answer.value
        if not isinstance(value, date):
            return payment.at
        return counted_day(value.date() if isinstance(value, datetime) else value, payment.after)


class _Times(NamedTuple):
    """In how many sums a payment comes: None where that is not known, or is no whole number."""

    number: int | None = 1
    missing: tuple[str, ...] = ()


def _counted_times(found: Resolved) -> _Times:
    if found.value is None:
        return _Times(None, found.why.missing)
    count = exact(found.number)
    return _Times(int(count) if count.denominator == 1 and count >= 1 else None)


def _is_rest(ready: _ReadyPayment) -> bool:
    """Return whether a payment is all that those before it leave."""
    return ready.payment.what in ("balance", "yearly") and ready.sum.share is None and ready.sum.amount is None
