"""The admitted cost gathered into parts that one regime treats alike, and what each move does to their aid."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from ...i18n import Text
from ...model.facts import Facts
from ...model.outcome import AmountStatus, ExpenseTotals, Step
from ...model.rule import Status
from ...money import Rounding
from ..conditions.compiler import Frame

Exact = int | Fraction
"""An exact amount: whole wherever it can be, which is much quicker, else a fraction."""
NOTHING = 0
NOBODY = Facts()
GRAIN = 10**12
"""Aid is counted in grains, so many to the cent: rates of up to twelve decimals give whole grains."""
CENTS = 100


@lru_cache(maxsize=4096)
def grains(share: Decimal) -> Exact:
    """Return what ``share`` of one cent is, in grains."""
    exact = Fraction(share) * GRAIN
    return exact.numerator if exact.denominator == 1 else exact


def ratio(part: Exact, whole: Exact) -> Fraction:
    """Return a part over its whole, exactly."""
    return part / (whole + Fraction(0))


class Admitted(NamedTuple):
    """The admitted cost of one line, in cents; ``partner`` may be empty."""

    line: str
    category: str
    partner: str
    cost: Exact


class CostGroup(NamedTuple):
    """Admitted cost (cents) of one category, one partner (or none), one line where lines must be told apart."""

    category: str
    partner: str
    line: str
    cost: Exact
    frame: Frame


class MovePhase(IntEnum):
    """The order in which moves are told."""

    GIVEN = 0
    BONUS = 1
    CEILING = 2
    CAP = 3
    FLOOR = 4


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


@dataclass(slots=True)
class AidLedger:
    """The aid of a regime while it is worked out: the moves so far, the aid of each part, what is missing.

    ``rates`` are those of the parts in grains a cent (None: no rate fits), ``figures`` the ids of missing figures.
    """

    parts: list[CostGroup]
    aid: list[Exact] = field(default_factory=list)
    rates: list[Exact | None] = field(default_factory=list)
    articles: list[str | None] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    grades: list[AmountStatus] = field(default_factory=list)
    failed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def move(self, move: Move) -> None:
        """Take note of a move and make it."""
        self.moves.append(move)
        self.aid[move.part] += move.grains

    @property
    def total(self) -> Exact:
        """Return the aid of all parts, in exact grains."""
        return sum(self.aid)


def admitted_lines(totals: ExpenseTotals) -> Iterator[Admitted]:
    """Yield the admitted cost line by line."""
    for line in totals.lines:
        yield Admitted(line.id, line.category, line.partner or "", int(line.admitted * 100))


def gather(lines: Iterable[Admitted], facts: Facts, by_line: bool) -> list[CostGroup]:
    """Gather the admitted cost into parts, in the order of the plan; line by line where ``by_line``."""
    partners = {partner.id: partner for partner in facts.lists.get("partners", ())}
    items = {item.id: item for item in facts.lists.get("expenses", ())} if by_line or partners else {}
    costs: dict[tuple[str, str, str], Exact] = {}
    for line, category, partner, cost in lines:
        if cost:
            of_nobody = bool(partners) and not partner  # what is lacking is asked of the line itself
            key = (category, partner, line if by_line or of_nobody else "")
            costs[key] = costs.get(key, 0) + cost
    return [
        CostGroup(*key, cost, Frame(facts, items.get(key[2], NOBODY), "expenses", _of(key[1], partners)))
        for key, cost in costs.items()
    ]


def _of(name: str, partners: Mapping[str, Facts]) -> Facts | None:
    return (partners.get(name) or Facts(id=name)) if name else None


def steps_of(moves: Iterable[Move], total: int) -> tuple[Step, ...]:
    """Join moves of one rule into steps that sum exactly to ``total`` cents.

    Each step is rounded to the nearest cent; the odd cents fall on those whose rounding went furthest the other way.
    """
    joined: dict[str, list[Move]] = {}
    for move in sorted(moves, key=attrgetter("phase")):
        joined.setdefault(move.rule, []).append(move)
    cents = reconcile([sum([move.grains for move in own]) for own in joined.values()], total)
    return tuple(
        Step(own[0].rule, own[0].cite, euro(part), own[0].text, own[0].status, own[0].supplied)
        for own, part in zip(joined.values(), cents, strict=True)
    )


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


def round_cents(exact: Exact, rounding: Rounding) -> int:
    """Round exact grains, never negative, to whole cents by the call's rule."""
    whole, rest = divmod(exact, GRAIN)
    if rounding == "down":
        return int(whole)
    up = 2 * rest > GRAIN or (2 * rest == GRAIN and (rounding == "half_up" or whole % 2 == 1))
    return int(whole) + up


def euro(cents: int) -> Decimal:
    """Return cents as euro with two decimals."""
    return Decimal(cents).scaleb(-2)
