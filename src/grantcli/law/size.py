"""The size of an enterprise under Annex I of Reg. (EU) 651/2014: the group's figures, then two periods in a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from ..i18n import _
from ..model.facts import Facts
from .figures import NAMES, SIZES, Figures, Period, Size, bands, closed, periods

Basis = Literal["figures", "estimate", "public_control", "none"]
Role = Literal["self", "linked", "partner", "linked_to_partner", "exempt", "person", "public", "none"]
ANNEX: Final = "Reg. (UE) 651/2014, all. I"
PUBLIC: Final = Decimal("0.25")
_ANY: Final = (0, 3)


@dataclass(frozen=True, slots=True)
class Part:
    """One row of the aggregated table: who, in which role, at which share (a fraction), and what it adds."""

    id: str
    name: str
    role: Role
    share: Decimal
    figures: Figures
    why: str
    cite: str


@dataclass(frozen=True, slots=True)
class YearSize:
    """One period: the aggregated figures, the category they give by themselves, the status after art. 4(2).

    Categories are pairs of indices in SIZES: the lowest and the highest possible, equal when the figures decide.
    """

    year: int
    closed_on: date
    approved: bool
    figures: Figures
    raw: tuple[int, int]
    status: tuple[int, int]
    parts: tuple[Part, ...]
    cite: str


@dataclass(frozen=True, slots=True)
class SizeResult:
    """The size, or None with the sizes still ``possible`` and the keys of the facts that would decide.

    ``to_verify`` holds sentences about what a person must check; ``cite`` is the provision that settled it.
    """

    size: Size | None
    possible: tuple[Size, ...]
    basis: Basis
    years: tuple[YearSize, ...]
    missing: tuple[str, ...]
    to_verify: tuple[str, ...]
    cite: str

    @property
    def latest(self) -> YearSize | None:
        """Return the most recent period, None when there is none."""
        return self.years[-1] if self.years else None


def size_of(facts: Facts, on: date) -> SizeResult:
    """Return the size of the firm that ``facts`` describe (keys ``company.…``), by the accounts closed by ``on``."""
    known = periods(facts.lists.get("company.years", ()))
    counted = closed(known, on)
    basis: Basis = "figures" if counted else "estimate"
    return _settle(_walk(counted or known[-1:]), basis, on)


def _walk(counted: Sequence[Period]) -> tuple[YearSize, ...]:
    """Walk the periods oldest first: the status moves only when two periods in a row lie on the same side of it."""
    walked: list[YearSize] = []
    previous: tuple[int, int] = _ANY
    for period in counted:
        raw = bands(period.figures)
        if not walked:
            status, cite = raw, f"{ANNEX}, art. 4(1)"
        else:
            if period.year != walked[-1].year + 1:
                previous = _ANY
            status, cite = _move(walked[-1].status, previous, raw), f"{ANNEX}, art. 4(2)"
        walked.append(YearSize(period.year, period.closed_on, period.approved, period.figures, raw, status, (), cite))
        previous = raw
    return tuple(walked)


def _move(status: tuple[int, int], before: tuple[int, int], now: tuple[int, int]) -> tuple[int, int]:
    """Return the new status: the middle one of the old status and of what the last two periods give (art. 4(2))."""
    lowest, highest = (sorted(three)[1] for three in zip(status, before, now, strict=True))
    return lowest, highest


def _settle(years: tuple[YearSize, ...], basis: Basis, on: date) -> SizeResult:
    if not years:
        return SizeResult(None, SIZES, "none", (), ("company.years",), (), f"{ANNEX}, art. 4")
    lowest, highest = years[-1].status
    size = SIZES[lowest] if lowest == highest else None
    missing = () if size else _missing(years[-2:])
    cite = years[-1].cite if basis == "figures" else f"{ANNEX}, art. 4(3)"
    possible = SIZES[lowest : highest + 1]
    return SizeResult(size, possible, basis, years, missing, _doubts(years, basis, on), cite)


def _missing(years: Sequence[YearSize]) -> tuple[str, ...]:
    return tuple(
        f"company.years[{year.year}].{name}"
        for year in years
        for name, figure in zip(NAMES, year.figures, strict=True)
        if not figure.complete
    )


def _doubts(years: tuple[YearSize, ...], basis: Basis, on: date) -> tuple[str, ...]:
    doubts = []
    if basis == "estimate":
        doubts.append(_("Nessun esercizio chiuso e approvato: stima in buona fede (all. I, art. 4, par. 3)."))
    elif len(years) == 1:
        doubts.append(_("Un solo esercizio: non si verifica la regola dei due consecutivi (all. I, art. 4, par. 2)."))
    last = years[-1].year
    if last < on.year - 2:
        doubts.append(_("L'ultimo esercizio è del {year}: verificare che non ne esista uno dopo.").format(year=last))
    return tuple(doubts)
