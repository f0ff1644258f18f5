"""The fairest of the cuts that cost the same: the greatest share cut is as small as can be, then the second greatest.

Idea: among the cuts still open find the least level under which every share cut can be kept; whatever has a price at
that level holds in every such choice and is settled; go on with the rest. Invariant: the choices left all have the
least cost and agree in what is settled, the plan at hand is one of them, and each round takes a free variable away.
The level goes down from the greatest share of the plan at hand by the primal simplex method, so that one round begins
where the last one ended. Source: Ogryczak and Śliwiński, lexicographic minimax (2006); Chvátal, ch. 2 and 3.
"""

from collections.abc import Mapping, Sequence

from .curves import Curve, hold, sign_of
from .simplex import NOTHING, Cuts, Dictionary, Number, Row, is_nothing

_PATIENCE = 2
"""So many exchanges a variable by the steepest price; from then on by Bland's rule, which surely ends."""


class Level(Dictionary):
    """The least level of which each open cut is at most its total's share, from a plan that keeps some level.

    ``totals`` are what cuts are shares of, by name of the cut. Every open cut has a row; what it lacks of the level has
    one only while it is free or leaves.
    """

    def __init__(self, face: "Face", totals: Mapping[int, Number], first: int) -> None:
        super().__init__({})
        self.rows, self.constants, self.free = face
        self.totals = totals
        self.level = first
        self._lack = {cut: first + 1 + i for i, cut in enumerate(totals)}
        self._cut = {lack: cut for cut, lack in self._lack.items()}
        self.last = first + 1 + len(totals)
        self._begin()

    def _begin(self) -> None:
        """Let the level be the greatest share of the plan at hand, which then lacks nothing of it."""
        top = next(iter(self.totals))
        for cut, total in self.totals.items():
            if sign_of(self.constants[cut] * self.totals[top] - self.constants[top] * total) > 0:
                top = cut
        total = self.totals[top]
        row = {name: _whole(entry / (total + NOTHING)) for name, entry in self.rows[top].items()}
        row[self._lack[top]] = _whole(1 / (total + NOTHING))
        self.free.add(self._lack[top])
        self.rows[self.level], self.constants[self.level] = row, _whole(self.constants[top] / (total + NOTHING))

    def solve(self) -> None:
        """Bring the level down until nothing free lowers it any more."""
        patience = _PATIENCE * (len(self.rows) + len(self.free))
        while (entering := self._falls(patience > 0)) is not None:
            patience -= 1
            leaving = self._blocks(entering)
            if leaving not in self.rows:
                self._write(leaving)
            self.exchange(leaving, entering)
            if leaving in self.totals:
                self._rename(leaving)
            if entering in self._cut:  # it has a value again, which its cut and the level tell
                del self.rows[entering], self.constants[entering]

    def _rename(self, cut: int) -> None:
        """Give a cut that is free, at nothing, a row of its own again: its amount is free by a new name."""
        name, self.last = self.last, self.last + 1
        for basic, row in self.rows.items():
            if cut in row:
                made = dict(row)
                made[name] = made.pop(cut)
                self.rows[basic] = made
        self.free.remove(cut)
        self.free.add(name)
        self.rows[cut], self.constants[cut] = {name: 1}, 0

    def _falls(self, steepest: bool) -> int | None:
        """Return a free variable that lowers the level: the steepest, or the lowest-numbered."""
        found: int | None = None
        for name, price in self.rows[self.level].items():
            if sign_of(price) < 0 and (
                found is None or (sign_of(price - self.rows[self.level][found]) < 0 if steepest else name < found)
            ):
                found = name
        return found

    def _blocks(self, entering: int) -> int:
        """Return the basic variable that is the first to be nothing as a free one grows, the lowest-numbered."""
        price, height = self.rows[self.level][entering], self.constants[self.level]
        best: tuple[int, Number, Number] | None = None
        for name, row in self.rows.items():
            if name == self.level:
                continue
            slope = row.get(entering, 0)
            if sign_of(slope) < 0:
                best = _first(best, name, self.constants[name], -slope)
            if name in self.totals and self._lack[name] not in self.free:
                slope = self.totals[name] * price - slope
                if sign_of(slope) < 0:
                    room = self.totals[name] * height - self.constants[name]
                    best = _first(best, self._lack[name], room, -slope)
        if best is None:
            raise ArithmeticError("the level has no end")  # it cannot be below nothing
        return best[0]

    def _write(self, lack: int) -> None:
        """Write what a cut lacks of the level as a row."""
        cut = self._cut[lack]
        total = self.totals[cut]
        made: Row = {name: -entry for name, entry in self.rows[cut].items()}
        for name, entry in self.rows[self.level].items():
            after = made.get(name, 0) + total * entry
            if is_nothing(after):
                made.pop(name, None)
            else:
                made[name] = _whole(after)
        self.rows[lack] = made
        self.constants[lack] = _whole(total * self.constants[self.level] - self.constants[cut])

    def hold(self) -> None:
        """Note when one of the numbers that make this the least changes its sign."""
        height = self.constants[self.level]
        for name, value in self.constants.items():
            hold(value)
            if name in self.totals and self._lack[name] not in self.free:
                hold(self.totals[name] * height - value)
        for price in self.rows[self.level].values():
            hold(price)


