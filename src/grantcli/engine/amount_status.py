"""How far a figure can be trusted: what its status and its source allow an amount to be called."""

from collections.abc import Iterable

from ..model.call import Call
from ..model.outcome import AmountStatus
from ..model.rule import Status

_TRUSTED = frozenset({"amendment", "call", "law", "page"})
_RANK: dict[AmountStatus, int] = {"official": 0, "estimate": 1, "undetermined": 2}


def grade(status: Status, cite: str | None, call: Call) -> AmountStatus:
    """Return the grade of a figure: a ``secondary`` one is official only from an amendment, a call, a law or the
    issuer's own page (the kind of the source that ``cite`` names first); a ``derived`` one is an estimate."""
    if status == "official":
        return "official"
    if status == "secondary" and cite:
        source = call.sources.get(cite.split()[0])
        if source is not None and source.kind in _TRUSTED:
            return "official"
    return "undetermined" if status == "missing" else "estimate"


def worst(grades: Iterable[AmountStatus]) -> AmountStatus:
    """Return the least trustworthy of the grades; none at all is official."""
    found: AmountStatus = "official"
    for one in grades:
        if _RANK[one] > _RANK[found]:
            found = one
    return found
