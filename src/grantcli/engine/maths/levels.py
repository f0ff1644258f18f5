"""The fairest of the cuts that cost the same: the greatest share cut is as small as can be, then the second greatest.

Idea: among the cuts still open find the least level under which every share cut can be kept; whatever has a price at
that level holds in every such choice and is settled; go on with the rest. Invariant: the choices left all have the
least cost and agree in what is settled, and each round takes away at least one free variable, so it ends. The level is
a bound that moves: what a cut lacks of it takes its place in a row, and no row is added for it. Source: Ogryczak and
Śliwiński, On solving linear programs with the ordered weighted averaging objective (2003); Schrage, variable bounds.
"""

from collections.abc import Sequence

from .curves import hold
from .simplex import Cuts, Dictionary, Number, Row, is_nothing


class Level(Dictionary):
    """The least level of which each open cut is at most its total's share; cuts keep their names, slacks theirs.

    ``totals`` are what cuts are shares of, by name of the cut; those not in it are settled or no cuts at all.
    """

    def __init__(self, name: int, totals: dict[int, Number]) -> None:
        super().__init__({name: 1})
        self.level = name
        self.totals = totals
        self._lack_of = {cut: name + 1 + i for i, cut in enumerate(totals)}
        self._cut_of = {lack: cut for cut, lack in self._lack_of.items()}
        self.last = name + 1 + len(totals)

    def at_level(self, name: int) -> Number | None:
        """Return the bound of a cut (or of what it lacks) at the level found so far, None of what has none."""
        cut = self._cut_of.get(name, name)
        if cut not in self.totals:
            return None
        level = self.constants.get(self.level)
        return 0 if level is None else self.totals[cut] * level

    def room(self, name: int) -> Number | None:
        """Return how far a cut is below the level."""
        bound = self.at_level(name)
        return None if bound is None else bound - self.constants[name]

    def opposite(self, name: int) -> int:
        """Return the name of what a cut lacks of the level, or the other way round."""
        return self._cut_of[name] if name in self._cut_of else self._lack_of[name]

    def turn(self, name: int) -> int:
        """Put what a cut lacks of the level in its place, or the other way round."""
        other = self.opposite(name)
        total = self.totals[self._cut_of.get(name, name)]
        value, row = self.constants.pop(name), self.rows.pop(name)
        level = self.constants.get(self.level)
        made: Row = {free: -entry for free, entry in row.items()}
        for free, entry in ({self.level: 1} if level is None else self.rows[self.level]).items():
            after = made.get(free, 0) + total * entry
            if is_nothing(after):
                made.pop(free, None)
            else:
                made[free] = after
        self.constants[other] = -value if level is None else total * level - value
        self.rows[other] = made
        return other

    def cut_of(self, name: int) -> int | None:
        """Return the cut of which a variable is the lack, None where it is none."""
        return self._cut_of.get(name)


def fairest(least: Cuts, totals: Sequence[Number]) -> list[Number]:
    """Return, among the cuts that cost no more than those found, the ones fairest to ``totals`` (none is nothing)."""
    cuts = least.values()
    rows, constants, free = _face(least)
    last = max([0, *free, *rows]) + 1
    while free:
        open_ = {i: totals[i] for i in range(len(totals)) if rows.get(i) or i in free}
        if not open_:
            break
        level = Level(last, open_)
        level.rows, level.constants, level.free = rows, constants, free | {last}
        level.solve()
        level.hold()
        last = level.last
        if level.level not in level.constants:
            cuts = [0 if i in open_ else cut for i, cut in enumerate(cuts)]
            break
        rows, constants, free = _settled(level, cuts)
    return cuts


Face = tuple[dict[int, Row], dict[int, Number], set[int]]
"""Rows, constants and free variables that cost nothing."""


def _face(least: Cuts) -> Face:
    """Return a dictionary of the choices that cost as little, cuts named by themselves and never by what they lack."""
    rows = {name: _without(row, least.costs) for name, row in least.rows.items()}
    constants = dict(least.constants)
    for name in [name for name in rows if name < 0]:
        cut = -1 - name
        rows[cut] = {free: -entry for free, entry in rows.pop(name).items()}
        constants[cut] = least.bounds[cut] - constants.pop(name)
    free = {name for name in least.free if name not in least.costs}
    renamed = {name: least.size + len(least.asked) - 1 - name for name in free if name < 0}
    for name, other in renamed.items():
        rows = {basic: _renamed(row, name, other) for basic, row in rows.items()}
        rows[-1 - name] = {other: -1}
        constants[-1 - name] = least.bounds[-1 - name]
    return _kept(rows, constants, {renamed.get(name, name) for name in free})


def _settled(level: Level, cuts: list[Number]) -> Face:
    """Settle what has a price at the level found, and return the choices left, cuts named by themselves again."""
    height = level.constants[level.level]
    rows = {name: _without(row, level.costs) for name, row in level.rows.items() if name != level.level}
    constants = {name: value for name, value in level.constants.items() if name != level.level}
    free = {name for name in level.free if name not in level.costs}
    for name in level.free - free:
        if name in level.totals:
            cuts[name] = 0
        elif (cut := level.cut_of(name)) is not None:
            cuts[cut] = height * level.totals[cut]
    for name in [name for name in rows if level.cut_of(name) is not None]:
        cut = level.opposite(name)
        rows[cut] = {one: -entry for one, entry in rows.pop(name).items()}
        constants[cut] = height * level.totals[cut] - constants.pop(name)
    for name in free:
        if (cut := level.cut_of(name)) is not None:
            rows[cut] = {name: -1}
            constants[cut] = height * level.totals[cut]
    for name, row in rows.items():
        if name in level.totals and not row:
            cuts[name] = constants[name]
    return _kept(rows, constants, free)


def _kept(rows: dict[int, Row], constants: dict[int, Number], free: set[int]) -> Face:
    """Leave out the rows that no choice changes any more."""
    left = {name: row for name, row in rows.items() if row}
    for name in rows.keys() - left.keys():
        hold(constants[name])
    return left, {name: constants[name] for name in left}, free


def _without(row: Row, names: Row) -> Row:
    return {name: entry for name, entry in row.items() if name not in names}


def _renamed(row: Row, name: int, other: int) -> Row:
    if name not in row:
        return row
    made = dict(row)
    made[other] = made.pop(name)
    return made
