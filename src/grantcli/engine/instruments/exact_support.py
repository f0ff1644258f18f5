"""What instruments give in exact cents, rounded nowhere: how it moves as more is spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ...model.facts import Facts
from ...model.instruments.instrument import COVERING
from ...model.instruments.payments import CONTRIBUTION
from ..conditions.context import Frame
from ..contribution.cost_groups import NOTHING, Admitted, Exact
from .ceilings import JointCeiling
from .reckoning import ReadyInstrument


class ExactSupport(NamedTuple):
    """What is never paid back in all, with what the regimes grant, and what each instrument that applies gives."""

    kept: Exact
    given: Mapping[str, Exact]


@dataclass(slots=True, repr=False, eq=False)
class ExactLeft:
    """What is left of the cost (None: the call names none) and under each joint ceiling on nominal amounts."""

    cost: Exact | None
    rooms: list[tuple[JointCeiling, Exact]]
    kept: Exact
    given: dict[str, Exact] = field(default_factory=dict)

    @classmethod
    def on(
        cls, facts: Facts, lines: Sequence[Admitted] | None, granted: Exact, ceilings: Sequence[JointCeiling]
    ) -> "ExactLeft | None":
        """Return what is left where the regimes grant so much; None where a ceiling is not known."""
        admitted = sum([line.cost for line in lines or ()])
        made = cls(None if lines is None else admitted, [], granted)
        for one in ceilings:
            verdict = one.judge(Frame(facts)).verdict
            if verdict == "fail" or one.cap.counts != "nominal":
                continue
            most = one.most(facts, admitted)
            if verdict != "pass" or most is None:
                return None
            made.rooms.append((one, most))
        made._take(CONTRIBUTION, granted, covering=True)
        return made

    def fill(self, ready: Sequence[ReadyInstrument], facts: Facts, lines: list[Admitted]) -> ExactSupport | None:
        """Let each instrument in turn take of it what it gives; None where that is not known."""
        for one in ready:
            under, covering = one.base.instrument, one.instrument.form in COVERING
            if under is not None and under not in self.given:
                continue
            asked = one.exactly(facts, lines, self.given)
            cents = None if asked is None else self._fit(one, asked.cents, covering)
            kept = None if cents is None else one.kept_exactly(facts, cents)
            if cents is None or kept is None:
                return None
            self.kept += kept
            self.given[one.instrument.id] = cents
            self._take(one.instrument.id, cents, covering)
        return ExactSupport(self.kept, self.given)

    def _fit(self, one: ReadyInstrument, cents: Exact, covering: bool) -> Exact:
        for ceiling, room in self.rooms:
            if ceiling.names(one.instrument.id, covering):
                cents = min(cents, max(NOTHING, room))
        if self.cost is not None and covering and not one.instrument.beyond_cost:
            cents = min(cents, max(NOTHING, self.cost))
        return cents

    def _take(self, name: str, cents: Exact, covering: bool) -> None:
        if self.cost is not None and covering:
            self.cost -= cents
        self.rooms = [(one, room - cents if one.names(name, covering) else room) for one, room in self.rooms]
