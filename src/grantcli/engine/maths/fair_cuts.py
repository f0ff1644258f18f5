"""The largest amounts that respect several ceilings at once, and the fairest of them when there is a choice.

Idea: amounts that share no ceiling are settled apart, those that every ceiling treats alike as one; a linear programme
finds the cuts of least sum, and of those the fairest is taken; ceilings are added, the widest first, until none is
passed. Invariant: the best under some of the ceilings that passes no other is the best under all, and merging what
stands alike changes neither the largest total nor the fairest way to it.
Source: lexicographic minimax on the shares of the cuts, Ogryczak and Śliwiński (2006).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from .curves import Curve, hold, sign_of
from .equal_shares import EqualShares
from .exact_sums import exact_sum
from .levels import fairest
from .simplex import NOTHING, Cuts, Number, is_nothing

Coefficients = Mapping[int, Number]
"""By place of the amount; those that are nothing are left out."""


_Key = tuple[tuple[Number, ...], tuple[tuple[tuple[int, Number], ...], ...]]
_KEPT = 16
_solved: dict[_Key, Cuts] = {}
_lock = Lock()


class Inequality(NamedTuple):
    """The sum of ``coefficients`` times the amounts is at most ``bound``, which is never negative: nothing is fine."""

    coefficients: Coefficients
    bound: Number

    def excess(self, amounts: Sequence[Number]) -> Number:
        """Return by how much the amounts are above the ceiling; negative below it."""
        return _weighed(self.coefficients.items(), amounts) - self.bound

    def worst(self, amounts: Sequence[Number]) -> Number:
        """Return the most that any choice up to the amounts can be above the ceiling."""
        return _weighed([(i, share) for i, share in self.coefficients.items() if share > 0], amounts) - self.bound


def _weighed(shares: Iterable[tuple[int, Number]], amounts: Sequence[Number]) -> Number:
    """Return the sum of shares of amounts; the commonest share is the whole amount."""
    return exact_sum([amounts[i] if type(share) is int and share == 1 else share * amounts[i] for i, share in shares])


class Group(NamedTuple):
    """Amounts, by place, that all ceilings treat alike: each ceiling's share, by place of the ceiling."""

    members: list[int]
    shares: tuple[tuple[int, Number], ...]


class Component(NamedTuple):
    """Groups of amounts that no ceiling ties to others, and the ceilings (by place) that do tie them together."""

    groups: list[Group]
    rows: list[int]


def largest(
    wanted: Sequence[Number], ceilings: Sequence[Inequality], worth: Sequence[Number] | None = None
) -> list[Number]:
    """Return the amounts, each between zero and what is wanted, whose total is the largest that every ceiling admits.

    Where several choices have that total, the one taken makes the greatest share cut from any amount as small as can
    be, then the second greatest, and so on: it is unique, does not depend on the order, and is pro rata between
    amounts that stand alike under every ceiling. With ``worth`` (whole and positive) the total is of the amounts times
    their worth. Exact; amounts and bounds in any one unit.
    """
    return largest_priced(wanted, ceilings, worth).amounts


class Priced(NamedTuple):
    """The largest amounts, and what a little more room under each ceiling (by place) adds to their total.

    The total never exceeds what ``bound_of`` makes of these prices, whatever is wanted and whatever room there is.
    """

    amounts: list[Number]
    prices: dict[int, Number]


def largest_priced(
    wanted: Sequence[Number], ceilings: Sequence[Inequality], worth: Sequence[Number] | None = None, fair: bool = True
) -> Priced:
    """Return the amounts as ``largest`` does with their prices; where they need not be ``fair``, any such amounts."""
    candidates = [k for k, row in enumerate(ceilings) if _can_be_felt(row.worst(wanted))]
    turns = next((one.turns for one in wanted if isinstance(one, Curve)), None)
    felt: set[int] = set()
    while True:
        before = None if turns is None else turns.copy()
        found = Priced(list(wanted), {})
        for component in components(wanted, ceilings, worth, sorted(felt)):
            _settle(component, wanted, ceilings, worth, fair, found)
        excesses = {k: ceilings[k].excess(found.amounts) for k in candidates if k not in felt}
        passed = [k for k, excess in excesses.items() if sign_of(excess) > 0]
        if not passed:
            break
        widest = max(len(ceilings[k].coefficients) for k in passed)
        felt.update(k for k in passed if len(ceilings[k].coefficients) == widest)
        if turns is not None and before is not None:
            turns.reset(before)
    for excess in excesses.values():
        hold(excess)
    return found


def _can_be_felt(worst: Number) -> bool:
    if sign_of(worst) > 0:
        return True
    hold(worst)
    return False


def components(
    wanted: Sequence[Number],
    ceilings: Sequence[Inequality],
    worth: Sequence[Number] | None,
    rows: Sequence[int],
) -> Iterator[Component]:
    """Yield the parts of a problem of some ceilings that can be settled each by itself, without what nothing cuts."""
    shares: dict[int, list[tuple[int, Number]]] = {}
    for k in rows:
        for i, share in ceilings[k].coefficients.items():
            if wanted[i]:
                shares.setdefault(i, []).append((k, share))
    alike: dict[tuple[object, ...], Group] = {}
    for i, own in shares.items():
        key = (tuple(own), None if worth is None else worth[i])
        alike.setdefault(key, Group([], tuple(own))).members.append(i)
    for group in alike.values():
        group.members.sort()
    yield from _tied(sorted(alike.values(), key=lambda group: group.members), rows)


