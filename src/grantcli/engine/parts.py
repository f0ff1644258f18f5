"""The admitted cost gathered into parts that one regime treats alike, and what each move does to their aid."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import NamedTuple

from ..i18n import Text
from ..model.facts import Facts
from ..model.outcome import AmountStatus, ExpenseTotals, Step
from ..model.rule import Status
from ..money import CENT, Rounding
from .judge import Frame

NOTHING = Fraction(0)
NOBODY = Facts()


class Admitted(NamedTuple):
    """The admitted cost of one line, in cents; ``partner`` may be empty."""

    line: str
    category: str
    partner: str
    cost: int | Fraction


class Part(NamedTuple):
    """Admitted cost (cents) of one category, one partner (or none), one line where lines must be told apart."""

    category: str
    partner: str
    line: str
    cost: int | Fraction
    frame: Frame


class Phase(IntEnum):
    """The order in which moves are told."""

    GIVEN = 0
    BONUS = 1
    CEILING = 2
    CAP = 3
    FLOOR = 4


class Move(NamedTuple):
    """What one rule adds to (or takes from) the aid of one part, in exact cents."""

    part: int
    rule: str
    cite: str
    text: Text
    cents: Fraction
    status: Status = "official"
    supplied: str | None = None
    phase: Phase = Phase.GIVEN


@dataclass(slots=True)
class Grant:
    """The aid of a regime while it is worked out: the moves so far, the aid of each part, what is missing.

    ``rates`` are the rates of the parts (None: no rate fits), ``figures`` the ids of the figures that are missing.
    """

    parts: list[Part]
    aid: list[Fraction] = field(default_factory=list)
    rates: list[Fraction | None] = field(default_factory=list)
    articles: list[str | None] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    grades: list[AmountStatus] = field(default_factory=list)
    failed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def move(self, move: Move) -> None:
        """Take note of a move and make it."""
        self.moves.append(move)
        self.aid[move.part] += move.cents

    @property
    def total(self) -> Fraction:
        """Return the aid of all parts, in exact cents."""
        return sum(self.aid, NOTHING)


def admitted_lines(totals: ExpenseTotals) -> Iterator[Admitted]:
    """Yield the admitted cost line by line."""
    for line in totals.lines:
        yield Admitted(line.id, line.category, line.partner or "", int(line.admitted * 100))


def gather(lines: Iterable[Admitted], facts: Facts, by_line: bool) -> list[Part]:
    """Gather the admitted cost into parts, in the order of the plan; line by line where ``by_line``."""
    items = {item.id: item for item in facts.lists.get("expenses", ())} if by_line else {}
    partners = {partner.id: partner for partner in facts.lists.get("partners", ())}
    costs: dict[tuple[str, str, str], int | Fraction] = {}
    for line, category, partner, cost in lines:
        if cost:
            key = (category, partner, line if by_line else "")
            costs[key] = costs.get(key, 0) + cost
    return [
        Part(*key, cost, Frame(facts, items.get(key[2], NOBODY), "expenses", _of(key[1], partners)))
        for key, cost in costs.items()
    ]


def _of(name: str, partners: Mapping[str, Facts]) -> Facts | None:
    return (partners.get(name) or Facts(id=name)) if name else None


def steps_of(moves: Iterable[Move], total: int) -> tuple[Step, ...]:
    """Join moves of one rule into steps that sum exactly to ``total`` cents.

    Each step is rounded to the nearest cent; the odd cents fall on those whose rounding went furthest the other way.
    """
    joined: dict[str, list[Move]] = {}
    for move in sorted(moves, key=lambda move: move.phase):
        joined.setdefault(move.rule, []).append(move)
    exact = [sum((move.cents for move in own), NOTHING) for own in joined.values()]
    cents = reconcile(exact, total)
    return tuple(
        Step(own[0].rule, own[0].cite, (part * CENT).quantize(CENT), own[0].text, own[0].status, own[0].supplied)
        for own, part in zip(joined.values(), cents, strict=True)
    )


def reconcile(exact: Sequence[Fraction], total: int) -> list[int]:
    """Round exact cents to whole ones that sum to ``total``: each to the nearest, the rest where it errs least."""
    cents = [round(part) for part in exact]
    short = total - sum(cents)
    step = 1 if short > 0 else -1
    order = sorted(range(len(exact)), key=lambda i: ((cents[i] - exact[i]) * step, i))
    for n in range(abs(short)):
        cents[order[n % len(order)]] += step
    return cents


def round_cents(exact: Fraction, rounding: Rounding) -> int:
    """Round exact cents, never negative, to whole ones by the call's rule."""
    whole, rest = divmod(exact.numerator, exact.denominator)
    if rounding == "down":
        return whole
    twice = 2 * rest
    up = twice > exact.denominator or (twice == exact.denominator and (rounding == "half_up" or whole % 2 == 1))
    return whole + up


def euro(cents: int) -> Decimal:
    """Return cents as euro with two decimals."""
    return (cents * CENT).quantize(CENT)
