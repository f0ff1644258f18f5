"""What judging a condition carries back: a verdict and what it rests on, or why a computed fact has no value."""

from typing import NamedTuple

from ...model.facts import Answer
from ...model.finding import Verdict


class Judgement(NamedTuple):
    """A verdict, the answers it rests on by full key, the keys it lacks, and the ids of the items it is about.

    ``missing`` is empty unless the verdict is unknown. ``who`` are the items that decide: the ones that fail an
    ``every``, the ones that satisfy a ``some``.
    """

    verdict: Verdict
    used: tuple[tuple[str, Answer], ...] = ()
    missing: tuple[str, ...] = ()
    who: tuple[str, ...] = ()


made = tuple.__new__  # made(Judgement, …): for every line and test, where its own constructor would cost twice as much


class Open(NamedTuple):
    """A computed fact without a value: its verdict (unknown, undetermined), the keys it waits for."""

    verdict: Verdict
    missing: tuple[str, ...] = ()
