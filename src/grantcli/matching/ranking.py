"""Matches in the order in which one looks at them: what is open first, then what can be had."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..model.outcome import AmountStatus
from ..money import ZERO
from .fit import Chance, Fit, Unmet
from .match import Match
from .ranges import ContributionRange

STATES = ("open", "unknown", "coming", "closed")
_WHO = "applicant."
"""How the names of facts on who applies begin."""
CHANCES: tuple[Chance, ...] = ("possible", "missing", "undetermined", "impossible")
_Promise = tuple[int, int, bool, Decimal, str]


def ranked(matches: Iterable[Match]) -> list[Match]:
    """Return companies by the best of their calls, each with its calls best first; of equals what closes first."""
    found = [one._replace(fits=tuple(sorted(one.fits, key=_promise))) for one in matches]
    return sorted(found, key=lambda one: [_promise(fit) for fit in one.fits])


def _promise(one: Fit) -> _Promise:
    amount = one.contribution.most or ZERO
    closes = one.window.closes.isoformat() if one.window.closes else "9999"
    return STATES.index(one.window.state), _worth(one), _may_be_for_others(one), -amount, closes


def _worth(one: Fit) -> int:
    """Return how far down a chance stands; one that is not paid is hardly better than none."""
    return 2 * CHANCES.index("impossible") - 1 if one.unfunded else 2 * CHANCES.index(one.chance)


def _may_be_for_others(one: Fit) -> bool:
    """Return whether the call waits to know who applies, and may not be for the company at all."""
    return one.chance == "missing" and any(key.startswith(_WHO) for key in one.missing)


@dataclass(frozen=True, slots=True)
class Total:
    """A call over all companies; ``like`` is one of its fits, for what is the same in all: call and window.

    ``judged_on`` is the day as of which all were judged, None where they are several.
    ``chances`` counts companies, ``unfunded`` those of ``possible`` that are not paid for want of points; ``computed``
    are those paid whose contribution is known, ``amount`` the sum of these, ``most`` what the others might get each at
    most, ``ceiling`` the cap of the call where that is open. ``reasons`` are why it is impossible, or not paid, by how
    many companies.
    """

    like: Fit
    judged_on: date | None
    chances: Mapping[Chance, int]
    unfunded: int
    computed: int
    amount: Decimal
    status: AmountStatus
    most: Decimal | None
    ceiling: Decimal | None
    reasons: tuple[tuple[Unmet, int], ...]


def totals(matches: Iterable[Match]) -> list[Total]:
    """Return the calls over all companies: open ones first, then by how many companies can have how much."""
    by_call: dict[str, list[Fit]] = {}
    for one in matches:
        for fit in one.fits:
            by_call.setdefault(fit.call.id, []).append(fit)
    return sorted(map(_total, by_call.values()), key=_order)


def _total(fits: Sequence[Fit]) -> Total:
    paid = [one.contribution for one in fits if not one.unfunded]
    known = [one for one in paid if one.known and one.most is not None]
    others = [one.most for one in paid if not one.known and one.most is not None]
    days = {one.judged_on for one in fits}
    reasons = Counter(reason for one in fits for reason in one.reasons)
    return Total(
        like=fits[0],
        judged_on=days.pop() if len(days) == 1 else None,
        chances=Counter(one.chance for one in fits),
        unfunded=sum(one.unfunded and one.chance == "possible" for one in fits),
        computed=len(known),
        amount=sum(map(_amount, known), ZERO),
        status=_worst([one.status for one in known]),
        most=max(others, default=None),
        ceiling=max((one.contribution.ceiling for one in fits if one.contribution.ceiling is not None), default=None),
        reasons=tuple(reasons.most_common()),
    )


def _worst(given: Sequence[AmountStatus]) -> AmountStatus:
    return "undetermined" if not given else "estimate" if "estimate" in given else "official"


def _amount(one: ContributionRange) -> Decimal:
    return one.most or ZERO


def _order(one: Total) -> tuple[int, int, int, Decimal]:
    chances = one.chances
    return STATES.index(one.like.window.state), one.unfunded - chances["possible"], -chances["missing"], -one.amount
