"""What several instruments may give together, and what is left of the cost: each in turn takes of it what it gives."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.facts import Facts
from ...model.instruments.instrument import COVERING, SupportCap
from ...model.instruments.payments import CONTRIBUTION
from ...model.walk.scope import Scope
from ...money import whole
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..contribution.cost_groups import CENTS, Exact
from ..formulas.figures import compile_figure
from ..formulas.resolved import Find, exact
from .bases import GivenAid
from .reckoning import Worked

UNDETERMINED = Judgement("undetermined")


class Room(NamedTuple):
    """How much a joint ceiling lets some instruments give, in cents; None with what keeps that open."""

    cap: SupportCap
    most: int | None
    doubt: Judgement | None = None

    def names(self, name: str, covering: bool) -> bool:
        """Return whether the ceiling is over an instrument: one it names, or where it names none any that pays cost."""
        return name in self.cap.of if self.cap.of else covering


class JointCeiling(NamedTuple):
    """A joint ceiling made ready once a call."""

    cap: SupportCap
    judge: Judge
    amount: Find | None
    share: Find | None

    def room(self, facts: Facts, admitted: int) -> Room | None:
        """Return what it lets through on so much admitted cost (cents); None where it does not hold."""
        frame = Frame(facts)
        judged = self.judge(frame)
        if judged.verdict == "fail":
            return None
        found = [(find(frame), unit) for find, unit in ((self.amount, CENTS), (self.share, admitted)) if find]
        open_ = [one.why for one, _unit in found if one.value is None]
        if judged.verdict != "pass" or open_ or not found:
            doubts = [judged, *open_] if judged.verdict != "pass" else (open_ or [UNDETERMINED])
            missing = tuple(dict.fromkeys(key for one in doubts for key in one.missing))
            return Room(self.cap, None, Judgement("unknown" if missing else "undetermined", (), missing))
        return Room(self.cap, whole(Fraction(min(exact(one.number) * unit for one, unit in found)), "down"))

    def most(self, facts: Facts, admitted: Exact) -> Exact | None:
        """Return what it lets through on so much admitted cost, in exact cents; None where that is not known."""
        frame = Frame(facts)
        found = [(find(frame), unit) for find, unit in ((self.amount, CENTS), (self.share, admitted)) if find]
        if not found or any(one.value is None for one, _unit in found):
            return None
        return min(exact(one.number) * unit for one, unit in found)

    def names(self, name: str, covering: bool) -> bool:
        """Return whether it is over an instrument: one it names, or where it names none any that pays cost."""
        return name in self.cap.of if self.cap.of else covering


def joint_ceilings(call: Call, scope: Scope) -> list[JointCeiling]:
    """Return the joint ceilings of a call, made ready."""
    return [
        JointCeiling(
            cap,
            compile_condition(cap.when, scope),
            compile_figure(cap.amount, scope),
            compile_figure(cap.share, scope),
        )
        for cap in call.together
    ]


class Left:
    """What is left, in cents: of the cost, and under each joint ceiling on nominal amounts.

    What may or may not be given before is set aside as well: where it matters, what is left is open. ``cost``
    is None where the call names none: then nothing is held against it.
    """

    def __init__(self, cost: int | None, granted: GivenAid, rooms: Sequence[Room]) -> None:
        self._of_cost = cost is not None
        self.granted = bool(granted.cents)
        self._cost = self._all = cost or 0
        self._rooms = [room for room in rooms if room.cap.counts == "nominal"]
        self._taken = {room.cap.id: 0 for room in self._rooms}
        self._perhaps = dict.fromkeys(("", *self._taken), 0)
        self._lacks: list[str] = []
        self._count(CONTRIBUTION, granted, covering=True, surely=granted.cents is not None)

    def fit(self, worked: Worked) -> Worked:
        """Cut an instrument to what is left; where that is open, it gives nothing that is known."""
        instrument = worked.ready.instrument
        doubt: Judgement | None = None
        unsure = Judgement("unknown" if self._lacks else "undetermined", (), tuple(self._lacks))
        for room in self._over(instrument.id, instrument.form in COVERING):
            if room.most is None:
                doubt = room.doubt
                continue
            left = max(0, room.most - self._taken[room.cap.id])
            worked = worked.cut(left, room.cap.id, room.cap.cite, room.cap.text, room.cap.status)
            doubt = unsure if (worked.cents or 0) > left - self._perhaps[room.cap.id] else doubt
        if self._of_cost and not instrument.beyond_cost and instrument.form in COVERING:
            text = _("Con gli altri aiuti non supera il costo ammesso")
            left = max(0, self._cost)
            worked = worked.cut(left, f"{instrument.id}.within_cost", instrument.cite, text)
            doubt = unsure if (worked.cents or 0) > max(0, left - self._perhaps[""]) else doubt
        return worked if doubt is None else worked._replace(cents=None, doubt=doubt)

    def take(self, worked: Worked, surely: bool, missing: tuple[str, ...] = ()) -> None:
        """Count what an instrument gives against what is left; not ``surely``: what it may give."""
        instrument, given = worked.ready.instrument, worked.given
        given = given._replace(missing=(*given.missing, *missing))
        self._count(instrument.id, given, instrument.form in COVERING, surely and given.cents is not None)

    def _count(self, name: str, given: GivenAid, covering: bool, surely: bool) -> None:
        cents = self._all if given.cents is None else given.cents
        if not surely:
            self._lacks += given.missing
        if covering:
            self._cost -= cents if surely else 0
            self._perhaps[""] += 0 if surely else cents
        for room in self._over(name, covering):
            self._taken[room.cap.id] += cents if surely else 0
            self._perhaps[room.cap.id] += 0 if surely else cents

    def _over(self, name: str, covering: bool) -> Iterator[Room]:
        return (room for room in self._rooms if room.names(name, covering))
