"""The size of an enterprise under Annex I of Reg. (EU) 651/2014: the group's figures, then two periods in a row."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple, cast

from ..i18n import _
from ..model.facts import Facts, TwoReadings
from ..wording.citations import annex_one, article
from .figures import NAMES, SIZES, Figures, Period, Size, bands, closed, doubtful, of_approval, outdated
from .group import QUARTER, public_share
from .holdings import Web, problems_of, web_of
from .table import SizeRow, table

Basis = Literal["figures", "estimate", "public_control", "none"]
_ANY: Final = (0, 3)
_LARGE: Final = (3, 3)
_UNCOUNTED: Final = frozenset({"self", "person", "public", "exempt", "none"})


class YearSize(NamedTuple):
    """One period: the aggregated figures, the category they give by themselves, the status after art. 4(2).

    Categories are pairs of indices in SIZES: the lowest and the highest possible, equal when the figures decide.
    """

    year: int
    closed_on: date
    approved: bool
    figures: Figures
    raw: tuple[int, int]
    status: tuple[int, int]
    parts: tuple[SizeRow, ...]
    cite: str


class SizeResult(NamedTuple):
    """The size, or None with the sizes still ``possible`` and the keys of the facts that would decide.

    ``to_verify`` holds sentences on what a person must check; ``cite`` is the provision that settled it; ``autonomous``
    says whether no other enterprise counts; ``doubt`` gives two readings that differ. The table is ``latest.parts``.
    """

    size: Size | None
    possible: tuple[Size, ...]
    basis: Basis
    years: tuple[YearSize, ...]
    missing: tuple[str, ...]
    to_verify: tuple[str, ...]
    autonomous: bool
    cite: str
    doubt: TwoReadings | None = None

    @property
    def latest(self) -> YearSize | None:
        """Return the most recent period, None when there is none."""
        return self.years[-1] if self.years else None


class Worlds(NamedTuple):
    """The group at the least and at the most that the answers allow (one and the same when nothing is missing)."""

    least: Web
    most: Web


def size_in(worlds: Worlds | None, facts: Facts, on: date, known: tuple[Period, ...]) -> SizeResult:
    """Return the size of the firm in a group read already; in one that is wrong (None) no size is possible.

    Accounts of which nobody said whether they were approved by then are read both ways; where the sizes differ neither
    is given, and the doubt says which accounts and both sizes.
    """
    result = _read(worlds, facts, on, known)
    open_ones = doubtful(known, on)
    if not open_ones or worlds is None:
        return result
    other = _read(worlds, facts, on, tuple(p._replace(approved=False) if p in open_ones else p for p in known))
    if result.possible == other.possible:
        return result
    possible = tuple(size for size in SIZES if size in {*result.possible, *other.possible})
    doubt = of_approval(open_ones[-1], on, with_it=_either(result), without=_either(other))
    return result._replace(
        size=None, possible=possible, to_verify=(*result.to_verify, doubt.text), doubt=doubt, missing=doubt.keys
    )


def _either(result: SizeResult) -> str:
    """Say the sizes that are possible, in the words of the vocabulary."""
    words = {"micro": _("microimpresa"), "small": _("piccola"), "medium": _("media"), "large": _("grande")}
    return _(" o ").join(words[size] for size in result.possible)


def _read(worlds: Worlds | None, facts: Facts, on: date, known: tuple[Period, ...]) -> SizeResult:
    counted = closed(known, on)
    basis: Basis = "figures" if counted else "estimate"
    taken = counted or tuple(period for period in known if period.closed_on.year <= on.year + 1)[-1:]
    if not taken:
        return _nothing(("company.years",))
    if worlds is None:
        return _nothing(("company.links",))
    years = _walk(taken, worlds, cast("date | None", facts.value("company.structure_changed_on")), on)
    return _settle(years, worlds, basis, facts, on)


def _nothing(missing: tuple[str, ...]) -> SizeResult:
    return SizeResult(None, SIZES, "none", (), missing, (), False, annex_one(article("4")))


def worlds_of(facts: Facts) -> Worlds | None:
    """Read the group that ``facts`` describe, None where ``holdings.problems_of`` finds it wrong."""
    if facts.lists.get("company.links") and problems_of(facts):
        return None
    least = web_of(facts, "least")
    return Worlds(least, web_of(facts, "most") if len(least.members) > 1 else least)


def _walk(counted: Sequence[Period], worlds: Worlds, changed_on: date | None, on: date) -> tuple[YearSize, ...]:
    """Walk the periods oldest first: the status moves only when two periods in a row lie on the same side of it."""
    walked: list[YearSize] = []
    last = counted[-1]
    for period in counted:
        parts, figures, raw = _weigh(period, worlds, on if period is last else period.closed_on)
        status, cite = raw, annex_one(article("4(1)"))
        if walked:
            before = walked[-1]
            if not (period is last and _restructured(worlds, before.closed_on, changed_on)):
                seen = before.raw if period.year == before.year + 1 else _ANY
                status, cite = _move(before.status, seen, raw), annex_one(article("4(2)"))
        walked.append(
            YearSize(period.year, period.closed_on, period.approved is not False, figures, raw, status, parts, cite)
        )
    return tuple(walked)


def _weigh(period: Period, worlds: Worlds, day: date) -> tuple[tuple[SizeRow, ...], Figures, tuple[int, int]]:
    """Aggregate one period with the ties of a day: that it closed on; for the last one, that of the judgement."""
    parts, figures = table(worlds.least, period, day)
    lowest, highest = bands(figures)
    if worlds.most is not worlds.least and worlds.most.assumed:
        most = bands(table(worlds.most, period, day)[1])
        highest = max(highest, most[1])
    return parts, figures, (lowest, highest)


def _restructured(worlds: Worlds, since: date, changed_on: date | None) -> bool:
    if changed_on is not None and changed_on > since:
        return True
    moved = [day for holding in worlds.most.holdings for day in (holding.since, holding.until)]
    return any(day is not None and day > since for day in moved)


def _move(status: tuple[int, int], before: tuple[int, int], now: tuple[int, int]) -> tuple[int, int]:
    """Return the new status: the middle one of the old status and of what the last two periods give (art. 4(2))."""
    if before == now:
        return now
    lowest, highest = (sorted(three)[1] for three in zip(status, before, now, strict=True))
    return lowest, highest


def _settle(years: tuple[YearSize, ...], worlds: Worlds, basis: Basis, facts: Facts, on: date) -> SizeResult:
    public = _public(worlds, facts)
    lowest, highest = years[-1].raw if _alone_in_time(years) else years[-1].status
    cite = years[-1].cite if basis == "figures" else annex_one(article("4(3)"))
    if public[0] >= QUARTER:
        lowest, highest, basis, cite = *_LARGE, "public_control", annex_one(article("3(4)"))
    elif public[1] >= QUARTER:
        highest = 3
    size = SIZES[lowest] if lowest == highest else None
    missing = () if size else tuple(_missing(years[-2:], worlds))
    alone = _UNCOUNTED.issuperset([part.role for part in years[-1].parts])
    doubts = (*_doubts(years, worlds, basis, on, "company.links" in facts.lists), *_filed_averages(facts))
    return SizeResult(size, SIZES[lowest : highest + 1], basis, years, missing, doubts, alone, cite)


def _alone_in_time(years: tuple[YearSize, ...]) -> bool:
    """Return whether only the last period is known well enough, and none before it speaks against what it gives."""
    last = years[-1]
    if last.status[0] == last.status[1] or last.raw[0] != last.raw[1]:
        return False
    return all(year.raw[0] <= last.raw[0] <= year.raw[1] for year in years[:-1])


def _public(worlds: Worlds, facts: Facts) -> tuple[Decimal, Decimal]:
    declared = cast("Decimal | None", facts.value("company.public_control_percent"))
    least = public_share(worlds.least)
    most = least if worlds.most is worlds.least else public_share(worlds.most)
    return (least, most) if declared is None else (max(least, declared), max(most, declared))


def _missing(years: Sequence[YearSize], worlds: Worlds) -> Iterator[str]:
    for year in years:
        for part in year.parts:
            prefix = f"company.links[{part.id}].years" if part.id else "company.years"
            for name, figure in zip(NAMES, part.figures, strict=True):
                if not figure.complete:
                    yield f"{prefix}[{year.year}].{name}"
    yield from worlds.most.assumed


def _doubts(years: tuple[YearSize, ...], worlds: Worlds, basis: Basis, on: date, ties_told: bool) -> Iterator[str]:
    last = years[-1]
    if basis == "estimate":
        yield _("Nessun esercizio chiuso e approvato: stima in buona fede (all. I, art. 4, par. 3).")
    elif len(years) == 1 or _alone_in_time(years):
        yield _("Un solo esercizio: non si verifica la regola dei due consecutivi (all. I, art. 4, par. 2).")
    elif last.cite.endswith("4(1)"):
        yield _("Struttura cambiata dopo il penultimo esercizio: la dimensione cambia subito, salvo verifica.")
    if not ties_told:
        yield _("Nessun legame indicato: l'impresa è contata da sola (elenco vuoto, se è davvero autonoma).")
    yield from outdated(last.closed_on, on)
    if any(public_share(worlds.most, i) >= QUARTER for i, part in enumerate(last.parts) if part.role == "linked"):
        yield _("Un'impresa collegata è per almeno il 25 % di enti pubblici: verificare (all. I, art. 3, par. 4).")


def _filed_averages(facts: Facts) -> Iterator[str]:
    """TwoReadings a headcount that came with imported accounts: those file the average of employees, not work units."""
    held = [item.answers.get("headcount") for item in facts.lists.get("company.years", ())]
    if "import" in [answer.origin for answer in held if answer is not None]:
        yield _("Addetti importati da un bilancio: è la media dei dipendenti, non le ULA (all. I, art. 5).")
