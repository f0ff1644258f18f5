"""Where cost and aid that are limited by each other come to rest, in exact numbers.

Idea: reckon with the contribution of the round before; where it falls by a steady share from round to round, the sum of
all rounds to come is known, and the next one is reckoned with what it falls to. Invariant: what is reckoned with is
taken only where the very same comes out. Source: Aitken, On Bernoulli's numerical solution of equations (1926).
"""

from collections.abc import Mapping

from ..contribution.cost_groups import Exact
from ..maths.curves import sign_of
from ..maths.simplex import NOTHING, is_nothing

ByOwner = Mapping[str | None, Exact]
"""Exact cents of contribution, of each partner, of the project under None."""
_LEAPS = (3, 5, 7)
"""After so many rounds it is tried where all that are to come would lead."""


class Rounds:
    """What limits are reckoned with, round after round."""

    def __init__(self) -> None:
        self._seen: list[ByOwner] = []
        self._leaping = False

    def after(self, reached: ByOwner) -> ByOwner | None:
        """Return what to reckon with after a round in which something else came out, None where it is given up."""
        if self._leaping:
            self._leaping = False
            return self._seen[-1]
        self._seen.append(reached)
        if len(self._seen) in _LEAPS:
            self._leaping = True
            return _leap(*self._seen[-3:])
        return reached if len(self._seen) < _LEAPS[-1] else None


def rests(reached: ByOwner, most: ByOwner | None) -> bool:
    """Return whether what was reckoned with is what comes out, here and as spending grows."""
    return most is not None and all(is_nothing(amount - most.get(owner, NOTHING)) for owner, amount in reached.items())


def _leap(first: ByOwner, second: ByOwner, third: ByOwner) -> ByOwner:
    """Return what each contribution falls to, were each fall the same share of the one before."""
    return {
        owner: _limit(first.get(owner, NOTHING), second.get(owner, NOTHING), amount) for owner, amount in third.items()
    }


def _limit(first: Exact, second: Exact, third: Exact) -> Exact:
    fall, next_ = second - first, third - second
    slowing = next_ - fall
    if is_nothing(slowing) or not sign_of(slowing):
        return third
    found = third - next_ * next_ / (slowing + NOTHING)
    return found if sign_of(found) > 0 else NOTHING
