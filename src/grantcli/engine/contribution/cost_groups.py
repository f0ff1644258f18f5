"""The admitted cost gathered into groups that one regime treats alike, and the exact units of aid."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from ...model.facts import Facts
from ...model.outcome import AmountStatus
from ..conditions.context import Frame

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


def in_grains(value: Decimal | Fraction, unit: int = 1) -> Exact:
    """Return so many times a figure, in grains; one that moves with spending goes on moving."""
    if isinstance(value, Decimal):
        return grains(value * unit)
    exact = value * unit * GRAIN
    return exact.numerator if type(exact) is Fraction and exact.denominator == 1 else exact


def ratio(part: Exact, whole: Exact) -> Fraction:
    """Return a part over its whole, exactly."""
    return part / (whole + Fraction(0))


class Admitted(NamedTuple):
    """The admitted cost of one line, in cents, and what was presented of it; ``partner`` may be empty."""

    line: str
    category: str
    partner: str
    cost: Exact
    presented: Exact = 0


class CostGroup(NamedTuple):
    """Admitted cost (cents) of one category, one partner (or none), one line where lines must be kept apart."""

    category: str
    partner: str
    line: str
    cost: Exact
    frame: Frame


class AdmittedCost(NamedTuple):
    """The admitted cost line by line, in cents; what it still waits for, and how far its figures can be trusted."""

    lines: list[Admitted]
    missing: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    status: AmountStatus = "official"


def gather(lines: Iterable[Admitted], facts: Facts, by_line: bool) -> list[CostGroup]:
    """Gather the admitted cost into parts, in the order of the plan; line by line where ``by_line``."""
    partners = {partner.id: partner for partner in facts.lists.get("partners", ())}
    items = {item.id: item for item in facts.lists.get("expenses", ())} if by_line or partners else {}
    costs: dict[tuple[str, str, str], Exact] = {}
    for line, category, partner, cost, _presented in lines:
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
