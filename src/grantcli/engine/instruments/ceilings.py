"""What several instruments may give together, and what is left of the cost: each in turn takes of it what it gives."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.facts import Facts
from ...model.instruments.instrument import CONTRIBUTION, Instrument, SupportCap
from ...model.walk.scope import Scope
from ...money import whole
from ..conditions.compiler import compile_condition
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import Judge
from ..contribution.cost_groups import CENTS
from ..formulas.figures import compile_figure
from ..formulas.resolved import Find, exact
from .reckoning import COVERING, Worked

UNDETERMINED = Judgement("undetermined")


class Room(NamedTuple):
    """How much a joint ceiling lets some instruments give, in cents; None with what keeps that from being told."""

    cap: SupportCap
    most: int | None
    doubt: Judgement | None = None

    def names(self, name: str, covering: bool) -> bool:
        """Tell whether the ceiling is over an instrument: one it names, or where it names none any that pays cost."""
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
    """What is left, in cents: of the cost, and under each joint ceiling on nominal amounts."""

    def __init__(self, cost: int, granted: int, rooms: Sequence[Room]) -> None:
        self._cost = cost - granted
        self._rooms = [room for room in rooms if room.cap.counts == "nominal"]
        self._taken = {room.cap.id: granted if room.names(CONTRIBUTION, True) else 0 for room in self._rooms}

    def fit(self, worked: Worked) -> tuple[Worked, Judgement | None]:
        """Cut an instrument to what is left, and return what keeps that from being told."""
        instrument, doubt = worked.ready.instrument, None
        for room in self._over(instrument):
            if room.most is None:
                doubt = room.doubt
                continue
            left = max(0, room.most - self._taken[room.cap.id])
            worked = worked.cut(left, room.cap.id, room.cap.cite, room.cap.text, room.cap.status)
        if not instrument.beyond_cost and instrument.form in COVERING:
            text = _("Con gli altri aiuti non supera il costo ammesso")
            worked = worked.cut(max(0, self._cost), f"{instrument.id}.within_cost", instrument.cite, text)
        return worked, doubt

    def take(self, worked: Worked) -> None:
        """Count what an instrument gives against what is left."""
        instrument, cents = worked.ready.instrument, worked.cents or 0
        self._cost -= cents if instrument.form in COVERING else 0
        for room in self._over(instrument):
            self._taken[room.cap.id] += cents

    def _over(self, instrument: Instrument) -> Iterator[Room]:
        covering = instrument.form in COVERING
        return (room for room in self._rooms if room.names(instrument.id, covering))
