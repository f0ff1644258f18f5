"""The largest amounts that respect several ceilings at once, and the fairest of them when there is a choice.

Idea: amounts that share no ceiling are settled apart, those that every ceiling treats alike as one; a linear programme
finds the cuts of least sum, and of those the fairest is taken; ceilings are added, the widest first, until none is
passed. Invariant: the best under some of the ceilings that passes no other is the best under all, and merging what
stands alike changes neither the largest total nor the fairest way to it.
Source: lexicographic minimax on the shares of the cuts, Ogryczak and Śliwiński (2006).
"""

from collections.abc import Iterator, Mapping, Sequence
from threading import Lock
from typing import NamedTuple

from .curves import Curve, hold, sign_of
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
        return sum([share * amounts[i] for i, share in self.coefficients.items()]) - self.bound

    def worst(self, amounts: Sequence[Number]) -> Number:
        """Return the most that any choice up to the amounts can be above the ceiling."""
        return sum([share * amounts[i] for i, share in self.coefficients.items() if share > 0]) - self.bound


class Group(NamedTuple):
    """Amounts, by place, that all ceilings treat alike: each ceiling's share, by place of the ceiling."""

    members: list[int]
    shares: tuple[tuple[int, Number], ...]


class Component(NamedTuple):
    """Groups of amounts that no ceiling ties to others, and the ceilings (by place) that do tie them together."""

    groups: list[Group]
    rows: list[int]


def largest(
    wanted: Sequence[Number], ceilings: Sequence[Inequality], worth: Sequence[Number] | None = None, fair: bool = True
) -> list[Number]:
    """Return the amounts, each between zero and what is wanted, whose total is the largest that every ceiling admits.

    Where several choices have that total, the one taken makes the greatest share cut from any amount as small as can
    be, then the second greatest, and so on: it is unique, does not depend on the order, and is pro rata between
    amounts that stand alike under every ceiling; where it need not be ``fair``, any is taken. With ``worth`` (whole
    and positive) the total is of the amounts times their worth. Exact; amounts and bounds in any one unit.
    """
    candidates = [k for k, row in enumerate(ceilings) if row.worst(wanted) > 0]
    turns = next((one.turns for one in wanted if isinstance(one, Curve)), None)
    felt: set[int] = set()
    while True:
        before = None if turns is None else turns.copy()
        admitted = list(wanted)
        for component in components(wanted, ceilings, worth, sorted(felt)):
            _settle(component, wanted, ceilings, worth, fair, admitted)
        excesses = {k: ceilings[k].excess(admitted) for k in candidates if k not in felt}
        passed = [k for k, excess in excesses.items() if sign_of(excess) > 0]
        if not passed:
            break
        widest = max(len(ceilings[k].coefficients) for k in passed)
        felt.update(k for k in passed if len(ceilings[k].coefficients) == widest)
        if turns is not None and before is not None:
            turns.reset(before)
    for excess in excesses.values():
        hold(excess)
    return admitted


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
    admitted: list[Number],
) -> None:
    """Settle one component in ``admitted``."""
    excesses = {k: ceilings[k].excess(wanted) for k in component.rows}
    over = [k for k, excess in excesses.items() if sign_of(excess) > 0]
    if not over:
        for excess in excesses.values():
            hold(excess)
        return
    places = [i for group in component.groups for i in group.members]
    share = _single_share(component, wanted, ceilings)
    if share is None and worth is None:
        share = _plain_share(places, over, wanted, ceilings, component)
    if share is not None:
        for i in places:
            admitted[i] = wanted[i] * share
        return
    totals = [sum([wanted[i] for i in group.members]) for group in component.groups]
    for group, total, cut in zip(
        component.groups, totals, least_cuts(component, totals, ceilings, worth, fair), strict=True
    ):
        if is_nothing(cut):
            continue
        kept = 1 - cut / (total + NOTHING)
        for i in group.members:
            admitted[i] = wanted[i] * kept


def _single_share(component: Component, wanted: Sequence[Number], ceilings: Sequence[Inequality]) -> Number | None:
    """Return the share that is kept of amounts that all stand alike, and of which some ceiling asks less."""
    if len(component.groups) > 1:
        return None
    (group,) = component.groups
    total = sum([wanted[i] for i in group.members]) + NOTHING
    kept = min(ceilings[k].bound / (total * share) for k, share in group.shares if share > 0)
    hold(1 - kept)
    return kept


def _plain_share(
    places: list[int],
    over: list[int],
    wanted: Sequence[Number],
    ceilings: Sequence[Inequality],
    component: Component,
) -> Number | None:
    """Return the share kept of every amount, where a ceiling on their plain sum asks so much that no other is felt.

    No plan is larger than that ceiling, and of equal totals none spares the most cut amount more than an equal share.
    """
    whole = [
        k
        for k in over
        if len(ceilings[k].coefficients) >= len(places) and all(ceilings[k].coefficients.get(i, 0) == 1 for i in places)
    ]
    if not whole:
        return None
    tightest = min(whole, key=lambda k: ceilings[k].bound)
    hold(ceilings[tightest].excess(wanted))
    kept = (ceilings[tightest].bound + NOTHING) / (sum([wanted[i] for i in places]) + NOTHING)
    amounts = {i: wanted[i] * kept for i in places}
    for k in component.rows:
        row = ceilings[k]
        if (
            k != tightest
            and sum([row.coefficients[i] * amounts[i] for i in amounts if i in row.coefficients]) > row.bound
        ):
            return None
    return kept


def least_cuts(
    component: Component,
    totals: Sequence[Number],
    ceilings: Sequence[Inequality],
    worth: Sequence[Number] | None,
    fair: bool,
) -> list[Number]:
    """Return the cuts of least sum (or worth) that bring the groups' totals under every ceiling."""
    costs = tuple(1 if worth is None else worth[group.members[0]] for group in component.groups)
    place = {k: r for r, k in enumerate(component.rows)}
    demands: list[dict[int, Number]] = [{} for _ in component.rows]
    for g, group in enumerate(component.groups):
        for k, share in group.shares:
            demands[place[k]][g] = share
    key = costs, tuple(tuple(row.items()) for row in demands)
    warm = moving(totals)
    programme = (_solved.get(key) if warm else None) or Cuts(costs, demands)
    programme = programme.copied()
    asked = [_excess(row, totals, ceilings[k].bound) for row, k in zip(demands, component.rows, strict=True)]
    programme.least(totals, asked)
    programme.hold()
    if warm:
        _remember(key, programme)
    return fairest(programme, totals) if fair else programme.values()


def _excess(row: Coefficients, totals: Sequence[Number], bound: Number) -> Number:
    return sum([share * totals[g] for g, share in row.items()]) - bound


def _remember(key: _Key, programme: Cuts) -> None:
    """Keep the last few dictionaries of programmes read again and again: each is a start for any bounds."""
    with _lock:
        while len(_solved) >= _KEPT:
            del _solved[next(iter(_solved))]
        _solved[key] = programme


def tight(row: Inequality, amounts: Sequence[Number]) -> bool:
    """Tell whether amounts are just at a ceiling."""
    return sign_of(row.excess(amounts)) == 0


def moving(amounts: Sequence[Number]) -> bool:
    """Tell whether any amount moves with spending."""
    return any(isinstance(one, Curve) for one in amounts)
