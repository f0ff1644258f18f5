"""Linear programmes solved exactly, in whole and rational numbers: no tolerance, no binary float.

Idea: the dual simplex method in dictionary form; start with every cut at nothing, which is cheapest, and mend one unmet
demand at a time by the exchange that costs least; an unknown above its bound is replaced by what it lacks of it.
Invariant: no free variable has a negative cost, so the first dictionary in which nothing is out of bounds is the least.
Bland's rule (lowest number first) never comes back to a dictionary. Source: Chvátal, Linear Programming, ch. 2, 3, 10.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from .curves import Curve, hold, sign_of

Number = int | Fraction
NOTHING = Fraction(0)
Row = dict[int, Number]
_PATIENCE = 4
"""So many exchanges a variable by the greatest want; from then on by Bland's rule, which surely ends."""


class ImpossibleError(ArithmeticError):
    """No choice meets every demand."""


class Dictionary:
    """Each basic variable as a constant plus a sum over the free ones, which are at nothing.

    Names are numbers; ``rows`` and ``costs`` leave out what is nothing. None may be negative; those that have a bound
    may not be above it. Rows are replaced and never changed, so that a copy of the outer mappings keeps a dictionary.
    """

    def __init__(self, costs: Mapping[int, Number]) -> None:
        self.rows: dict[int, Row] = {}
        self.constants: dict[int, Number] = {}
        self.costs: Row = {name: cost for name, cost in costs.items() if not is_nothing(cost)}
        self.free = set(costs)

    def room(self, _name: int) -> Number | None:
        """Return how far a basic variable is below its bound, None where it has none."""
        return None

    def opposite(self, name: int) -> int:
        """Return the name of what a variable lacks of its bound."""
        raise NotImplementedError

    def turn(self, name: int) -> int:
        """Put what a basic variable lacks of its bound in its place, and return the name of that."""
        raise NotImplementedError

    def solve(self) -> None:
        """Exchange variables until nothing is out of bounds; ImpossibleError when that cannot be."""
        moving = any(isinstance(one, Curve) for one in self.constants.values())
        patience = 0 if moving else _PATIENCE * (len(self.rows) + len(self.costs) + 1)
        while (leaving := self._leaving(patience > 0)) is not None:
            patience -= 1
            name = leaving if leaving in self.rows and sign_of(self.constants[leaving]) < 0 else self.turn(leaving)
            self.exchange(name, self._entering(self.rows[name]))

    def _leaving(self, greatest: bool) -> int | None:
        """Return a basic variable that is out of bounds: the lowest-numbered, or the one that is furthest out."""
        found: int | None = None
        worst: Number = 0
        lowest = 0
        for name, value in self.constants.items():
            out, number = value, name
            if sign_of(value) >= 0:
                room = self.room(name)
                if room is None or sign_of(room) >= 0:
                    continue
                out, number = room, self.opposite(name)
            if found is None or (out < worst if greatest else number < lowest):
                found, worst, lowest = name, out, number
        return found

    def _entering(self, row: Row) -> int:
        """Return the free variable whose cost rises least for the good it does, the lowest-numbered of equals."""
        best: tuple[int, Number, Number] | None = None
        for name, good in row.items():
            if sign_of(good) <= 0:
                continue
            cost = self.costs.get(name, 0)
            if best is not None:
                gap = sign_of(cost * best[2] - best[1] * good)
                if gap > 0 or (gap == 0 and name > best[0]):
                    continue
            best = (name, cost, good)
        if best is None:
            raise ImpossibleError
        return best[0]

    def exchange(self, leaving: int, entering: int) -> None:
        """Let a basic and a free variable change places."""
        row = dict(self.rows.pop(leaving))
        constant = self.constants.pop(leaving)
        by = row.pop(entering)
        made: Row = {name: _quotient(entry, by) for name, entry in row.items()}
        made[leaving] = _quotient(-1, by)
        constant = _quotient(constant, by)
        for name, other in self.rows.items():
            times = other.get(entering)
            if times is not None:
                self.rows[name] = _substituted(other, entering, times, made)
                self.constants[name] += times * constant
        times = self.costs.get(entering)
        if times is not None:
            self.costs = _substituted(self.costs, entering, times, made)
        self.rows[entering] = made
        self.constants[entering] = constant
        self.free.remove(entering)
        self.free.add(leaving)

    def hold(self) -> None:
        """Note when one of the numbers that make this the least changes its sign."""
        for name, value in self.constants.items():
            hold(value)
            room = self.room(name)
            if room is not None:
                hold(room)
        for cost in self.costs.values():
            hold(cost)


def distance(number: Number) -> Number:
    """Return how far a number is from the nearest whole one."""
    part = number % 1
    return min(part, 1 - part)


def _quotient(entry: Number, by: Number) -> Number:
    """Return minus an entry over another, whole where it can be."""
    if by == 1 and not isinstance(by, Curve):
        return -entry
    if by == -1 and not isinstance(by, Curve):
        return entry
    made = -entry / (by + NOTHING) if isinstance(by, int) else -entry / by
    return made.numerator if type(made) is Fraction and made.denominator == 1 else made


def _substituted(target: Row, entering: int, times: Number, row: Row) -> Row:
    made = dict(target)
    del made[entering]
    for name, entry in row.items():
        before = made.get(name)
        after = times * entry if before is None else before + times * entry
        if is_nothing(after):
            made.pop(name, None)
        else:
            made[name] = after.numerator if type(after) is Fraction and after.denominator == 1 else after
    return made


