"""What comes of a figure or a formula in a frame: an exact value, or the verdict and the keys that keep it open."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, cast

from ...model.facts import Answer
from ..conditions.context import Frame
from ..conditions.judgement import Judgement, Open
from ..conditions.logic import OF_ALL, merged

Number = Decimal | Fraction
Used = tuple[tuple[str, Answer], ...]
UNDETERMINED = Judgement("undetermined")


class Resolved(NamedTuple):
    """A value, exact; None where it is not known, and ``lack`` says why: unknown with keys missing, or undetermined.

    ``used`` are the answers it rests on by full key, ``row`` the row of a table that fitted, ``since`` the day from
    which a dated value holds.
    """

    value: Number | date | None
    used: Used = ()
    lack: Judgement | None = None
    row: int | None = None
    since: date | None = None

    @property
    def number(self) -> Number:
        """Return the value as a number; nothing (0) where there is none."""
        return self.value if isinstance(self.value, (Decimal, Fraction)) else Decimal(0)

    @property
    def why(self) -> Judgement:
        """Return what keeps the value open."""
        return self.lack or UNDETERMINED

    def answer(self) -> Answer:
        """Return the value as the answer of a computed fact."""
        if self.value is None:
            return Answer(Open(self.why.verdict, self.why.missing), "derived")
        return Answer(self.value, "derived")


Find = Callable[[Frame], Resolved]


def lacking(judgements: Iterable[Judgement]) -> Resolved:
    """Return what lacks all that the strongest of some judgements lack."""
    found = list(judgements)
    verdict = max((one.verdict for one in found), key=OF_ALL.__getitem__)
    return Resolved(None, lack=merged(verdict, [one for one in found if one.verdict == verdict]))


def exact(value: object) -> Fraction:
    """Return a number as an exact fraction; one that moves stays what it is."""
    return Fraction(value) if isinstance(value, (Decimal, int)) else cast(Fraction, value)


def settled(value: object) -> Number | date:
    """Return what was computed: a decimal wherever that is exact, else the fraction; a day as it is."""
    if type(value) is not Fraction:
        return value  # type: ignore[return-value]
    if value.denominator == 1:
        return Decimal(value.numerator)
    near = Decimal(value.numerator) / Decimal(value.denominator)
    return near if Fraction(near) == value else value
