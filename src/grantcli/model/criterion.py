"""How applications are ranked: criteria with bands and weights, or the statement that the grid is missing."""

from decimal import Decimal
from typing import Literal

from ..i18n import Text
from .computing.call_figure import NumberFigure, ShareFigure
from .condition import Condition
from .noun import noun
from .rule import Status


@noun
class Band:
    """So many points where ``when`` holds, or where the self-assessment is between ``least`` and ``most``."""

    points: NumberFigure
    when: Condition | None = None
    text: Text | None = None


@noun
class Criterion:
    """Points from 0 to ``most``: by the first band that holds, or self-assessed in the fact ``score.<id>``.

    ``steps`` are the only points that can be given (0, 5, 10, 15); empty: any.
    """

    id: str
    text: Text
    cite: str
    most: Decimal
    least: Decimal = Decimal(0)
    weight: ShareFigure = Decimal(1)
    bands: tuple[Band, ...] = ()
    steps: tuple[Decimal, ...] = ()
    threshold: NumberFigure | None = None
    bonus: bool = False  # added after the threshold was tested
    when: Condition | None = None
    status: Status = "official"


@noun
class Scoring:
    """The grid. Status ``missing``: no score is ever printed, ``why`` says what is not known."""

    cite: str
    status: Status = "official"
    criteria: tuple[Criterion, ...] = ()
    threshold: NumberFigure | None = None
    below: Literal["not_eligible", "not_funded", "unsaid"] = "unsaid"  # what follows of a score under a threshold
    most: Decimal | None = None
    decimals: int = 2
    why: Text | None = None
    known_inputs: tuple[Text, ...] = ()
