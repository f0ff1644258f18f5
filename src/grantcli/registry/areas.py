"""Areas as sets of communes: the same places under each of their codes, and the earthquake crater of 2016."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from .places import commune, predecessors
from .tables import lines


def widen(codes: Iterable[str], drawn: date | None = None) -> frozenset[str]:
    """Return the codes with the other codes of the same places, so that a list of one year holds in any other.

    ``drawn`` is the day of the list (None: today). A code that ended before that day is in when the one that has its
    territory is. A later code is in when all that it was born of is: a commune with one part outside is not.
    """
    wide = set(codes)
    todo = list(wide)
    while todo:
        code = todo.pop()
        more = {*_merged_before(code, drawn), *(heir for heir in _heirs(code) if _born_of(heir, wide))} - wide
        wide |= more
        todo += more
    return frozenset(wide)


def partly(codes: Iterable[str], drawn: date | None = None) -> frozenset[str]:
    """Return the codes that lie only in part in an area: merged since from communes inside and outside it."""
    inside = widen(codes, drawn)
    return frozenset(heir for code in inside for heir in _heirs(code)) - inside


def crater_2016(region: str | None = None) -> frozenset[str]:
    """Return the ISTAT codes, of 2016 and of today, of the crater's communes (DL 189/2016, annexes 1, 2, 2-bis)."""
    rows = [line.split("\t") for line in lines("crater_2016")]
    codes = {code for row in rows for code in row[4:6]}
    return frozenset(code for code in codes if region is None or _region(code) == region)


def _merged_before(code: str, drawn: date | None) -> Iterator[str]:
    whole = _newborn(code)
    for former in predecessors(code):
        found = commune(former)
        if found and found.until and (whole or drawn is None or found.until < drawn):
            yield former


def _born_of(code: str, inside: set[str]) -> bool:
    return _newborn(code) and inside.issuperset(predecessors(code))


def _newborn(code: str) -> bool:
    """Tell whether a code began on the day after its predecessors ended (else it had a territory before them)."""
    found = commune(code)
    ends = {former.until for one in predecessors(code) if (former := commune(one))}
    return found is not None and {found.since} == {end + timedelta(1) for end in ends if end}


def _heirs(code: str) -> tuple[str, ...]:
    found = commune(code)
    return found.successors if found else ()


def _region(code: str) -> str | None:
    found = commune(code)
    return found.region if found else None