def is_nothing(number: Number) -> bool:
    """Tell whether a number is nothing, and if it moves stays so."""
    if type(number) is not int and isinstance(number, Curve):
        return not number.above
    return not number.numerator


class Cuts(Dictionary):
    """The cuts of least cost that meet demands, each between nothing and its bound.

    Cut ``i`` has the name ``i``, what it lacks of its bound ``-1 - i``, what is more than demand ``r`` asks ``n + r``.
    """

    def __init__(self, costs: Sequence[Number], demands: Sequence[Mapping[int, Number]]) -> None:
        super().__init__(dict(enumerate(costs)))
        self._each = costs
        self._planes: set[int] = set()
        self.size = len(costs)
        self.bounds: Sequence[Number] = ()
        self.asked: Sequence[Number] = ()
        self.rows = {self.size + r: dict(row) for r, row in enumerate(demands)}
        self.last = self.size + len(demands)

    def copied(self) -> "Cuts":
        """Return a dictionary that goes on from here, leaving this one as it is."""
        made = object.__new__(Cuts)
        made.rows, made.constants, made.costs, made.free = (
            dict(self.rows),
            dict(self.constants),
            self.costs,
            set(self.free),
        )
        made.size, made.bounds, made.asked, made.last = self.size, self.bounds, self.asked, self.last
        made._each, made._planes = self._each, set(self._planes)
        return made

    def least(self, bounds: Sequence[Number], asked: Sequence[Number]) -> None:
        """Find the least cuts within ``bounds`` that meet what is ``asked``, from wherever this dictionary stands."""
        self.bounds, self.asked = bounds, asked
        self.place()
        self.solve()

    def place(self) -> None:
        """Reckon the constants from bounds and demands."""
        self.constants = {name: self._constant(name, row) for name, row in self.rows.items()}

    def demand(self, coefficients: Mapping[int, Number], least: Number) -> None:
        """Add a demand: so many times the cuts must be at least ``least``."""
        row: Row = {}
        constant: Number = -least
        for cut, times in coefficients.items():
            value, own = self._expression(cut)
            constant += times * value
            for free, entry in own.items():
                row[free] = row.get(free, 0) + times * entry
        self._append({free: entry for free, entry in row.items() if entry}, constant)

    def _append(self, row: Row, constant: Number) -> None:
        self.rows[self.last], self.constants[self.last] = row, constant
        self.last += 1

    def _expression(self, cut: int) -> tuple[Number, Row]:
        """Return a cut as a constant and a sum over the free variables."""
        if cut in self.rows:
            return self.constants[cut], self.rows[cut]
        lack = -1 - cut
        if lack in self.rows:
            return self.bounds[cut] - self.constants[lack], {free: -entry for free, entry in self.rows[lack].items()}
        return (0, {cut: 1}) if cut in self.free else (self.bounds[cut], {lack: -1})

    def add_planes(self, most: int) -> None:
        """Demand what follows from everything's being whole: Gomory's cutting planes, of the cost and of ``most`` rows.

        All that is free is whole, so what is left of a row after the whole parts of its entries is too.
        """
        broken = [name for name, value in self.constants.items() if distance(value)]
        broken.sort(key=lambda name: (-distance(self.constants[name]), name))
        planes = [(self.rows[name], self.constants[name]) for name in broken[:most]]
        cost = self.cost()
        if distance(cost):
            planes.insert(0, (self.costs, cost))
        for row, constant in planes:
            self._planes.add(self.last)
            self._append({free: rest for free, entry in row.items() if (rest := entry % 1)}, constant % 1 - 1)

    def drop_planes(self) -> None:
        """Leave out the cutting planes that stand in the way of nothing here."""
        for name in self._planes & self.rows.keys():
            self._planes.remove(name)
            del self.rows[name], self.constants[name]

    def cost(self) -> Number:
        """Return what the cuts found cost."""
        return sum([self._each[i] * cut for i, cut in enumerate(self.values())])

    def _constant(self, name: int, row: Row) -> Number:
        own: Number = 0
        if name < 0:
            own = self.bounds[-1 - name]
        elif name >= self.size:
            own = -self.asked[name - self.size]
        for free, entry in row.items():
            if free < 0:
                own -= entry * self.bounds[-1 - free]
            elif free >= self.size:
                own += entry * self.asked[free - self.size]
        return own

    def room(self, name: int) -> Number | None:
        """Return how far a cut is below its bound; what it lacks of it has the same."""
        if name >= self.size:
            return None
        return self.bounds[name if name >= 0 else -1 - name] - self.constants[name]

    def opposite(self, name: int) -> int:
        """Return the name of what a cut lacks of its bound, or the other way round."""
        return -1 - name

    def turn(self, name: int) -> int:
        """Put what a cut lacks of its bound in its place, or the other way round."""
        other = -1 - name
        value, row = self.constants.pop(name), self.rows.pop(name)
        self.constants[other] = self.bounds[max(name, other)] - value
        self.rows[other] = {free: -entry for free, entry in row.items()}
        return other

    def values(self) -> list[Number]:
        """Return the cuts found."""
        found: list[Number] = []
        for i in range(self.size):
            if i in self.constants:
                found.append(self.constants[i])
            elif -1 - i in self.constants:
                found.append(self.bounds[i] - self.constants[-1 - i])
            else:
                found.append(self.bounds[i] if -1 - i in self.free else 0)
        return found

    def priced(self) -> Iterator[int]:
        """Yield the demands without which the cuts would cost less."""
        yield from (name - self.size for name in self.costs if name >= self.size)
