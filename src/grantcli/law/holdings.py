"""Who holds what of whom, as the applicant says (``company.links``): members, holdings, and what is wrong."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final, Literal, NamedTuple, cast

from ..i18n import _
from ..model.facts import Facts
from ..problem import Place, Problem
from .figures import Period, periods

Assume = Literal["least", "most"]
ENTERPRISE: Final = "enterprise"
PERSON: Final = "person"
PUBLIC_BODY: Final = "public_body"
LOCAL_AUTHORITY: Final = "local_authority"
ANGEL: Final = "business_angel"
EXEMPT: Final = frozenset({"public_investment", "venture_capital", "university", "institutional_investor"})
ANGEL_BELOW: Final = Decimal(1_250_000)
BUDGET_BELOW: Final = Decimal(10_000_000)
INHABITANTS_BELOW: Final = 5_000
"""Kinds and limits of the investors of Annex I art. 3(2), second subparagraph (euro, inhabitants)."""

_ZERO: Final = Decimal(0)
_ONE: Final = Decimal(1)
_PLACE = re.compile(r"(?P<file>.*?):(?P<line>\d+):(?P<column>\d+)$")


class Member(NamedTuple):
    """The applicant (id empty, its periods not repeated) or one item of ``company.links``.

    ``exempt`` and ``public`` as art. 3(2) reads them.
    """

    id: str
    name: str
    kind: str
    exempt: bool
    public: bool
    market: bool
    jointly: str
    consolidated: bool
    abroad: bool
    periods: tuple[Period, ...]

    @property
    def firm(self) -> bool:
        """Return whether it is an enterprise that can be partner or linked (no person, no public body)."""
        return self.kind != PERSON and not self.public


class Holding(NamedTuple):
    """A share of one member held by another (indices of members); shares are fractions."""

    holder: int
    held: int
    capital: Decimal
    votes: Decimal
    control: bool
    since: date | None = None
    until: date | None = None

    def stands(self, on: date) -> bool:
        """Return whether it holds on a day (both its first and its last day included)."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


class Web(NamedTuple):
    """Members (the applicant first) and holdings. ``assumed``: keys that were not known and were filled in."""

    members: tuple[Member, ...]
    holdings: tuple[Holding, ...]
    assumed: tuple[str, ...]


def web_of(facts: Facts, assume: Assume) -> Web:
    """Read the applicant's group; what is not known is taken as the ``least`` or the ``most`` it can be.

    Ties that ``problems_of`` refuses (unknown id, a firm that owns itself) are left out.
    """
    items = facts.lists.get("company.links", ())
    gaps: list[str] = []
    members = [_applicant(facts), *(_member(item, assume, gaps) for item in items)]
    at = {member.id: index for index, member in enumerate(members)}
    holdings = [h for item in items for edge in _edges(item) for h in _holding(item.id, edge, at, assume, gaps)]
    if assume == "most":
        _widen(items, members, holdings, gaps)
    return Web(tuple(members), tuple(holdings), tuple(gaps))


def standing_on(web: Web, on: date | None) -> Web:
    """Return the group with the holdings in force on a day (None: with all of them)."""
    if on is None or all(holding.since is None and holding.until is None for holding in web.holdings):
        return web
    return web._replace(holdings=tuple([holding for holding in web.holdings if holding.stands(on)]))


def _applicant(facts: Facts) -> Member:
    name = str(facts.value("company.name") or "")
    return Member("", name, ENTERPRISE, False, False, True, "", False, False, ())


def _member(item: Facts, assume: Assume, gaps: list[str]) -> Member:
    kind = str(item.value("holder_kind") or ENTERPRISE)
    exempt = kind in EXEMPT or _exempt_by_size(item, kind, assume, gaps)
    return Member(
        item.id,
        str(item.value("name") or item.id),
        kind,
        exempt,
        kind == PUBLIC_BODY or (kind == LOCAL_AUTHORITY and not exempt),
        item.value("adjacent_market") is True,
        str(item.value("acting_jointly") or ""),
        item.value("consolidated") is True,
        item.value("country") not in (None, "IT"),
        periods(item.lists.get("years", ())),
    )


def _exempt_by_size(item: Facts, kind: str, assume: Assume, gaps: list[str]) -> bool:
    if kind == ANGEL:
        return _below(item, "invested", ANGEL_BELOW, assume, gaps)
    if kind == LOCAL_AUTHORITY:
        tests = [
            _below(item, "budget", BUDGET_BELOW, assume, gaps),
            _below(item, "inhabitants", Decimal(INHABITANTS_BELOW), assume, gaps),
        ]
        return all(tests)
    return False


def _below(item: Facts, key: str, limit: Decimal, assume: Assume, gaps: list[str]) -> bool:
    value = item.value(key)
    if value is None:
        gaps.append(f"company.links[{item.id}].{key}")
        return assume == "least"
    return Decimal(cast("Decimal", value)) < limit


