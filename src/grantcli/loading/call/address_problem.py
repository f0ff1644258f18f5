"""What is wrong at an address of a call."""

from typing import NamedTuple

from ...model.walk.call_nouns import Steps


class AddressProblem(NamedTuple):
    """What is wrong at an address of a call."""

    steps: Steps
    kind: str
    text: str
    hint: str = ""
    warning: bool = False
