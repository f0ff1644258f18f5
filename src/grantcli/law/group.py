"""Which enterprises count together: linked, partner, exempt, public (Annex I art. 3, Reg. (EU) 651/2014)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from .holdings import PERSON, Holding, Member, Web

Role = Literal["self", "linked", "partner", "linked_to_partner", "exempt", "person", "public", "none"]
HALF: Final = Decimal("0.5")
QUARTER: Final = Decimal("0.25")
_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)


class MemberShare(NamedTuple):
    """How one member counts: its role, the share (a fraction) at which its figures are added, its largest own share."""

    role: Role
    share: Decimal
    interest: Decimal


ALONE: Final = MemberShare("self", _ONE, _ONE)
"""How the applicant itself counts."""


class Clusters:
    """Members joined into sets of linked enterprises; the smallest index is the name of its set."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, index: int) -> int:
        """Return the member that the set of ``index`` is named by."""
        parent = self._parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def join(self, one: int, other: int) -> bool:
        """Join two sets; return whether they were apart."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low
        return low != high


def standings(web: Web) -> tuple[MemberShare, ...]:
    """Return how each member counts for the applicant (index 0), cycles and cross-holdings included."""
    clusters = link(web)
    interests = _interests(web, clusters)
    largest = _largest(web)
    own = clusters.find(0)
    return (
        ALONE,
        *(
            MemberShare("linked", _ONE, largest[index])
            if member.firm and clusters.find(index) == own
            else _outside(member, index, interests.get(clusters.find(index), {}), largest[index])
            for index, member in enumerate(web.members[1:], start=1)
        ),
    )


def _outside(member: Member, index: int, through: dict[int, Decimal], interest: Decimal) -> MemberShare:
    if not member.firm:
        return MemberShare("person" if member.kind == PERSON else "public", _ZERO, interest)
    share = max(through.values(), default=_ZERO)
    if share < QUARTER:
        return MemberShare("exempt" if member.exempt and interest >= QUARTER else "none", _ZERO, interest)
    return MemberShare("partner" if index in through else "linked_to_partner", share, through.get(index, _ZERO))


def _largest(web: Web) -> list[Decimal]:
    """Return, by member, the largest share that ties it to any other, for the table."""
    largest = [_ZERO] * len(web.members)
    for holding in web.holdings:
        share = max(holding.capital, holding.votes)
        for index in (holding.holder, holding.held):
            largest[index] = max(largest[index], share)
    return largest


def link(web: Web, persons: bool = True, *, same_market: bool = True) -> Clusters:
    """Join the members linked by majority of votes or control, through others too, and through persons (art. 3(3)).

    ``persons`` false leaves natural persons out, as the single undertaking of Reg. (EU) 1407/2013 does;
    ``same_market`` false joins all that the same persons control, whatever they do.
    """
    clusters = Clusters(len(web.members))
    held_by = by_held(web.holdings)
    changed = True
    while changed:
        changed = _join_controlled(web, held_by, clusters)
        if persons:
            changed |= _join_through_persons(web, held_by, clusters, same_market)
    return clusters


def controllers(web: Web, clusters: Clusters) -> frozenset[str]:
    """Return the ids of the natural persons who control a member of the applicant's set, alone or jointly."""
    held_by, own = by_held(web.holdings), clusters.find(0)
    return frozenset(
        web.members[index].id
        for persons in _units_of_persons(web.members)
        if any(clusters.find(firm) == own for firm in controlled(persons, web, held_by))
        for index in persons
    )


def by_held(holdings: Iterable[Holding]) -> dict[int, list[Holding]]:
    """Return the holdings of each member that is held."""
    held_by: dict[int, list[Holding]] = defaultdict(list)
    for holding in holdings:
        held_by[holding.held].append(holding)
    return held_by


