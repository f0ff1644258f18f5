"""Sums that a call writes as a share, an amount, at most so much: compiled once, resolved in a frame to exact cents."""

from fractions import Fraction
from typing import NamedTuple, Protocol

from ...model.computing.call_figure import Figure
from ...model.walk.scope import Scope
from ..conditions.context import Frame
from ..conditions.judgement import Judgement
from .figures import compile_figure
from .resolved import Find, exact


class WrittenSum(Protocol):
    """What a call writes of a sum; a figure that it does not write is None."""

    @property
    def share(self) -> Figure | None:
        """Return the share of the base."""

    @property
    def amount(self) -> Figure | None:
        """Return the euro beside the share."""

    @property
    def most(self) -> Figure | None:
        """Return the most that it may come to, in euro."""


class ReadySum(NamedTuple):
    """The figures of a sum, ready to be resolved."""

    share: Find | None
    amount: Find | None
    most: Find | None

    def cents(self, base: Fraction, frame: Frame, bare: Fraction | Judgement) -> Fraction | Judgement:
        """Return the exact cents of the sum, or what keeps it open with all the keys that its figures lack.

        ``base``: the cents that a share is of; ``bare``: the result where neither share nor amount is written.
        """
        found = [None if find is None else find(frame) for find in self]
        open_ = [one.why for one in found if one is not None and one.value is None]
        if open_:
            return open_[0]._replace(missing=tuple(dict.fromkeys(key for one in open_ for key in one.missing)))
        share, amount, most = (None if one is None else exact(one.number) for one in found)
        told = share is not None or amount is not None
        cents = (share or 0) * base + (amount or 0) * 100 if told else bare
        if most is None or isinstance(cents, Judgement):
            return cents
        return min(cents, most * 100)


def compile_sum(written: WrittenSum, scope: Scope) -> ReadySum:
    """Return the figures of a sum, each compiled."""
    return ReadySum(*(compile_figure(figure, scope) for figure in (written.share, written.amount, written.most)))
