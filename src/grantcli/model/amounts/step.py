"""One move of an amount, with its source, and how far an amount can be trusted."""

from datetime import date
from decimal import Decimal
from typing import Literal

from ...i18n import Text
from ..noun import record
from ..rule import Status

AmountStatus = Literal["official", "estimate", "undetermined"]


@record
class Step:
    """One move of an amount, in euro, signed; ``text`` is in the call's language(s).

    ``since``: the day from which its figure holds, where the call gives figures by day.
    """

    rule: str
    cite: str
    amount: Decimal
    text: Text
    status: Status = "official"
    supplied: str | None = None
    since: date | None = None
