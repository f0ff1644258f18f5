"""Alternatives among instruments: which way is taken, and why the others are not."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...i18n import Text, _, say
from ...model.facts import Facts
from ...model.instruments.instrument import AidWay, Alternatives
from ...model.walk.scope import Scope
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from ..conditions.lookups import lacker, looker
from ..contribution.cost_groups import Exact
from .reckoning import Worked


class Applying(NamedTuple):
    """Whether an instrument applies (None: that is open), why, and the keys it waits for."""

    applies: bool | None
    because: Text | None = None
    missing: tuple[str, ...] = ()


class ReadyWays:
    """One set of alternatives, made ready once a call."""

    def __init__(self, alternatives: Alternatives, scope: Scope) -> None:
        self.alternatives = alternatives
        self._look = looker(alternatives.by, scope) if alternatives.by else None
        self._lack = lacker(alternatives.by, scope) if alternatives.by else None

    def standings(self, worked: Mapping[str, Worked], facts: Facts) -> Iterator[tuple[str, Applying]]:
        """Yield whether each instrument of the ways is taken, by its id: taken, not taken, or open."""
        taken = self._taken(worked, facts)
        for way in self.alternatives.ways:
            for name in way.of:
                if isinstance(taken, Judgement):
                    yield name, Applying(None, _("Non si può ancora dire quale via si prende"), taken.missing)
                elif taken is way:
                    yield name, Applying(True, self.alternatives.text)
                else:
                    yield name, Applying(False, self._instead(taken))

    def _taken(self, worked: Mapping[str, Worked], facts: Facts) -> AidWay | Judgement:
        """Return the way taken, or what keeps it open."""
        ways = self.alternatives.ways
        if self._look is not None and self._lack is not None:
            answer = self._look(Frame(facts))
            if answer is None:
                return self._lack(Frame(facts))
            found = next((way for way in ways if way.id == answer.value), None)
            return Judgement("undetermined") if found is None else found
        holding = [(way, _holding(way, worked)) for way in ways]
        if self.alternatives.take == "greater":
            holding = [(way, [one for one in found if not one.tried.below_minimum]) for way, found in holding]
        doubts = [one for _way, found in holding for one in found if one.tried.holds.verdict != "pass"]
        if doubts:
            missing = tuple(key for one in doubts for key in one.tried.holds.missing)
            return Judgement("unknown" if missing else "undetermined", (), missing)
        sums = [(way, _sum(found)) for way, found in holding if found]
        if not sums:
            return ways[0]
        if len(sums) > 1 and any(cents is None for _way, cents in sums):
            lacking = [key for _way, found in holding for one in found for key in one.given.missing]
            return Judgement("unknown" if lacking else "undetermined", (), tuple(dict.fromkeys(lacking)))
        choose = min if self.alternatives.take == "smaller" else max
        return choose(sums, key=lambda pair: pair[1] or 0)[0]

    def exactly(self, given: Mapping[str, Exact], short: set[str], facts: Facts) -> AidWay | None:
        """Return the way taken where those that hold give so much (exact cents); None where that is not known.

        Those that fall ``short`` of a minimum of their own make no way the greater.
        """
        ways = self.alternatives.ways
        if self._look is not None:
            answer = self._look(Frame(facts))
            return None if answer is None else next((way for way in ways if way.id == answer.value), None)
        counted = given.keys() - (short if self.alternatives.take == "greater" else set())
        sums = [(way, sum([given[name] for name in way.of if name in counted])) for way in ways if counted & {*way.of}]
        if not sums:
            return ways[0]
        choose = min if self.alternatives.take == "smaller" else max
        return choose(sums, key=lambda pair: pair[1])[0]

    def _instead(self, taken: AidWay) -> str:
        name = say(taken.text) or taken.id
        words = {
            "greater": _("Si prende la via che dà di più: «{way}»"),
            "smaller": _("Si prende la via che dà di meno: «{way}»"),
            "chosen": _("È stata scelta l'altra via: «{way}»"),
        }
        return words[self.alternatives.take].format(way=name)


def _holding(way: AidWay, worked: Mapping[str, Worked]) -> list[Worked]:
    """Return the instruments of a way whose conditions hold, or may hold."""
    return [worked[name] for name in way.of if worked[name].tried.holds.verdict != "fail"]


def _sum(worked: Sequence[Worked]) -> int | None:
    cents = [one.cents for one in worked]
    return None if None in cents else sum(one for one in cents if one is not None)
