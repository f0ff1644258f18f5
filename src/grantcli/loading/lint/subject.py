"""The version of a call that the linter checks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ...model.call import Call, Edition
from ..call.address_problem import AddressProblem


@dataclass(frozen=True, slots=True)
class Linted:
    """One version of a call, its edition, and the day on which it is looked at."""

    call: Call
    edition: Edition
    today: date


Check = Callable[[Linted], Iterator[AddressProblem]]