def _join_controlled(web: Web, held_by: dict[int, list[Holding]], clusters: Clusters) -> bool:
    changed = False
    for held, holdings in held_by.items():
        if not web.members[held].firm:
            continue
        units: dict[object, list[Holding]] = defaultdict(list)
        for holding in holdings:
            holder = web.members[holding.holder]
            if holder.firm:
                units[_unit(holder, clusters.find(holding.holder))].append(holding)
        for together in units.values():
            if _controls(together):
                for holding in together:
                    changed |= clusters.join(holding.holder, held)
    return changed


def _unit(holder: Member, cluster: int) -> object:
    """Return what a holder's votes are counted with: its linked enterprises, or the investors it acts jointly with."""
    return holder.jointly if holder.exempt and holder.jointly else cluster


def _controls(together: Sequence[Holding]) -> bool:
    return any(holding.control for holding in together) or sum((h.votes for h in together), _ZERO) > HALF


def _join_through_persons(web: Web, held_by: dict[int, list[Holding]], clusters: Clusters, same_market: bool) -> bool:
    changed = False
    for persons in _units_of_persons(web.members):
        firms = controlled(persons, web, held_by)
        own = clusters.find(0)
        same = [
            index
            for index in sorted(firms)
            if not same_market or web.members[index].market or clusters.find(index) == own
        ]
        for index in same[1:]:
            changed |= clusters.join(same[0], index)
    return changed


def _units_of_persons(members: Sequence[Member]) -> list[set[int]]:
    units: dict[object, set[int]] = defaultdict(set)
    for index, member in enumerate(members):
        if member.kind == PERSON:
            units[member.jointly or index].add(index)
    return list(units.values())


def controlled(by: set[int], web: Web, held_by: dict[int, list[Holding]]) -> set[int]:
    """Return the firms that the members ``by`` control together, directly or through firms they control."""
    firms: set[int] = set()
    grows = True
    while grows:
        held = {
            index
            for index, holdings in held_by.items()
            if index not in firms
            and web.members[index].firm
            and _controls([h for h in holdings if h.holder in by or h.holder in firms])
        }
        grows = bool(held)
        firms |= held
    return firms


def _interests(web: Web, clusters: Clusters) -> dict[int, dict[int, Decimal]]:
    """Return, by cluster and member of it, its largest interest in the applicant's cluster or of that cluster in it.

    Holdings of one cluster in one firm count together (art. 3(2): «alone or with linked enterprises»); the greater of
    capital and votes, and of the two directions of a cross-holding (art. 6(2)).
    """
    own = clusters.find(0)
    sums: dict[tuple[int, int, bool], list[Decimal]] = defaultdict(lambda: [_ZERO, _ZERO])
    takers: dict[tuple[int, int, bool], set[int]] = defaultdict(set)
    for holding in web.holdings:
        holder, held = clusters.find(holding.holder), clusters.find(holding.held)
        if (holder == own) == (held == own):
            continue
        up = held == own
        other = web.members[holding.holder if up else holding.held]
        if not other.firm or (up and other.exempt):
            continue
        key = (holder if up else held, holding.held, up)
        sums[key][0] += holding.capital
        sums[key][1] += holding.votes
        takers[key].add(holding.holder if up else holding.held)
    interests: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for key, (capital, votes) in sums.items():
        share = max(capital, votes)
        if share >= QUARTER:
            for index in takers[key]:
                interests[key[0]][index] = max(share, interests[key[0]].get(index, _ZERO))
    return interests


def public_share(web: Web, of: int = 0) -> Decimal:
    """Return the share of a member that public bodies control, directly or through firms they control (art. 3(4)).

    The investors of art. 3(2), second subparagraph, are left out; the greater of capital and votes.
    """
    bodies = {index for index, member in enumerate(web.members) if member.public}
    if not bodies:
        return _ZERO
    held_by = by_held(web.holdings)
    hands = bodies | {index for index in controlled(bodies, web, held_by) if not web.members[index].exempt}
    into = [holding for holding in held_by.get(of, ()) if holding.holder in hands]
    return max(sum((h.capital for h in into), _ZERO), sum((h.votes for h in into), _ZERO))