def _first(
    best: tuple[int, Number, Number] | None, name: int, room: Number, speed: Number
) -> tuple[int, Number, Number]:
    """Return which of two is the first to be nothing, by what is left of it and how fast it falls."""
    if best is not None:
        gap = sign_of(room * best[2] - best[1] * speed)
        if gap > 0 or (gap == 0 and name > best[0]):
            return best
    return name, room, speed


def _whole(number: Number) -> Number:
    if isinstance(number, (int, Curve)) or number.denominator != 1:
        return number
    return number.numerator


Face = tuple[dict[int, Row], dict[int, Number], set[int]]
"""Rows, constants and free variables that cost nothing; every cut that is not settled has a row."""


def fairest(least: Cuts, totals: Sequence[Number]) -> list[Number]:
    """Return, among the cuts that cost no more than those found, the ones fairest to ``totals`` (none is nothing)."""
    cuts = least.values()
    face, first = _face(least)
    while face[2] and (open_ := {i: totals[i] for i in range(len(totals)) if i in face[0]}):
        level = Level(face, open_, first)
        level.solve()
        level.hold()
        prices = level.rows.pop(level.level)
        del level.constants[level.level]
        for cut in open_:
            if prices.keys() >= level.rows[cut].keys():
                cuts[cut] = level.constants[cut]
        face = _without((level.rows, level.constants, level.free), prices)
        first = level.last
    return cuts


def _face(least: Cuts) -> tuple[Face, int]:
    """Return a dictionary of the choices that cost as little, cuts named by themselves, and the first unused name."""
    rows, constants = dict(least.rows), dict(least.constants)
    for name in [name for name in rows if name < 0]:
        cut = -1 - name
        rows[cut] = {free: -entry for free, entry in rows.pop(name).items()}
        constants[cut] = least.bounds[cut] - constants.pop(name)
    first = least.last
    renamed: dict[int, int] = {}
    for name in sorted(least.free):
        cut = name if name >= 0 else -1 - name
        if cut < least.size:
            renamed[name] = first
            rows[cut] = {name: 1 if name >= 0 else -1}
            constants[cut] = 0 if name >= 0 else least.bounds[cut]
            first += 1
    rows = {name: {renamed.get(free, free): one for free, one in row.items()} for name, row in rows.items()}
    costs = {renamed.get(name, name): cost for name, cost in least.costs.items()}
    return _without((rows, constants, {renamed.get(name, name) for name in least.free}), costs), first


def _without(face: Face, priced: Mapping[int, Number]) -> Face:
    """Leave out the free variables that have a price, and the rows that no choice changes any more."""
    rows, constants, free = face
    left = {}
    for name, row in rows.items():
        kept = {one: entry for one, entry in row.items() if one not in priced}
        if kept:
            left[name] = kept
        else:
            hold(constants[name])
    return left, {name: constants[name] for name in left}, {name for name in free if name not in priced}