def _edges(item: Facts) -> Iterator[Facts]:
    yield item
    yield from item.lists.get("other_links", ())


def _holding(own: str, edge: Facts, at: Mapping[str, int], assume: Assume, gaps: list[str]) -> Iterator[Holding]:
    other = str(edge.value("of") or "")
    direction = edge.value("direction")
    if other not in at or other == own or direction is None:
        return
    holder, held = (at[own], at[other]) if direction == "upstream" else (at[other], at[own])
    capital, votes, control = _shares(own, edge, assume, gaps)
    since, until = (cast("date | None", edge.value(key)) for key in ("since", "until"))
    yield Holding(holder, held, capital, votes, control, since, until)


def _shares(own: str, edge: Facts, assume: Assume, gaps: list[str]) -> tuple[Decimal, Decimal, bool]:
    capital, votes = (cast("Decimal | None", edge.value(key)) for key in ("percent_capital", "percent_votes"))
    relation = edge.value("relation")
    control = edge.value("control") is True or relation == "linked"
    if capital is None and votes is None:
        share = _ZERO if control or relation == "autonomous" else _unknown_share(relation, assume)
        if not control and relation != "autonomous":
            gaps.append(f"company.links[{own}].percent_capital")
        return share, share, control
    return capital if capital is not None else _ZERO, votes if votes is not None else capital or _ZERO, control


def _unknown_share(relation: object, assume: Assume) -> Decimal:
    if relation == "partner":
        return Decimal("0.25") if assume == "least" else Decimal("0.50")
    return _ZERO if assume == "least" else _ONE


def _widen(items: tuple[Facts, ...], members: list[Member], holdings: list[Holding], gaps: list[str]) -> None:
    """Take the unknown markets of firms held by persons as the same market: the most the group can be."""
    by_persons = {holding.held for holding in holdings if members[holding.holder].kind == PERSON}
    for index, item in enumerate(items, start=1):
        if index in by_persons and item.value("adjacent_market") is None:
            gaps.append(f"company.links[{item.id}].adjacent_market")
            members[index] = members[index]._replace(market=True)


def problems_of(facts: Facts) -> list[Problem]:
    """Return what is wrong with the applicant's list of ties: ids, a firm that owns itself, more than all of a capital.

    Places come from the notes of the items, where the file that they were read from is known.
    """
    items = facts.lists.get("company.links", ())
    return [*_wrong_ids(items), *_wrong_ties(items), *_over_full(facts, items)]


def _wrong_ids(items: tuple[Facts, ...]) -> Iterator[Problem]:
    counted = Counter(item.id for item in items)
    for item in items:
        if not item.id:
            yield _problem(item, "no_id", _("il legame non ha una sigla"))
        elif counted[item.id] > 1:
            yield _problem(item, "repeated_id", _("la sigla «{id}» è usata più volte").format(id=item.id))


def _wrong_ties(items: tuple[Facts, ...]) -> Iterator[Problem]:
    ids = {"", *(item.id for item in items)}
    for item in items:
        for edge in _edges(item):
            other = str(edge.value("of") or "")
            if other not in ids:
                yield _problem(item, "unknown_id", _("nessun legame ha la sigla «{id}»").format(id=other))
            elif other == item.id:
                yield _problem(item, "owns_itself", _("un'impresa non può detenere quote di sé stessa"))
            if edge.value("direction") is None:
                yield _problem(item, "no_direction", _("non si sa chi detiene la quota"))


def _over_full(facts: Facts, items: tuple[Facts, ...]) -> Iterator[Problem]:
    web = web_of(facts, "least")
    totals: dict[tuple[int, str], Decimal] = {}
    for holding in web.holdings:
        for what, share in (("capital", holding.capital), ("votes", holding.votes)):
            totals[holding.held, what] = totals.get((holding.held, what), _ZERO) + share
    for (held, what), total in totals.items():
        if total > 1:
            member = web.members[held]
            text = (
                _("le quote di capitale di «{name}» superano il 100 %")
                if what == "capital"
                else _("le quote di voto di «{name}» superano il 100 %")
            )
            item = items[held - 1] if held else items[0]
            yield _problem(item, f"too_much_{what}", text.format(name=member.name or _("richiedente")))


def _problem(item: Facts, kind: str, text: str) -> Problem:
    return Problem(place_of(item.note), f"company.links[{item.id}]", text, kind=kind)


def place_of(note: str) -> Place:
    """Read a place back from the note of an answer or item («file:line:column»); the note itself when it is not one."""
    found = _PLACE.match(note)
    if found is None:
        return Place(note)
    return Place(found["file"], int(found["line"]), int(found["column"]))
