"""Amounts raised together, by equal shares of what each asks, until ceilings stop them one after the other.

Idea: raise the share kept of all amounts at once; the ceiling that is full first stops those it looks at, the others go
on. Invariant: each amount that is stopped stands under a full ceiling in which nobody keeps a greater share, so none
could keep more without taking from one that keeps no more: the fairest of all choices, of whatever total. It is the
fairest of the largest where full ceilings that share no amount cover all that is cut, or a programme finds no larger.
Source: max-min fairness by progressive filling, Bertsekas and Gallager, Data Networks (1992), 6.5.
"""

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from .curves import Curve, hold, sign_of
from .simplex import NOTHING, Number, is_nothing

Rows = Sequence[Mapping[int, Number]]


class EqualShares:
    """Amounts filled up to ``bounds``: the sum of each row times the amounts stays at or below its bound.

    Rows that count some amount against another are not reckoned with: ``passes`` tells whether one of them is passed.
    """

    def __init__(self, totals: Sequence[Number], rows: Rows, bounds: Sequence[Number]) -> None:
        self.totals = totals
        self.rows = rows
        self.bounds = bounds
        self.kept = list(totals)
        self._shares: dict[int, Number] = {}
        self._stopped_by: dict[int, int] = {}
        self._felt = [r for r, row in enumerate(rows) if all(sign_of(share) > 0 for share in row.values())]
        self._rooms = list(bounds)
        self._asked = [sum([share * totals[g] for g, share in row.items()]) for row in rows]
        self._rows_of: dict[int, list[tuple[int, Number]]] = {}
        for r in self._felt:
            for g, share in rows[r].items():
                self._rows_of.setdefault(g, []).append((r, share))
        self._fill()

    def _fill(self) -> None:
        waiting = [_Ceiling(self._share(r), r) for r in self._felt if self._binds(r)]
        heapify(waiting)
        while waiting:
            first = heappop(waiting)
            r = first.row
            if not any(g not in self._stopped_by for g in self.rows[r]) or not self._binds(r):
                continue
            now = _Ceiling(self._share(r), r)
            if waiting and waiting[0] < now:
                heappush(waiting, now)  # its share has risen since others were stopped below it
            else:
                self._stop(r, now.share)

    def _binds(self, r: int) -> bool:
        return sign_of(self._asked[r] - self._rooms[r]) > 0

    def _share(self, r: int) -> Number:
        """Return the share at which a ceiling is full."""
        return (self._rooms[r] + NOTHING) / self._asked[r]

    def _stop(self, r: int, share: Number) -> None:
        """Stop what a ceiling looks at and nothing has stopped before, at a share of what it asks."""
        taken: dict[int, Number] = {}
        asked: dict[int, Number] = {}
        self._shares[r] = share
        for g in self.rows[r]:
            if g in self._stopped_by:
                continue
            self._stopped_by[g] = r
            self.kept[g] = self.totals[g] * share
            for k, times in self._rows_of[g]:
                taken[k] = taken.get(k, 0) + times * self.kept[g]
                asked[k] = asked.get(k, 0) + times * self.totals[g]
        for k, amount in taken.items():
            self._rooms[k] -= amount
            self._asked[k] -= asked[k]

    def passes(self) -> bool:
        """Return whether a ceiling that was not reckoned with is passed."""
        felt = set(self._felt)
        excesses = [self._excess(r) for r in range(len(self.rows)) if r not in felt]
        for excess in excesses:
            hold(excess)
        return any(sign_of(excess) > 0 for excess in excesses)

    def _excess(self, r: int) -> Number:
        return sum([share * self.kept[g] for g, share in self.rows[r].items()]) - self.bounds[r]

    def prices(self) -> dict[int, Number] | None:
        """Return what a little more room under each ceiling adds to the total, None where that is not plain.

        It is where full ceilings that share no amount and count all alike cover what is cut: no total is larger.
        """
        covered: set[int] = set()
        prices: dict[int, Number] = {}
        for r in sorted(self._shares, key=lambda r: (-len(self.rows[r]), r)):
            row = self.rows[r]
            share = next(iter(row.values()))
            if covered.isdisjoint(row) and all(is_nothing(one - share) for one in row.values()):
                covered.update(row)
                prices[r] = 1 / (share + NOTHING)
        return prices if covered.issuperset(self._stopped_by) else None

    def hold(self) -> None:
        """Note when an amount that is stopped no longer stands under a full ceiling in which nobody keeps more."""
        for one in self._conditions():
            if isinstance(one, Curve):
                one.hold()

    def _conditions(self) -> Iterator[Number]:
        for r in self._felt:
            if r not in self._shares:
                yield self._excess(r)
                continue
            yield 1 - self._shares[r]
            others = {self._stopped_by[g] for g in self.rows[r]} - {r}
            yield from (self._shares[r] - self._shares[k] for k in others)


class _Ceiling:
    """A ceiling by the share at which it is full, the lowest-numbered of equals first."""

    __slots__ = ("row", "share")

    def __init__(self, share: Number, row: int) -> None:
        self.share = share
        self.row = row

    def __lt__(self, other: "_Ceiling") -> bool:
        if isinstance(self.share, Curve) or isinstance(other.share, Curve):
            gap = sign_of(self.share - other.share)
            return gap < 0 or (gap == 0 and self.row < other.row)
        return (self.share, self.row) < (other.share, other.row)