def _tied(groups: list[Group], rows: Sequence[int]) -> Iterator[Component]:
    """Put together what some ceiling ties together."""
    head = {k: k for k in rows}

    def find(k: int) -> int:
        while head[k] != k:
            head[k] = head[head[k]]
            k = head[k]
        return k

    for group in groups:
        first = find(group.shares[0][0])
        for k, _share in group.shares[1:]:
            head[find(k)] = first
    made: dict[int, Component] = {}
    for group in groups:
        made.setdefault(find(group.shares[0][0]), Component([], [])).groups.append(group)
    for k in rows:
        if (component := made.get(find(k))) is not None:
            component.rows.append(k)
    yield from made.values()


def _settle(
    component: Component,
    wanted: Sequence[Number],
    ceilings: Sequence[Inequality],
    worth: Sequence[Number] | None,
    fair: bool,
    found: Priced,
) -> None:
    """Settle one component in ``found``."""
    excesses = [ceilings[k].excess(wanted) for k in component.rows]
    if all(sign_of(excess) <= 0 for excess in excesses):
        for excess in excesses:
            hold(excess)
        return
    totals = [exact_sum([wanted[i] for i in group.members]) for group in component.groups]
    costs = tuple(1 if worth is None else worth[group.members[0]] for group in component.groups)
    settled = _settled(costs, demands_of(component), totals, [ceilings[k].bound for k in component.rows], fair)
    for group, total, kept in zip(component.groups, totals, settled.amounts, strict=True):
        if is_nothing(total - kept):
            continue
        share = kept / (total + NOTHING)
        for i in group.members:
            found.amounts[i] = wanted[i] * share
    found.prices.update((component.rows[r], price) for r, price in settled.prices.items())


def demands_of(component: Component) -> list[dict[int, Number]]:
    """Return the ceilings of a component as rows over its groups."""
    place = {k: r for r, k in enumerate(component.rows)}
    rows: list[dict[int, Number]] = [{} for _ in component.rows]
    for g, group in enumerate(component.groups):
        for k, share in group.shares:
            rows[place[k]][g] = share
    return rows


def _settled(
    costs: tuple[Number, ...],
    rows: Sequence[Mapping[int, Number]],
    totals: Sequence[Number],
    bounds: Sequence[Number],
    fair: bool,
) -> Priced:
    """Return what is kept of the groups' totals: filled where that is the largest, which is much quicker than to solve.

    ``costs`` are what a cent of each is worth.
    """
    filling = EqualShares(totals, rows, bounds)
    fits = not filling.passes()
    prices = filling.prices() if fits and set(costs) == {1} else None
    if prices is not None:
        filling.hold()
        return Priced(filling.kept, prices)
    programme = _least(costs, rows, totals, bounds, moving(totals) or not fair)
    prices = {r: programme.costs[programme.size + r] for r in programme.priced()}
    cuts = programme.values()
    others = zip(costs, totals, cuts, filling.kept, strict=True)
    if fits and is_nothing(sum([cost * (total - cut - kept) for cost, total, cut, kept in others])):
        filling.hold()
        return Priced(filling.kept, prices)
    cuts = fairest(programme, totals) if fair else cuts
    return Priced([total - cut for total, cut in zip(totals, cuts, strict=True)], prices)


def _least(
    costs: tuple[Number, ...],
    demands: Sequence[Mapping[int, Number]],
    totals: Sequence[Number],
    bounds: Sequence[Number],
    warm: bool,
) -> Cuts:
    """Return the programme of the cuts of least cost that bring the totals under the bounds, solved.

    It is kept for others of the same ceilings where it is ``warm``.
    """
    key = costs, tuple(tuple(row.items()) for row in demands)
    programme = (_solved.get(key) if warm else None) or Cuts(costs, demands)
    programme = programme.copied()
    asked = [_excess(row, totals, bound) for row, bound in zip(demands, bounds, strict=True)]
    programme.least(totals, asked)
    programme.hold()
    if warm:
        _remember(key, programme)
    return programme


def _excess(row: Coefficients, totals: Sequence[Number], bound: Number) -> Number:
    return sum([share * totals[g] for g, share in row.items()]) - bound


def _remember(key: _Key, programme: Cuts) -> None:
    """Keep the last few dictionaries of programmes read again and again: each is a start for any bounds."""
    with _lock:
        while len(_solved) >= _KEPT:
            del _solved[next(iter(_solved))]
        _solved[key] = programme


def tight(row: Inequality, amounts: Sequence[Number]) -> bool:
    """Return whether amounts are just at a ceiling."""
    return sign_of(row.excess(amounts)) == 0


def moving(amounts: Sequence[Number]) -> bool:
    """Return whether any amount moves with spending."""
    return any(isinstance(one, Curve) for one in amounts)
