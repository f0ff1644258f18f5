"""The aid of a regime while it is worked out: every move of a rule, and the steps to the cent they come to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from operator import attrgetter
from typing import NamedTuple

from ...i18n import Text, _
from ...model.outcome import AmountStatus, Step
from ...model.rule import Status
from ...money import Rounding, euro
from ..maths.exact_sums import exact_sum
from .cost_groups import GRAIN, CostGroup, Exact

_MOST_ALIKE = 6
"""Steps that one rule is told in."""


class MovePhase(IntEnum):
    """The order in which moves are shown."""

    GIVEN = 0
    BONUS = 1
    CEILING = 2
    CAP = 3
    FLOOR = 4
    OUTSIDE = 5
    ROUNDING = 6


class Move(NamedTuple):
    """What one rule adds to (or takes from) the aid of one part, in exact grains."""

    part: int
    rule: str
    cite: str
    text: Text
    grains: Exact
    status: Status = "official"
    supplied: str | None = None
    phase: MovePhase = MovePhase.GIVEN
    since: date | None = None


@dataclass(slots=True, repr=False, eq=False)
class AidLedger:
    """The aid of a regime while it is worked out: the moves so far, the aid of each part, what is missing.

    ``counted`` is the cost (cents) on which the aid of each part is reckoned. ``rates`` are those of the parts in
    grains a cent (None: no rate fits), ``figures`` the ids of missing figures.
    """

    parts: list[CostGroup]
    aid: list[Exact] = field(default_factory=list)
    counted: list[Exact] = field(default_factory=list)
    rates: list[Exact | None] = field(default_factory=list)
    articles: list[str | None] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    grades: list[AmountStatus] = field(default_factory=list)
    failed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    categories: frozenset[str] = field(init=False)  # that some cost is in

    def __post_init__(self) -> None:
        self.categories = frozenset(part.category for part in self.parts if part.cost)

    def move(self, move: Move) -> None:
        """Take note of a move and make it."""
        self.moves.append(move)
        self.aid[move.part] += move.grains

    @property
    def total(self) -> Exact:
        """Return the aid of all parts, in exact grains."""
        return exact_sum(self.aid)


def steps_of(moves: Iterable[Move], total: int) -> tuple[Step, ...]:
    """Join moves of one rule that say the same into steps that sum exactly to ``total`` cents.

    Each step is rounded to the nearest cent; the odd cents fall on those whose rounding went furthest the other way.
    """
    joined = list(_joined(moves))
    cents = reconcile([grains for _told, grains in joined], total)
    return tuple(
        Step(told.rule, told.cite, euro(part), told.text, told.status, told.supplied, told.since)
        for (told, _grains), part in zip(joined, cents, strict=True)
    )


def _joined(moves: Iterable[Move]) -> Iterator[tuple[Move, Exact]]:
    """Yield moves alike with what they come to; a rule that says too many things (a rate a line) says them as one."""
    by_rule: dict[str, dict[object, list[Move]]] = {}
    for move in sorted(moves, key=attrgetter("phase")):
        said = move.since, move.text if isinstance(move.text, str) else ""
        by_rule.setdefault(move.rule, {}).setdefault(said, []).append(move)
    for alike in by_rule.values():
        if len(alike) > _MOST_ALIKE:
            every = [move for own in alike.values() for move in own]
            yield every[0]._replace(text=_("Quote diverse, da spesa a spesa"), since=None), _sum(every)
        else:
            yield from ((own[0], _sum(own)) for own in alike.values())


def _sum(moves: Iterable[Move]) -> Exact:
    return exact_sum([move.grains for move in moves])


def reconcile(exact: Sequence[Exact], total: int) -> list[int]:
    """Round exact grains to whole cents that sum to ``total``: each to the nearest, the rest where it errs least."""
    cents = [int((2 * part + GRAIN) // (2 * GRAIN)) for part in exact]
    short = total - sum(cents)
    if short:
        step = 1 if short > 0 else -1
        order = sorted(range(len(exact)), key=lambda i: ((cents[i] * GRAIN - exact[i]) * step, i))
        for n in range(abs(short)):
            cents[order[n % len(order)]] += step
    return cents


def round_cents(exact: Exact, rounding: Rounding, unit: int = 1) -> int:
    """Round exact grains, never negative, to a multiple of ``unit`` cents by the call's rule."""
    grain = GRAIN * unit
    whole, rest = divmod(exact, grain)
    if rounding == "down":
        return int(whole) * unit
    up = 2 * rest > grain or (2 * rest == grain and (rounding == "half_up" or whole % 2 == 1))
    return (int(whole) + up) * unit
